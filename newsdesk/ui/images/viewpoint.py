"""How a picture is looked at: whole, or a part of it at some scale. Pure geometry."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

from newsdesk.domain.values import immutable

CLOSEST = 4.0
"""Widget pixels that one pixel of a picture takes at most."""


@immutable
class Viewpoint:
    """``scale`` is widget pixels a pixel of the picture, ``None`` as large as the room allows.

    ``x`` and ``y`` are the place of the picture (0 to 1) that stands in the middle of the room.
    """

    scale: float | None = None
    x: float = 0.5
    y: float = 0.5


WHOLE = Viewpoint()


def fitting(room: QRectF, size: QSizeF) -> float:
    """Return the scale at which a whole picture fits into a room; 0 where there is no room."""
    if room.isEmpty() or size.isEmpty():
        return 0.0
    return min(room.width() / size.width(), room.height() / size.height())


def scale_of(view: Viewpoint, room: QRectF, size: QSizeF) -> float:
    """Return the scale at which a picture of ``size`` is shown."""
    return fitting(room, size) if view.scale is None else view.scale


def area(view: Viewpoint, room: QRectF, size: QSizeF) -> QRectF:
    """Return where the whole picture would stand; parts of it may be outside the room."""
    scale = scale_of(view, room, size)
    if scale <= 0:
        return QRectF()
    wide, high = size.width() * scale, size.height() * scale
    left = _start(room.left(), room.width(), wide, view.x)
    top = _start(room.top(), room.height(), high, view.y)
    return QRectF(left, top, wide, high)


def zoomed(view: Viewpoint, scale: float, about: QPointF, room: QRectF, size: QSizeF) -> Viewpoint:
    """Return the viewpoint at another scale with the same place of the picture under a point.

    Never farther than the whole picture and never closer than ``CLOSEST``.
    """
    least = fitting(room, size)
    if least <= 0 or scale <= least:
        return WHOLE
    before = area(view, room, size)
    scale = min(scale, max(CLOSEST, least))
    x = (about.x() - before.left()) / before.width()
    y = (about.y() - before.top()) / before.height()
    left = about.x() - x * size.width() * scale
    top = about.y() - y * size.height() * scale
    return _at(QPointF(left, top), scale, room, size)


def moved(view: Viewpoint, by: QPointF, room: QRectF, size: QSizeF) -> Viewpoint:
    """Return the viewpoint after the picture was pushed by some widget pixels."""
    if view.scale is None:
        return view
    return _at(area(view, room, size).topLeft() + by, view.scale, room, size)


def _at(corner: QPointF, scale: float, room: QRectF, size: QSizeF) -> Viewpoint:
    """Return the viewpoint whose picture begins at a corner, pushed so that it fills the room."""
    wide, high = size.width() * scale, size.height() * scale
    x = (room.center().x() - corner.x()) / wide
    y = (room.center().y() - corner.y()) / high
    return Viewpoint(
        scale, _filling(x, room.width() / wide / 2), _filling(y, room.height() / high / 2)
    )


def _filling(middle: float, half: float) -> float:
    return 0.5 if half >= 0.5 else min(max(middle, half), 1.0 - half)


def _start(begin: float, length: float, whole: float, middle: float) -> float:
    place = 0.5 if whole <= length else middle
    return begin + length / 2 - place * whole
