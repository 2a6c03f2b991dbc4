"""Rows of the library read a page at a time by keyset, for models that show all of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from newsdesk.domain.listing import PAGE_SIZE, Cursor, Page
from newsdesk.services.desk import Desk
from newsdesk.ui.tasks import TaskHandle, Tasks

Row = TypeVar("Row")
_KEPT_PAGES = 30
_NEAR = 3
"""Pages that are walked through to one that is wanted, rather than jumping there."""


class PagedRows(Generic[Row]):
    """The pages read so far, and the reading of further ones off the main thread.

    Each page knows the cursor of the next one, so a place is reached by walking there once, or
    at once where the cursor of a far place can be told.
    ``begin`` takes the first page of a question, ``keep`` each further one by its number; they
    tell the view of it and call ``start`` and ``store``.
    """

    def __init__(
        self,
        tasks: Tasks,
        begin: Callable[[Page[Row]], None],
        keep: Callable[[int, Page[Row]], None],
    ) -> None:
        self._tasks = tasks
        self._begin = begin
        self._keep = keep
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._cursors: dict[int, Cursor | None] = {0: None}
        self._reading: TaskHandle | None = None
        self._wanted: int | None = None
        self._read_page: Callable[[Desk, Cursor | None], Page[Row]] | None = None
        self._cursor_at: Callable[[Desk, int], Cursor | None] | None = None

    def ask(
        self,
        read_page: Callable[[Desk, Cursor | None], Page[Row]],
        cursor_at: Callable[[Desk, int], Cursor | None] | None = None,
    ) -> None:
        """Read from the top with another question; an older one under way is dropped.

        What was read before stays until the first page is there. ``cursor_at`` tells the cursor
        of the page with so many rows before it, ``None`` where one must walk there.
        """
        self._read_page = read_page
        self._cursor_at = cursor_at
        if self._reading is not None:
            self._reading.cancel()
        self._wanted = None
        self._read(0, read_page, first=True)

    def row(self, place: int) -> Row | None:
        """Return a row, ``None`` where it was not read yet; asking for it reads it."""
        number, offset = divmod(place, PAGE_SIZE)
        rows = self._pages.get(number)
        if rows is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        return rows[offset] if offset < len(rows) else None

    def places(self, fits: Callable[[Row], bool]) -> Iterator[int]:
        """Yield the places of the rows that fit, among those that were read."""
        for number, rows in self._pages.items():
            for offset, row in enumerate(rows):
                if fits(row):
                    yield number * PAGE_SIZE + offset

    def start(self, page: Page[Row]) -> None:
        """Forget the pages of the question before and hold this first one."""
        self._pages.clear()
        self._cursors = {0: None}
        self.store(0, page)

    def store(self, number: int, page: Page[Row]) -> None:
        """Hold a page; those not looked at for longest are forgotten."""
        self._pages[number] = page.rows
        if page.next is not None:
            self._cursors[number + 1] = page.next
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)

    def forget_short(self) -> None:
        """Forget pages that were not full: there are more rows now."""
        for number in [n for n, rows in self._pages.items() if len(rows) < PAGE_SIZE]:
            del self._pages[number]

    def _want(self, number: int) -> None:
        if self._read_page is None:
            return
        if self._reading is not None and self._reading.running:
            self._wanted = number
            return
        known = max(n for n in self._cursors if n <= number)
        if self._cursor_at is not None and number - known > _NEAR:
            self._jump(number, self._read_page, self._cursor_at)
            return
        self._read(known, self._read_page)
        self._wanted = number if known < number else None

    def _read(
        self,
        number: int,
        read_page: Callable[[Desk, Cursor | None], Page[Row]],
        *,
        first: bool = False,
    ) -> None:
        after = None if first else self._cursors[number]

        def done(page: Page[Row]) -> None:
            if first:
                self._begin(page)
            else:
                self._keep(number, page)
            self._go_on(number, ends=page.next is None)

        self._reading = self._tasks.library(lambda desk: read_page(desk, after), done)

    def _jump(
        self,
        number: int,
        read_page: Callable[[Desk, Cursor | None], Page[Row]],
        cursor_at: Callable[[Desk, int], Cursor | None],
    ) -> None:
        def work(desk: Desk) -> tuple[Cursor, Page[Row]] | None:
            cursor = cursor_at(desk, number * PAGE_SIZE)
            return None if cursor is None else (cursor, read_page(desk, cursor))

        def done(found: tuple[Cursor, Page[Row]] | None) -> None:
            if found is None:
                self._cursor_at = None
                wanted, self._wanted = self._wanted, None
                self._want(number if wanted is None else wanted)
                return
            self._cursors[number], page = found
            self._keep(number, page)
            self._go_on(number, ends=page.next is None)

        self._reading = self._tasks.library(work, done)

    def _go_on(self, number: int, *, ends: bool) -> None:
        """Read what was wanted meanwhile, unless the rows end before it."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or wanted in self._pages or (ends and wanted > number):
            return
        self._want(wanted)
