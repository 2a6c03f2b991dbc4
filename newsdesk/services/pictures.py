"""Pictures from outside: read, judged and measured before they meet the library."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.normal import normal_runs, normal_text
from newsdesk.domain.photo import ImageAsset, ImageKind
from newsdesk.domain.text import Run, Runs
from newsdesk.domain.values import immutable
from newsdesk.services.clock import local_zone

if TYPE_CHECKING:
    from newsdesk.media.metadata import PictureFacts

LARGEST = 200 * 1024 * 1024
"""Bytes of a picture file when nobody says otherwise (the setting ``images.largest``)."""

READY_SIZES = (320, 1280)
"""Small copies made while a picture is read, so that the library's thread need not decode it."""

_PIECE = 256 * 1024
_LONGEST_NAME = 200
_BREAKS = re.compile(r"\n\s*\n+")

Check = Callable[[], object]
"""Called between pieces of work; raises Cancelled when the reading shall stop."""


@immutable
class NewPicture:
    """A picture read from outside and not yet in the library.

    ``asset`` is filled in from the file's metadata, ``facts`` is all that the file said;
    ``source`` the file, or the bytes themselves; ``small`` are its small copies by size.
    """

    asset: ImageAsset
    facts: PictureFacts
    source: Path | bytes
    small: tuple[tuple[int, bytes], ...] = ()

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes in pieces, and make sure that they are still those that were read.

        Raises EnvironmentFailure when the file has gone or can no longer be read, and
        InvalidInputError when it was changed.
        """
        seen = hashlib.sha256()
        with _opened(self.source) as stream:
            while piece := stream.read(_PIECE):
                seen.update(piece)
                yield piece
        if seen.hexdigest() != self.asset.id:
            raise InvalidInputError(
                f"“{self.asset.original_name}” changed while it was read. Add it again."
            )


def read_picture(
    source: Path | bytes,
    name: str = "",
    *,
    largest: int = LARGEST,
    zone: str | None = None,
    check: Check | None = None,
) -> NewPicture:
    """Read a picture file or the bytes of one; needs no library, so any thread will do.

    ``name`` is what it is called where it comes from; the file's own name stands in. ``largest``
    bounds its bytes; ``zone`` (an IANA name, by default this machine's) is that of dates without
    one. What it is goes by its content, never by its name.

    Raises InvalidInputError with a sentence when it is no picture, too large or damaged, and
    EnvironmentFailure when the file cannot be read.
    """
    from newsdesk.media import renditions

    shown = _file_name(name or (source.name if isinstance(source, Path) else ""))
    zone = local_zone() if zone is None else zone
    with _named(shown), _opened(source) as stream:
        byte_count = stream.seek(0, io.SEEK_END)
        if byte_count > largest:
            raise InvalidInputError(
                f"It has {megabytes(byte_count)}; the limit is {megabytes(largest)}. Save a "
                "smaller copy, or raise the limit under Settings, Pictures."
            )
        stream.seek(0)
        watched = stream if check is None else cast("BinaryIO", _Watched(stream, check))
        facts, made = renditions.read_with_thumbnails(watched, sizes=READY_SIZES)
        stream.seek(0)
        digest = _digest(stream, check)
    small = tuple(zip(READY_SIZES, (one.data for one in made), strict=True))
    asset = asset_of(facts, image=ImageId(digest), name=shown, byte_count=byte_count, zone=zone)
    return NewPicture(asset, facts, source, small)


@immutable
class Pixels:
    """A decoded picture, upright, in sRGB: rows of four bytes a pixel, blue, green, red, alpha.

    The fourth byte means nothing unless it is ``see_through``.
    """

    width: int
    height: int
    see_through: bool
    data: bytes


CLOSE: Final = 3200
"""Pixels of the longer side that a picture has at least when it is looked at closely."""


def read_pixels(data: bytes) -> Pixels:
    """Decode a picture to look at closely: as it is, or a whole number of times smaller where it
    has ``2 * CLOSE`` pixels and more, so that it takes at most 160 MB.

    Raises InvalidInputError when it is damaged.
    """
    from newsdesk.media.upright import load_small

    _, picture = load_small(io.BytesIO(data), CLOSE)
    see_through = picture.mode == "RGBA"
    raw = picture.tobytes("raw", "BGRA" if see_through else "BGRX")
    return Pixels(picture.width, picture.height, see_through, raw)


def asset_of(
    facts: PictureFacts, *, image: ImageId, name: str, byte_count: int, zone: str
) -> ImageAsset:
    """Fill the fields of an asset in from what a file says about itself."""
    return ImageAsset(
        id=image,
        media_type=facts.media_type,
        width=facts.width,
        height=facts.height,
        byte_count=byte_count,
        original_name=name,
        title=_line(facts.headline or facts.title),
        caption=caption_of(facts.caption),
        alt_text=_line(facts.alt_text),
        credit=facts.credit,
        copyright_notice=facts.copyright_notice,
        usage_terms=facts.usage_terms,
        licence_url=facts.licence_url,
        supplier_reference=facts.supplier_reference,
        date_taken=facts.taken_at(zone),
        location=facts.location,
        city=facts.city,
        country=facts.country,
        people=facts.people,
        keywords=facts.keywords,
        special_instructions=facts.special_instructions,
        image_kind=_kind(facts.digital_source_type),
        digital_source_type=facts.digital_source_type,
    )


def caption_of(text: str) -> Runs:
    """Return a plain caption as runs; empty lines between its paragraphs become soft breaks."""
    return normal_runs((Run(_BREAKS.sub("\n", normal_text(text))),))


def megabytes(byte_count: int) -> str:
    """Return a size for people, as ``8.2 MB``."""
    million = 1024 * 1024
    if byte_count < million:
        return f"{max(1, round(byte_count / 1024)):,} kB"
    size = byte_count / million
    return f"{size:,.0f} MB" if size >= 100 or size == int(size) else f"{size:,.1f} MB"


def _line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _kind(source_type: str) -> ImageKind:
    """Read IPTC's digital source type (cv.iptc.org/newscodes/digitalsourcetype)."""
    term = source_type.rpartition("/")[2]
    if term.startswith("composite"):
        return ImageKind.COMPOSITE
    drawn = {"digitalArt", "digitalCreation", "trainedAlgorithmicMedia", "algorithmicMedia"}
    return ImageKind.ILLUSTRATION if term in drawn else ImageKind.PHOTO


def _file_name(name: str) -> str:
    """Return the last part of a name from any system, without what a name cannot hold."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    return normal_text(last).replace("\n", " ").strip()[:_LONGEST_NAME]


class _Watched(io.BufferedIOBase):
    """A stream that asks before each piece that is decoded whether anybody still wants it."""

    def __init__(self, stream: BinaryIO, check: Check) -> None:
        super().__init__()
        self._stream, self._check = stream, check

    def read(self, size: int | None = -1, /) -> bytes:
        self._check()
        return self._stream.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def fileno(self) -> int:
        return self._stream.fileno()  # TIFF's decoder reads by it and spares a copy of the file.

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


def _digest(stream: BinaryIO, check: Check | None) -> str:
    found = hashlib.sha256()
    while piece := stream.read(_PIECE):
        found.update(piece)
        if check is not None:
            check()
    return found.hexdigest()


@contextmanager
def _named(name: str) -> Generator[None]:
    """Put the name of the file before the sentence of an error."""
    try:
        yield
    except InvalidInputError as error:
        if not name:
            raise
        raise InvalidInputError(f"“{name}”: {error}", field=error.field) from error


@contextmanager
def _opened(source: Path | bytes) -> Generator[BinaryIO]:
    """Open a file or bytes; say in a sentence when the file cannot be read."""
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    if source.is_dir():
        raise InvalidInputError("This is a folder. Choose the pictures in it.")
    try:
        with source.open("rb") as stream:
            yield stream
    except OSError as error:
        raise EnvironmentFailure(
            f"“{source.name}” cannot be read ({error.strerror or 'unknown reason'}: {source}). "
            "Check that it is still there and that you may read it.",
            path=str(source),
        ) from error
