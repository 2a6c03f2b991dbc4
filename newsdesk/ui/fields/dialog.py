"""The frame that our dialogs share: a title, what is in it, and a foot with the ways out."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label


class FramedDialog(QDialog):
    """A dialog. Put what it shows into ``content``; ``foot`` holds the buttons at the right."""

    def __init__(self, context: Context, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.context = context
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

    def add_cancel(self, text: str = "Cancel") -> None:
        """Put the way out without doing anything into the foot."""
        cancel = button(text)
        cancel.clicked.connect(self.reject)
        self.foot.addWidget(cancel)
