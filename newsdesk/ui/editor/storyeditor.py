"""The editor of a story: its page in a scroll area, kept in step with the open story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QTextBlock
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from newsdesk.domain import weblink
from newsdesk.domain.article import Article
from newsdesk.domain.body import Body
from newsdesk.domain.ids import ImageId, NoteId
from newsdesk.domain.publication import Section
from newsdesk.domain.reading import read_minutes
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.editor import finding, formats
from newsdesk.ui.editor.accessible import StoryParts
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.bodytext import GUTTER
from newsdesk.ui.editor.cards import placements_of
from newsdesk.ui.editor.clipboard import BodyClipboard
from newsdesk.ui.editor.contextmenu import ContextMenu
from newsdesk.ui.editor.editorcommands import EditorCommands
from newsdesk.ui.editor.findbar import FindBar
from newsdesk.ui.editor.geometry import visible_blocks
from newsdesk.ui.editor.inserting import Inserter
from newsdesk.ui.editor.notes import NoteKeeper
from newsdesk.ui.editor.outline import Outline
from newsdesk.ui.editor.page import Page
from newsdesk.ui.editor.places import files_of, position_of_block
from newsdesk.ui.editor.spelling import SpellChecker

if TYPE_CHECKING:
    from newsdesk.domain.bylineline import LinePart

_ABOUT_ONE_STORY = ("paste", "drop", "to_come")
"""Keys of what is said about the story at hand; it goes when another one comes."""
_LEAST_COLUMN = 320
_CARET_MARGIN = 64
"""Pixels kept free above and below the caret."""
_LEAD_SHARE = 0.36
"""How much of the window's height the lead photo takes at most."""


class PageArea(QScrollArea):
    """Scrolls the page. ``resized()`` comes when its window changed its size."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of the new size before the page is laid out for it."""
        self.resized.emit()
        super().resizeEvent(event)


