"""The grid of pictures: as many in a row as fit, each with its title and what it lacks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import ImageRow
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.images.model import ROW_ROLE, ImagesModel, Index
from newsdesk.ui.tokens import RADIUS

LEAST_TILE = 176
"""Least width of a tile; wider ones share what is left over (pixels)."""
_GAP = 6
_TITLE = 20
_NOTE = 17
_ROOMY = 140
"""Width of a line, in pixels, that holds all that a picture may lack."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def tile_height(width: int) -> int:
    """Return the height of a tile: a picture of 3:2, a title and a line below it."""
    return round((width - 2 * _GAP) * 2 / 3) + _TITLE + _NOTE + 3 * _GAP


class TileDelegate(QStyledItemDelegate):
    """Paints pictures; one that was not read yet is an empty ground."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._strong = fonts.font("small_strong")
        self._small = fonts.font("small")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return nothing: the grid sets the sizes."""
        return QSize(0, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a tile."""
        row: ImageRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = area.adjusted(2, 2, -2, -2)
        self._paint_ground(painter, inner, state)
        place = QRect(
            inner.left() + _GAP - 2,
            inner.top() + _GAP - 2,
            inner.width() - 2 * _GAP + 4,
            round((area.width() - 2 * _GAP) * 2 / 3),
        )
        self._paint_picture(painter, row, place)
        self._paint_words(painter, row, place)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        flag, theme = QStyle.StateFlag, self._context.theme
        chosen = bool(state & flag.State_Selected)
        if chosen or state & flag.State_MouseOver:
            active = bool(state & flag.State_Active)
            role = "hover" if not chosen else "selected" if active else "selected_idle"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(role))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        if state & flag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)

    def _paint_picture(self, painter: QPainter, row: ImageRow, place: QRect) -> None:
        found = self._context.thumbnails.pixmap(row.id, place.height(), width=place.width())
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), 4, 4)
        painter.save()
        painter.setClipPath(outline)
        if found is None or found.isNull():
            painter.fillRect(place, self._context.theme.colour("line"))
            if found is not None:
                broken = self._context.icons.pixmap("image", "text3", 20)
                centre = place.center()
                painter.drawPixmap(centre.x() - 10, centre.y() - 10, broken)
        else:
            painter.drawPixmap(place, found)
        painter.restore()

    def _paint_words(self, painter: QPainter, row: ImageRow, place: QRect) -> None:
        theme, icons = self._context.theme, self._context.icons
        line = QRect(place.left() + 1, place.bottom() + 4, place.width() - 2, _TITLE)
        painter.setFont(self._strong)
        painter.setPen(theme.colour("text" if row.title else "text3"))
        elide = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(
            row.title or "Untitled picture", elide, line.width()
        )
        painter.drawText(line, _LEFT, title)
        line = QRect(line.left(), line.bottom() + 1, line.width(), _NOTE)
        painter.setFont(self._small)
        lacking = [
            name
            for name, lacks in (("alt text", row.missing_alt), ("credit", not row.credit))
            if lacks
        ]
        if lacking:
            painter.drawPixmap(
                line.left(), line.top() + 2, icons.pixmap("triangle-alert", "warn", 12)
            )
            line.setLeft(line.left() + 16)
            painter.setPen(theme.colour("warn"))
            text = f"No {' or '.join(lacking if line.width() >= _ROOMY else lacking[:1])}"
        else:
            painter.setPen(theme.colour("text2"))
            text = row.credit
        painter.drawText(line, _LEFT, painter.fontMetrics().elidedText(text, elide, line.width()))


class ImageGrid(QTableView):
    """Pictures side by side. ``chosen`` carries the one picture in focus, "" for none;
    ``opened`` comes with Enter and a double click.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, context: Context, *, many: bool = False) -> None:
        super().__init__()
        self._context = context
        self.images = ImagesModel(context)
        self.setModel(self.images)
        self.setItemDelegate(TileDelegate(context, self))
        self.setAccessibleName("Pictures")
        self._kept = ImageId("")
        self._told = ImageId("")
        self._reveal = False
        self._set_up(many=many)
        self.images.loaded.connect(self._restore)
        self.images.modelReset.connect(self._lay_out)
        self.selectionModel().currentChanged.connect(self._walked)
        self.doubleClicked.connect(self._open)
        context.thumbnails.ready.connect(self._repaint)
        context.theme.changed.connect(self.viewport().update)

    def _set_up(self, *, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(16)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def image(self) -> ImageId:
        """The picture in focus, "" for none."""
        row = self.images.row(self.images.place(self.currentIndex()))
        return ImageId("") if row is None else row.id

    @property
    def selected(self) -> tuple[ImageId, ...]:
        """The pictures that are selected, in the order of the grid."""
        places = sorted(self.images.place(index) for index in self.selectedIndexes())
        found = (self.images.row(place) for place in places)
        return tuple(row.id for row in found if row is not None)

    def show_image(self, image: ImageId) -> None:
        """Select a picture and bring it into sight, now or when it was read."""
        self._kept = image
        self._reveal = True
        self._restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many into a row as fit."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            wide = self._room()
            columns = max(2 if wide >= 216 else 1, wide // LEAST_TILE)
            if columns == self.images.columns:
                self._lay_out()
                return
            self._kept = self.image or self._kept
            self._reveal = bool(self.image)
            self.images.set_columns(columns)
            self._restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open the picture."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.image:
            self.opened.emit(self.image)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go on in the next row at the end of one; never behind the last picture."""
        moves = {
            QAbstractItemView.CursorAction.MoveLeft: -1,
            QAbstractItemView.CursorAction.MoveRight: 1,
            QAbstractItemView.CursorAction.MoveUp: -self.images.columns,
            QAbstractItemView.CursorAction.MoveDown: self.images.columns,
        }
        at = self.images.place(self.currentIndex())
        total = self.images.total
        if action not in moves or at < 0 or not total:
            found = super().moveCursor(action, modifiers)
            if self.images.place(found) >= 0 or not total:
                return found
            return self.images.index_of(total - 1 if at >= 0 else 0)
        to = at + moves[action]
        return self.images.index_of(to if 0 <= to < total else at)

    def _room(self) -> int:
        """Return the width for tiles, beside a scroll bar that may come or go."""
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def _lay_out(self) -> None:
        """Share the width among the tiles; a few pixels may stay at the right."""
        columns, wide = self.images.columns, self._room()
        tile = max(16, wide // columns)
        self.horizontalHeader().setDefaultSectionSize(tile)
        self.verticalHeader().setDefaultSectionSize(tile_height(tile))
        self.verticalScrollBar().setSingleStep(tile_height(tile) // 3)

    def _restore(self) -> None:
        """Select the picture that was in focus before the grid was read or laid out anew."""
        place = self.images.place_of(self._kept) if self._kept else -1
        if place >= 0:
            index = self.images.index_of(place)
            if index != self.currentIndex():
                self._keep_scroll(index)
            if self._reveal:
                self._reveal = False
                self.scrollTo(index)
        elif not self.image:
            self._tell(ImageId(""))

    def _keep_scroll(self, index: QModelIndex) -> None:
        """Make a picture the one in focus without moving what is in sight."""
        bar = self.verticalScrollBar()
        before, automatic = bar.value(), self.hasAutoScroll()
        self.setAutoScroll(False)
        self.setCurrentIndex(index)
        self.setAutoScroll(automatic)
        bar.setValue(before)

    def _walked(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.images.row(self.images.place(current))
        if row is not None:
            self._kept = row.id
            self._tell(row.id)

    def _tell(self, image: ImageId) -> None:
        if image != self._told:
            self._told = image
            self.chosen.emit(image)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose none where no picture is."""
        if self.images.place(self.indexAt(event.position().toPoint())) >= 0:
            super().mousePressEvent(event)
            return
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self._kept = ImageId("")
        self._tell(ImageId(""))

    def _open(self, index: QModelIndex) -> None:
        row = self.images.row(self.images.place(index))
        if row is not None:
            self.opened.emit(row.id)

    def _repaint(self, image: str) -> None:
        place = self.images.place_of(ImageId(image))
        if place >= 0:
            self.update(self.images.index_of(place))
