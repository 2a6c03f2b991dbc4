"""How many stories each saved search finds, counted when the library has nothing else to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from newsdesk.domain.errors import Cancelled
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.services.savedsearches import SavedSearch
from newsdesk.ui.context import Context
from newsdesk.ui.tasks import TaskHandle

MOST = 10_000
"""Stories up to which a search is counted."""
_AFTER = 400
"""Milliseconds after the last change in the library, so that writing never waits for counting."""
_AT_MOST = 60
"""Milliseconds after which the count of a search lets others have the library and is dropped."""


class SearchCounts(QObject):
    """``counted()`` tells that ``found`` holds new numbers, by the id of a search."""

    counted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._searches: tuple[SavedSearch, ...] = ()
        self._under_way: TaskHandle | None = None
        self.found: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self._begin)

    def count(self, searches: Sequence[SavedSearch]) -> None:
        """Count anew what these searches find, one after the other, once nothing changes."""
        self._searches = tuple(searches)
        if self._searches:
            self._timer.start()

    def rename(self, search_id: str, name: str, text: str) -> None:
        """Give a saved search another name."""

        def work(desk: Desk) -> Changes:
            from newsdesk.services import savedsearches

            return savedsearches.save_search(desk, name=name, text=text, search_id=search_id)[1]

        def failed(error: Exception) -> None:
            self._context.notices.fail(error, key="search")

        self._context.tasks.library(work, self._context.bus.tell, failed)

    def _begin(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
        self._next(list(self._searches))

    def _next(self, left: list[SavedSearch]) -> None:
        """Count one search, then the next: what is typed goes between them."""
        if not left:
            return
        one = left.pop(0)

        def work(desk: Desk) -> int | None:
            return _counted(desk, one.text)

        def done(count: int | None) -> None:
            if count is not None and self.found.get(one.id) != count:
                self.found[one.id] = count
                self.counted.emit()
            self._next(left)

        self._under_way = self._context.tasks.library(work, done, partial(self._skip, left))

    def _skip(self, left: list[SavedSearch], _error: Exception) -> None:
        self._next(left)


def _counted(desk: Desk, text: str) -> int | None:
    """Count what a search finds; ``None`` where that would take too long."""
    import time

    from newsdesk.services import search

    until = time.monotonic() + _AT_MOST / 1000
    try:
        return search.counted(
            desk, text=text, most=MOST, cancelled=lambda: time.monotonic() > until
        )
    except Cancelled:
        return None
