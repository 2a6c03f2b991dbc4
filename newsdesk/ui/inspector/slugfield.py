"""The slug: checked as one types, against the rules and against the other stories."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsdesk.domain import slug as slugs
from newsdesk.domain.article import Article
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ArticleId
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.tasks import TaskHandle

_CHECK_AFTER = 250
"""Milliseconds without a key after which the library is asked whether the slug is free."""


class SlugField(QWidget):
    """Writes a slug into the story once it is well formed and free; else says why not."""

    def __init__(self, context: Context, origin: object) -> None:
        super().__init__()
        self._context = context
        self._origin = origin
        self._asking: TaskHandle | None = None
        self._article: ArticleId | None = None
        self.line = Line("made from the headline")
        self.field = Field(
            "Slug",
            self.line,
            help_text="The last part of the story’s address. It should not change once published.",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CHECK_AFTER)
        self._timer.timeout.connect(self._ask)
        self.line.typed.connect(self._typed)
        self.line.left.connect(self._left)

    def show_article(self, article: Article) -> None:
        """Show a story's slug, unless another one is being typed for the same story."""
        if article.id == self._article and (self._timer.isActive() or self.field.problem):
            return
        self._article = article.id
        self._timer.stop()
        self.field.say("")
        self.line.show_text(article.slug)

    def _typed(self, text: str) -> None:
        self._timer.start()
        if self._asking is not None:
            self._asking.cancel()
        problem = ""
        if text:
            try:
                slugs.check(text)
            except InvalidInputError as error:
                problem = str(error)
        self.field.say(problem)

    def _left(self) -> None:
        """Ask at once when the caret leaves."""
        if self._timer.isActive():
            self._ask()

    def _ask(self) -> None:
        self._timer.stop()
        text = self.line.text()
        if self.field.problem:
            return
        if not text:
            self._take("")
            return

        def find(desk: Desk) -> ArticleId | None:
            from newsdesk.services import articles

            return articles.find(desk, text)

        def found(holder: ArticleId | None) -> None:
            if holder is None or holder == self._article:
                self._take(text)
            else:
                self.field.say(f"Another story has “{text}”. Add a word to it.")

        self._asking = self._context.tasks.library(find, found)

    def _take(self, text: str) -> None:
        if self.line.text() == text:
            self._context.story.edit(
                lambda article: replace(article, slug=text), origin=self._origin
            )