class StoryEditor(QFrame):
    """Shows the open story and gives back what was typed when the story is collected.

    ``scrolled()`` comes when the page moved under the window, or the window changed its size.
    """

    scrolled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._loading = False
        self._typewriter = False
        self._caret_owed = False
        self._sections: dict[str, str] = {}
        self.setProperty("look", "paper")
        self.setAccessibleName("Story")
        self.page = Page(context)
        self.area = PageArea()
        self._ground = self._framed(self.page)
        self.area.setWidget(self._ground)
        self.find_bar = FindBar(context, self.page.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.area, 1)
        self.parts = StoryParts(self.page.body, self.page)
        self.inserter = Inserter(context, self.page, self)
        self.outline = Outline(self)
        self.clipboard = BodyClipboard(
            context, self.page.body, partial(self.inserter.take_files, lead=False, at=None)
        )
        self.commands = EditorCommands(context, self.page)
        self.spelling = SpellChecker(context, self.page.body, self.blocks_in_sight)
        self.menu = ContextMenu(context, self.page.body, self.spelling)
        self.setFocusProxy(self.page.body)
        self.setAcceptDrops(True)
        formats.set_line_height(context.settings.number("editor.line_height"))
        self._set_type()
        self._wire()
        # After our own slots: it hears of a change when the page shows it.
        self.notes = NoteKeeper(context, self.page.body, self, self.inserter.caret_place)
        if context.story.article is not None:
            self._opened(context.story.article)

    @staticmethod
    def _framed(page: Page) -> QWidget:
        ground = QWidget()
        ground.setProperty("look", "paper")
        row = QVBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page, 1, Qt.AlignmentFlag.AlignHCenter)
        return ground

    def _wire(self) -> None:
        context, page = self.context, self.page
        context.story.add_source(self.collect)
        context.story.place_from(self.place)
        context.story.opened.connect(self._opened)
        context.story.changed.connect(self._changed)
        context.settings.changed.connect(self._setting)
        context.bus.changed.connect(self._follow)
        context.navigator.place_wanted.connect(self.show_place)
        page.typed.connect(self._typed)
        page.byline.clicked.connect(partial(context.navigator.show_tab, "byline"))
        page.body.caret_moved.connect(self.show_caret)
        page.body.dragged.connect(self._follow_drag)
        page.body.counters.changed.connect(self._count)
        self.area.verticalScrollBar().valueChanged.connect(self._moved)
        self.area.verticalScrollBar().rangeChanged.connect(self._grown)
        self.area.resized.connect(self._fit)
        self.scrolled.connect(self.inserter.follow)
        self.find_bar.moved.connect(self.bring_caret)
        self.outline.chosen.connect(self.go_to)
        actions = context.actions
        actions.connect("edit.next_to_come", self.next_to_come)
        actions.connect("view.outline", self._show_outline)
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
        self.commands.show_story()
        caret, scroll = self.context.story.first_place
        self._place_caret(caret)
        QTimer.singleShot(0, self, partial(self._complete, scroll))

    def _complete(self, scroll: int) -> None:
        """Do what the first sight of a story can do without."""
        self._scroll_to(scroll)
        self._read_byline()
        self._read_sections()
        article = self.context.story.article
        if article is not None:
            self._set_language(article)

    def _scroll_to(self, scroll: int) -> None:
        """Scroll there, as soon as the page is laid out so far."""
        bar = self.area.verticalScrollBar()
        bar.setValue(scroll)
        if bar.value() < scroll:
            once = Qt.ConnectionType.SingleShotConnection
            bar.rangeChanged.connect(lambda: bar.setValue(scroll), once)

    def _show_head(self, article: Article) -> None:
        page = self.page
        page.kicker.load(article.kicker)
        page.headline.load(article.headline)
        page.standfirst.load(article.standfirst)
        self._show_section(article)
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
        self._read_byline()

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
        """Take pictures: above the body as the lead photo, else where they were dropped."""
        from newsdesk.ui.images.dropping import pictures_in

        files = pictures_in(event.mimeData())
        if len(files) < len(files_of(event.mimeData())):
            self.context.notices.say(
                "Only pictures can be dropped on a page. Take text files in with File → Import….",
                key="drop",
            )
        if not files:
            return
        event.acceptProposedAction()
        body = self.page.body
        place = body.mapFrom(self, event.position().toPoint())
        above = place.y() < 0
        at = None if above else body.cursorForPosition(place).position()
        self.inserter.take_files(files, lead=above, at=at)

    # --- what is known elsewhere ---

    def _follow(self, changes: Changes) -> None:
        if changes.touches(Kind.AUTHOR):
            self._read_byline()
        if changes.touches(Kind.SECTION) or changes.touches(Kind.LIBRARY):
            self._read_sections()

    def _read_byline(self) -> None:
        article = self.context.story.article
        if article is None:
            return

        def read(desk: Desk) -> tuple[LinePart, ...]:
            from newsdesk.services import bylines

            return bylines.parts(desk, article=article)

        self.context.tasks.library(read, self.page.byline.show_parts)

    def _read_sections(self) -> None:
        def read(desk: Desk) -> tuple[Section, ...]:
            from newsdesk.services import sections

            return sections.all_sections(desk)

        def done(found: tuple[Section, ...]) -> None:
            self._sections = {section.slug: section.label for section in found}
            if self.context.story.article is not None:
                self._show_section(self.context.story.article)

        self.context.tasks.library(read, done)

    def _show_section(self, article: Article) -> None:
        """Show the section's label where the story has no label of its own."""
        kicker = self.page.kicker
        shown = self._sections.get(article.section or "", "")
        kicker.placeholder = shown or "Section label"
        kicker.placeholder_role = "accent" if shown else "text3"
        kicker.viewport().update()

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
        self.spelling.start(article.language, (*article.tags, *article.keywords))

    def blocks_in_sight(self) -> list[QTextBlock]:
        """The blocks of the body that the window shows."""
        body = self.page.body
        top = self.area.verticalScrollBar().value() - body.mapTo(self._ground, QPoint()).y()
        clip = QRectF(0, top, body.width(), self.area.viewport().height())
        return [block for block, _ in visible_blocks(body.document(), clip)]

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

    def _set_type(self) -> None:
        self.page.set_type(self.context.settings.number("editor.text_size"))

    def _fit(self) -> None:
        """Give the column the width of the setting, or what there is."""
        body = self.page.body
        room = self.area.viewport().width()
        wanted = body.natural_width(self.context.settings.number("editor.column_width"))
        width = max(_LEAST_COLUMN, min(room, wanted + 2 * GUTTER))
        self.page.setFixedWidth(width)
        high = self.area.viewport().height()
        self.page.lead.set_tallest(max(184, round(high * _LEAD_SHARE)))
        body.set_least_height(high // 3)
        self.scrolled.emit()

    # --- where the caret is ---

    def show_caret(self) -> None:
        """Scroll so that the caret is in sight, in its place when typewriter scrolling is on."""
        body = self.page.body
        if self._loading or not body.hasFocus():
            return
        rect = body.cursorRect()
        place = body.mapTo(self._ground, rect.topLeft())
        bar = self.area.verticalScrollBar()
        high = self.area.viewport().height()
        if self._typewriter and not QApplication.mouseButtons():
            bar.setValue(place.y() - round(high * 0.45))
            return
        top, bottom = place.y() - _CARET_MARGIN, place.y() + rect.height() + _CARET_MARGIN
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + high:
            bar.setValue(bottom - high)
            # Much text at once, as from the clipboard: the page grows to hold it later.
            self._caret_owed = bottom - high > bar.maximum()

    def _grown(self) -> None:
        if self._caret_owed:
            self._caret_owed = False
            self.show_caret()

    def bring_caret(self) -> None:
        """Bring the caret into sight, wherever the focus is."""
        body = self.page.body
        place = body.mapTo(self._ground, body.cursorRect().center())
        self.area.ensureVisible(place.x(), place.y(), 0, self.area.viewport().height() // 3)

    def go_to(self, position: int, length: int = 0) -> None:
        """Put the caret at a position of the body (UTF-16 units), selecting so much after it."""
        cursor = self.page.body.textCursor()
        cursor.setPosition(position)
        cursor.setPosition(position + length, KEEP)
        self.page.body.setTextCursor(cursor)
        self.page.body.setFocus()
        self.bring_caret()

    def show_place(self, place: str) -> None:
        """Show a place of the page by its dotted name, as ``headline`` or ``body.3.runs.0``."""
        name, _, rest = place.partition(".")
        fields = {
            "kicker": self.page.kicker,
            "headline": self.page.headline,
            "standfirst": self.page.standfirst,
            "lead": self.page.lead,
        }
        if name in fields:
            fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(fields[name], 0, 80)
        elif name == "body":
            number = rest.partition(".")[0]
            if number.isdecimal():
                self.go_to(position_of_block(self.page.body.document(), int(number)))
        elif name == "passage" and self.notes.go_to(NoteId(rest)):
            self.bring_caret()

    def next_to_come(self) -> None:
        """Select the next TK after the caret, from the last on to the first."""
        body = self.page.body
        found = finding.to_come(body.document())
        if not found:
            self.context.notices.say("There is no TK in this story.", key="to_come")
            return
        after = body.textCursor().selectionEnd()
        start, end = next((one for one in found if one[0] >= after), found[0])
        self.go_to(start, end - start)

    def _show_outline(self) -> None:
        place = QRect(self.width() - 376, self.area.y(), 360, 0)
        self.outline.open_for(self.page.body.document(), place)

    def _choose_typewriter(self, on: object) -> None:
        self.set_typewriter(bool(on))

    def _moved(self, _value: int) -> None:
        self.spelling.again()
        self.scrolled.emit()

    def set_typewriter(self, on: bool) -> None:  # noqa: FBT001 - a plain setter
        """Keep the line that is written at the same height of the window."""
        self._typewriter = on
        self.page.set_foot(self.height() // 2 if on else 40)
        self.show_caret()

    def _follow_drag(self, point: QPoint) -> None:
        place = self.page.body.mapTo(self._ground, point)
        self.area.ensureVisible(place.x(), place.y(), 0, 24)


def images_of(article: Article) -> Iterable[ImageId]:
    """The pictures that a story shows, each once."""
    found = [placement.image for block in article.body for placement in placements_of(block)]
    if article.lead is not None:
        found.insert(0, article.lead.image)
    return dict.fromkeys(found)
