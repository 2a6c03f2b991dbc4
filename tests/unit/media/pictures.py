"""Pictures made by code, with the metadata a test asks for."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterable

from PIL import Image

from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Crop, ImageAsset


def drawn(width: int = 240, height: int = 160, mode: str = "RGB") -> Image.Image:
    """Four coloured quarters: red, green above blue, white."""
    picture = Image.new("RGB", (width, height), (255, 255, 255))
    picture.paste((220, 20, 20), (0, 0, width // 2, height // 2))
    picture.paste((20, 180, 20), (width // 2, 0, width, height // 2))
    picture.paste((20, 20, 220), (0, height // 2, width // 2, height))
    return picture.convert(mode)


def jpeg(
    picture: Image.Image | None = None,
    *,
    xmp: str = "",
    iim: bytes = b"",
    exif: Image.Exif | None = None,
    icc: bytes = b"",
) -> bytes:
    out = io.BytesIO()
    options: dict[str, object] = {"quality": 95, "subsampling": 0}
    if xmp:
        options["xmp"] = xmp.encode()
    if exif is not None:
        options["exif"] = exif
    if icc:
        options["icc_profile"] = icc
    (picture or drawn()).save(out, "JPEG", **options)
    data = out.getvalue()
    if not iim:
        return data
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iim)) + iim + b"\x00" * (len(iim) & 1)
    segment = b"Photoshop 3.0\x00" + block
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def iim_block(values: Iterable[tuple[int, bytes]], *, utf8: bool = False) -> bytes:
    block = b"\x1c\x01\x5a\x00\x03\x1b%G" if utf8 else b""
    for number, value in values:
        block += b"\x1c\x02" + bytes((number,)) + struct.pack(">H", len(value)) + value
    return block


def packet(properties: str) -> str:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        f"{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def asset(data: bytes, width: int, height: int, *, crops: tuple[Crop, ...] = ()) -> ImageAsset:
    return ImageAsset(
        id=ImageId(hashlib.sha256(data).hexdigest()),
        media_type="image/jpeg",
        width=width,
        height=height,
        byte_count=len(data),
        crops=crops,
    )
