"""The corrections of a story: dated records, added, reworded and removed in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.correction import Correction, CorrectionKind, CorrectionPlace
from newsdesk.domain.moment import Moment
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button, label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.fields.times import MomentField, optional
from newsdesk.ui.moments import row_text

KINDS: Mapping[CorrectionKind, str] = {
    CorrectionKind.CORRECTION: "Correction",
    CorrectionKind.CLARIFICATION: "Clarification",
    CorrectionKind.UPDATE: "Update",
    CorrectionKind.RETRACTION: "Retraction",
}
PLACES: Mapping[CorrectionPlace, str] = {
    CorrectionPlace.TOP: "Above the text",
    CorrectionPlace.END: "Below the text",
}


class _Row(QWidget):
    """One record: its words, and below them its fields while it is edited."""

    changed = Signal(object)
    removed = Signal()

    def __init__(self, context: Context, correction: Correction) -> None:
        super().__init__()
        self._context = context
        self._correction = correction
        self._head = label("", "strong")
        self._when = label("", "note")
        self._text = label("", "quiet", wrap=True)
        self.edit_button = IconButton(context.theme, context.icons, "pencil", "Edit", side=28)
        self.edit_button.setCheckable(True)
        remove = IconButton(context.theme, context.icons, "trash-2", "Remove", side=28)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._head)
        head.addWidget(self._when)
        head.addStretch(1)
        head.addWidget(self.edit_button)
        head.addWidget(remove)
        self._form: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._column.addWidget(self._text)
        self.edit_button.clicked.connect(self._toggle)
        remove.clicked.connect(self.removed)
        self.show_correction(correction)

    @property
    def correction(self) -> Correction:
        """The record as it stands."""
        return self._correction

    def show_correction(self, correction: Correction) -> None:
        """Show a record."""
        self._correction = correction
        kind = KINDS[correction.correction_kind]
        self._head.setText(kind)
        self._when.setText(row_text(correction.at))
        self._text.setText(correction.text or "Say what was wrong and what is right.")
        self.edit_button.setAccessibleName(f"Edit {kind.lower()}")
        if self._form is not None:
            self._show_form(correction)

    def begin(self) -> None:
        """Open the fields with the caret in the text."""
        self.edit_button.setChecked(True)
        self._toggle()
        self._area.setFocus()

    def _toggle(self) -> None:
        shown = self.edit_button.isChecked()
        if shown and self._form is None:
            self._form = self._make_form()
            self._column.addWidget(self._form)
        if self._form is not None:
            self._form.setVisible(shown)
        self._text.setVisible(not shown)

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(10)
        self._kind = Choice(tuple(KINDS.items()))
        self._place = Choice(tuple(PLACES.items()))
        self._area = Area("What was wrong, and what is right", least=3)
        self._by = Line("Name or initials")
        self._at = MomentField(self._context, "Time of the record")
        column.addWidget(Field("Text", self._area))
        column.addWidget(pair(Field("Kind", self._kind), Field("Shown", self._place)))
        column.addWidget(optional("Time", self._at))
        column.addWidget(Field("By", self._by, help_text="Kept here; readers do not see it."))
        self._show_form(self._correction)
        self._kind.chosen.connect(partial(self._set, "correction_kind"))
        self._place.chosen.connect(partial(self._set, "place"))
        self._area.typed.connect(partial(self._set, "text"))
        self._by.typed.connect(partial(self._set, "by"))
        self._at.chosen.connect(self._set_time)
        return form

    def _show_form(self, correction: Correction) -> None:
        self._kind.show_value(correction.correction_kind)
        self._place.show_value(correction.place)
        self._area.show_text(correction.text)
        self._by.show_text(correction.by)
        self._at.show_moment(correction.at)

    def _set(self, name: str, value: object) -> None:
        self.show_correction(replace(self._correction, **{name: value}))
        self.changed.emit(self._correction)

    def _set_time(self, moment: object) -> None:
        """Keep a record dated: taking the time away brings the last one back."""
        if isinstance(moment, Moment):
            self._set("at", moment)
        else:
            self._at.show_moment(self._correction.at)


class Corrections(QWidget):
    """The list. ``chosen`` carries the new tuple."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._none = label("Readers see dated corrections on the page.", "note", wrap=True)
        add = button("Add a correction", "small")
        add.clicked.connect(self.add)
        self._column.addWidget(self._none)
        self._column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The records as they stand."""
        return tuple(row.correction for row in self._rows)

    def show_corrections(self, corrections: tuple[Correction, ...]) -> None:
        """Show the records of a story; a row being edited stays open."""
        if corrections == self.corrections:
            return
        if len(corrections) == len(self._rows):
            for row, correction in zip(self._rows, corrections, strict=True):
                row.show_correction(correction)
            return
        while self._rows:
            self._drop(self._rows[-1])
        for correction in corrections:
            self._append(correction)
        self._none.setVisible(not self._rows)

    def add(self) -> None:
        """Add a record of now and put the caret into it."""

        def add(now: Moment) -> None:
            row = self._append(Correction(CorrectionKind.CORRECTION, "", now))
            self._none.hide()
            self.chosen.emit(self.corrections)
            row.begin()

        self._context.tasks.library(lambda desk: desk.clock.now(), add)

    def _tell(self, _correction: object) -> None:
        self.chosen.emit(self.corrections)

    def _append(self, correction: Correction) -> _Row:
        row = _Row(self._context, correction)
        row.changed.connect(self._tell)
        row.removed.connect(partial(self._remove, row))
        self._column.insertWidget(1 + len(self._rows), row)
        self._rows.append(row)
        return row

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: _Row) -> None:
        self._drop(row)
        self._none.setVisible(not self._rows)
        self.chosen.emit(self.corrections)
