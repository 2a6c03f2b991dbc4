"""The difference of two states below the time line, walked through and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.difference import Difference
from newsdesk.domain.listing import VersionRow
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton, button, label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.inspector.differenceview import DifferenceView
from newsdesk.ui.moments import clock_text, row_text


class Compared(QWidget):
    """``until`` chooses with what a version is compared; ``closed`` asks for none."""

    closed = Signal()
    restore_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.difference = DifferenceView(context)
        self.until = Choice()
        self.until.setAccessibleName("Compared with")
        self.until.setToolTip("Compare with what stands now, or with a later version")
        self._what = label("", "strong")
        self._walked = label("", "note")
        self.restore_button = button("Restore", "primary")
        self.rename_button = button("Name…")
        self.beside_button = button("Side by side")
        self._lay_out()
        self.restore_button.clicked.connect(self.restore_wanted)
        self.beside_button.clicked.connect(self.show_beside)
        self.hide()

    def _lay_out(self) -> None:
        theme, icons = self._context.theme, self._context.icons
        close = IconButton(theme, icons, "x", "Close the difference", side=28)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 2)
        head.setSpacing(4)
        head.addWidget(self._what)
        head.addWidget(self.until, 1)
        head.addWidget(close)
        text = QVBoxLayout()
        text.setContentsMargins(16, 4, 8, 4)
        text.addWidget(self.difference)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(self.beside_button)
        foot.addStretch(1)
        foot.addWidget(self.rename_button)
        foot.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(head)
        column.addLayout(self._make_walk())
        column.addLayout(text, 1)
        column.addWidget(Hairline(theme))
        column.addLayout(foot)

    def _make_walk(self) -> QHBoxLayout:
        theme, icons = self._context.theme, self._context.icons
        up = IconButton(theme, icons, "arrow-up", "Previous change", side=28)
        down = IconButton(theme, icons, "arrow-down", "Next change", side=28)
        walk = QHBoxLayout()
        walk.setContentsMargins(16, 0, 36, 0)
        walk.addWidget(self._walked, 1)
        walk.addWidget(up)
        walk.addWidget(down)
        up.clicked.connect(partial(self._walk, -1))
        down.clicked.connect(partial(self._walk, 1))
        return walk

    def offer(self, later: Sequence[VersionRow]) -> None:
        """Offer what stands now and the versions later than the one that is compared."""
        self.until.set_entries(((0, "now"), *((row.number, _point(row)) for row in later)))
        if self.until.value is None:
            self.until.show_value(0)

    def show_difference(self, difference: Difference, when: str) -> None:
        """Show what changed since a version that was kept at ``when``."""
        self._what.setText(f"{when} to")
        self.difference.show_difference(difference)
        self._show_walked()
        self.restore_button.setEnabled(bool(difference))
        self.show()

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
        self.difference.show_difference(None)

    def _walk(self, by: int) -> None:
        self.difference.walk(by)
        self._show_walked()

    def _show_walked(self) -> None:
        changes, place = self.difference.changes, self.difference.place
        all_of_them = "1 change" if changes == 1 else f"{changes} changes"
        self._walked.setText(f"{place} of {changes}" if place else all_of_them)

    def show_beside(self) -> None:
        """Show the two states side by side, as large as the window."""
        from newsdesk.ui.inspector.comparison import Comparison

        found = self.difference.difference
        if found is not None:
            when = self._what.text().removesuffix(" to")
            until = self.until.currentText() if self.until.value else ""
            restore = self.restore_wanted.emit
            Comparison(self._context, found, (when, until), restore, self.window()).open()


def _point(row: VersionRow) -> str:
    """Return when a version was taken, and its name where it has one."""
    day, time = row_text(row.at), clock_text(row.at)
    when = time if day == time else f"{day}, {time}"
    return f"{when} · {row.name}" if row.name else when
