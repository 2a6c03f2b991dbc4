"""A story that was changed in two places: joined where that is possible, never written over."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.clashes import Clash, clashes
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.merging import Merged, merge
from newsdesk.domain.values import immutable
from newsdesk.services import articles, keeping, saving
from newsdesk.services import versions as history
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.storage import articles as stored
from newsdesk.storage import journal, versions


def merge_with_saved(desk: Desk, *, article: Article, base: Article | None = None) -> Merged:
    """Join what is on the screen with what was saved elsewhere meanwhile; nothing is written.

    ``base`` is the state both began with, as it was read here; without it the version kept of
    it is taken, and where there is none every difference is a conflict. Saving the joined
    article takes it over. Raises NotFoundError.
    """
    theirs = stored.load(desk.library, article.id).article
    return merge(base or _base(desk, article), article, theirs)


@immutable
class Joined:
    """Both sides joined as far as they go, and the places that somebody must decide on."""

    merged: Merged
    clashes: tuple[Clash, ...]


def join(desk: Desk, *, article: Article, base: Article | None = None) -> Joined:
    """Join as ``merge_with_saved``, and put what clashes into words; nothing is written."""
    merged = merge_with_saved(desk, article=article, base=base)
    theirs = stored.load(desk.library, article.id).article
    names = history.names_of(desk, article, theirs)
    return Joined(merged, clashes(merged, article, theirs, names=names))


def save_joined(desk: Desk, *, article: Article, mine: Article) -> tuple[Article, Changes]:
    """Save a story that was joined and decided on; both sides are kept as versions.

    ``mine`` is what stood on the screen. Raises StaleArticleError where the story was saved
    elsewhere yet again, NotFoundError and InvalidInputError.
    """
    with desk.library.transaction():
        theirs = stored.load(desk.library, article.id).article
        keeping.keep(desk, mine, VersionReason.CONFLICT)
        keeping.keep(desk, theirs, VersionReason.CONFLICT)
        saved, changes = saving.write(desk, article)
    return saved, changes | Changes.of(Kind.VERSION, article.id)


def take_theirs(desk: Desk, *, article: Article) -> tuple[Article, Changes]:
    """Keep what is on the screen as a story of its own, and return what was saved elsewhere."""
    with desk.library.transaction():
        _copy, changes = articles.keep_copy(desk, article=article)
        journal.forget(desk.library, article.id)
    return stored.load(desk.library, article.id).article, changes | saving.changed(article.id)


def _base(desk: Desk, article: Article) -> Article:
    kept = versions.of_saved(desk.library, article.id, article.version)
    return Article(id=article.id) if kept is None else versions.load(desk.library, kept)


def keep_mine(desk: Desk, *, article: Article) -> tuple[Article, Changes]:
    """Save what is on the screen over what was saved elsewhere, which is kept as a version.

    Raises NotFoundError and InvalidInputError.
    """
    with desk.library.transaction():
        theirs = stored.load(desk.library, article.id).article
        keeping.keep(desk, theirs, VersionReason.CONFLICT)
        saved, changes = saving.write(desk, replace(article, version=theirs.version))
    return saved, changes | Changes.of(Kind.VERSION, article.id)
