"""The list of stories: as many rows as the library has, read a page at a time by keyset."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
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
from newsdesk.ui.models.found import FoundStories
from newsdesk.ui.models.pages import PagedRows
from newsdesk.ui.states import STATE_LABELS
from newsdesk.ui.tasks import Tasks

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
MARKED_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
"""Where the words of the search stand in a row's story; ``None`` without a search."""


class StoriesModel(QAbstractTableModel):
    """Rows of stories under a query. A row not yet read is ``None`` under ``ROW_ROLE``.

    What a text finds comes in steps, between which others have the library; the list grows
    meanwhile.

    ``loaded`` tells that the first page of a new query is there, ``totalled`` how many rows
    there are.
    """

    loaded = Signal()
    totalled = Signal(int)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._query = ArticleQuery()
        self._total = 0
        self._tasks = tasks
        self._found: FoundStories | None = None
        self._next: FoundStories | None = None
        self._wanted = 1
        self._rows: PagedRows[ArticleRow] = PagedRows(tasks, self._begin, self._keep)

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
        self._wanted = 1
        self._read()

    def refresh(self) -> None:
        """Read again from the top; the rows shown stay until as many new ones are there."""
        self._wanted = max(1, self._total)
        self._read()

    def _read(self) -> None:
        query = self._query
        if self._next is not None:
            self._next.stop()
            self._next = None
        if query.text:
            self._next = FoundStories(self._tasks, query, self._grow)
            self._rows.ask(self._next.read_page, self._next.place)
        else:
            self._rows.ask(partial(_read_page, query), partial(self._place, query))

    def row_of(self, article: ArticleId) -> int:
        """Return where a story is among the rows that were read, -1 where it is not."""
        return next(self._rows.places(lambda row: row.id == article), -1)

    def rows_showing(self, image: ImageId) -> Iterable[int]:
        """Return the rows read that have an image as their thumbnail."""
        return self._rows.places(lambda row: row.thumbnail == image)

    def row(self, place: int) -> ArticleRow | None:
        """Return a row, ``None`` where it was not read yet; asking for it reads it."""
        return self._rows.row(place)

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
            MARKED_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        row = self.row(index.row())
        if role == ROW_ROLE or row is None:
            return row
        if role == MARKED_ROLE:
            return None if self._found is None else self._found.marked.get(row.id)
        headline = row.headline or "Untitled story"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (headline, row.section_label, *row.byline_names, STATE_LABELS[row.state])
            return ", ".join(part for part in parts if part)
        return headline

    def _place(self, query: ArticleQuery, desk: Desk, place: int) -> Cursor | None:
        from newsdesk.services import articles

        return articles.cursor_at(desk, query=query, place=place, total=self._total)

    def _begin(self, page: Page[ArticleRow]) -> None:
        found = page.total or 0
        if self._next is not None and page.next is not None and found < self._wanted:
            self._next.look_further()
            return
        self.beginResetModel()
        self._found = self._next
        self._total = self._length(0, page)
        self._rows.start(page)
        self.endResetModel()
        self.totalled.emit(self._total)
        self.loaded.emit()
        if self._found is not None:
            self._found.look_further()

    def _grow(self, total: int) -> None:
        """Take note that more stories were found, and begin to show them with the first."""
        if self._next is not None and self._found is not self._next:
            if total >= self._wanted or self._next.finished:
                self._rows.ask(self._next.read_page, self._next.place)
            return
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self._rows.forget_short()
            self.endInsertRows()
            self.totalled.emit(total)

    def _keep(self, number: int, page: Page[ArticleRow]) -> None:
        before = self._total
        first = number * PAGE_SIZE
        last = first + len(page.rows) - 1
        total = self._length(number, page)
        grows = total - before
        if grows > 0:
            self.beginInsertRows(QModelIndex(), before, total - 1)
        self._total = total
        self._rows.store(number, page)
        if grows > 0:
            self.endInsertRows()
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        if grows > 0:
            self.totalled.emit(self._total)

    def _length(self, number: int, page: Page[ArticleRow]) -> int:
        known = number * PAGE_SIZE + len(page.rows) + (1 if page.next is not None else 0)
        return max(page.total if page.total is not None else known, self._total if number else 0)


def _read_page(query: ArticleQuery, desk: Desk, after: Cursor | None) -> Page[ArticleRow]:
    from newsdesk.services import articles

    return articles.rows(desk, query=query, after=after, limit=PAGE_SIZE)
