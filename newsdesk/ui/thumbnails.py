"""Small pictures for lists and cards: read in the library's thread, kept while they are in use."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.ids import ImageId
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.bus import ChangeBus
from newsdesk.ui.tasks import Tasks

KEPT = 24 * 1024 * 1024
"""Bytes of pictures kept: some screens of a grid, or ten of a list (56 px at 2× is 50 kB)."""

_Key: TypeAlias = tuple[ImageId, int, int]


class Thumbnails(QObject):
    """``pixmap`` answers at once; a picture not yet read is asked for, ``ready`` tells when."""

    ready = Signal(str)

    def __init__(self, tasks: Tasks, bus: ChangeBus) -> None:
        super().__init__()
        self._tasks = tasks
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._asked: set[_Key] = set()
        bus.changed.connect(self._forget)

    def pixmap(self, image: ImageId, size: int, *, width: int = 0) -> QPixmap | None:
        """Return a picture that fills a square of ``size`` px, ``None`` until it was read.

        With a ``width`` it fills a rectangle of that width and ``size`` as its height. An image
        that cannot be shown stays an empty pixmap (``isNull()``).
        """
        key = (image, size, width or size)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        elif key not in self._asked:
            self._ask(key)
        return found

    def _ask(self, key: _Key) -> None:
        from newsdesk.services import images

        image, size, wide = key
        ratio = max((s.devicePixelRatio() for s in QGuiApplication.screens()), default=1.0)
        across, down = round(wide * ratio), round(size * ratio)
        self._asked.add(key)

        def read(desk: Desk) -> QImage:
            try:
                data = images.thumbnail(desk, image=image, size=min(across, down))
            except NewsdeskError:
                return QImage()
            return _filling(QImage.fromData(data), across, down)

        def done(picture: QImage) -> None:
            picture.setDevicePixelRatio(ratio)
            self._asked.discard(key)
            self._kept[key] = QPixmap.fromImage(picture)
            self._bytes += _size(key)
            while self._bytes > KEPT and len(self._kept) > 1:
                dropped, _ = self._kept.popitem(last=False)
                self._bytes -= _size(dropped)
            self.ready.emit(image)

        self._tasks.library(read, done)

    def _forget(self, changes: Changes) -> None:
        gone = changes.ids(Kind.IMAGE)
        everything = changes.touches(Kind.LIBRARY) or "" in gone
        for key in [key for key in self._kept if everything or key[0] in gone]:
            del self._kept[key]
            self._bytes -= _size(key)


def _size(key: _Key) -> int:
    """Return about how many bytes a picture takes, at the resolution of an ordinary screen."""
    return key[1] * key[2] * 4


def _filling(picture: QImage, across: int, down: int) -> QImage:
    if picture.isNull():
        return picture
    scaled = picture.scaled(
        across,
        down,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (scaled.width() - across) // 2, (scaled.height() - down) // 2
    return scaled.copy(left, top, across, down)
