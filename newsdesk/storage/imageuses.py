"""Who shows a picture: stories, profiles, curated lists, and the paper itself."""

from __future__ import annotations

import json

from newsdesk.domain.article import ArticleState
from newsdesk.domain.ids import ArticleId, AuthorId, CuratedListId, ImageId
from newsdesk.domain.listing import ImageUse, ImageUser
from newsdesk.storage import journal
from newsdesk.storage.library import Library


def uses(library: Library, image: ImageId) -> tuple[ImageUse, ...]:
    """Return who shows a picture: stories (newest first), profiles, lists, the paper itself.

    A story that shows it only in its journal, not yet saved, counts too.
    """
    placed = library.rows(
        "SELECT a.id, a.headline, a.state, a.deleted_at IS NOT NULL, "
        "ifnull(group_concat(p.role, ' '), '') FROM article AS a "
        "LEFT JOIN (SELECT DISTINCT article, role FROM placement WHERE image = ?1) AS p "
        "ON p.article = a.number WHERE p.article IS NOT NULL OR a.number IN "
        "(SELECT value FROM json_each(?2)) "
        "GROUP BY a.number ORDER BY a.saved_at DESC, a.number DESC",
        (image, json.dumps(journal.mentioning(library, image))),
    )
    stories = [
        ImageUse(
            ImageUser.STORY,
            article,
            headline or "Untitled story",
            tuple(sorted(roles.split())) or ("unsaved",),
            ArticleState(state),
            bool(trashed),
        )
        for article, headline, state, trashed, roles in placed
    ]
    profiles = [
        ImageUse(ImageUser.AUTHOR, name, shown, ("avatar",), trashed=bool(deleted))
        for name, shown, deleted in library.rows(
            "SELECT id, display_name, deleted_at IS NOT NULL FROM author WHERE avatar = ? "
            "ORDER BY sort_key",
            (image,),
        )
    ]
    lists = [
        ImageUse(ImageUser.CURATED_LIST, name, shown, ("related",))
        for name, shown in library.rows(
            "SELECT id, name FROM curated_list WHERE instr(fields, ?) > 0 ORDER BY name", (image,)
        )
    ]
    papers = [
        ImageUse(ImageUser.PUBLICATION, "", "The publication’s logo", ("logo",))
        for _ in library.rows("SELECT 1 FROM publication WHERE instr(fields, ?) > 0", (image,))
    ]
    return (*stories, *profiles, *lists, *papers)


def stories_showing(library: Library, image: ImageId) -> tuple[ArticleId, ...]:
    """Return the saved stories that show a picture, those in the trash too."""
    found = library.rows(
        "SELECT DISTINCT a.number, a.id FROM placement AS p "
        "JOIN article AS a ON a.number = p.article WHERE p.image = ? ORDER BY a.number",
        (image,),
    )
    return tuple(ArticleId(name) for _, name in found)


def profiles_showing(library: Library, image: ImageId) -> tuple[AuthorId, ...]:
    """Return the profiles that have a picture as their avatar, without deleted ones."""
    found = library.rows(
        "SELECT id FROM author WHERE avatar = ? AND deleted_at IS NULL ORDER BY number", (image,)
    )
    return tuple(AuthorId(name) for (name,) in found)


def lists_showing(library: Library, image: ImageId) -> tuple[CuratedListId, ...]:
    """Return the curated lists with an item that shows a picture."""
    found = library.rows(
        "SELECT id FROM curated_list WHERE instr(fields, ?) > 0 ORDER BY id", (image,)
    )
    return tuple(CuratedListId(name) for (name,) in found)
