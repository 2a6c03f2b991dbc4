"""What one does with stories: list, open, write, move between states, throw away, bring back."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.errors import InUseError, NewsdeskError
from newsdesk.domain.ids import ArticleId, SectionSlug
from newsdesk.domain.listing import (
    PAGE_SIZE,
    ArticleQuery,
    ArticleRow,
    Counts,
    Cursor,
    Page,
    VersionReason,
)
from newsdesk.services import saving
from newsdesk.services.changes import NOTHING, Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.storage import articles as stored
from newsdesk.storage import journal as journals
from newsdesk.storage import listing

_LOG = logging.getLogger(__name__)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


# --- reading ---


def rows(
    desk: Desk, *, query: ArticleQuery, after: Cursor | None = None, limit: int = PAGE_SIZE
) -> Page[ArticleRow]:
    """Return a page of the stories a query asks for, the first one with their number."""
    if query.text.strip():
        from newsdesk.services import finding

        return finding.rows(desk, query=query, after=after, limit=limit)
    page = listing.rows(desk.library, query, after, limit)
    return page if after else replace(page, total=listing.count(desk.library, query))


def cursor_at(
    desk: Desk, *, query: ArticleQuery, place: int, total: int | None = None
) -> Cursor | None:
    """Return the cursor of the page of a query without a text that has so many before it.

    ``total`` is how many there are, where that is known.
    """
    return listing.cursor_at(desk.library, query, place, total)


def counts(desk: Desk) -> Counts:
    """Return the numbers beside the lists."""
    return listing.counts(desk.library)


def find(desk: Desk, name: str) -> ArticleId | None:
    """Return the story with an id or a slug, ``None`` without one."""
    wanted = name.strip().lower()
    if _ID.fullmatch(wanted) and stored.exists(desk.library, ArticleId(wanted)):
        return ArticleId(wanted)
    return stored.id_of_slug(desk.library, wanted) if wanted else None


def all_ids(desk: Desk) -> tuple[ArticleId, ...]:
    """Return every story outside the trash, oldest first."""
    return stored.all_ids(desk.library)


def open_story(desk: Desk, *, article_id: ArticleId) -> Article:
    """Return a story as it was last on the screen: as saved, or as journalled after that.

    A journalled state of an older version comes with that version, so that saving it meets what
    was saved elsewhere. Raises NotFoundError.
    """
    return saving.latest(desk, article_id)


def saved_story(desk: Desk, *, article_id: ArticleId) -> Article:
    """Return a story as it was last saved. Raises NotFoundError."""
    return stored.load(desk.library, article_id).article


def place(desk: Desk, *, article_id: ArticleId) -> tuple[int, int]:
    """Return where the caret (characters) and the scroll bar (pixels) of a story stood."""
    entry = journals.read(desk.library, article_id)
    if entry is not None and (entry.caret or entry.scroll):
        return entry.caret, entry.scroll
    return journals.place(desk.library, article_id)


def keep_place(desk: Desk, *, article_id: ArticleId, caret: int, scroll: int) -> None:
    """Remember where the caret and the scroll bar of a story stand."""
    if not desk.library.read_only:
        journals.keep_place(desk.library, article_id, caret=caret, scroll=scroll)


def recovered(desk: Desk) -> tuple[ArticleId, ...]:
    """Return the stories of which the journal knew more than the library when it was opened."""
    return desk.recovered


# --- writing ---


def create(
    desk: Desk, *, section: SectionSlug | None = None, language: str = "", headline: str = ""
) -> tuple[Article, Changes]:
    """Add an empty story. Raises InvalidInputError for a section that is not there."""
    from newsdesk.services import publication

    chosen = language or desk.settings.text("writing.language") or publication.get(desk).language
    article = Article(
        id=saving.new_id(), section=section or None, language=chosen, headline=headline
    )
    return saving.insert(desk, article)


def add(desk: Desk, *, article: Article) -> tuple[Article, Changes]:
    """Add a complete story, as an import makes it. Its id is kept where it is free.

    Raises InvalidInputError when it points to a section, profile or picture that is not there.
    """
    free = _ID.fullmatch(article.id) and not stored.exists(desk.library, article.id)
    return saving.insert(desk, article if free else replace(article, id=saving.new_id()))


def save(
    desk: Desk,
    *,
    article: Article,
    place: tuple[int, int] | None = None,
    since: Article | None = None,
) -> tuple[Article, Changes]:
    """Save a story and return it as it now stands in the library.

    While it has no slug and was never published, one is made of its headline. ``place`` is where
    caret and page stand; the journal, which knew it, is forgotten. ``since`` as for ``journal``.
    Raises StaleArticleError when it was saved elsewhere meanwhile, NotFoundError and
    InvalidInputError.
    """
    with desk.library.transaction():
        if place is not None:
            journals.keep_place(desk.library, article.id, caret=place[0], scroll=place[1])
        saved = saving.write(desk, article)
        _note(desk, since, article, place[0] if place else 0)
        return saved


def journal(
    desk: Desk,
    *,
    article: Article,
    caret: int = 0,
    scroll: int = 0,
    since: Article | None = None,
) -> None:
    """Put what is on the screen on the disk, without making it a save. Raises NotFoundError.

    What changed ``since`` another state is noted as a step of undo with it: both wait for the
    disk once.
    """
    kept, now = saving.journalled(article), desk.clock.now()
    with desk.library.transaction():
        journals.write(desk.library, kept, now, caret=caret, scroll=scroll)
        _note(desk, since, article, caret)


def _note(desk: Desk, before: Article | None, after: Article, caret: int) -> None:
    """Note a step in the transaction that keeps the story, and must not fail for its sake."""
    if before is None:
        return
    from newsdesk.services import undo

    try:
        undo.note(desk, before=before, after=after, caret=caret)
    except NewsdeskError as error:
        _LOG.warning("A step of undo was not noted: %s", type(error).__name__)


def set_state(
    desk: Desk, *, article_id: ArticleId, state: ArticleState
) -> tuple[Article, Changes]:
    """Move a story to a state; publishing it the first time sets when that was."""
    article = open_story(desk, article_id=article_id)
    first = article.first_published_at
    if state is ArticleState.PUBLISHED and first is None:
        first = desk.clock.now()
    saved, changes = saving.write(desk, replace(article, state=state, first_published_at=first))
    if state is ArticleState.PUBLISHED:
        from newsdesk.services import keeping

        keeping.keep(desk, saved, VersionReason.PUBLISH)
        changes |= Changes.of(Kind.VERSION, article_id)
    return saved, changes


def duplicate(desk: Desk, *, article_id: ArticleId) -> tuple[Article, Changes]:
    """Add a new draft with the contents of a story, without its history on the site."""
    return saving.insert(desk, _as_new(open_story(desk, article_id=article_id)))


def keep_copy(desk: Desk, *, article: Article) -> tuple[Article, Changes]:
    """Keep what is on the screen as a story of its own, beside the one saved elsewhere."""
    return saving.insert(desk, _as_new(article))


def _as_new(article: Article) -> Article:
    headline = f"{article.headline} (copy)" if article.headline else ""
    return replace(
        article,
        id=saving.new_id(),
        headline=headline,
        slug="",
        state=ArticleState.DRAFT,
        created_at=None,
        first_published_at=None,
        updated_at=None,
        scheduled_at=None,
        corrections=(),
        origins=(),
        external_ids=(),
    )


# --- throwing away ---


def trash(desk: Desk, *, article_id: ArticleId) -> Changes:
    """Lay a story in the trash. Raises NotFoundError."""
    stored.set_deleted(desk.library, article_id, desk.clock.now())
    return saving.changed(article_id)


def restore(desk: Desk, *, article_id: ArticleId) -> Changes:
    """Take a story out of the trash. Raises NotFoundError."""
    stored.set_deleted(desk.library, article_id, None)
    return saving.changed(article_id)


def empty_trash(desk: Desk) -> Changes:
    """Remove what lies in the trash for good, but not what other stories still point to."""
    with desk.library.transaction():
        gone = stored.unused_in_trash(desk.library)
        for article_id in gone:
            stored.delete(desk.library, article_id)
    return saving.changed(*gone) if gone else NOTHING


def delete(desk: Desk, *, article_id: ArticleId) -> Changes:
    """Remove a story for good, with its versions.

    Raises NotFoundError, and InUseError while other stories or lists point to it.
    """
    users = stored.users(desk.library, article_id)
    if users:
        named = ", ".join(f"“{name[:60] or 'Untitled story'}”" for name in users[:3])
        raise InUseError(
            f"{len(users)} other {'story points' if len(users) == 1 else 'stories point'} to "
            f"this one: {named}. Take it out there first, or leave it in the trash.",
            users=users,
        )
    stored.delete(desk.library, article_id)
    return saving.changed(article_id)
