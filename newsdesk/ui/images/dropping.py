"""What pictures a drop or a clipboard carries: files first, else the bytes of one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from newsdesk.ui.images.intake import Source

SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".tif", ".tiff", ".gif"}
)
"""Names that files of pictures have; what they are is decided by their content."""
_TYPES = ("image/jpeg", "image/png", "image/webp", "image/avif", "image/tiff", "image/gif")


def pictures_in(data: QMimeData) -> tuple[Source, ...]:
    """Return the pictures of a drop or a clipboard, empty when it carries none.

    The picture's own bytes come before a picture that the system drew from them, so that its
    caption and credit are still in it.
    """
    files = tuple(
        path
        for url in data.urls()
        if url.isLocalFile()
        and (path := Path(url.toLocalFile())).suffix.lower() in SUFFIXES
        and path.is_file()
    )
    if files:
        return files
    for kind in _TYPES:
        if data.hasFormat(kind) and (raw := bytes(data.data(kind).data())):
            return (raw,)
    if data.hasImage():
        picture = data.imageData()
        if isinstance(picture, QImage) and not picture.isNull():
            return (_png(picture),)
    return ()


def _png(picture: QImage) -> bytes:
    """Write a picture of the clipboard that has no bytes of its own."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType] - PySide takes str where its annotations ask for bytes
    return bytes(buffer.data().data())
