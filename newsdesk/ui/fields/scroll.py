"""A column that scrolls down, never across, with the ground of its pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Column(QScrollArea):
    """A scrolling column of widgets; ``fields`` is its layout."""

    def __init__(self, *, margins: tuple[int, int, int, int] = (16, 12, 16, 16)) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self.fields = QVBoxLayout(inner)
        self.fields.setContentsMargins(*margins)
        self.fields.setSpacing(12)
        self.setWidget(inner)
        # Qt gives what it scrolls a ground of its own; the pane's shall be seen.
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
