"""What the columns of a table mean, and in which encoding it is read; both to be changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsdesk.domain.profilefile import ENCODINGS
from newsdesk.services.authorfiles import COLUMNS, TablePreview
from newsdesk.ui.context import Context
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.scroll import Column

_HIGH = 216
"""Pixels that the columns take at most; further ones are scrolled to."""
_VALUES = 3
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "windows-1250": "Windows-1250, Central European",
    "windows-1251": "Windows-1251, Cyrillic",
    "windows-1252": "Windows-1252, Western",
}


class TableColumns(Group):
    """``mapped`` carries what each column is now taken for, ``decoded`` another encoding."""

    mapped = Signal(object)
    decoded = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Columns", open_=False)
        self._mapping: list[str] = []
        self._held: QWidget | None = None
        self.choices: tuple[Choice, ...] = ()
        self.encoding = Choice(tuple((name, _NAMES[name]) for name in ENCODINGS))
        self.encoding.chosen.connect(self._decode)
        self.add(Field("Letters are written in", self.encoding))
        self.hide()

    def show_table(self, table: TablePreview) -> None:
        """Show the columns of a table with their first values."""
        self._mapping = list(table.mapping)
        if self._held is not None:
            self._held.deleteLater()
        column = Column(margins=(0, 0, 8, 0))
        column.setFixedHeight(min(_HIGH, 66 * len(table.columns)))
        entries: tuple[tuple[object, str], ...] = (
            ("", "leave out"), *((name, name.replace("_", " ")) for name in COLUMNS)
        )  # fmt: skip
        self.choices = tuple(Choice(entries) for _ in table.columns)
        for place, (name, choice) in enumerate(zip(table.columns, self.choices, strict=True)):
            choice.show_value(table.mapping[place])
            choice.chosen.connect(partial(self._map, place))
            field = Field(name or f"Column {place + 1}", choice)
            field.set_note(_values(table, place))
            column.fields.addWidget(field)
        self._held = column
        self.add(column)
        self.encoding.show_value(table.encoding)
        self._summarise()
        self.show()

    def _decode(self, name: object) -> None:
        self.decoded.emit(str(name))

    def _map(self, place: int, field: object) -> None:
        self._mapping[place] = str(field)
        self._summarise()
        self.mapped.emit(tuple(self._mapping))

    def _summarise(self) -> None:
        taken = sum(bool(name) for name in self._mapping)
        encoding = self.encoding.currentText().partition(",")[0]
        self.head.set_summary(f"{taken} of {len(self._mapping)} taken over · {encoding}")


def _values(table: TablePreview, place: int) -> str:
    """Return the first values of a column, to tell what stands in it."""
    found = (row[place].strip() for row in table.rows if place < len(row))
    shown = [value for value in dict.fromkeys(found) if value][:_VALUES]
    text = " · ".join(shown)
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
