"""The palette's list: the rows found, and how each is drawn."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.models.stories import Index
from newsdesk.ui.painting import paint_ground
from newsdesk.ui.palette.hits import Hit

HIT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_ROW = 40
_HEADING = 32


class HitsModel(QAbstractListModel):
    """What was found, with headings between."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in (hit.title, hit.beside, hit.keys) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.hits[index.row()].run is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class HitDelegate(QStyledItemDelegate):
    """Paints what was found, the letters that matched in the accent's colour."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._plain, self._strong = fonts.font("ui"), fonts.font("ui_strong")
        self._small, self._heading = fonts.font("small"), fonts.font("caption")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        hit: Hit = index.data(HIT_ROLE)
        return QSize(0, _HEADING if hit.run is None else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        hit: Hit = index.data(HIT_ROLE)
        theme = self._context.theme
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        if hit.run is None:
            painter.setFont(self._heading)
            painter.setPen(theme.colour("text2"))
            painter.drawText(area.adjusted(16, 6, -16, 0), middle, hit.title)
            painter.restore()
            return
        paint_ground(painter, theme, area.adjusted(8, 0, -8, 0), state)
        if hit.icon:
            pixmap = self._context.icons.pixmap(hit.icon)
            painter.drawPixmap(area.left() + 18, area.center().y() - 7, pixmap)
        left, right = area.left() + 46, area.right() - 18
        painter.setFont(self._small)
        painter.setPen(theme.colour("text2"))
        if hit.keys:
            painter.drawText(
                QRect(left, area.top(), right - left, area.height()),
                middle | Qt.AlignmentFlag.AlignRight,
                hit.keys,
            )
            right -= painter.fontMetrics().horizontalAdvance(hit.keys) + 16
        beside = painter.fontMetrics().horizontalAdvance(hit.beside) + 12 if hit.beside else 0
        end = self._paint_title(painter, hit, QRect(left, area.top(), right - left - beside, _ROW))
        painter.setFont(self._small)
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRect(end + 12, area.top(), right - end, _ROW), middle, hit.beside)
        painter.restore()

    def _paint_title(self, painter: QPainter, hit: Hit, area: QRect) -> int:
        """Draw the title; returns where it ends."""
        theme = self._context.theme
        painter.setFont(self._plain)
        text = painter.fontMetrics().elidedText(
            hit.title, Qt.TextElideMode.ElideRight, area.width()
        )
        left = area.left()
        runs: list[tuple[bool, str]] = []
        for place, letter in enumerate(text):
            strong = place in hit.matches
            if runs and runs[-1][0] == strong:
                runs[-1] = (strong, runs[-1][1] + letter)
            else:
                runs.append((strong, letter))
        for strong, piece in runs:
            painter.setFont(self._strong if strong else self._plain)
            painter.setPen(theme.colour("accent" if strong else "text"))
            place = QRect(left, area.top(), area.right() - left + 20, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, piece)
            left += painter.fontMetrics().horizontalAdvance(piece)
        return left
