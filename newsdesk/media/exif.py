"""EXIF (CIPA DC-008): orientation, author, date and whether the file tells where it was taken."""

from __future__ import annotations

from datetime import datetime
from struct import error as struct_error
from typing import TYPE_CHECKING, Final

from newsdesk.domain.values import immutable
from newsdesk.media.dates import read_date
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
        return raw.decode("latin-1")


def _comment(value: object, order: str) -> str:
    """Read UserComment: eight bytes name its character set (CIPA DC-008, 4.6.5)."""
    if not isinstance(value, bytes):
        return _text(value)
    charset, raw = value[:8], value[8:]
    if charset == b"UNICODE\x00":
        if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return raw.decode("utf-16", "replace").strip("\x00 ")
        return raw.decode(f"utf-16-{order}", "replace").strip("\x00 ")
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
    except (OSError, ValueError, TypeError, SyntaxError, LookupError, struct_error):
        return ExifFacts()
    offset = _text(details.get(_TAKEN_OFFSET))
    written = _text(details.get(_TAKEN))
    taken = read_date(written + offset) or read_date(written)
    order = "be" if tags.endian == ">" else "le"
    return ExifFacts(
        orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        texts[0],
        texts[1],
        copyright_notice,
        taken,
        has_location,
        _comment(details.get(_COMMENT), order),
    )
