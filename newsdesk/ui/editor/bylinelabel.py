"""The line below the standfirst: who wrote it, and how long it takes to read."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QLabel

from newsdesk.domain.bylineline import LinePart
from newsdesk.ui import fonts

_NOBODY = "No byline yet"


class BylineLabel(QLabel):
    """Shows the line as readers see it; a click (``clicked()``) leads to where it is edited."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[LinePart, ...] = ()
        self._minutes = 1
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("look", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Edit the byline  Alt+2")
        self.setAccessibleName("Byline and read time")

    def set_size(self, body_size: int) -> None:
        """Follow the size of the body's text, in pixels."""
        font = QFont(fonts.SANS)
        font.setPixelSize(max(9, round(13 * body_size / 18)))
        self.setFont(font)

    def show_parts(self, parts: tuple[LinePart, ...]) -> None:
        """Show another byline; names stand strong."""
        self._parts = parts
        self._write()

    def show_minutes(self, minutes: int) -> None:
        """Show another read time."""
        if minutes != self._minutes:
            self._minutes = minutes
            self._write()

    def _write(self) -> None:
        words = "".join(
            f"<b>{escape(part.text)}</b>" if part.row is not None else escape(part.text)
            for part in self._parts
        )
        self.setText(f"{words or _NOBODY}&nbsp;&nbsp;·&nbsp;&nbsp;{self._minutes} min read")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the byline."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()
