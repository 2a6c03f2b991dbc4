"""Choices and numbers that ignore the wheel unless they have the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QWidget

from newsdesk.ui.tokens import FIELD


def paint_chevron(widget: QWidget, *, both: bool = False) -> None:
    """Draw a chevron at the right end of a field that opens; ``both`` for one up, one down."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = widget.palette().color(QPalette.ColorRole.PlaceholderText)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    right, middle = widget.width() - 15.0, widget.height() / 2
    half, rows = (
        (3.5, ((middle + 4, 3.0), (middle - 4, -3.0))) if both else (4.0, ((middle, 2.0),))
    )
    for row, deep in rows:
        tip, ends = row + deep * (0.6 if both else 1), row - deep * (0.6 if both else 1)
        painter.drawPolyline(
            [QPointF(right - half, ends), QPointF(right, tip), QPointF(right + half, ends)]
        )
    painter.end()


class Choice(QComboBox):
    """One of several. ``chosen`` carries the value that a person took."""

    chosen = Signal(object)

    def __init__(self, entries: tuple[tuple[object, str], ...] = ()) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._values: list[object] = []
        self.set_entries(entries)
        self.activated.connect(self._activated)

    def set_entries(self, entries: tuple[tuple[object, str], ...]) -> None:
        """Offer other values; the one shown stays where it is among them."""
        kept = self.value
        self.clear()
        self._values = [value for value, _text in entries]
        for _value, text in entries:
            self.addItem(text)
        self.show_value(kept)

    @property
    def value(self) -> object:
        """The value shown; ``None`` when there is none."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def show_value(self, value: object) -> None:
        """Show a value; nothing is shown for one that is not offered."""
        place = self._values.index(value) if value in self._values else -1
        if place != self.currentIndex():
            self.setCurrentIndex(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field with our own chevron."""
        super().paintEvent(event)
        paint_chevron(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless the choice has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _activated(self, place: int) -> None:
        self.chosen.emit(self._values[place])


class Number(QSpinBox):
    """A whole number; the least value may stand for "none", with words of its own."""

    chosen = Signal(object)

    def __init__(self, least: int, most: int, *, none: str = "", unit: str = "") -> None:
        super().__init__()
        self._none = bool(none)
        self.setRange(least, most)
        self.setSpecialValueText(none)
        self.setSuffix(f" {unit}" if unit else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("look", "number")
        self.setMinimumWidth(56)
        self.setFixedHeight(FIELD)
        self.lineEdit().setProperty("look", "plain")
        self.lineEdit().setTextMargins(8, 0, 0, 0)
        self.valueChanged.connect(self._changed)

    def show_value(self, value: int | None) -> None:
        """Show a number, ``None`` as "none"."""
        shown = self.minimum() if value is None else value
        if shown != self.value():
            self.blockSignals(True)
            self.setValue(shown)
            self.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field with our own chevrons."""
        super().paintEvent(event)
        paint_chevron(self, both=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless the number has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _changed(self, value: int) -> None:
        self.chosen.emit(None if self._none and value == self.minimum() else value)
