"""Roles and their days: old stories keep the role of their day."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from newsdesk.domain.author import RolePeriod
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton
from newsdesk.ui.fields.entries import EntryList, EntryRow
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.fields.times import DayField, optional


class RoleRow(EntryRow):
    """One role."""

    def __init__(self, context: Context, period: RolePeriod) -> None:
        super().__init__()
        self._period = period
        self.title = Line("Special Correspondent")
        self._since = DayField(context, "Since", "Set a day")
        self._until = DayField(context, "Until", "Set a day")
        remove = IconButton(context.theme, context.icons, "trash-2", "Remove role")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Field("Title", self.title), 1, top)
        row.addWidget(optional("Since", self._since), 1, top)
        row.addWidget(optional("Until", self._until), 1, top)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        self.show_period(period)
        self.title.typed.connect(partial(self._set, "title"))
        self._since.chosen.connect(partial(self._set, "since"))
        self._until.chosen.connect(partial(self._set, "until"))
        remove.clicked.connect(self.removed)

    def begin(self) -> None:
        """Put the caret into the title."""
        self.title.setFocus()

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
        self.changed.emit()


class RolesField(EntryList[RolePeriod, RoleRow]):
    """The list of roles; those without a title are left out, an empty row stands ready."""

    def __init__(self, context: Context) -> None:
        super().__init__("Add a role", 10)
        self._context = context

    def make_row(self, value: RolePeriod | None) -> RoleRow:
        """Return a row for a role."""
        return RoleRow(self._context, value or RolePeriod(""))

    @property
    def values(self) -> tuple[RolePeriod, ...]:
        """The roles as they stand."""
        return tuple(row.period for row in self.rows if row.period.title.strip())

    def show_values(self, values: tuple[RolePeriod, ...], *, another: bool) -> None:
        """Show roles, and an empty row where there is none."""
        super().show_values(values, another=another)
        if not self.rows:
            self.append(None)

    def _remove(self, row: RoleRow) -> None:
        super()._remove(row)
        if not self.rows:
            self.append(None)
