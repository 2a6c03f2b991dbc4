"""What stands above the preview: width, light and dark, ways to look, and where to take it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpinBox, QToolButton, QVBoxLayout, QWidget

from newsdesk.domain.paper import Paper
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton, label
from newsdesk.ui.preview.pageview import LEAST, MOST
from newsdesk.ui.preview.segments import Segment, Segments

WIDTHS: Final = {"phone": 390, "tablet": 820, "desktop": 1280}
"""How wide the page is on devices, in CSS pixels."""

_DEVICES: Final = (
    Segment("phone", "Phone", "smartphone"),
    Segment("tablet", "Tablet", "tablet"),
    Segment("desktop", "Desktop", "monitor"),
)
_SCHEMES: Final = (
    Segment("light", "Light", "sun", bare=True),
    Segment("dark", "Dark", "moon", bare=True),
)
_WAYS: Final = (
    Segment("page", "Page"),
    Segment("print", "Print"),
    Segment("card", "Card"),
    Segment("result", "Search"),
)
_PAPERS: Final = (Segment(Paper.A4.value, "A4"), Segment(Paper.LETTER.value, "Letter"))
_ROOMY: Final = 470
"""The least width of the pane at which the devices have room for their names."""


class Header(QWidget):
    """Signals tell what a person chose; the pane does it."""

    width_chosen = Signal(int)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        make = context.theme, context.icons
        self.devices = Segments(context, "Width", _DEVICES)
        self.schemes = Segments(context, "Light or dark", _SCHEMES)
        self.ways = Segments(context, "Way to look at the page", _WAYS)
        self.ways.show_value("page")
        self.papers = Segments(context, "Paper", _PAPERS)
        self.papers.hide()
        self.width_box = QSpinBox()
        # The style sheet keeps room for buttons even where there are none.
        self.width_box.setStyleSheet(
            "QSpinBox { padding: 0 4px; } QSpinBox:focus { padding: 0 3px; }"
            "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }"
        )
        self.width_box.setRange(LEAST, MOST)
        self.width_box.setSuffix(" px")
        self.width_box.setSingleStep(10)
        self.width_box.setKeyboardTracking(False)
        self.width_box.setFixedWidth(70)
        self.width_box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.width_box.lineEdit().setProperty("look", "plain")
        self.width_box.setAccessibleName("Width of the page in pixels")
        self.width_box.setToolTip("Width of the page in pixels")
        self.bare = QAction("Without styles", self)
        self.bare.setCheckable(True)
        self.finder = QAction("Find in the page…\tCtrl+F", self)
        self.pdf = QAction("Save as PDF…", self)
        self._more = IconButton(*make, "ellipsis", "More")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.addActions([self.bare, self.finder, self.pdf])
        self._more.setMenu(menu)
        self.browser = IconButton(*make, "external-link", "Open in the browser")
        self._close = IconButton(*make, "x", "Close the preview")
        self.caption = label("", "note")
        self._lay_out(context)
        self.devices.chosen.connect(self._choose_device)
        self.width_box.valueChanged.connect(self.width_chosen)
        self._close.clicked.connect(self.closed)

    def _lay_out(self, context: Context) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(12, 6, 8, 6)
        first.setSpacing(4)
        first.addWidget(self.devices)
        first.addSpacing(4)
        first.addWidget(self.schemes)
        first.addStretch(1)
        for widget in (self._more, self.browser, self._close):
            first.addWidget(widget)
        second = QHBoxLayout()
        second.setContentsMargins(12, 8, 12, 4)
        second.addWidget(self.ways)
        second.addSpacing(8)
        second.addStretch(1)
        second.addWidget(self.width_box)
        second.addWidget(self.papers)
        third = QHBoxLayout()
        third.setContentsMargins(12, 4, 12, 8)
        third.addStretch(1)
        third.addWidget(self.caption)
        third.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(Hairline(context.theme))
        column.addLayout(second)
        column.addLayout(third)

    def _choose_device(self, name: str) -> None:
        self.width_chosen.emit(WIDTHS[name])

    def show_measure(self, *, paper: bool) -> None:
        """Offer the sheets of paper instead of a width."""
        self.width_box.setVisible(not paper)
        self.papers.setVisible(paper)

    def show_width(self, width: int) -> None:
        """Show a width: as a number, and as a device where one is so wide."""
        self.width_box.blockSignals(True)
        self.width_box.setValue(width)
        self.width_box.blockSignals(False)
        self.devices.show_value(next((n for n, one in WIDTHS.items() if one == width), ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names of devices out where there is no room."""
        super().resizeEvent(event)
        self.devices.set_compact(compact=self.width() < _ROOMY)
