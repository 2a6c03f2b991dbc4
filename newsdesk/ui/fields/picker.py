"""Type letters and pick: a line, and above or below it what fits, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.ids import ImageId
from newsdesk.domain.values import immutable
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.fields.avatars import paint_avatar, paint_thumbnail
from newsdesk.ui.fields.texts import SearchLine
from newsdesk.ui.painting import paint_ground

_ASK_AFTER = 90
"""Milliseconds without a key after which what fits is asked for."""
_ROW = 44
_SHOWN = 6
_HIT = int(Qt.ItemDataRole.UserRole) + 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@immutable
class Hit:
    """Something to pick. ``value`` is what ``taken`` carries; ``icon`` stands for a picture."""

    value: object
    title: str
    detail: str = ""
    image: ImageId | None = None
    icon: str = ""
    round: bool = False


class _Delegate(QStyledItemDelegate):
    """Paints a hit: picture, title, detail."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a hit."""
        return QSize(0, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a hit."""
        hit: Hit = index.data(_HIT)
        area: QRect = option.rect
        context, theme = self._context, self._context.theme
        painter.save()
        paint_ground(painter, theme, area.adjusted(4, 1, -4, -1), option.state)
        place = QRect(area.left() + 12, area.top() + 8, 28, 28)
        if hit.icon:
            painter.drawPixmap(place.left() + 6, place.top() + 6, context.icons.pixmap(hit.icon))
        elif hit.round:
            paint_avatar(painter, context, place, hit.image, hit.title)
        elif hit.image is not None:
            paint_thumbnail(painter, context, place, hit.image)
        else:
            painter.drawPixmap(
                place.left() + 6, place.top() + 6, context.icons.pixmap("file-text")
            )
        text = QRect(place.right() + 10, area.top() + 4, area.width() - 62, 18)
        title = text if hit.detail else text.translated(0, 9)
        painter.setFont(fonts.font("ui_strong"))
        painter.setPen(theme.colour("text"))
        metrics = painter.fontMetrics()
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(title, _LEFT, metrics.elidedText(hit.title, elide, text.width()))
        painter.setFont(fonts.font("small"))
        painter.setPen(theme.colour("text2"))
        metrics = painter.fontMetrics()
        below = text.translated(0, 18)
        painter.drawText(below, _LEFT, metrics.elidedText(hit.detail, elide, text.width()))
        painter.restore()


class _Hits(QListWidget):
    """The list; Up from the first row goes back to the line, Enter picks."""

    up = Signal()
    picked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys their meaning here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.picked.emit()
        elif event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Up and self.currentRow() <= 0
        ):
            self.up.emit()
        else:
            super().keyPressEvent(event)


class Picker(QWidget):
    """``asked`` carries what was typed; answer with ``show_hits``. ``taken`` carries a value."""

    asked = Signal(str)
    taken = Signal(object)

    def __init__(self, context: Context, name: str, placeholder: str, *, icon: str) -> None:
        super().__init__()
        self._context = context
        self._icon = icon
        self.line = SearchLine(placeholder)
        self.line.setAccessibleName(name)
        self._glass = QAction("Search", self)
        self.line.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.list = _Hits()
        self.list.setAccessibleName(f"What fits: {name}")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Delegate(context, self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER)
        self._timer.timeout.connect(self._ask)
        self._taking = False
        self._wire()
        self._draw()

    def _wire(self) -> None:
        self.line.typed.connect(self._typed)
        self.line.taken.connect(self._take_current)
        self.line.down.connect(self._into_list)
        self.list.picked.connect(self._take_current)
        self.list.up.connect(self.line.setFocus)
        self.list.itemClicked.connect(self._clicked)
        self._context.theme.changed.connect(self._draw)
        self._context.thumbnails.ready.connect(self._repaint)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show what fits; the first stands ready for Enter."""
        self.list.clear()
        if not self.line.text().strip():
            hits = ()
        for hit in hits:
            item = QListWidgetItem()
            item.setData(_HIT, hit)
            spoken = f"{hit.title}, {hit.detail}" if hit.detail else hit.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(hit.title)
            self.list.addItem(item)
        self.list.setFixedHeight(min(len(hits), _SHOWN) * _ROW + 2)
        self.list.setVisible(bool(hits))
        if hits:
            self.list.setCurrentRow(0)
        if self._taking:
            self._taking = False
            self._take_current()

    def clear(self) -> None:
        """Empty the line and the list."""
        self._timer.stop()
        self.line.clear()
        self.show_hits(())

    def _draw(self) -> None:
        self._glass.setIcon(self._context.icons.icon(self._icon))

    def _repaint(self, _image: str) -> None:
        if self.list.isVisible():
            self.list.viewport().update()

    def _typed(self, text: str) -> None:
        self._taking = False
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.show_hits(())

    def _ask(self) -> None:
        self.asked.emit(self.line.text().strip())

    def _take_current(self) -> None:
        """Take the hit that stands ready; wait for the answer where one is on its way."""
        if self._timer.isActive():
            self._timer.stop()
            self._taking = True
            self._ask()
            return
        if self.list.currentRow() >= 0:
            self._take(self.list.currentItem().data(_HIT))

    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(item.data(_HIT))

    def _take(self, hit: Any) -> None:
        assert isinstance(hit, Hit)
        self.clear()
        self.line.setFocus()
        self.taken.emit(hit.value)

    def _into_list(self) -> None:
        if self.list.isVisible():
            self.list.setFocus()
            if self.list.count() > 1 and self.list.currentRow() == 0:
                self.list.setCurrentRow(1)
