"""Where picture files keep their XMP packet and their IIM block, format by format."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from newsdesk.media import iim

if TYPE_CHECKING:
    from PIL import Image

_PHOTOSHOP: Final = b"Photoshop 3.0\x00"
_EXTENSION: Final = b"http://ns.adobe.com/xmp/extension/\x00"
_GUID: Final = re.compile(rb"HasExtendedXMP.{0,200}?([0-9A-F]{32})", re.DOTALL)
_LIMIT: Final = 16 * 1024 * 1024
_TIFF_XMP, _TIFF_IIM, _TIFF_PHOTOSHOP = 700, 33723, 34377


def xmp_packets(picture: Image.Image) -> tuple[bytes, ...]:
    """Return the XMP packets of an opened picture, the main one first."""
    info: Mapping[Any, Any] = picture.info
    found = [
        info.get("xmp"),
        info.get("XML:com.adobe.xmp"),
        _raw_profile(info.get("Raw profile type xmp")),
        _tiff_tags(picture).get(_TIFF_XMP),
    ]
    packets = [raw for one in found if (raw := _bytes(one))]
    if packets and (extended := _extended(picture, packets[0])):
        packets.append(extended)
    return tuple(packets)


def iim_block(picture: Image.Image) -> bytes:
    """Return the IIM block of an opened picture, empty where it has none."""
    tags = _tiff_tags(picture)
    resources = (
        _segments(picture, _PHOTOSHOP),
        _bytes(tags.get(_TIFF_PHOTOSHOP)),
        _raw_profile(picture.info.get("Raw profile type 8bim")),
    )
    for raw in resources:
        if raw and (block := iim.photoshop_block(raw)):
            return block
    plain = _tiff_bytes(picture, tags.get(_TIFF_IIM)) or _raw_profile(
        picture.info.get("Raw profile type iptc")
    )
    # ImageMagick writes Photoshop's resources under the name of the block inside.
    return (iim.photoshop_block(plain) or plain) if plain.startswith(b"8BIM") else plain


def _bytes(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return value if isinstance(value, bytes) else b""


def _tiff_tags(picture: Image.Image) -> Mapping[int, Any]:
    """Return the tags of a TIFF file; other formats have none of their own."""
    if picture.format != "TIFF":
        return {}
    return cast("Mapping[int, Any]", getattr(picture, "tag_v2", {}))


def _tiff_bytes(picture: Image.Image, value: object) -> bytes:
    """Return the bytes of a tag; some writers declare them as numbers of four bytes each."""
    if not isinstance(value, tuple):
        return _bytes(value)
    numbers = cast("tuple[object, ...]", value)
    order = ">" if getattr(_tiff_tags(picture), "prefix", b"II") == b"MM" else "<"
    try:
        return struct.pack(f"{order}{len(numbers)}L", *numbers)
    except struct.error:
        return b""


def _segments(picture: Image.Image, mark: bytes) -> bytes:
    """Join what a JPEG file keeps in several segments of one kind."""
    kept = cast("list[tuple[str, bytes]]", getattr(picture, "applist", []))
    parts = [data[len(mark) :] for _, data in kept if data.startswith(mark)]
    return b"".join(parts) if sum(map(len, parts)) <= _LIMIT else b""


def _extended(picture: Image.Image, packet: bytes) -> bytes:
    """Join the extended packet of a JPEG file (XMP specification part 3, 1.1.3.1)."""
    found = _GUID.search(packet)
    if found is None:
        return b""
    kept = cast("list[tuple[str, bytes]]", getattr(picture, "applist", []))
    head = _EXTENSION + found.group(1)
    parts = sorted(
        (int.from_bytes(data[len(head) + 4 : len(head) + 8], "big"), data[len(head) + 8 :])
        for _, data in kept
        if data.startswith(head)
    )
    return b"".join(part for _, part in parts)


def _raw_profile(value: object) -> bytes:
    """Read ImageMagick's profiles in PNG texts: a name, a length, and hexadecimal digits."""
    if not isinstance(value, str) or len(value) > _LIMIT:
        return b""
    lines = value.strip().split("\n", 2)
    if len(lines) < 3 or not lines[1].strip().isdigit():
        return b""
    try:
        return bytes.fromhex(lines[2])[: int(lines[1])]
    except ValueError:
        return b""
