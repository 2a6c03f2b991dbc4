"""The line below the standfirst: who wrote it, and how long it takes to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QLabel

from newsdesk.ui import fonts

if TYPE_CHECKING:
    from newsdesk.domain.bylineline import LinePart

_NOBODY = "No byline yet"
_STRONG = "font-weight: 600"
"""As of the faces that serve the first paint; a bold one would be drawn by smearing there."""


class BylineLabel(QLabel):
    """Shows the line as readers see it; a click (``clicked()``) leads to where it is edited."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[LinePart, ...] | None = None
        self._minutes = 1
        self._direction = "ltr"
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

    def set_direction(self, *, right_to_left: bool) -> None:
        """Let the line run from the left or from the right."""
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self._direction = "rtl" if right_to_left else "ltr"
        self._write()

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
        if self._parts is None:  # Not read yet: the line has its height and says nothing.
            self.setText("<p>\u2068&nbsp;\u2069</p>")
            return
        words = "".join(_marked_up(part) for part in self._parts)
        # Isolates keep names, line and read time apart where their scripts run both ways.
        line = f"\u2068{words or _NOBODY}\u2069&nbsp;&nbsp;·&nbsp;&nbsp;"
        read = f"\u2068{self._minutes} min read\u2069"
        self.setText(f'<p dir="{self._direction}">{line}{read}</p>')

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the byline."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()


def _marked_up(part: LinePart) -> str:
    from html import escape

    words = escape(part.text)
    return words if part.row is None else f"<span style='{_STRONG}'>{words}</span>"
