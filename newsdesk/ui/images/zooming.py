"""The scale of a picture, with its two steps and the whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton
from newsdesk.ui.images.canvas import PictureCanvas

_LEVEL = 52
"""Width in pixels that holds “1,000 %”."""


class ZoomBar(QWidget):
    """Farther, the scale, closer. A click on the scale goes between the whole and its pixels."""

    def __init__(self, context: Context, canvas: PictureCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.farther = IconButton(
            context.theme, context.icons, "zoom-out", "Farther  Page Down", side=28
        )
        self.closer = IconButton(
            context.theme, context.icons, "zoom-in", "Closer  Page Up", side=28
        )
        self.level = QToolButton()
        self.level.setProperty("look", "small")
        self.level.setFixedWidth(_LEVEL)
        self.level.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for one in (self.farther, self.level, self.closer):
            row.addWidget(one)
        self.farther.clicked.connect(canvas.farther)
        self.closer.clicked.connect(canvas.closer)
        self.level.clicked.connect(self._turn)
        canvas.zoomed.connect(self._show)
        self._show()

    def _turn(self) -> None:
        if self._canvas.whole:
            self._canvas.show_pixels()
        else:
            self._canvas.fit()

    def _show(self) -> None:
        scale, whole = self._canvas.scale, self._canvas.whole
        text = f"{scale:.0%}" if scale else "–"
        self.level.setText(text)
        self.level.setToolTip("Show its own pixels  1" if whole else "Show the whole picture  0")
        self.level.setAccessibleName(f"Scale {text}")
        self.farther.setEnabled(not whole)
        self.closer.setEnabled(bool(scale))
