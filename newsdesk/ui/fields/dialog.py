"""The frame that our dialogs share: a title, what is in it, and a foot with the ways out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Dialog, Hairline, button, label
from newsdesk.ui.tasks import TaskHandle

T = TypeVar("T")


class FramedDialog(Dialog):
    """A dialog. Put what it shows into ``content``; ``foot`` holds the buttons at the right.

    ``ask`` reads from the library, and is dropped when the dialog is closed; while ``working`` it
    cannot be closed, so that what is under way is always told.
    """

    def __init__(self, context: Context, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.context = context
        self.working = False
        self._asked: list[TaskHandle] = []
        self.setWindowTitle(title)
        self.setModal(True)
        self.setProperty("look", "paper")
        self.title = label(title, "title", wrap=True)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 14)
        head.addWidget(self.title)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(24, 16, 24, 16)
        self.content.setSpacing(12)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(24, 12, 24, 14)
        self.foot.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline(context.theme))
        column.addLayout(self.content, 1)
        column.addWidget(Hairline(context.theme))
        column.addLayout(self.foot)

        self.finished.connect(self._drop)

    def ask(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Read something from the library for as long as the dialog is open."""
        self._asked.append(self.context.tasks.library(work, done, failed))

    def reject(self) -> None:
        """Close, unless something is under way that has to be told."""
        if not self.working:
            super().reject()

    def _drop(self, _result: int) -> None:
        for handle in self._asked:
            handle.cancel()
        self.deleteLater()

    def add_cancel(self, text: str = "Cancel") -> None:
        """Put the way out without doing anything into the foot."""
        cancel = button(text)
        cancel.clicked.connect(self.reject)
        self.foot.addWidget(cancel)
