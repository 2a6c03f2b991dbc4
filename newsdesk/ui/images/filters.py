"""What the grid of pictures may be narrowed to, each with its number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from newsdesk.domain.listing import ImageFlag
from newsdesk.services.images import ImageCounts
from newsdesk.ui.moments import number_text
from newsdesk.ui.tokens import BUTTON_SMALL

_FILTERS: Final = (
    (None, "All"),
    (ImageFlag.MISSING_ALT, "No alt text"),
    (ImageFlag.MISSING_CREDIT, "No credit"),
    (ImageFlag.UNUSED, "Unused"),
)


class Filters(QWidget):
    """What the grid is narrowed to, each with its number."""

    def __init__(self, chosen: Callable[[frozenset[ImageFlag]], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._group = QButtonGroup(self)
        self.buttons: dict[ImageFlag | None, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for flag, text in _FILTERS:
            made = QToolButton()
            made.setText(text)
            made.setProperty("look", "small")
            made.setFixedHeight(BUTTON_SMALL)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setCheckable(True)
            made.setAccessibleName(text)
            made.clicked.connect(partial(self._choose, flag))
            self._group.addButton(made)
            self.buttons[flag] = made
            row.addWidget(made)
        row.addStretch(1)
        self.buttons[None].setChecked(True)

    def show_counts(self, counts: ImageCounts) -> None:
        """Show how many pictures lack something."""
        numbers = {
            None: 0,
            ImageFlag.MISSING_ALT: counts.missing_alt,
            ImageFlag.MISSING_CREDIT: counts.missing_credit,
            ImageFlag.UNUSED: counts.unused,
        }
        for flag, text in _FILTERS:
            count = numbers[flag]
            self.buttons[flag].setText(f"{text}  {number_text(count)}" if count else text)

    def choose(self, flag: ImageFlag | None) -> None:
        """Narrow the grid to what lacks something, ``None`` to nothing."""
        self.buttons[flag].setChecked(True)
        self._choose(flag)

    def _choose(self, flag: ImageFlag | None, _on: object = None) -> None:
        self._chosen(frozenset() if flag is None else frozenset({flag}))
