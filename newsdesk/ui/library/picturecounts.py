"""How many pictures have no alt text, counted when a picture changed and nothing else is to do."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from newsdesk.domain.listing import ImageFlag
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context

_AFTER = 400
"""Milliseconds after the last change of a picture, so that many added at once count once."""


class PictureCounts(QObject):
    """``counted`` tells that ``without_alt`` is another number."""

    counted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.without_alt = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self._count)
        context.bus.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Kind.IMAGE) or changes.touches(Kind.LIBRARY):
            self._timer.start()

    def _count(self) -> None:
        self._context.tasks.library(_without_alt, self._show, lambda _error: None)

    def _show(self, number: int) -> None:
        if number != self.without_alt:
            self.without_alt = number
            self.counted.emit()


def _without_alt(desk: Desk) -> int:
    from newsdesk.services import images

    return images.count(desk, flags=frozenset({ImageFlag.MISSING_ALT}))
