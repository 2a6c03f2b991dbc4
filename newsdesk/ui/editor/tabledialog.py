"""A table edited as a grid: cells, rows and columns, headings, caption."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from newsdesk.domain.body import Table, TableRow
from newsdesk.domain.text import Run, Runs, plain
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button
from newsdesk.ui.editor.carddialogs import CardDialog, Taken, one_line
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.richtext import RichText

_RUNS = int(Qt.ItemDataRole.UserRole)


class TableDialog(CardDialog):
    """Cells whose words stay the same keep their formatting; changed ones become plain."""

    def __init__(self, context: Context, parent: QWidget, shown: Table, taken: Taken) -> None:
        super().__init__(parent, "Table", taken)
        self._shown = shown
        rows = shown.rows or tuple(TableRow(((), (), ())) for _ in range(3))
        self._grid = QTableWidget(len(rows), max(len(row.cells) for row in rows))
        self._grid.setAccessibleName("Cells")
        self._grid.setProperty("look", "grid")
        self._grid.setTabKeyNavigation(True)
        self._grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for y, row in enumerate(rows):
            for x, runs in enumerate(row.cells):
                self._grid.setItem(y, x, _item(runs))
        self._header_row = QCheckBox("First row is a heading")
        self._header_column = QCheckBox("First column is a heading")
        self._header_row.setChecked(shown.header_row)
        self._header_column.setChecked(shown.header_column)
        self._caption = RichText(context, "Caption", least=1, most=3)
        self._caption.show_runs((shown.caption,) if shown.caption else ())
        self._lay_out()
        self.complete(self._grid, 640, 480)

    def _lay_out(self) -> None:
        steps = QHBoxLayout()
        for title, run in (
            ("Add row", partial(self._add_row)),
            ("Remove row", partial(self._remove_row)),
            ("Add column", partial(self._add_column)),
            ("Remove column", partial(self._remove_column)),
        ):
            made = button(title, "small")
            made.clicked.connect(run)
            steps.addWidget(made)
        steps.addStretch(1)
        checks = QHBoxLayout()
        checks.setSpacing(20)
        checks.addWidget(self._header_row)
        checks.addWidget(self._header_column)
        checks.addStretch(1)
        self.fields.addWidget(self._grid, 1)
        self.fields.addLayout(steps)
        self.fields.addLayout(checks)
        self.fields.addWidget(Field("Caption", self._caption, focus=self._caption.edit))

    def _add_row(self, _on: object = None) -> None:
        self._grid.insertRow(self._grid.currentRow() + 1 or self._grid.rowCount())

    def _remove_row(self, _on: object = None) -> None:
        if self._grid.rowCount() > 1:
            self._grid.removeRow(max(0, self._grid.currentRow()))

    def _add_column(self, _on: object = None) -> None:
        self._grid.insertColumn(self._grid.currentColumn() + 1 or self._grid.columnCount())

    def _remove_column(self, _on: object = None) -> None:
        if self._grid.columnCount() > 1:
            self._grid.removeColumn(max(0, self._grid.currentColumn()))

    def block(self) -> Table:
        """The table as the grid shows it."""
        rows = tuple(
            TableRow(tuple(_runs(self._grid.item(y, x)) for x in range(self._grid.columnCount())))
            for y in range(self._grid.rowCount())
        )
        return replace(
            self._shown,
            rows=rows,
            header_row=self._header_row.isChecked(),
            header_column=self._header_column.isChecked(),
            caption=one_line(self._caption.runs),
        )


def _item(runs: Runs) -> QTableWidgetItem:
    item = QTableWidgetItem(plain(runs))
    item.setData(_RUNS, runs)
    return item


def _runs(item: QTableWidgetItem | None) -> Runs:
    if item is None:
        return ()
    kept: object = item.data(_RUNS)
    text = item.text()
    if isinstance(kept, tuple):
        runs = cast("Runs", kept)
        if plain(runs) == text:
            return runs
    return (Run(text),) if text else ()
