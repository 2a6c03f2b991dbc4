"""What is offered when an address stands alone on its line: to show it as an embed card."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsdesk.ui.controls import button
from newsdesk.ui.editor.popover import Popover


class EmbedOffer(Popover):
    """One button, gone with the next key. ``taken(url, position)`` when it is pressed."""

    taken = Signal(str, int)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._url = ""
        self._position = 0
        self.setAccessibleName("Embed")
        self._button = button("Show as an embed card", "quiet")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.addWidget(self._button)

    def offer(self, place: QRect, url: str, position: int) -> None:
        """Offer it beside a place, for the line of the body that begins at a position."""
        self._url, self._position = url, position
        self.open_at(place)

    def _take(self) -> None:
        self.leave()
        self.taken.emit(self._url, self._position)
