"""A quiet line on a profile that may be of somebody who has another one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from newsdesk.domain.ids import AuthorId
from newsdesk.domain.people import LikelyDuplicate
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label
from newsdesk.ui.fields.elided import Elided
from newsdesk.ui.tasks import TaskHandle


class DuplicateHint(QFrame):
    """Names the other profile and the reason. ``compare_wanted`` carries the other's id."""

    compare_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._author: AuthorId | None = None
        self._other = AuthorId("")
        self._reading: TaskHandle | None = None
        self.said = Elided("note")
        self.more = label("", "note")
        self.compare = button("Compare…", "link")
        self.compare.clicked.connect(lambda: self.compare_wanted.emit(self._other))
        row = QHBoxLayout()
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.more)
        row.addWidget(self.compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(context.theme))
        self.setAccessibleName("Likely duplicate")
        self.hide()

    def show_author(self, author: AuthorId) -> None:
        """Look for another profile of the same person."""
        if author != self._author:
            self.hide()
        self._author = author
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._context.tasks.library(
            partial(_read, author), self._show, lambda _error: self.hide()
        )

    def _show(self, pairs: tuple[LikelyDuplicate, ...]) -> None:
        self.setVisible(bool(pairs))
        if not pairs:
            return
        pair = pairs[0]
        other = pair.gone if pair.keep.id == self._author else pair.keep
        self._other = other.id
        reason = pair.reason[:1].lower() + pair.reason[1:]
        self.said.show_text(f"{other.display_name} may be the same person: {reason}")
        count = len(pairs) - 1
        self.more.setText(f"and {count:,} more" if count else "")
        self.more.setVisible(bool(count))


def _read(author: AuthorId, desk: Desk) -> tuple[LikelyDuplicate, ...]:
    from newsdesk.services import authors

    return authors.likely_duplicates(desk, author_id=author)
