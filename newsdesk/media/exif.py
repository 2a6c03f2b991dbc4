"""EXIF (CIPA DC-008): orientation, author, date and whether the file tells where it was taken."""

from __future__ import annotations

from datetime import datetime
from struct import error as struct_error
from typing import TYPE_CHECKING, Final, cast

from newsdesk.domain.values import immutable
from newsdesk.media.dates import read_date
from newsdesk.media.guessing import guess
from newsdesk.media.opening import quiet

if TYPE_CHECKING:
    from PIL import Image

_DESCRIPTION: Final = 0x010E
_ORIENTATION: Final = 0x0112
_ARTIST: Final = 0x013B
_COPYRIGHT: Final = 0x8298
_DETAILS: Final = 0x8769
_GPS: Final = 0x8825
_TAKEN: Final = 0x9003
_COMMENT: Final = 0x9286
_TAKEN_OFFSET: Final = 0x9011
_WIDE: Final = (0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E)
"""Title, comment, author and keywords as Windows writes them beside the others, in UTF-16."""


@immutable
class ExifFacts:
    """What EXIF said; ``taken`` has no zone where the camera wrote none."""

    orientation: int = 1
    description: str = ""
    artist: str = ""
    copyright_notice: str = ""
    taken: datetime | None = None
    has_location: bool = False
    comment: str = ""
    title: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def artists(self) -> tuple[str, ...]:
        """The names in ``artist``, between which semicolons stand (MWG 2.0, 5.6)."""
        return _parts(self.artist)


def _text(value: object, *, parts: int = 1) -> str:
    """Return a tag's text; Pillow reads it as Latin-1 where cameras write UTF-8."""
    if isinstance(value, bytes):
        raw = value
    elif isinstance(value, str):
        raw = value.encode("latin-1", "replace")
    else:
        return ""
    # Copyright is "photographer NUL editor" (CIPA DC-008, 4.6.5); others end at the first NUL.
    pieces = [part.strip() for part in raw.split(b"\x00")[:parts]]
    raw = b"\n".join(part for part in pieces if part)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(guess(raw), "replace")


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for piece in text.split(";") if (part := piece.strip()))


def _wide(value: object) -> str:
    """Return the text of one of Windows' tags."""
    if isinstance(value, tuple):
        numbers = cast("tuple[object, ...]", value)
        value = bytes(one for one in numbers if isinstance(one, int) and 0 <= one < 256)
    if not isinstance(value, bytes):
        return ""
    return value.decode("utf-16-le", "replace").split("\x00")[0].strip()


def _sixteen(raw: bytes, order: str) -> str:
    """Read UTF-16 in the order of the file, or in the other one where that makes more sense."""
    other = "le" if order == "be" else "be"
    texts = [raw.decode(f"utf-16-{one}", "replace").strip("\x00 ") for one in (order, other)]
    if _is_utf8(raw):
        texts.append(raw.decode("utf-8").strip("\x00 "))
    return min(texts, key=_blocks)


def _blocks(text: str) -> int:
    """Return in how many scripts' blocks of 256 signs the letters of a text are; few is usual."""
    return len({ord(letter) >> 8 for letter in text if letter.isalpha()} | {0}) + text.count(
        "\ufffd"
    )


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return min(raw.rstrip(b"\x00 "), default=0) >= 9  # Halves of letters are often less.


def _comment(value: object, order: str) -> str:
    """Read UserComment: eight bytes name its character set (CIPA DC-008, 4.6.5)."""
    if not isinstance(value, bytes):
        return _text(value)
    charset, raw = value[:8], value[8:]
    if charset == b"UNICODE\x00":
        if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return raw.decode("utf-16", "replace").strip("\x00 ")
        return _sixteen(raw, order)
    if charset == b"JIS\x00\x00\x00\x00\x00":
        return raw.decode("iso2022_jp", "replace").strip("\x00 ")
    return _text(raw) if charset in {b"ASCII\x00\x00\x00", b"\x00" * 8} else _text(value)


def read(picture: Image.Image) -> ExifFacts:
    """Read an opened picture's EXIF; damaged tags are passed over."""
    try:
        with quiet():
            tags = picture.getexif()
            details = tags.get_ifd(_DETAILS)
            has_location = bool(tags.get_ifd(_GPS))
            orientation = tags.get(_ORIENTATION, 1)
            texts = [_text(tags.get(tag)) for tag in (_DESCRIPTION, _ARTIST)]
            copyright_notice = _text(tags.get(_COPYRIGHT), parts=2)
            wide = [_wide(tags.get(tag)) for tag in _WIDE]
    except (OSError, ValueError, TypeError, SyntaxError, LookupError, struct_error):
        return ExifFacts()
    offset = _text(details.get(_TAKEN_OFFSET))
    written = _text(details.get(_TAKEN))
    taken = read_date(written + offset) or read_date(written)
    order = "be" if tags.endian == ">" else "le"
    return ExifFacts(
        orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        texts[0],
        texts[1] or wide[2],
        copyright_notice,
        taken,
        has_location,
        _comment(details.get(_COMMENT), order) or wide[1],
        wide[0],
        _parts(wide[3]),
    )
