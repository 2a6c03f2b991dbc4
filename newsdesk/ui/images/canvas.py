"""The picture with its focal point as a ring and its crop as a frame, both to be dragged.

It can be looked at closely: every place is reckoned in fractions of the picture, so that aiming
is as exact at any scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from newsdesk.domain.photo import Crop, FocalPoint, ImageAsset
from newsdesk.ui.context import Context
from newsdesk.ui.images import cropping
from newsdesk.ui.images.canvaspaint import RING, paint_crop, paint_ring
from newsdesk.ui.images.looking import PictureView

_REACH = 9
"""Pixels around a handle that belong to it."""
_SLOP = 4
"""Pixels the mouse may move in a click."""
_STEP, _STRIDE = 0.01, 0.05
_HANDLES = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0))
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PictureCanvas(PictureView):
    """A picture to look at and to aim in.

    Arrow keys move the focal point, with Ctrl the crop, with Shift in larger steps, with Alt the
    part that is looked at; + and − size the crop. The wheel, Page Up and Page Down bring it
    closer or farther, 1 shows its own pixels and 0 the whole. The middle button drags the part
    that is seen. ``focal_moved`` and ``crop_changed`` carry what a person made, ``zoomed`` tells
    that the scale is another.
    """

    focal_moved = Signal(object)
    crop_changed = Signal(object)

    def __init__(self, context: Context, *, margin: int = 24) -> None:
        super().__init__(context, margin=margin)
        self._crop: Crop | None = None
        self._grip: tuple[int, int] | str = ""
        self._pressed = self._last = QPointF()
        self._from: Crop | None = None
        self._looks = {
            Qt.Key.Key_PageUp: self.closer,
            Qt.Key.Key_PageDown: self.farther,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_1: self.show_pixels,
        }
        self.setMouseTracking(True)
        self.setAccessibleName("Picture with its focal point and crop")

    def show_asset(self, asset: ImageAsset | None, crop: Crop | None) -> None:
        """Show a focal point and, unless the whole picture is meant, a crop."""
        self._crop = crop
        self.show_picture(asset)
        if asset is not None:
            point = asset.focal_point
            place = f"Focal point {point.x:.0%} from the left, {point.y:.0%} from the top"
            self.setAccessibleDescription(place)
        self.update()

    # --- places ---

    def middle(self) -> QPointF:
        """Return the focal point: what matters stays where it is when the picture comes closer."""
        seen = QRectF(self.rect()).contains(self.focal_place())
        return self.focal_place() if seen else super().middle()

    def focal_place(self) -> QPointF:
        """Return where the ring stands, in pixels."""
        area = self.picture_area()
        point = self.asset.focal_point if self.asset is not None else FocalPoint()
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
        if (place - self.focal_place()).manhattanLength() <= RING:
            return "focal"
        for handle, centre in self._handles():
            if (place - centre).manhattanLength() <= _REACH * 1.4:
                return handle
        if self.crop_area().contains(place):
            return "crop"
        return "picture" if self.picture_area().contains(place) else ""

    # --- the mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the ring, a handle or the crop; of the picture with the middle button."""
        buttons = {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}
        if event.button() not in buttons or self.asset is None or self._grip:
            return
        middle = event.button() == Qt.MouseButton.MiddleButton
        self._pressed = self._last = event.position()
        self._grip = "look" if middle else self._grip_at(event.position())
        self._from = self._crop

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken hold of, or show what could be."""
        place = event.position()
        if not event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton):
            self._show_cursor(place)
            return
        x, y = self._fractions(place)
        step, self._last = place - self._last, place
        if self._grip == "focal":
            self._aim(x, y)
        elif isinstance(self._grip, tuple) and self._from is not None:
            self._cut(cropping.pulled(self._from, self._grip, x, y, self._shape()))
        elif self._grip == "crop" and self._from is not None and self._dragged(place):
            area, way = self.picture_area(), place - self._pressed
            self._cut(cropping.moved(self._from, way.x() / area.width(), way.y() / area.height()))
        elif self._grip == "look" or (self._grip == "picture" and self._dragged(place)):
            self.push(step)

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
        if self.asset is None:
            super().keyPressEvent(event)
        elif arrow is not None:
            self._arrow(event.modifiers(), arrow[0] * step, arrow[1] * step)
        elif (look := self._looks.get(Qt.Key(event.key()))) is not None:
            look()
        elif event.text() in {"+", "=", "-", "−"} and self._crop is not None:
            self._size_crop(step if event.text() in {"+", "="} else -step)
        else:
            super().keyPressEvent(event)

    def _arrow(self, held: Qt.KeyboardModifier, across: float, down: float) -> None:
        assert self.asset is not None
        if held & Qt.KeyboardModifier.AltModifier:
            self.push(QPointF(-across * self.width(), -down * self.height()))
        elif held & Qt.KeyboardModifier.ControlModifier:
            if self._crop is not None:
                self._cut(cropping.moved(self._crop, across, down))
        else:
            point = self.asset.focal_point
            self._aim(point.x + across, point.y + down)

    def _size_crop(self, by: float) -> None:
        assert self._crop is not None
        crop, shape = self._crop, self._shape()
        right = crop.left + crop.width + by
        bottom = crop.top + crop.height + (by if shape is None else by / shape)
        self._cut(cropping.pulled(crop, (1, 1), right, bottom, shape))

    def _shape(self) -> float | None:
        assert self.asset is not None
        assert self._crop is not None
        return cropping.aspect(self._crop, self.asset.width, self.asset.height)

    def _aim(self, x: float, y: float) -> None:
        self.focal_moved.emit(
            FocalPoint(round(min(max(x, 0.0), 1.0), 3), round(min(max(y, 0.0), 1.0), 3))
        )

    def _cut(self, crop: Crop) -> None:
        if crop != self._crop:
            self._crop = replace(crop)
            self.crop_changed.emit(crop)

    # --- painting ---

    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        """Draw what is cut away in shade, thirds, handles and the ring."""
        accent, frame = self.context.theme.colour("accent_fill"), self.crop_area()
        if not frame.isEmpty():
            handles = (centre for _handle, centre in self._handles())
            paint_crop(painter, area, frame, handles, accent)
        paint_ring(painter, self.focal_place(), accent)
