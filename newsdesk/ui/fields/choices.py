"""Choices and numbers that ignore the wheel unless they have the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox


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
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setMinimumWidth(56)
        self.valueChanged.connect(self._changed)

    def show_value(self, value: int | None) -> None:
        """Show a number, ``None`` as "none"."""
        shown = self.minimum() if value is None else value
        if shown != self.value():
            self.blockSignals(True)
            self.setValue(shown)
            self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless the number has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _changed(self, value: int) -> None:
        self.chosen.emit(None if self._none and value == self.minimum() else value)
