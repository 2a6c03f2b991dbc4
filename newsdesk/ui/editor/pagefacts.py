"""What the page shows that is kept elsewhere in the library: the byline, the section's label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsdesk.domain.article import Article
from newsdesk.domain.publication import Section
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.editor.page import Page

if TYPE_CHECKING:
    from newsdesk.domain.bylineline import LinePart


class PageFacts(QObject):
    """Reads it off the main thread, and again when it changed."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._sections: dict[str, str] | None = None
        context.bus.changed.connect(self._follow)

    def _follow(self, changes: Changes) -> None:
        if changes.touches(Kind.AUTHOR):
            self.read_byline()
        if changes.touches(Kind.SECTION) or changes.touches(Kind.LIBRARY):
            self.read_sections()

    def read_byline(self) -> None:
        """Show the byline as the profiles have it now."""
        article = self._context.story.article
        if article is None:
            return

        def read(desk: Desk) -> tuple[LinePart, ...]:
            from newsdesk.services import bylines

            return bylines.parts(desk, article=article)

        self._context.tasks.library(read, self._page.byline.show_parts)

    def read_sections(self) -> None:
        """Read the labels of the sections."""

        def read(desk: Desk) -> tuple[Section, ...]:
            from newsdesk.services import sections

            return sections.all_sections(desk)

        def done(found: tuple[Section, ...]) -> None:
            self._sections = {section.slug: section.label for section in found}
            if self._context.story.article is not None:
                self.show_section(self._context.story.article)

        self._context.tasks.library(read, done)

    def show_section(self, article: Article) -> None:
        """Show the section's label where the story has no label of its own.

        Nothing is said until the labels were read.
        """
        kicker = self._page.kicker
        labels = self._sections
        shown = labels.get(article.section or "", "") if labels is not None else ""
        kicker.placeholder = shown or ("Section label" if labels is not None else "")
        kicker.placeholder_role = "accent" if shown else "text3"
        kicker.viewport().update()
