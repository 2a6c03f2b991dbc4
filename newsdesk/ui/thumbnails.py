"""Small pictures for lists and cards: read in the library's thread, kept while they are in use."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.ids import ImageId
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.bus import ChangeBus
from newsdesk.ui.tasks import Tasks

KEPT = 400
"""Pictures kept: about ten screens of a list (56 px at 2× is 50 kB each)."""


class Thumbnails(QObject):
    """``pixmap`` answers at once; a picture not yet read is asked for, ``ready`` tells when."""

    ready = Signal(str)

    def __init__(self, tasks: Tasks, bus: ChangeBus) -> None:
        super().__init__()
        self._tasks = tasks
        self._kept: OrderedDict[tuple[ImageId, int], QPixmap] = OrderedDict()
        self._asked: set[tuple[ImageId, int]] = set()
        bus.changed.connect(self._forget)

    def pixmap(self, image: ImageId, size: int) -> QPixmap | None:
        """Return a picture that fills a square of ``size`` px, ``None`` until it was read.

        An image that cannot be shown stays an empty pixmap (``isNull()``).
        """
        key = (image, size)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        elif key not in self._asked:
            self._ask(key)
        return found

    def _ask(self, key: tuple[ImageId, int]) -> None:
        from newsdesk.services import images

        image, size = key
        ratio = max((s.devicePixelRatio() for s in QGuiApplication.screens()), default=1.0)
        pixels = round(size * ratio)
        self._asked.add(key)

        def read(desk: Desk) -> QImage:
            try:
                data = images.thumbnail(desk, image=image, size=pixels)
            except NewsdeskError:
                return QImage()
            return _square(QImage.fromData(data), pixels)

        def done(picture: QImage) -> None:
            picture.setDevicePixelRatio(ratio)
            self._asked.discard(key)
            self._kept[key] = QPixmap.fromImage(picture)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self.ready.emit(image)

        self._tasks.library(read, done)

    def _forget(self, changes: Changes) -> None:
        if changes.touches(Kind.LIBRARY):
            self._kept.clear()
            return
        for image in changes.ids(Kind.IMAGE):
            for key in [key for key in self._kept if key[0] == image]:
                del self._kept[key]


def _square(picture: QImage, pixels: int) -> QImage:
    if picture.isNull():
        return picture
    scaled = picture.scaled(
        pixels,
        pixels,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (scaled.width() - pixels) // 2, (scaled.height() - pixels) // 2
    return scaled.copy(left, top, pixels, pixels)
