"""The pictures of the page: what is known of them, and their pixels once they are in sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Crop, ImageAsset, Placement
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.bus import ChangeBus
from newsdesk.ui.tasks import Tasks
from newsdesk.ui.theme import Theme

KEPT = 24
"""Pictures kept in memory: some screens of a page (about 4 MB each)."""
SHORTER_SIDE = 800
"""Pixels of a picture that is read for the page: sharp in a column on fine screens."""
USUAL_SHAPE = 2 / 3
"""Height by width, until a picture's own shape is known."""


class PageImages(QObject):
    """``asset`` and ``pixmap`` answer at once with what is at hand and ask for the rest.

    ``known(image)`` comes when an asset was read or changed, ``drawn(image)`` with its pixels.
    """

    known = Signal(str)
    drawn = Signal(str)

    def __init__(self, tasks: Tasks, bus: ChangeBus) -> None:
        super().__init__()
        self._tasks = tasks
        self._assets: dict[ImageId, ImageAsset | None] = {}
        self._pixmaps: OrderedDict[ImageId, QPixmap] = OrderedDict()
        self._asked: set[ImageId] = set()
        bus.changed.connect(self._follow)

    def forget(self) -> None:
        """Drop what belonged to another story."""
        self._assets.clear()
        self._pixmaps.clear()

    def want(self, images: Iterable[ImageId]) -> None:
        """Read what is known of pictures, all in one go."""
        missing = tuple(dict.fromkeys(image for image in images if image not in self._assets))
        if not missing:
            return
        for image in missing:
            self._assets[image] = None

        def read(desk: Desk) -> Mapping[ImageId, ImageAsset]:
            from newsdesk.services import images as service

            return service.many(desk, images=missing)

        def done(found: Mapping[ImageId, ImageAsset]) -> None:
            for image in missing:
                self._assets[image] = found.get(image)
                self.known.emit(image)

        self._tasks.library(read, done)

    def asset(self, image: ImageId) -> ImageAsset | None:
        """What is known of a picture; ``None`` until it was read or where it is missing."""
        if image not in self._assets:
            self.want((image,))
        return self._assets.get(image)

    def pixmap(self, image: ImageId) -> QPixmap | None:
        """A picture's pixels; ``None`` until they were read, empty where they cannot be."""
        found = self._pixmaps.get(image)
        if found is not None:
            self._pixmaps.move_to_end(image)
        elif image not in self._asked:
            self._ask(image)
        return found

    def shape(self, placement: Placement) -> float:
        """Height by width of a picture as placed."""
        asset = self._assets.get(placement.image)
        if asset is None or not asset.width or not asset.height:
            return USUAL_SHAPE
        crop = crop_of(asset, placement)
        wide, high = (crop.width, crop.height) if crop is not None else (1.0, 1.0)
        return (asset.height * high) / max(1.0, asset.width * wide)

    def draw(self, painter: QPainter, theme: Theme, placement: Placement, area: QRectF) -> None:
        """Paint a picture into an area, cut around its focal point, or a quiet ground."""
        path = QPainterPath()
        path.addRoundedRect(area, 2, 2)
        pixmap = self.pixmap(placement.image)
        if pixmap is None or pixmap.isNull():
            painter.fillPath(path, theme.colour("hover"))
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(area, pixmap, self._source(placement, pixmap, area))
        painter.restore()

    def _source(self, placement: Placement, pixmap: QPixmap, area: QRectF) -> QRectF:
        asset = self._assets.get(placement.image)
        wide, high = pixmap.width(), pixmap.height()
        whole = QRectF(0, 0, wide, high)
        if asset is None:
            return fitted(whole, area, wide / 2, high / 2)
        crop = crop_of(asset, placement)
        if crop is not None:
            whole = QRectF(
                crop.left * wide, crop.top * high, crop.width * wide, crop.height * high
            )
        return fitted(whole, area, asset.focal_point.x * wide, asset.focal_point.y * high)

    def _ask(self, image: ImageId) -> None:
        self._asked.add(image)

        def read(desk: Desk) -> QImage:
            from newsdesk.services import images as service

            try:
                data = service.thumbnail(desk, image=image, size=SHORTER_SIDE)
            except NewsdeskError:
                return QImage()
            return QImage.fromData(data)

        def done(picture: QImage) -> None:
            self._asked.discard(image)
            self._pixmaps[image] = QPixmap.fromImage(picture)
            while len(self._pixmaps) > KEPT:
                self._pixmaps.popitem(last=False)
            self.drawn.emit(image)

        self._tasks.library(read, done)

    def _follow(self, changes: Changes) -> None:
        if changes.touches(Kind.LIBRARY):
            self.forget()
            return
        stale = [image for image in self._assets if changes.touches(Kind.IMAGE, image)]
        for image in stale:
            del self._assets[image]
            self._pixmaps.pop(image, None)
        self.want(stale)


def crop_of(asset: ImageAsset, placement: Placement) -> Crop | None:
    """The crop that a placement names, where the picture has it."""
    named = (crop for crop in asset.crops if crop.name == placement.crop)
    return next(named, None) if placement.crop else None


def fitted(whole: QRectF, area: QRectF, x: float, y: float) -> QRectF:
    """The largest part of a picture with an area's shape, as near around a point as can be."""
    scale = min(whole.width() / area.width(), whole.height() / area.height())
    wide, high = area.width() * scale, area.height() * scale
    left = min(max(x - wide / 2, whole.left()), whole.right() - wide)
    top = min(max(y - high / 2, whole.top()), whole.bottom() - high)
    return QRectF(left, top, wide, high)
