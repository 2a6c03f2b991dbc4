"""The pictures of the library as a grid: pages read by keyset when they come into sight."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import PAGE_SIZE, Cursor, ImageFlag, ImageRow, Page
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.models.pages import PagedRows

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class ImagesModel(QAbstractTableModel):
    """Pictures in rows of ``columns``. One not yet read is ``None`` under ``ROW_ROLE``.

    ``loaded`` tells that the first page of a new question is there.
    """

    loaded = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._text = ""
        self._flags: frozenset[ImageFlag] = frozenset()
        self._columns = 1
        self._total = 0
        self._rows: PagedRows[ImageRow] = PagedRows(context.tasks, self._begin, self._keep)

    @property
    def text(self) -> str:
        """The words that are looked for."""
        return self._text

    @property
    def narrowed(self) -> frozenset[ImageFlag]:
        """What the pictures are narrowed to."""
        return self._flags

    @property
    def total(self) -> int:
        """How many pictures there are."""
        return self._total

    @property
    def columns(self) -> int:
        """How many pictures stand in a row."""
        return self._columns

    def ask(self, text: str, flags: frozenset[ImageFlag]) -> None:
        """Show other pictures; an older question still under way is dropped."""
        self._text, self._flags = text, flags
        self.refresh()

    def refresh(self) -> None:
        """Read again from the top; what is shown stays until the new pictures are there."""
        from newsdesk.services import images

        text, flags = self._text, self._flags

        def read_page(desk: Desk, after: Cursor | None) -> Page[ImageRow]:
            return images.rows(desk, text=text, flags=flags, after=after)

        self._rows.ask(read_page)

    def set_columns(self, columns: int) -> None:
        """Put another number of pictures in a row."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def place_of(self, image: ImageId) -> int:
        """Return where a picture is among those that were read, -1 where it is not."""
        return next(self._rows.places(lambda row: row.id == image), -1)

    def index_of(self, place: int) -> QModelIndex:
        """Return the index of a place in the order."""
        return self.index(place // self._columns, place % self._columns)

    def place(self, index: Index) -> int:
        """Return the place in the order of an index; -1 for none and behind the last one."""
        at = index.row() * self._columns + index.column() if index.isValid() else -1
        return at if at < self._total else -1

    def row(self, place: int) -> ImageRow | None:
        """Return a picture, ``None`` where it was not read yet; asking for it reads it."""
        return self._rows.row(place) if 0 <= place < self._total else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else -(-self._total // self._columns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Return how many pictures stand in a row."""
        return 0 if parent.isValid() else self._columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a picture stands there to be chosen."""
        if self.place(index) < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a picture says of itself."""
        if role not in {
            ROW_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        row = self.row(self.place(index))
        if role == ROW_ROLE or row is None:
            return row
        title = row.title or "Untitled picture"
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        parts = [title, row.credit, f"{row.width:,} × {row.height:,} pixels"]
        if row.missing_alt:
            parts.append("alt text missing")
        separator = ", " if role == Qt.ItemDataRole.AccessibleTextRole else "\n"
        return separator.join(part for part in parts if part)

    # --- reading ---

    def _begin(self, page: Page[ImageRow]) -> None:
        self.beginResetModel()
        self._total = page.total or 0
        self._rows.start(page)
        self.endResetModel()
        self.loaded.emit()

    def _keep(self, number: int, page: Page[ImageRow]) -> None:
        self._rows.store(number, page)
        first, last = number * PAGE_SIZE, number * PAGE_SIZE + max(0, len(page.rows) - 1)
        self.dataChanged.emit(
            self.index(first // self._columns, 0),
            self.index(last // self._columns, self._columns - 1),
        )
