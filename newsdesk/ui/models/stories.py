"""The list of stories: as many rows as the library has, read a page at a time by keyset."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from newsdesk.domain.ids import ArticleId, ImageId
from newsdesk.domain.listing import PAGE_SIZE, ArticleQuery, ArticleRow, Cursor, Page
from newsdesk.services.desk import Desk
from newsdesk.ui.states import STATE_LABELS
from newsdesk.ui.tasks import TaskHandle, Tasks

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_KEPT_PAGES = 30


class StoriesModel(QAbstractTableModel):
    """Rows of stories under a query. A row not yet read is ``None`` under ``ROW_ROLE``.

    Pages are read off the main thread when the view asks for their rows; each knows the cursor
    of the next one, so a place is reached by walking there once. ``loaded`` tells that the first
    page of a new query is there, ``totalled`` how many rows there are.
    """

    loaded = Signal()
    totalled = Signal(int)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._query = ArticleQuery()
        self._total = 0
        self._pages: OrderedDict[int, tuple[ArticleRow, ...]] = OrderedDict()
        self._cursors: dict[int, Cursor | None] = {0: None}
        self._reading: TaskHandle | None = None
        self._wanted: int | None = None

    @property
    def query(self) -> ArticleQuery:
        """What the list is narrowed to."""
        return self._query

    @property
    def total(self) -> int:
        """How many rows there are, as far as is known."""
        return self._total

    def ask(self, query: ArticleQuery) -> None:
        """Show other stories; an older question still under way is dropped."""
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """Read again from the top; the rows shown stay until the new ones are there."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._wanted = None
        self._read(0, fresh=True)

    def row_of(self, article: ArticleId) -> int:
        """Return where a story is among the rows that were read, -1 where it is not."""
        for number, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.id == article:
                    return number * PAGE_SIZE + place
        return -1

    def rows_showing(self, image: ImageId) -> Iterable[int]:
        """Return the rows read that have an image as their thumbnail."""
        for number, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.thumbnail == image:
                    yield number * PAGE_SIZE + place

    def row(self, place: int) -> ArticleRow | None:
        """Return a row, ``None`` where it was not read yet; asking for it reads it."""
        number, offset = divmod(place, PAGE_SIZE)
        rows = self._pages.get(number)
        if rows is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        return rows[offset] if offset < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Return one: a row is painted whole."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        if role not in {
            ROW_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        row = self.row(index.row())
        if role == ROW_ROLE or row is None:
            return row
        headline = row.headline or "Untitled story"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (headline, row.section_label, *row.byline_names, STATE_LABELS[row.state])
            return ", ".join(part for part in parts if part)
        return headline

    def _want(self, number: int) -> None:
        if self._reading is not None:
            self._wanted = number
            return
        known = max(n for n in self._cursors if n <= number)
        self._read(known)
        self._wanted = number if known < number else None

    def _read(self, number: int, *, fresh: bool = False) -> None:
        from newsdesk.services import articles

        query, after = self._query, None if fresh else self._cursors[number]

        def work(desk: Desk) -> Page[ArticleRow]:
            return articles.rows(desk, query=query, after=after, limit=PAGE_SIZE)

        def done(page: Page[ArticleRow]) -> None:
            self._reading = None
            if fresh:
                self._begin(page)
            else:
                self._keep(number, page)
            wanted, self._wanted = self._wanted, None
            if wanted is not None and wanted not in self._pages:
                self._want(wanted)

        self._reading = self._tasks.library(work, done)

    def _begin(self, page: Page[ArticleRow]) -> None:
        self.beginResetModel()
        self._pages.clear()
        self._cursors = {0: None}
        self._store(0, page)
        self.endResetModel()
        self.totalled.emit(self._total)
        self.loaded.emit()

    def _keep(self, number: int, page: Page[ArticleRow]) -> None:
        before = self._total
        first = number * PAGE_SIZE
        last = first + len(page.rows) - 1
        grows = self._length(number, page) - before
        if grows > 0:
            self.beginInsertRows(QModelIndex(), before, before + grows - 1)
        self._store(number, page)
        if grows > 0:
            self.endInsertRows()
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        if grows > 0:
            self.totalled.emit(self._total)

    def _length(self, number: int, page: Page[ArticleRow]) -> int:
        known = number * PAGE_SIZE + len(page.rows) + (1 if page.next is not None else 0)
        return max(page.total if page.total is not None else known, self._total if number else 0)

    def _store(self, number: int, page: Page[ArticleRow]) -> None:
        self._total = self._length(number, page)
        self._pages[number] = page.rows
        if page.next is not None:
            self._cursors[number + 1] = page.next
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
