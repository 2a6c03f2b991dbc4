"""The portrait: dropped or chosen, shown square with the round cut readers see, focus by drag."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import FocalPoint
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.fields.avatars import initials
from newsdesk.ui.images.dropping import pictures_in
from newsdesk.ui.tokens import RADIUS

SIDE = 96
_READ = 320
"""Pixels of the shorter side of the copy that is cut from."""
_STEP = 0.02


def square_in(width: int, height: int, focus: FocalPoint) -> QRect:
    """Return the largest square of a picture that has the focal point near its middle."""
    side = min(width, height)
    left = min(max(round(focus.x * width - side / 2), 0), width - side)
    top = min(max(round(focus.y * height - side / 2), 0), height - side)
    return QRect(left, top, side, side)


class Portraits:
    """Reads the whole small copy of a portrait, so that it can be cut where one wants it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._image: ImageId | None = None
        self._picture = QPixmap()
        self._cut = QPixmap()
        self._cut_key: tuple[FocalPoint, int, float] | None = None

    def want(self, image: ImageId | None, done: object) -> None:
        """Read another portrait; ``done`` is a widget to be painted again when it is there."""
        if image == self._image:
            return
        self._image, self._picture = image, QPixmap()
        if image is None:
            return

        def read(desk: Desk) -> QImage:
            from newsdesk.services import images

            try:
                return QImage.fromData(images.thumbnail(desk, image=image, size=_READ))
            except NewsdeskError:
                return QImage()

        def have(picture: QImage) -> None:
            if image == self._image:
                self._picture, self._cut_key = QPixmap.fromImage(picture), None
                if isinstance(done, QWidget):
                    done.update()

        self._context.tasks.library(read, have)

    def cut(self, focus: FocalPoint, side: int, ratio: float) -> QPixmap:
        """Return the portrait cut to a square of ``side`` px, smooth on a screen of ``ratio``."""
        key = (focus, side, ratio)
        if self._cut_key != key:
            square = square_in(self._picture.width(), self._picture.height(), focus)
            pixels = round(side * ratio)
            self._cut = self._picture.copy(square).scaled(
                pixels,
                pixels,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._cut.setDevicePixelRatio(ratio)
            self._cut_key = key
        return self._cut

    @property
    def picture(self) -> QPixmap:
        """The picture read, empty until then."""
        return self._picture


class Portrait(QWidget):
    """A square of the portrait with the round cut in it.

    ``chosen`` asks for another picture, ``dropped`` carries files, ``focused`` a focal point.
    Dragging or the arrow keys move the cut.
    """

    chosen = Signal()
    dropped = Signal(object)
    focused = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._portraits = Portraits(context)
        self._image: ImageId | None = None
        self._focus = FocalPoint()
        self._name = ""
        self._pressed: QPoint | None = None
        self._moved = False
        self._over = False
        self.setFixedSize(QSize(SIDE, SIDE))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Portrait")
        self.setToolTip("Drop a picture, or click to choose one. Drag to move the round cut.")
        context.theme.changed.connect(self.update)

    def show_portrait(self, image: ImageId | None, focus: FocalPoint, name: str) -> None:
        """Show a picture, or the initials where there is none."""
        self._image, self._focus, self._name = image, focus, name
        self._portraits.want(image, self)
        self.update()

    # --- choosing and dropping ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures only."""
        if pictures_in(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        """Look as before."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the picture on."""
        self._over = False
        self.update()
        sources = pictures_in(event.mimeData())
        if sources:
            self.dropped.emit(sources[:1])
            event.acceptProposedAction()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._pressed, self._moved = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture under the cut."""
        picture = self._portraits.picture
        if self._pressed is None or picture.isNull():
            return
        place = event.position().toPoint()
        by = place - self._pressed
        if not self._moved and by.manhattanLength() < 4:
            return
        self._moved, self._pressed = True, place
        scale = min(picture.width(), picture.height()) / SIDE
        self._shift(-by.x() * scale / picture.width(), -by.y() * scale / picture.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose another picture where nothing was dragged."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and not self._moved:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter, move the cut with the arrows."""
        steps = {
            Qt.Key.Key_Left: (-_STEP, 0.0),
            Qt.Key.Key_Right: (_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -_STEP),
            Qt.Key.Key_Down: (0.0, _STEP),
        }
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit()
        elif event.key() in steps and self._image is not None:
            self._shift(*steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _shift(self, by_x: float, by_y: float) -> None:
        x = round(min(1.0, max(0.0, self._focus.x + by_x)), 4)
        y = round(min(1.0, max(0.0, self._focus.y + by_y)), 4)
        self._focus = FocalPoint(x, y)
        self.update()
        self.focused.emit(self._focus)

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, what is cut away dimmed."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(whole)
        picture = self._portraits.picture
        if picture.isNull():
            painter.fillRect(self.rect(), theme.colour("selected_idle"))
            face = self.font()
            face.setPixelSize(30)
            painter.setFont(face)
            painter.setPen(theme.colour("text2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, initials(self._name))
        else:
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(0, 0, self._portraits.cut(self._focus, SIDE, ratio))
            away = QPainterPath(whole)
            away.addEllipse(QPointF(SIDE / 2, SIDE / 2), SIDE / 2 - 1, SIDE / 2 - 1)
            away.setFillRule(Qt.FillRule.OddEvenFill)
            painter.fillPath(away, QColor(0, 0, 0, 70))
        painter.setClipping(False)
        if self.hasFocus() or self._over:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()
