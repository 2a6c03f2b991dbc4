"""A picture to look at: whole, or closely, with the part that is seen pushed about."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from newsdesk.domain.photo import ImageAsset
from newsdesk.ui.context import Context
from newsdesk.ui.images import viewpoint
from newsdesk.ui.images.viewpoint import WHOLE, Viewpoint

_NOTCH = 120
"""Eighths of a degree that a wheel turns a notch."""
_CLOSER = 1.25
"""How many times closer a notch or a key brings a picture."""


class PictureView(QWidget):
    """Shows a picture; the wheel brings what is under the mouse closer or farther.

    ``zoomed`` tells that the scale may be another. What is painted over the picture is up to
    ``paint_over``.
    """

    zoomed = Signal()

    def __init__(self, context: Context, *, margin: int) -> None:
        super().__init__()
        self.context = context
        self.asset: ImageAsset | None = None
        self._margin = margin
        self._pixmap = QPixmap()
        self._view = WHOLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a size with room to aim."""
        return QSize(560, 380)

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Show the pixels of a picture; an empty pixmap while they are read."""
        self._pixmap = pixmap
        self.update()

    def show_picture(self, asset: ImageAsset | None) -> None:
        """Show a picture; another one than before is seen whole."""
        before, self.asset = self.asset, asset
        if asset is None or before is None or before.id != asset.id:
            self._look(WHOLE)

    @property
    def pixels_across(self) -> int:
        """Pixels that are at hand for the width of the picture; 0 while they are read."""
        return self._pixmap.width()

    def middle(self) -> QPointF:
        """Return the point that stays where it is when the picture comes closer by a key."""
        return self._room().center()

    def _room(self) -> QRectF:
        """Return the room for a picture; a margin keeps handles at its edges in reach."""
        margin = self._margin
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)

    def _size(self) -> QSizeF:
        asset = self.asset
        return QSizeF() if asset is None else QSizeF(asset.width, asset.height)

    def picture_area(self) -> QRectF:
        """Return where the picture stands in the widget, in pixels; parts may be out of sight."""
        return viewpoint.area(self._view, self._room(), self._size())

    @property
    def scale(self) -> float:
        """Pixels of the screen that one pixel of the picture takes; 0 for no picture."""
        found = viewpoint.scale_of(self._view, self._room(), self._size())
        return found * self.devicePixelRatioF()

    @property
    def whole(self) -> bool:
        """Whether the whole picture is seen."""
        return self._view.scale is None

    def fit(self) -> None:
        """Show the whole picture."""
        self._look(WHOLE)

    def show_pixels(self) -> None:
        """Show one pixel of the picture as one of the screen, around its middle."""
        self._zoom_to(1 / self.devicePixelRatioF(), self.middle())

    def closer(self) -> None:
        """Come closer."""
        self._zoom(_CLOSER, self.middle())

    def farther(self) -> None:
        """Go farther away, at most until the whole picture is seen."""
        self._zoom(1 / _CLOSER, self.middle())

    def _zoom(self, times: float, about: QPointF) -> None:
        self._zoom_to(self.scale / self.devicePixelRatioF() * times, about)

    def _zoom_to(self, scale: float, about: QPointF) -> None:
        self._look(viewpoint.zoomed(self._view, scale, about, self._room(), self._size()))

    def _look(self, view: Viewpoint) -> None:
        if view != self._view:
            self._view = view
            self.zoomed.emit()
            self.update()

    def push(self, by: QPointF) -> None:
        """Push the picture by some pixels, as far as it goes on filling its room."""
        self._look(viewpoint.moved(self._view, by, self._room(), self._size()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come closer to what is under the mouse, or go away from it."""
        notches = event.angleDelta().y() / _NOTCH
        if self.asset is not None and notches:
            self._zoom(_CLOSER**notches, event.position())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture filling its room."""
        super().resizeEvent(event)
        self.push(QPointF())
        self.zoomed.emit()

    # --- painting ---

    def _seen(self, area: QRectF) -> tuple[QRectF, QPixmap, QRectF]:
        """Return what is seen of the picture: where, of which pixels, and which part of them."""
        seen = area.intersected(QRectF(self.rect()))
        across = self._pixmap.width() / area.width()
        down = self._pixmap.height() / area.height()
        part = QRectF(
            (seen.left() - area.left()) * across,
            (seen.top() - area.top()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        return seen, self._pixmap, part

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring of the focus away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, what stands over it, and the ring of the focus."""
        theme = self.context.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self.picture_area()
        if not area.isEmpty():
            if self._pixmap.isNull():
                painter.fillRect(area, theme.colour("hover"))
            else:
                painter.drawPixmap(*self._seen(area))
            self.paint_over(painter, area)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)
        painter.end()

    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        """Draw what stands over the picture in ``area``; nothing here."""
