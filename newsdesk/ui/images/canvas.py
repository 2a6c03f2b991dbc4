"""The picture with its focal point as a ring and its crop as a frame, both to be dragged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from newsdesk.domain.photo import Crop, FocalPoint, ImageAsset
from newsdesk.ui.context import Context
from newsdesk.ui.images import cropping

_RING = 15
_HANDLE = 5
_REACH = 9
"""Pixels around a handle that belong to it."""
_SLOP = 4
"""Pixels the mouse may move in a click."""
_STEP, _STRIDE = 0.01, 0.05
_SHADE = QColor(0, 0, 0, 110)
_WHITE = QColor(255, 255, 255)
_HANDLES = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0))
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PictureCanvas(QWidget):
    """A picture to look at and to aim in.

    Arrow keys move the focal point, with Ctrl the crop, with Shift in larger steps; + and − size
    the crop. ``focal_moved`` and ``crop_changed`` carry what a person made.
    """

    focal_moved = Signal(object)
    crop_changed = Signal(object)

    def __init__(self, context: Context, *, margin: int = 24) -> None:
        super().__init__()
        self._context = context
        self._margin = margin
        self._pixmap = QPixmap()
        self._asset: ImageAsset | None = None
        self._crop: Crop | None = None
        self._grip: tuple[int, int] | str = ""
        self._pressed = QPointF()
        self._from: Crop | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(200, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Picture with its focal point and crop")
        context.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a size with room to aim."""
        return QSize(560, 380)

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Show the pixels of a picture; an empty pixmap while they are read."""
        self._pixmap = pixmap
        self.update()

    def show_asset(self, asset: ImageAsset | None, crop: Crop | None) -> None:
        """Show a focal point and, unless the whole picture is meant, a crop."""
        self._asset, self._crop = asset, crop
        if asset is not None:
            point = asset.focal_point
            place = f"Focal point {point.x:.0%} from the left, {point.y:.0%} from the top"
            self.setAccessibleDescription(place)
        self.update()

    # --- places ---

    def picture_area(self) -> QRectF:
        """Return where the picture stands in the widget, in pixels."""
        room = QRectF(self.rect()).adjusted(
            self._margin, self._margin, -self._margin, -self._margin
        )
        if self._asset is None or room.width() < 1 or room.height() < 1:
            return QRectF()
        scale = min(room.width() / self._asset.width, room.height() / self._asset.height)
        area = QRectF(0, 0, self._asset.width * scale, self._asset.height * scale)
        area.moveCenter(room.center())
        return area

    def focal_place(self) -> QPointF:
        """Return where the ring stands, in pixels."""
        area = self.picture_area()
        point = self._asset.focal_point if self._asset is not None else FocalPoint()
        return QPointF(area.left() + point.x * area.width(), area.top() + point.y * area.height())

    def crop_area(self) -> QRectF:
        """Return where the crop stands, in pixels; empty for the whole picture."""
        if self._crop is None:
            return QRectF()
        area, crop = self.picture_area(), self._crop
        return QRectF(
            area.left() + crop.left * area.width(),
            area.top() + crop.top * area.height(),
            crop.width * area.width(),
            crop.height * area.height(),
        )

    def _handles(self) -> Iterator[tuple[tuple[int, int], QPointF]]:
        frame = self.crop_area()
        if frame.isEmpty():
            return
        for across, down in _HANDLES:
            x = frame.center().x() + across * frame.width() / 2
            y = frame.center().y() + down * frame.height() / 2
            yield (across, down), QPointF(x, y)

    def _fractions(self, place: QPointF) -> tuple[float, float]:
        area = self.picture_area()
        x = (place.x() - area.left()) / max(1.0, area.width())
        y = (place.y() - area.top()) / max(1.0, area.height())
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def _grip_at(self, place: QPointF) -> tuple[int, int] | str:
        """Return what would be dragged: a handle, "focal", "crop", or nothing."""
        if (place - self.focal_place()).manhattanLength() <= _RING:
            return "focal"
        for handle, centre in self._handles():
            if (place - centre).manhattanLength() <= _REACH * 1.4:
                return handle
        if self.crop_area().contains(place):
            return "crop"
        return "picture" if self.picture_area().contains(place) else ""

    # --- the mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the ring, a handle or the crop."""
        if event.button() != Qt.MouseButton.LeftButton or self._asset is None:
            return
        self._pressed = event.position()
        self._grip = self._grip_at(event.position())
        self._from = self._crop

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken hold of, or show what could be."""
        place = event.position()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(place)
            return
        x, y = self._fractions(place)
        if self._grip == "focal":
            self._aim(x, y)
        elif isinstance(self._grip, tuple) and self._from is not None:
            self._cut(cropping.pulled(self._from, self._grip, x, y, self._shape()))
        elif self._grip == "crop" and self._from is not None and self._dragged(place):
            area = self.picture_area()
            step = place - self._pressed
            self._cut(
                cropping.moved(self._from, step.x() / area.width(), step.y() / area.height())
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click on the picture sets the focal point there."""
        grip, self._grip = self._grip, ""
        if grip in {"crop", "picture"} and not self._dragged(event.position()):
            self._aim(*self._fractions(event.position()))

    def _dragged(self, place: QPointF) -> bool:
        return (place - self._pressed).manhattanLength() > _SLOP

    def _show_cursor(self, place: QPointF) -> None:
        grip = self._grip_at(place)
        shape = Qt.CursorShape.ArrowCursor
        if grip == "focal":
            shape = Qt.CursorShape.OpenHandCursor
        elif isinstance(grip, tuple):
            across, down = grip
            if across and down:
                same = across == down
                shape = Qt.CursorShape.SizeFDiagCursor if same else Qt.CursorShape.SizeBDiagCursor
            else:
                shape = Qt.CursorShape.SizeHorCursor if across else Qt.CursorShape.SizeVerCursor
        elif grip == "crop":
            shape = Qt.CursorShape.SizeAllCursor
        elif grip == "picture":
            shape = Qt.CursorShape.CrossCursor
        self.setCursor(shape)

    # --- the keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focal point or the crop."""
        step = _STRIDE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if self._asset is None:
            super().keyPressEvent(event)
        elif arrow is not None:
            across, down = arrow[0] * step, arrow[1] * step
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if self._crop is not None:
                    self._cut(cropping.moved(self._crop, across, down))
            else:
                point = self._asset.focal_point
                self._aim(point.x + across, point.y + down)
        elif event.text() in {"+", "=", "-", "−"} and self._crop is not None:
            self._size_crop(step if event.text() in {"+", "="} else -step)
        else:
            super().keyPressEvent(event)

    def _size_crop(self, by: float) -> None:
        assert self._crop is not None
        crop, shape = self._crop, self._shape()
        right = crop.left + crop.width + by
        bottom = crop.top + crop.height + (by if shape is None else by / shape)
        self._cut(cropping.pulled(crop, (1, 1), right, bottom, shape))

    def _shape(self) -> float | None:
        assert self._asset is not None
        assert self._crop is not None
        return cropping.aspect(self._crop, self._asset.width, self._asset.height)

    def _aim(self, x: float, y: float) -> None:
        self.focal_moved.emit(
            FocalPoint(round(min(max(x, 0.0), 1.0), 3), round(min(max(y, 0.0), 1.0), 3))
        )

    def _cut(self, crop: Crop) -> None:
        if crop != self._crop:
            self._crop = replace(crop)
            self.crop_changed.emit(crop)

    # --- painting ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring of the focus away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, what is cut away in shade, thirds, handles and the ring."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self.picture_area()
        if area.isEmpty():
            painter.end()
            return
        if self._pixmap.isNull():
            painter.fillRect(area, theme.colour("hover"))
        else:
            painter.drawPixmap(area, self._pixmap, QRectF(self._pixmap.rect()))
        self._paint_crop(painter, area)
        self._paint_ring(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)
        painter.end()

    def _paint_crop(self, painter: QPainter, area: QRectF) -> None:
        frame = self.crop_area()
        if frame.isEmpty():
            return
        shade = QPainterPath()
        shade.addRect(area)
        inside = QPainterPath()
        inside.addRect(frame)
        painter.fillPath(shade.subtracted(inside), _SHADE)
        thirds = QColor(_WHITE)
        thirds.setAlpha(90)
        painter.setPen(QPen(thirds, 1))
        for part in (1, 2):
            x = frame.left() + frame.width() * part / 3
            y = frame.top() + frame.height() * part / 3
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_WHITE, 2))
        painter.drawRect(frame)
        painter.setPen(QPen(self._context.theme.colour("accent_fill"), 1))
        painter.setBrush(_WHITE)
        for _handle, centre in self._handles():
            painter.drawRect(
                QRectF(centre.x() - _HANDLE, centre.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE)
            )

    def _paint_ring(self, painter: QPainter) -> None:
        centre, blue = self.focal_place(), self._context.theme.colour("accent_fill")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for radius in (_RING, 6):
            painter.setPen(QPen(_WHITE, 4))
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(QPen(blue, 1.6))
            painter.drawEllipse(centre, radius, radius)
