"""A list whose rows are fields: rows are added by a button below and taken away one by one."""

from __future__ import annotations

from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsdesk.ui.controls import button


class EntryRow(QWidget):
    """One row. ``changed`` comes with each edit, ``removed`` when it shall go."""

    changed = Signal()
    removed = Signal()

    def begin(self) -> None:
        """Put the caret where one starts to type."""
        self.setFocus()


Value = TypeVar("Value")
RowT = TypeVar("RowT", bound=EntryRow)


class EntryList(QWidget, Generic[Value, RowT]):
    """Rows for values of one kind. ``chosen`` carries the new tuple of them."""

    chosen = Signal(object)

    def __init__(self, add_words: str, spacing: int) -> None:
        super().__init__()
        self.rows: list[RowT] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self.add_button = button(add_words, "link")
        self.add_button.clicked.connect(self._add)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def make_row(self, value: Value | None) -> RowT:
        """Return a row for a value, or an empty one; for subclasses."""
        raise NotImplementedError

    @property
    def values(self) -> tuple[Value, ...]:
        """The values of the rows that have one; for subclasses."""
        raise NotImplementedError

    def show_values(self, values: tuple[Value, ...], *, another: bool) -> None:
        """Show values; ``another`` profile's ones take the place of every row."""
        if values == self.values and not another:
            return
        while self.rows:
            self._drop(self.rows[-1])
        for value in values:
            self.append(value)

    def append(self, value: Value | None) -> RowT:
        """Put a row at the end."""
        row = self.make_row(value)
        row.changed.connect(self._tell)
        row.removed.connect(partial(self._remove, row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _add(self) -> None:
        self.append(None).begin()

    def _drop(self, row: RowT) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: RowT) -> None:
        self._drop(row)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.values)
