"""The editor of a story: its page in a scroll area, kept in step with the open story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from newsdesk.domain import weblink
from newsdesk.domain.article import Article
from newsdesk.domain.body import Body
from newsdesk.domain.ids import ImageId
from newsdesk.domain.reading import read_minutes
from newsdesk.ui.context import Context
from newsdesk.ui.editor import formats
from newsdesk.ui.editor.cards import placements_of
from newsdesk.ui.editor.page import Page
from newsdesk.ui.editor.pagearea import PageArea
from newsdesk.ui.editor.pagefacts import PageFacts
from newsdesk.ui.editor.places import files_of

if TYPE_CHECKING:
    from newsdesk.ui.editor.tools import Tools

_ABOUT_ONE_STORY = ("paste", "to_come")
"""Keys of what is said about the story at hand; it goes when another one comes."""


class StoryEditor(QFrame):
    """Shows the open story and gives back what was typed when the story is collected."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._loading = False
        self._tools: Tools | None = None
        self.setProperty("look", "paper")
        self.setAccessibleName("Story")
        self.page = Page(context)
        self.facts = PageFacts(context, self.page)
        self.area = PageArea(self.page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.area, 1)
        self.setFocusProxy(self.page.body)
        self.setAcceptDrops(True)
        formats.set_line_height(context.settings.number("editor.line_height"))
        self._set_type()
        self.area.column = context.settings.number("editor.column_width")
        self._wire()
        if context.story.article is not None:
            self._opened(context.story.article)

    @property
    def tools(self) -> Tools:
        """What works on the page: made once a story was seen, or when it is first asked for."""
        if self._tools is None:
            from newsdesk.ui.editor.tools import Tools

            self._tools = Tools(self.context, self.page, self.area, self)
            self._column.insertWidget(0, self._tools.find_bar)
        return self._tools

    def _wire(self) -> None:
        context, page = self.context, self.page
        context.story.add_source(self.collect)
        context.story.place_from(self.place)
        context.story.opened.connect(self._opened)
        context.story.changed.connect(self._changed)
        context.settings.changed.connect(self._setting)
        page.typed.connect(self._typed)
        page.byline.clicked.connect(partial(context.navigator.show_tab, "byline"))
        page.body.caret_moved.connect(self._show_caret)
        page.body.counters.changed.connect(self._count)
        actions = context.actions
        actions.connect("view.typewriter", self._choose_typewriter)
        actions.action("view.focus_mode").toggled.connect(page.body.dim_others)

    # --- the story in and out ---

    def _opened(self, article: Article) -> None:
        for key in _ABOUT_ONE_STORY:
            self.context.notices.withdraw(key)
        self._loading = True
        page = self.page
        page.images.forget()
        page.cards.forget()
        right_to_left = weblink.direction(article.language) == "rtl"
        page.set_language(article.language, right_to_left=right_to_left)
        page.images.want(images_of(article))
        self._show_head(article)
        page.body.load(article.body, right_to_left=right_to_left)
        page.lead.show_placement(article.lead)
        self._loading = False
        self._count()
        if self._tools is not None:
            self._tools.commands.show_story()
        caret, scroll = self.context.story.first_place
        self._place_caret(caret)
        QTimer.singleShot(0, self, partial(self._complete, scroll))

    def _complete(self, scroll: int) -> None:
        """Do what the first sight of a story can do without."""
        self.area.scroll_to(scroll)
        self.facts.read_byline()
        self.facts.read_sections()
        article = self.context.story.article
        if article is not None:
            self._set_language(article)

    def _show_head(self, article: Article) -> None:
        page = self.page
        page.kicker.load(article.kicker)
        page.headline.load(article.headline)
        page.standfirst.load(article.standfirst)
        self.facts.show_section(article)
        page.count()

    def _changed(self, article: Article, origin: object) -> None:
        if origin is self:
            return
        self._loading = True
        page = self.page
        right_to_left = weblink.direction(article.language) == "rtl"
        if page.cards.maker.language != article.language:
            self._set_language(article)
            page.set_language(article.language, right_to_left=right_to_left)
            page.cards.refresh()
        self._show_head(article)
        if page.body.body() != article.body:
            self.replace_body(article.body)
        page.lead.show_placement(article.lead)
        self._loading = False
        self._count()
        self.facts.read_byline()

    def replace_body(self, body: Body) -> None:
        """Show another body of the same story, as one step of undo."""
        caret = self.page.body.textCursor().position()
        self.page.body.replace_all(body)
        self._place_caret(caret)

    def _place_caret(self, position: int) -> None:
        body = self.page.body
        cursor = body.textCursor()
        cursor.setPosition(min(position, body.document().characterCount() - 1))
        body.setTextCursor(cursor)

    def collect(self, article: Article) -> Article:
        """Merge what the page shows into a story."""
        page = self.page
        return replace(
            article,
            kicker=page.kicker.text(),
            headline=page.headline.text(),
            standfirst=page.standfirst.text(),
            body=page.body.body(),
        )

    def place(self) -> tuple[int, int]:
        """Where the caret stands in the body (UTF-16 units), and how far the page is scrolled."""
        return self.page.body.textCursor().position(), self.area.verticalScrollBar().value()

    def _typed(self) -> None:
        if not self._loading:
            self.context.story.touch()

    # --- pictures dropped here ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take pictures: above the body as the lead photo, else where they were dropped.

        Other files become stories of their own.
        """
        from newsdesk.ui.images.dropping import pictures_in
        from newsdesk.ui.importing.files import take_dropped

        taken = take_dropped(self.context, self.window(), event.mimeData())
        files = pictures_in(event.mimeData())
        if taken:
            event.acceptProposedAction()
        if not files:
            return
        event.acceptProposedAction()
        body = self.page.body
        place = body.mapFrom(self, event.position().toPoint())
        above = place.y() < 0
        at = None if above else body.cursorForPosition(place).position()
        self.tools.inserter.pictures.take_files(files, lead=above, at=at)

    def _count(self) -> None:
        article = self.context.story.article
        if article is None or self._loading:
            return
        minutes = article.read_minutes or read_minutes(
            self.page.body.counters.words, article.language
        )
        self.page.byline.show_minutes(minutes)

    # --- spelling and typography ---

    def _set_language(self, article: Article) -> None:
        on = self.context.settings.switch("writing.typography")
        self.page.body.typography = article.language if on else ""
        self.tools.spelling.start(article.language, (*article.tags, *article.keywords))

    # --- size ---

    def _setting(self, key: str) -> None:
        if key in {"editor.text_size", "editor.column_width"}:
            self._set_type()
            self._fit()
        elif key == "editor.line_height":
            self._set_line_height()
        elif key in {"writing.spelling", "writing.typography"}:
            article = self.context.story.article
            if article is not None:
                self._set_language(article)

    def _set_line_height(self) -> None:
        """Lay the story out anew; what was done before cannot be undone any more."""
        formats.set_line_height(self.context.settings.number("editor.line_height"))
        body = self.page.body
        caret = body.textCursor().position()
        right_to_left = self.page.cards.maker.right_to_left
        self._loading = True
        body.load(body.body(), right_to_left=right_to_left)
        self._loading = False
        self._place_caret(caret)

    def _fit(self) -> None:
        self.area.column = self.context.settings.number("editor.column_width")
        self.area.fit()

    def _set_type(self) -> None:
        self.page.set_type(self.context.settings.number("editor.text_size"))

    # --- where the caret is ---

    def _show_caret(self) -> None:
        if not self._loading:
            self.area.show_caret()

    def _choose_typewriter(self, on: object) -> None:
        self.area.set_typewriter(on=bool(on))


def images_of(article: Article) -> Iterable[ImageId]:
    """The pictures that a story shows, each once."""
    found = [placement.image for block in article.body for placement in placements_of(block)]
    if article.lead is not None:
        found.insert(0, article.lead.image)
    return dict.fromkeys(found)
