"""How a story gets into the library: its normal form, its slug, its version, its journal.

``articles`` and ``versions`` both write stories; what they share is here.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Final

from newsdesk.domain.article import Article
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ArticleId
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.storage import articles as stored
from newsdesk.storage import journal, projections, sections

_LATEST: Final[deque[tuple[Article, Article]]] = deque(maxlen=3)
"""The last stories journalled, as given and as kept."""


def new_id() -> ArticleId:
    """Return the id of a new story."""
    import uuid

    return ArticleId(str(uuid.uuid4()))


def changed(*article_ids: str) -> Changes:
    """Return the change of some stories."""
    return Changes.of(Kind.ARTICLE, *article_ids)


def latest(desk: Desk, article_id: ArticleId) -> Article:
    """Return a story as it was last on the screen: as saved, or as journalled after that.

    A section that was renamed or removed meanwhile gives way to the one the story has now.
    Raises NotFoundError.
    """
    found = stored.load(desk.library, article_id).article
    entry = journal.read(desk.library, article_id)
    if entry is None:
        return found
    article = entry.article
    if article.section and not sections.exists(desk.library, article.section):
        article = replace(article, section=found.section)
    return article


def journalled(article: Article) -> Article:
    """Return a story as the journal keeps it: nothing in it that could not be read back.

    Each second of typing asks for the same state twice, and for the one before it.
    """
    for given, kept in tuple(_LATEST):
        if given is article:
            return kept
    from newsdesk.domain.cleaning import normal_article

    kept = normal_article(article)
    _LATEST.append((article, kept))
    return kept


def mended(desk: Desk, article: Article) -> Article:
    """Return a story without what is no longer in the library, so that it can be saved.

    Pictures that are gone leave their place; a profile that is gone leaves its name.
    """
    library = desk.library
    placed = [image for image, _ in projections.placements(article)]
    gone = frozenset(stored.missing_images(library, placed))
    if gone:
        article = projections.without_images(article, gone)
    if article.section and not sections.exists(library, article.section):
        article = replace(article, section=None)
    byline = tuple(
        row
        if row.author is None or stored.author_exists(library, row.author)
        else replace(
            row,
            author=None,
            literal_name=row.literal_name or (row.frozen.name if row.frozen else "Unknown author"),
        )
        for row in article.byline
    )
    return article if byline == article.byline else replace(article, byline=byline)


def write(desk: Desk, article: Article) -> tuple[Article, Changes]:
    """Save a story over the version it was read at; the journal then has nothing to add.

    Raises StaleArticleError, NotFoundError and, with the field, InvalidInputError.
    """
    from newsdesk.domain.cleaning import normal_article
    from newsdesk.services import keeping

    library, now = desk.library, desk.clock.now()
    kept = replace(normal_article(article), saved_at=now)
    with library.transaction():
        versioned = keeping.before_saving(desk, kept.id, now)
        kept = replace(kept, slug=_slug(desk, kept))
        if kept.created_at is None:
            kept = replace(kept, created_at=kept.saved_at)
        saved = stored.update(library, kept)
        journal.forget(library, saved.id)
    changes = changed(saved.id)
    return saved, changes | Changes.of(Kind.VERSION, saved.id) if versioned else changes


def insert(desk: Desk, article: Article) -> tuple[Article, Changes]:
    """Add a story as version 1 with a slug of its own. Raises InvalidInputError."""
    from newsdesk.domain.cleaning import normal_article

    library, now = desk.library, desk.clock.now()
    kept = replace(
        normal_article(article), version=1, saved_at=now, created_at=article.created_at or now
    )
    with library.transaction():
        if kept.slug or kept.headline:
            kept = replace(kept, slug=_free_slug(desk, kept))
        stored.insert(library, kept)
    return kept, changed(kept.id)


def _slug(desk: Desk, article: Article) -> str:
    """Return the slug to keep: the one set, checked where it is new, or one of the headline."""
    library = desk.library
    before = stored.slug_of(library, article.id)
    if article.slug:
        if article.slug != before:
            from newsdesk.domain import slug as slugs

            slugs.check(article.slug)
            if stored.slug_taken(library, article.slug, but=article.id):
                raise InvalidInputError(
                    f"Another story has the address “{article.slug}”. Add a word to it.",
                    field="slug",
                )
        return article.slug
    if not article.headline or article.first_published_at is not None:
        return before or ""
    return _free_slug(desk, article)


def _free_slug(desk: Desk, article: Article) -> str:
    from newsdesk.domain import slug as slugs
    from newsdesk.services.slugs import make

    wanted = article.slug or article.headline
    language = "" if article.slug else article.language
    return slugs.unique(
        make(wanted, language),
        lambda slug: stored.slug_taken(desk.library, slug, but=article.id),
    )
