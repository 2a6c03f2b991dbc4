"""How a panel follows the open story."""

from __future__ import annotations

from collections.abc import Callable

from newsdesk.domain.article import Article
from newsdesk.ui.context import Context

Show = Callable[[Article], object]


def follow(context: Context, origin: object, show: Show) -> None:
    """Call ``show`` for the open story, for each one opened, and for changes of others to it."""

    def changed(article: Article, by: object) -> None:
        if by is not origin:
            show(article)

    context.story.opened.connect(show)
    context.story.changed.connect(changed)
    article = context.story.collected()
    if article is not None:
        show(article)
