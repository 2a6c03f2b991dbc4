"""Portraits: a round picture, or the initials where there is none."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath

from newsdesk.domain.ids import ImageId
from newsdesk.ui import fonts
from newsdesk.ui.context import Context


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return name.strip()[:1].upper()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def paint_avatar(
    painter: QPainter, context: Context, place: QRect, image: ImageId | None, name: str
) -> None:
    """Draw a portrait into a square; its picture appears once it was read."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addEllipse(QRectF(place))
    pixmap = None if image is None else context.thumbnails.pixmap(image, place.width())
    if pixmap is not None and not pixmap.isNull():
        painter.setClipPath(outline)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap)
    else:
        painter.fillPath(outline, context.theme.colour("selected_idle"))
        face = QFont(fonts.font("small_strong"))
        face.setPixelSize(max(10, place.width() * 2 // 5))
        painter.setFont(face)
        painter.setPen(context.theme.colour("text2"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def paint_thumbnail(painter: QPainter, context: Context, place: QRect, image: ImageId) -> None:
    """Draw a small picture with round corners; an empty ground until it was read."""
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(place), 4, 4)
    pixmap = context.thumbnails.pixmap(image, place.width())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(outline)
    if pixmap is None or pixmap.isNull():
        painter.fillRect(place, context.theme.colour("hover"))
    else:
        painter.drawPixmap(place, pixmap)
    painter.restore()
