"""What happens as things leave: a story's byline is frozen and its state kept as a version; the
whole paper is written beside the work that goes on.
"""

from __future__ import annotations

from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason
from newsdesk.services import articles, bylines, keeping
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.exporting import ExportReport, export_all
from newsdesk.services.renditions import Progress, quietly
from newsdesk.storage.library import Library


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


def export_paper(library: Path, *, to: Path, progress: Progress = quietly) -> ExportReport:
    """Export everything that is published or due, through a connection of its own.

    Runs on any thread, while the library goes on being written. Raises EnvironmentFailure,
    InvalidInputError and Cancelled.
    """
    with Library.open(library, read_only=True) as opened:
        return export_all(Desk(opened), to=to, progress=progress)
