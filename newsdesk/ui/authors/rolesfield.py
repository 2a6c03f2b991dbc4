"""Roles and their days: old stories keep the role of their day."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.author import RolePeriod
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.fields.times import DayField, optional


class _Row(QWidget):
    """One role."""

    changed = Signal(object)
    removed = Signal()

    def __init__(self, context: Context, period: RolePeriod) -> None:
        super().__init__()
        self._period = period
        self.title = Line("Special Correspondent")
        self._since = DayField(context, "Since", "Set a day")
        self._until = DayField(context, "Until", "still")
        remove = IconButton(context.theme, context.icons, "trash-2", "Remove role")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Field("Title", self.title), 5, top)
        row.addWidget(optional("Since", self._since), 4, top)
        row.addWidget(optional("Until", self._until), 4, top)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        self.show_period(period)
        self.title.typed.connect(partial(self._set, "title"))
        self._since.chosen.connect(partial(self._set, "since"))
        self._until.chosen.connect(partial(self._set, "until"))
        remove.clicked.connect(self.removed)

    @property
    def period(self) -> RolePeriod:
        """The role as it stands."""
        return self._period

    def show_period(self, period: RolePeriod) -> None:
        """Show a role."""
        self._period = period
        self.title.show_text(period.title)
        self._since.show_day(period.since)
        self._until.show_day(period.until)

    def _set(self, name: str, value: object) -> None:
        self._period = replace(self._period, **{name: value})
        self.changed.emit(self._period)


class RolesField(QWidget):
    """The list of roles. ``chosen`` carries the new tuple; roles without a title are left out."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.add_button = button("Add a role", "link")
        self.add_button.clicked.connect(self._add)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def periods(self) -> tuple[RolePeriod, ...]:
        """The roles as they stand."""
        return tuple(row.period for row in self.rows if row.period.title.strip())

    def show_roles(self, roles: tuple[RolePeriod, ...], *, another: bool) -> None:
        """Show roles; an empty row stands ready where there is none. ``another`` profile's ones
        take the place of every row.
        """
        if roles == self.periods and not another:
            return
        while self.rows:
            self._drop(self.rows[-1])
        for period in roles or (RolePeriod(""),):
            self._append(period)

    def _append(self, period: RolePeriod) -> _Row:
        row = _Row(self._context, period)
        row.changed.connect(self._tell)
        row.removed.connect(partial(self._remove, row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _add(self) -> None:
        self._append(RolePeriod("")).title.setFocus()

    def _drop(self, row: _Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: _Row) -> None:
        self._drop(row)
        self._tell()
        if not self.rows:
            self._append(RolePeriod(""))

    def _tell(self, _period: object = None) -> None:
        self.chosen.emit(self.periods)
