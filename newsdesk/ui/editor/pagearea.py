"""What scrolls the page: where the caret is kept in sight, and how wide the column is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextBlock
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from newsdesk.ui.editor.bodytext import GUTTER
from newsdesk.ui.editor.geometry import visible_blocks
from newsdesk.ui.editor.page import Page

_LEAST_COLUMN = 320
_CARET_MARGIN = 64
"""Pixels kept free above and below the caret."""
_LEAD_SHARE = 0.36
"""How much of the window's height the lead photo takes at most."""


class PageArea(QScrollArea):
    """Scrolls the page. ``scrolled()`` comes when it moved, or the window changed its size."""

    scrolled = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._typewriter = False
        self._caret_owed = False
        self.column = 0
        """How wide the column may be, in characters."""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = self._framed(page)
        self.setWidget(self._ground)
        page.body.dragged.connect(self._follow_drag)
        for field in (page.kicker, page.headline, page.standfirst):
            field.cursorPositionChanged.connect(partial(self._show_field, field))
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._grown)

    @staticmethod
    def _framed(page: Page) -> QWidget:
        ground = QWidget()
        ground.setProperty("look", "paper")
        row = QVBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page, 1, Qt.AlignmentFlag.AlignHCenter)
        return ground

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new size before it is laid out."""
        self.fit()
        super().resizeEvent(event)

    def fit(self) -> None:
        """Give the column the width of the setting, or what there is."""
        body = self._page.body
        room = self.viewport().width()
        wanted = body.natural_width(self.column)
        width = max(_LEAST_COLUMN, min(room, wanted + 2 * GUTTER))
        self._page.setFixedWidth(width)
        high = self.viewport().height()
        self._page.lead.set_tallest(max(184, round(high * _LEAD_SHARE)))
        body.set_least_height(high // 3)
        self.scrolled.emit()

    def scroll_to(self, scroll: int) -> None:
        """Scroll there, as soon as the page is laid out so far."""
        bar = self.verticalScrollBar()
        bar.setValue(scroll)
        if bar.value() < scroll:
            once = Qt.ConnectionType.SingleShotConnection
            bar.rangeChanged.connect(lambda: bar.setValue(scroll), once)

    def show_caret(self) -> None:
        """Scroll so that the caret is in sight, in its place when typewriter scrolling is on."""
        body = self._page.body
        if not body.hasFocus():
            return
        rect = body.cursorRect()
        place = body.mapTo(self._ground, rect.topLeft())
        bar = self.verticalScrollBar()
        high = self.viewport().height()
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

    def _show_field(self, field: QWidget) -> None:
        if field.hasFocus():
            self.ensureWidgetVisible(field, 0, 24)

    def _grown(self) -> None:
        if self._caret_owed:
            self._caret_owed = False
            self.show_caret()

    def bring_caret(self) -> None:
        """Bring the caret into sight, wherever the focus is."""
        body = self._page.body
        place = body.mapTo(self._ground, body.cursorRect().center())
        self.ensureVisible(place.x(), place.y(), 0, self.viewport().height() // 3)

    def set_typewriter(self, *, on: bool) -> None:
        """Keep the line that is written at the same height of the window."""
        self._typewriter = on
        self._page.set_foot(self.height() // 2 if on else 40)
        self.show_caret()

    def _follow_drag(self, point: QPoint) -> None:
        place = self._page.body.mapTo(self._ground, point)
        self.ensureVisible(place.x(), place.y(), 0, 24)

    def blocks_in_sight(self) -> list[QTextBlock]:
        """The blocks of the body that the window shows."""
        body = self._page.body
        top = self.verticalScrollBar().value() - body.mapTo(self._ground, QPoint()).y()
        clip = QRectF(0, top, body.width(), self.viewport().height())
        return [block for block, _ in visible_blocks(body.document(), clip)]
