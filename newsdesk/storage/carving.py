"""Rows read straight from the pages of a damaged file, without SQLite.

Every page that looks like a leaf of a table is read by the file format's own rules (SQLite file
format, sections 1.6 and 2.1), whether or not any tree still leads to it. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

from newsdesk.domain.values import immutable

_TABLE_LEAF: Final = 0x0D
_MOST_COLUMNS: Final = 64
_LONGEST_ROW: Final = 64 * 1024 * 1024
_USUAL_PAGE: Final = 4096
_MAGIC: Final = b"SQLite format 3\x00"

Value: TypeAlias = int | bytes | str | None


class BrokenRowError(ValueError):
    """A row that does not add up."""


@immutable
class CarvedRow:
    """A row as it lies on a page: its row number and its columns, numbers of reals left out."""

    number: int
    values: tuple[Value, ...]


class Pages:
    """The pages of a file, read one at a time. ``size`` is the length of a page in bytes."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        header = self._file.read(100)
        self.size, reserved = _USUAL_PAGE, 0
        if header.startswith(_MAGIC) and len(header) == 100:  # Rubbish there says nothing.
            size = int.from_bytes(header[16:18], "big")
            size = 65536 if size == 1 else size
            if 512 <= size <= 65536 and not size & (size - 1):
                self.size, reserved = size, header[20]
        self.usable = self.size - reserved
        length = path.stat().st_size
        self.count = (length + self.size - 1) // self.size

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def page(self, number: int) -> bytes:
        """Return a page by its number from 1; the last one may be cut off."""
        if not 1 <= number <= self.count:
            raise BrokenRowError("a page is missing")
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)

    def rows(self) -> Iterator[CarvedRow]:
        """Yield every row of every table leaf that can be read, page by page."""
        for number in range(1, self.count + 1):
            page = self.page(number)
            start = 100 if number == 1 else 0
            if len(page) <= start + 8 or page[start] != _TABLE_LEAF:
                continue
            cells = int.from_bytes(page[start + 3 : start + 5], "big")
            for cell in range(min(cells, self.size // 4)):
                at = start + 8 + 2 * cell
                try:
                    yield self._cell(page, int.from_bytes(page[at : at + 2], "big"))
                except (BrokenRowError, IndexError):
                    continue

    def _cell(self, page: bytes, at: int) -> CarvedRow:
        if not 8 <= at < len(page):
            raise BrokenRowError("a cell lies outside its page")
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        if not 0 < length <= _LONGEST_ROW:
            raise BrokenRowError("a row has no sensible length")
        return CarvedRow(number, tuple(_record(self._payload(page, at, length))))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """Gather a row from its page and the overflow pages behind it (section 1.6)."""
        most = self.usable - 35
        if length <= most:
            return page[at : at + length]
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.usable - 4)
        local = local if local <= most else least
        parts = [page[at : at + local]]
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        left = length - local
        seen: set[int] = set()
        while left > 0:
            if following in seen:
                raise BrokenRowError("its pages run in a circle")
            seen.add(following)
            overflow = self.page(following)
            parts.append(overflow[4 : 4 + min(left, self.usable - 4)])
            left -= self.usable - 4
            following = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a variable-length integer; returns it with the place behind it."""
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    raise BrokenRowError("a number does not end")


_FIXED: Final = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
"""Bytes of the serial types of fixed length (section 2.1)."""


def _record(payload: bytes) -> Iterator[Value]:
    end, at = _varint(payload, 0)
    types: list[int] = []
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
    if at != end or len(types) > _MOST_COLUMNS:
        raise BrokenRowError("its header makes no sense")
    for kind in types:
        length = _FIXED.get(kind, (kind - 12) // 2)
        if length < 0 or at + length > len(payload):
            raise BrokenRowError("it is cut off")
        yield _value(kind, payload[at : at + length])
        at += length


def _value(kind: int, data: bytes) -> Value:
    if kind >= 12:
        if kind % 2 == 0:
            return data
        # A single damaged letter must not cost the whole text.
        return data.decode(errors="replace")
    if kind in {8, 9}:
        return kind - 8
    return None if kind in {0, 7} else int.from_bytes(data, "big", signed=True)
