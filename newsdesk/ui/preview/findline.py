"""Finding in the page: a line, how many there are, on and back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, label
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.moments import number_text


class _Wanted(Line):
    """A line whose Enter goes on, with Shift back; Escape closes."""

    entered = Signal(bool)
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys their meaning here."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case _:
                super().keyPressEvent(event)


class FindLine(QFrame):
    """``wanted(text, back)`` asks for a match; the pane answers with ``show_count``."""

    wanted = Signal(str, bool)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.setAccessibleName("Find in the page")
        self.line = _Wanted("Find in the page")
        self.line.setAccessibleName("Find in the page")
        self._count = label("", "note")
        up = IconButton(context.theme, context.icons, "chevron-up", "Previous match")
        down = IconButton(context.theme, context.icons, "chevron-down", "Next match")
        close = IconButton(context.theme, context.icons, "x", "Close")
        self.line.textChanged.connect(self._look)
        self.line.entered.connect(self._on)
        self.line.escaped.connect(self.leave)
        up.clicked.connect(lambda: self._on(back=True))
        down.clicked.connect(lambda: self._on(back=False))
        close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self._count)
        for widget in (up, down, close):
            row.addWidget(widget)
        self.hide()

    @property
    def said(self) -> str:
        """What stands beside the line."""
        return self._count.text()

    def open(self) -> None:
        """Show the line with what was looked for last."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def leave(self) -> None:
        """Put the line away."""
        self.hide()
        self.left.emit()

    def show_count(self, number: int, total: int) -> None:
        """Say which match is shown, of how many."""
        if not self.line.text():
            self._count.clear()
        elif total:
            self._count.setText(f"{number_text(number)} of {number_text(total)}")
        else:
            self._count.setText("Nothing found")

    def _look(self, text: str) -> None:
        self.wanted.emit(text, False)

    def _on(self, back: bool) -> None:  # noqa: FBT001 - a slot
        if self.line.text():
            self.wanted.emit(self.line.text(), back)
