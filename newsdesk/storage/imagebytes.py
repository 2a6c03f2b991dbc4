"""The bytes of pictures, in pieces, and the small copies that can be made again."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO

from newsdesk.domain.errors import NotFoundError
from newsdesk.domain.ids import ImageId
from newsdesk.storage.errors import damaged
from newsdesk.storage.library import Library
from newsdesk.storage.schema import CHUNK_BYTES

GONE = "This picture is no longer in the library. It may have been deleted."


def insert(library: Library, row: int, pieces: Iterable[bytes]) -> None:
    """Write the bytes of the picture in a row, given in pieces of any length."""
    library.execute_many(
        "INSERT INTO image_chunk VALUES (?, ?, ?)",
        ((row, position, chunk) for position, chunk in enumerate(_chunks(pieces))),
    )


def _chunks(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """Cut pieces of any length into chunks of one length; only the last one may be shorter."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        while len(kept) >= CHUNK_BYTES:
            yield bytes(kept[:CHUNK_BYTES])
            del kept[:CHUNK_BYTES]
    if kept:
        yield bytes(kept)


class _Chunks(io.RawIOBase):
    """The bytes of a picture, a chunk of the library at a time; one chunk is kept."""

    def __init__(self, library: Library, row: int, length: int) -> None:
        super().__init__()
        self._library = library
        self._row = row
        self._length = length
        self._at = 0
        self._position = -1
        self._chunk = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - any writable buffer; BufferedReader hands a memoryview
        if self._at >= self._length:
            return 0
        position, offset = divmod(self._at, CHUNK_BYTES)
        if self._position != position:
            self._chunk = self._read(position)
            self._position = position
        part = self._chunk[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _read(self, position: int) -> bytes:
        """Read a chunk. Raises EnvironmentFailure when it is gone or has another length."""
        chunk: bytes | None = self._library.value(
            "SELECT bytes FROM image_chunk WHERE image = ? AND position = ?", (self._row, position)
        )
        if chunk is None or len(chunk) != min(CHUNK_BYTES, self._length - position * CHUNK_BYTES):
            raise damaged(self._library.path, "a picture is incomplete")
        return chunk


def open_bytes(library: Library, image: ImageId) -> BinaryIO:
    """Open a picture for reading in pieces, on the library's own thread; it can seek.

    Raises NotFoundError; reading raises EnvironmentFailure where pieces are gone.
    """
    found = library.row("SELECT number, byte_count FROM image WHERE id = ?", (image,))
    if found is None:
        raise NotFoundError(GONE)
    return io.BufferedReader(_Chunks(library, found[0], found[1]))


def thumbnail(library: Library, image: ImageId, size: int) -> bytes | None:
    """Return a small copy that was kept under a size, ``None`` when there is none."""
    return library.value(
        "SELECT bytes FROM thumbnail WHERE size = ? "
        "AND image = (SELECT number FROM image WHERE id = ?)",
        (size, image),
    )


def keep_thumbnail(library: Library, image: ImageId, size: int, data: bytes) -> None:
    """Keep a small copy. It can be made again, so a library that is read-only goes without."""
    if library.read_only:
        return
    library.execute(
        "INSERT OR REPLACE INTO thumbnail SELECT number, ?, ? FROM image WHERE id = ?",
        (size, data, image),
    )
