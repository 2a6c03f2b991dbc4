"""Two profiles made one: field by field, the bylines follow, and it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.errors import InvalidInputError, NotFoundError
from newsdesk.domain.ids import ArticleId, AuthorId
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.profiles import save
from newsdesk.storage import articles, authormerges, authorstories, journal
from newsdesk.storage import authors as stored
from newsdesk.storage.authormerges import Merge, Moved
from newsdesk.storage.moments import number

_JOINED = (
    "biographies", "links", "expertise", "languages", "education", "awards", "books",
    "external_ids", "roles",
)  # fmt: skip
_FILLED = (
    "first_name", "middle_name", "last_name", "suffix", "sort_name", "organisation", "desk",
    "location", "avatar", "avatar_alt", "email", "phone", "website", "archive_url",
)  # fmt: skip


def proposal(keep: AuthorProfile, gone: AuthorProfile) -> AuthorProfile:
    """Return the profile a merge would leave: what ``keep`` lacks is filled in from ``gone``.

    The other's names become other names of the one who stays.
    """
    filled = {
        name: getattr(gone, name)
        for name in _FILLED
        if not getattr(keep, name) and getattr(gone, name)
    }
    for name in _JOINED:
        if not getattr(keep, name):
            filled[name] = getattr(gone, name)
    if "avatar" in filled:
        filled["avatar_focal_point"] = gone.avatar_focal_point
    names = dict.fromkeys((*keep.aliases, gone.display_name, *gone.aliases))
    names.pop(keep.display_name, None)
    retired = keep.retired and gone.retired
    return replace(keep, **filled, aliases=tuple(names), retired=retired)


def merge(
    desk: Desk, *, keep: AuthorId, gone: AuthorId, profile: AuthorProfile | None = None
) -> tuple[AuthorProfile, Changes]:
    """Make two profiles one. ``profile`` is how it shall be, else ``proposal`` says.

    Bylines of ``gone`` name ``keep`` afterwards, with what stands frozen in them unchanged.
    Raises InvalidInputError and NotFoundError; then nothing has changed.
    """
    if keep == gone:
        raise InvalidInputError("Choose two different profiles to merge.", field="gone")
    library, now = desk.library, desk.clock.now()
    with library.transaction():
        before, other = stored.load(library, keep), stored.load(library, gone)
        wanted = profile or proposal(before, other)
        moved: list[Moved] = []
        for article_id in authorstories.articles_of(library, gone):
            positions = _rename(desk, article_id, lambda _at, row: row.author == gone, keep)
            moved.append(Moved(article_id, positions))
        stored.set_deleted(library, gone, number(now))
        kept, changes = save(
            desk, profile=replace(wanted, id=keep, version=before.version, slug=before.slug)
        )
        authormerges.write(library, Merge(gone, before, tuple(moved)), number(now))
    return kept, changes | _changes(gone, moved)


def undo_merge(desk: Desk, *, gone: AuthorId) -> Changes:
    """Part two merged profiles again: the bylines that followed go back, as far as they still
    name the one who stayed. Raises NotFoundError when there is no such merge.
    """
    library = desk.library
    with library.transaction():
        found = authormerges.load(library, gone)
        if found is None:
            raise NotFoundError("This merge can no longer be undone.")
        keep = found.before.id
        stored.set_deleted(library, gone, None)
        for moved in found.moved:
            if articles.exists(library, moved.article):
                _rename(
                    desk,
                    moved.article,
                    lambda at, row, moved=moved: at in moved.positions and row.author == keep,
                    gone,
                )
        current = stored.load(library, keep)
        authormerges.drop(library, gone)
        _profile, changes = save(
            desk, profile=replace(found.before, version=current.version, slug=current.slug)
        )
    return changes | _changes(gone, found.moved)


def _rename(
    desk: Desk,
    article_id: ArticleId,
    meant: Callable[[int, BylineRow], bool],
    author: AuthorId,
) -> tuple[int, ...]:
    """Give rows of a byline another profile, in the story and in its journal; return which."""
    library = desk.library
    article = articles.load(library, article_id).article
    entry = journal.read(library, article_id)
    positions = tuple(at for at, row in enumerate(article.byline) if meant(at, row))
    byline = _with_author(article.byline, meant, author)
    saved = articles.update(library, replace(article, byline=byline))
    if entry is not None:
        current = entry.base_version == article.version
        written = replace(
            entry.article,
            byline=_with_author(entry.article.byline, meant, author),
            version=saved.version if current else entry.base_version,
        )
        journal.write(library, written, entry.at, caret=entry.caret, scroll=entry.scroll)
    return positions


def _with_author(
    byline: tuple[BylineRow, ...], meant: Callable[[int, BylineRow], bool], author: AuthorId
) -> tuple[BylineRow, ...]:
    return tuple(
        replace(row, author=author) if meant(at, row) else row for at, row in enumerate(byline)
    )


def _changes(gone: AuthorId, moved: list[Moved] | tuple[Moved, ...]) -> Changes:
    changes = Changes.of(Kind.AUTHOR, gone)
    if moved:
        changes |= Changes.of(Kind.ARTICLE, *(entry.article for entry in moved))
    return changes
