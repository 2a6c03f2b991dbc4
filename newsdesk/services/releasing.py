"""What happens to a story as it leaves: its byline is frozen and its state kept as a version."""

from __future__ import annotations

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason
from newsdesk.services import articles, bylines, keeping
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk


def release(desk: Desk, *, article_id: ArticleId, to: str) -> tuple[Article, Changes]:
    """Freeze the byline where nothing is frozen yet, and keep the state that goes out.

    ``to`` says in a word where it goes; it becomes the name of the version. Raises NotFoundError
    and StaleArticleError.
    """
    article = articles.open_story(desk, article_id=article_id)
    frozen = bylines.freeze(desk, article=article)
    changes = Changes.of(Kind.VERSION, article_id)
    with desk.library.transaction():
        if frozen != article:
            article, changed = articles.save(desk, article=frozen)
            changes |= changed
        keeping.keep(desk, article, VersionReason.EXPORT, to)
    return article, changes
