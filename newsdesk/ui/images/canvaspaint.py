"""What is painted on a picture to be aimed in: shade, thirds, handles and the ring."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

RING: Final = 15
"""Pixels from the middle of the ring to its edge."""
_HANDLE: Final = 5
_SHADE: Final = QColor(0, 0, 0, 110)
_WHITE: Final = QColor(255, 255, 255)


def paint_crop(
    painter: QPainter, area: QRectF, frame: QRectF, handles: Iterable[QPointF], accent: QColor
) -> None:
    """Shade what a crop leaves out of a picture, and draw its frame, thirds and handles."""
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
    painter.setPen(QPen(accent, 1))
    painter.setBrush(_WHITE)
    for centre in handles:
        painter.drawRect(
            QRectF(centre.x() - _HANDLE, centre.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE)
        )


def paint_ring(painter: QPainter, centre: QPointF, accent: QColor) -> None:
    """Draw the ring of a focal point."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for radius in (RING, 6):
        painter.setPen(QPen(_WHITE, 4))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(QPen(accent, 1.6))
        painter.drawEllipse(centre, radius, radius)
