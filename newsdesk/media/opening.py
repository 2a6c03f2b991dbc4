"""Opens pictures from outside: known formats only, bounded in bytes and pixels, never trusted."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Final

from newsdesk.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from PIL import Image

PIXEL_LIMIT: Final = 105_000_000
"""Pixels of the largest picture that is decoded; the largest cameras at work make 102 million."""

PNG_PIXEL_LIMIT: Final = 50_000_000
"""Pixels of the largest PNG picture; its format unpacks one row after the other, each from the
one above."""

WHOLE_PIXEL_LIMIT: Final = 46_000_000
"""Pixels of the largest WebP, AVIF or GIF picture: these are decoded whole and several times
over, 0.9 GB for 50 million pixels of WebP."""

_LIMITS: Final = {
    "PNG": PNG_PIXEL_LIMIT,
    "WEBP": WHOLE_PIXEL_LIMIT,
    "AVIF": WHOLE_PIXEL_LIMIT,
    "GIF": WHOLE_PIXEL_LIMIT,
}
"""What is decoded within two seconds on a small machine, by Pillow's names of the formats."""

SIDE_LIMIT: Final = 65_500
"""Pixels of the longest side; JPEG knows no longer one."""

BYTE_LIMIT: Final = 2000 * 1024 * 1024
"""Bytes of the largest picture file that is opened, whatever the setting allows."""

FORMATS: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "TIFF": "image/tiff",
    "GIF": "image/gif",
}
"""Pillow's names of the formats a newsroom is sent, with their media types."""

_OPENERS: Final = tuple(name for name in FORMATS if name != "MPO")  # JPEG's opener finds MPO.

_PLUGINS: Final = ("Avif", "Gif", "Jpeg", "Mpo", "Png", "Tiff", "WebP")
_ACCEPTED: Final = "Use a JPEG, PNG, WebP, AVIF, TIFF or GIF file."


class _Hush:
    """Warnings off while anybody wants them off. The filters belong to the whole process, so the
    first to come sets them and the last to go puts them back; nobody waits for the other.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._kept = warnings.catch_warnings()

    def enter(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._kept = warnings.catch_warnings()
                self._kept.__enter__()
                warnings.simplefilter("ignore")
            self._inside += 1

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                self._kept.__exit__(None, None, None)


_hush = _Hush()


@contextmanager
def quiet() -> Generator[None]:
    """Keep Pillow's warnings about damaged files from leaking; several threads at a time may."""
    _hush.enter()
    try:
        yield
    finally:
        _hush.leave()


def _refuse_by_first_bytes(stream: BinaryIO) -> None:
    """Raise InvalidInputError with a sentence of its own for formats that are often tried."""
    head = stream.read(512)
    length = stream.seek(0, 2)
    stream.seek(0)
    if length == 0:
        raise InvalidInputError("The picture file is empty. Ask for it again.")
    if length > BYTE_LIMIT:
        megabytes = BYTE_LIMIT // (1024 * 1024)
        raise InvalidInputError(f"The picture file is over {megabytes} MB. Save a smaller copy.")
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        raise InvalidInputError(
            "SVG drawings can carry programs and are not taken in. Save it as PNG."
        )
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        raise InvalidInputError("HEIC pictures cannot be read. Save it as JPEG.")


def _prepare() -> None:
    """Load the plugins of the formats we take in, and no other."""
    from PIL import Image

    for plugin in _PLUGINS:
        import_module(f"PIL.{plugin}ImagePlugin")

    # Our own limit, checked right after the header is read, refuses sooner than Pillow's and
    # with a sentence; Pillow's would warn first, and a warning is no answer to a person.
    Image.MAX_IMAGE_PIXELS = None


def open_picture(stream: BinaryIO) -> Image.Image:
    """Read the header of a picture; no pixel is decoded yet. The stream stays the caller's.

    Raises InvalidInputError for anything that is no picture, or too large a one.
    """
    _prepare()
    from PIL import Image

    _refuse_by_first_bytes(stream)
    try:
        with quiet():
            picture = Image.open(stream, formats=_OPENERS)
    except (OSError, ValueError, TypeError, SyntaxError, ArithmeticError, LookupError) as error:
        raise InvalidInputError(
            f"This file is no picture that can be read. {_ACCEPTED}"
        ) from error
    except (RuntimeError, MemoryError, NotImplementedError) as error:
        raise InvalidInputError(f"This picture is damaged. {_ACCEPTED}") from error
    width, height = picture.size
    if width < 1 or height < 1:
        raise InvalidInputError("This picture has no pixels. Ask for it again.")
    limit = _LIMITS.get(picture.format or "", PIXEL_LIMIT)
    if width * height > limit or max(width, height) > SIDE_LIMIT:
        millions = limit // 1_000_000
        raise InvalidInputError(
            f"This picture claims {width:,} × {height:,} pixels; the limit is {millions} million "
            "in all. Save a smaller copy."
        )
    return picture


def decode(picture: Image.Image) -> None:
    """Decode the pixels of an opened picture.

    Raises InvalidInputError when they are damaged or end too soon.
    """
    from PIL import UnidentifiedImageError

    try:
        with quiet():
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, TypeError, SyntaxError) as error:
        raise InvalidInputError(
            "The pixels of this picture are damaged or end too soon. Ask for it again."
        ) from error
    except (ArithmeticError, LookupError, RuntimeError, MemoryError) as error:
        raise InvalidInputError("The pixels of this picture are damaged. Ask again.") from error
