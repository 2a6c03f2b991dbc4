"""The rows of the list of authors, and how each is drawn."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from newsdesk.domain.author import AuthorKind
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.listing import AuthorRow
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.fields.avatars import paint_avatar
from newsdesk.ui.moments import number_text, row_text
from newsdesk.ui.painting import paint_ground

Index = QModelIndex | QPersistentModelIndex
_ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROW = 56
_AVATAR = 36
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
KINDS = {
    AuthorKind.PERSON: "Person",
    AuthorKind.GROUP: "Group",
    AuthorKind.AGENCY: "Agency",
    AuthorKind.HOUSE: "House byline",
}


class AuthorsModel(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[AuthorRow, ...] = ()

    def show(self, rows: tuple[AuthorRow, ...]) -> None:
        """Show other rows, or the same with other numbers."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place(self, author: AuthorId) -> int:
        """Return where somebody stands, -1 where they do not."""
        return next((n for n, row in enumerate(self.rows) if row.id == author), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.display_name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "retired" if row.retired else row.role
            return f"{row.display_name}, {state}, {row.story_count} stories"
        return None


class AuthorDelegate(QStyledItemDelegate):
    """Paints somebody: portrait, name, role, number of stories, when the latest was."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of every row."""
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row; retired people are greyed."""
        row: AuthorRow = index.data(_ROW_ROLE)
        area: QRect = option.rect
        theme = self._context.theme
        painter.save()
        ground = area.adjusted(8, 0, -8, 0)
        paint_ground(painter, theme, ground, option.state)
        place = QRect(ground.left() + 8, ground.top() + 10, _AVATAR, _AVATAR)
        painter.setOpacity(0.6 if row.retired else 1.0)
        paint_avatar(painter, self._context, place, row.avatar, row.display_name)
        painter.setOpacity(1.0)
        right = ground.right() - 8
        painter.setFont(fonts.font("ui"))
        painter.setPen(theme.colour("text2"))
        count = number_text(row.story_count) if row.story_count else ""
        first = QRect(place.right() + 11, ground.top() + 9, right - place.right() - 11, 19)
        painter.drawText(first, _RIGHT, count)
        wide = painter.fontMetrics().horizontalAdvance(count) + 8
        second = first.translated(0, 19)
        painter.setFont(fonts.font("small"))
        when = row_text(row.last_story_at) if row.last_story_at else ""
        painter.drawText(second, _RIGHT, when)
        wide_below = painter.fontMetrics().horizontalAdvance(when) + 8
        detail = "Retired" if row.retired else row.role or KINDS[row.kind]
        self._line(painter, detail, second.adjusted(0, 0, -wide_below, 0))
        painter.setFont(fonts.font("ui_strong"))
        painter.setPen(theme.colour("text3" if row.retired else "text"))
        self._line(painter, row.display_name, first.adjusted(0, 0, -wide, 0))
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, text: str, place: QRect) -> None:
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, elided)
