"""What a search of the list finds: the first of it at once, the rest step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import PAGE_SIZE, ArticleQuery, ArticleRow, Cursor, Marked, Page
from newsdesk.services.desk import Desk
from newsdesk.ui.tasks import TaskHandle, Tasks

if TYPE_CHECKING:
    from newsdesk.services.finding import Finding


class FoundStories:
    """One search under way. ``marked`` says where its words stand in the stories read so far;
    ``grown`` hears how many stories were found, and ``finished`` says that these are all.
    """

    def __init__(self, tasks: Tasks, query: ArticleQuery, grown: Callable[[int], None]) -> None:
        self.marked: dict[ArticleId, Marked] = {}
        self._tasks = tasks
        self._query = query
        self._grown = grown
        self._found: Finding | None = None
        self._stopped = False
        self.finished = False
        self._step: TaskHandle | None = None

    def stop(self) -> None:
        """Look no further; what is being looked for at this moment is given up."""
        self._stopped = True
        if self._step is not None:
            self._step.cancel()

    def look_further(self) -> None:
        """Go on looking, unless all was found."""
        under_way = self._step is not None and self._step.running
        if self._found is not None and not (self._found.finished or self._stopped or under_way):
            self._step = self._tasks.library(self._go_on, self._told)

    def _told(self, total: int) -> None:
        self.finished = self._found is not None and self._found.finished
        self._grown(total)
        self.look_further()

    # --- on the library's thread ---

    def read_page(self, desk: Desk, after: Cursor | None) -> Page[ArticleRow]:
        """Return a page; the first one begins the search. Raises Cancelled."""
        from newsdesk.services import finding

        if self._found is None:
            self._found = finding.begin(desk, query=self._query, cancelled=self._is_stopped)
        place = 0 if after is None else int(after.value)
        page, marks = finding.page(desk, found=self._found, place=place, limit=PAGE_SIZE)
        self.marked.update(marks)
        return page

    def place(self, _desk: Desk, place: int) -> Cursor | None:
        """Return the cursor of the page with so many rows before it."""
        return Cursor(place, 0)

    def _go_on(self, desk: Desk) -> int:
        from newsdesk.services import finding

        assert self._found is not None
        found = finding.go_on(desk, found=self._found, cancelled=self._is_stopped)
        return len(found.numbers)

    def _is_stopped(self) -> bool:
        return self._stopped
