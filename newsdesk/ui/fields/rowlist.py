"""Rows that are ordered by hand: dragged by their grips, or moved with Alt and the arrows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import label
from newsdesk.ui.tokens import RADIUS

GRIP = 16
"""Width of the grip at the left of a row, in pixels."""


class Row(QWidget):
    """A row. It takes the focus; what it shows is drawn by ``paint_row`` in a subclass.

    ``activated`` comes with Enter and a click, ``stepped`` with Up and Down, ``shifted`` with Alt
    and these, ``removed`` with Delete, ``letter`` with any other key of one letter.
    """

    activated = Signal()
    stepped = Signal(int)
    shifted = Signal(int)
    removed = Signal()
    letter = Signal(str)
    dragged = Signal(int)
    dropped = Signal(int)

    def __init__(self, context: Context, *, movable: bool) -> None:
        super().__init__()
        self.context = context
        self.movable = movable
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        context.theme.changed.connect(self.update)

    def head(self) -> QRect:
        """Return the part of the row that is clicked, dragged and shown as in focus."""
        return self.rect()

    def paint_row(self, painter: QPainter, area: QRect) -> None:
        """Draw what the row says into the room beside the grip."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys their meaning."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            (self.shifted if alt else self.stepped).emit(steps[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.activated.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif not alt and event.text().isalpha():
            self.letter.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def event(self, e: object) -> bool:
        """Keep Alt and the arrows from the commands for blocks of the text."""
        if isinstance(e, QKeyEvent) and e.type() == e.Type.ShortcutOverride:
            arrows = {Qt.Key.Key_Up, Qt.Key.Key_Down}
            if e.modifiers() & Qt.KeyboardModifier.AltModifier and e.key() in arrows:
                e.accept()
                return True
        return super().event(e)  # pyright: ignore[reportArgumentType] - Qt's own event, passed on

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a click or a drag begins."""
        if event.button() == Qt.MouseButton.LeftButton and self.head().contains(
            event.position().toPoint()
        ):
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag once the mouse moved far enough."""
        if self._pressed is None or not self.movable:
            return
        place = event.position().toPoint()
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._dragging:
            self._dragging = True
            self.dragged.emit(self.mapToParent(place).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged; a click without a drag activates."""
        pressed, self._pressed = self._pressed, None
        if self._dragging:
            self._dragging = False
            self.dropped.emit(self.mapToParent(event.position().toPoint()).y())
        elif pressed is not None and self.head().contains(event.position().toPoint()):
            self.clicked_at(pressed)

    def clicked_at(self, place: QPoint) -> None:
        """Take a click; rows with parts that are clicked apart decide here."""
        self.activated.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the grip and what the row says."""
        theme = self.context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = self.head()
        if self.hasFocus() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if self.hasFocus() else "hover"))
            painter.drawRoundedRect(head, RADIUS, RADIUS)
        if self.movable:
            grip = self.context.icons.pixmap("grip-vertical", "text2", 14)
            painter.drawPixmap(head.left() + 3, head.center().y() - 7, grip)
        left = GRIP + 4 if self.movable else 8
        self.paint_row(painter, head.adjusted(left, 0, -8, 0))
        if self.hasFocus() and self.window().isActiveWindow():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(head).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()


_Slot: TypeAlias = Callable[[int], None]
RowT = TypeVar("RowT", bound=Row)


class _Mark(QWidget):
    """The line that shows where a dragged row would go."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.colour("accent"))
        painter.end()


class RowList(QWidget, Generic[RowT]):
    """Rows below each other. ``moved`` carries where a row stood and where it shall stand."""

    moved = Signal(int, int)
    left = Signal(int)

    def __init__(self, context: Context, *, gap: int = 2) -> None:
        super().__init__()
        self.rows: list[RowT] = []
        self._headings: list[QWidget] = []
        self._mark = _Mark(context, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show other rows; the focus stays at its place in the list."""
        while self._headings:
            heading = self._headings.pop()
            self._column.removeWidget(heading)
            heading.hide()
            heading.deleteLater()
        focused = next((n for n, row in enumerate(self.rows) if row.hasFocus()), None)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = list(rows)
        for row in self.rows:
            self._column.addWidget(row)
            row.stepped.connect(self._stepper(row))
            row.shifted.connect(self._mover(row))
            row.dragged.connect(self._show_mark)
            row.dropped.connect(self._dropper(row))
        if focused is not None and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].setFocus()

    def set_headings(self, headings: Mapping[int, str]) -> None:
        """Put small headings above rows by their places; they go with the next ``set_rows``."""
        for place in sorted(headings, reverse=True):
            made = label(headings[place], "heading")
            made.setContentsMargins(8, 12, 8, 4)
            self._headings.append(made)
            self._column.insertWidget(place, made)

    def rearrange(self, here: int, there: int) -> None:
        """Put a row at another place at once, before the story is shown anew."""
        row = self.rows.pop(here)
        self.rows.insert(there, row)
        self._column.removeWidget(row)
        self._column.insertWidget(there, row)

    def take(self, place: int) -> None:
        """Take a row out; the focus goes to the one in its place."""
        row = self.rows.pop(place)
        focused = row.hasFocus() or row.isAncestorOf(QApplication.focusWidget() or self)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if focused:
            self.focus_row(min(place, len(self.rows) - 1))

    def focus_row(self, place: int) -> None:
        """Put the focus on a row."""
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus()

    def _stepper(self, row: RowT) -> _Slot:
        def step(by: int) -> None:
            place = self.rows.index(row) + by
            if 0 <= place < len(self.rows):
                self.rows[place].setFocus()
            else:
                self.left.emit(by)

        return step

    def _mover(self, row: RowT) -> _Slot:
        def move(by: int) -> None:
            here = self.rows.index(row)
            if row.movable and 0 <= here + by < len(self.rows):
                self._move(here, here + by)

        return move

    def _dropper(self, row: RowT) -> _Slot:
        def drop(y: int) -> None:
            self._mark.hide()
            here, there = self.rows.index(row), self._slot_at(y)
            there -= there > here
            if there != here:
                self._move(here, there)

        return drop

    def _move(self, here: int, there: int) -> None:
        """Ask for the move; the row that moves keeps the focus."""
        self.moved.emit(here, there)
        self.focus_row(there)

    def _slot_at(self, y: int) -> int:
        return sum(1 for row in self.rows if row.geometry().top() + row.head().center().y() < y)

    def _show_mark(self, y: int) -> None:
        slot = self._slot_at(y)
        if slot < len(self.rows):
            top = self.rows[slot].geometry().top() - 2
        else:
            top = self.rows[-1].geometry().bottom()
        self._mark.setGeometry(0, max(0, top), self.width(), 2)
        self._mark.raise_()
        self._mark.show()
