"""Makes the pictures that go out: cut, turned, scaled, in sRGB, with credit, without secrets."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# Pillow's own annotations name numpy's types, which are not installed.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from newsdesk.domain import cutting
from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.values import immutable
from newsdesk.media import xmp
from newsdesk.media.encoding import encoded
from newsdesk.media.metadata import PictureFacts
from newsdesk.media.upright import load_small, load_upright

if TYPE_CHECKING:
    from PIL import Image

ENCODER_VERSION: Final = 2
"""Rises whenever the same picture would come out in other bytes; caches are keyed by it."""

_XMP_CAPTION: Final = (
    2_000  # characters: what IIM allowed; a caption must not outweigh its picture
)

_OPTIONS: Final[Mapping[RenditionFormat, Mapping[str, Any]]] = {
    RenditionFormat.JPEG: {"format": "JPEG", "quality": 76, "progressive": True, "optimize": True},
    RenditionFormat.WEBP: {"format": "WEBP", "quality": 70, "method": 4},
    # One thread: pictures are made side by side already, and the bytes must not depend on it.
    RenditionFormat.AVIF: {"format": "AVIF", "quality": 55, "speed": 8, "max_threads": 1},
    RenditionFormat.PNG: {"format": "PNG", "optimize": True},
}

_DENSE_WIDTH: Final = 1000
"""Pixels from which a picture is mostly shown on dense screens, where it may be coarser: a phone
of 412 points at 2.6 pixels each takes the 1,200 wide one, and a page should weigh under 100 kB."""

_DENSE_QUALITY: Final[Mapping[RenditionFormat, int]] = {
    RenditionFormat.WEBP: 60,
    RenditionFormat.AVIF: 45,
}


@immutable
class Labels:
    """What is written into the files that go out. ``creator`` is the photographer."""

    caption: str = ""
    credit: str = ""
    creator: str = ""
    rights: str = ""
    terms: str = ""


_NO_LABELS: Final = Labels()


@immutable
class MadePicture:
    """A picture made: its bytes and true size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def _flatten(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _encode(picture: Image.Image, file_format: RenditionFormat, labels: Labels) -> bytes:
    from PIL import PngImagePlugin

    options = dict(_OPTIONS[file_format])
    if picture.width >= _DENSE_WIDTH and file_format in _DENSE_QUALITY:
        options["quality"] = _DENSE_QUALITY[file_format]
    packet = xmp.write(
        caption=labels.caption[:_XMP_CAPTION],
        credit=labels.credit[:_XMP_CAPTION],
        creator=labels.creator[:_XMP_CAPTION],
        rights=labels.rights[:_XMP_CAPTION],
        terms=labels.terms[:_XMP_CAPTION],
    )
    if file_format is RenditionFormat.PNG:
        if packet:
            text = PngImagePlugin.PngInfo()
            text.add_itxt("XML:com.adobe.xmp", packet.decode())
            options["pnginfo"] = text
    elif packet:
        options["xmp"] = packet
    if file_format is RenditionFormat.JPEG:
        picture = _flatten(picture)
    # Nothing of the source travels along by itself: no EXIF, profile, comment or serial number.
    picture.info.clear()
    return encoded(picture, **options)


def render(
    stream: BinaryIO, spec: RenditionSpec, *, asset: ImageAsset, labels: Labels = _NO_LABELS
) -> MadePicture:
    """Make one rendition of an asset from its bytes; see ``render_formats``."""
    return render_formats(stream, (spec,), asset=asset, labels=labels)[0]


def render_formats(
    stream: BinaryIO,
    specs: tuple[RenditionSpec, ...],
    *,
    asset: ImageAsset,
    labels: Labels = _NO_LABELS,
) -> tuple[MadePicture, ...]:
    """Make renditions that differ in their file format alone, decoding the picture once.

    Sizes are those of ``cutting.rendition_size``. The same input gives the same bytes.
    Raises InvalidInputError when the picture is damaged.
    """
    from PIL.Image import Resampling

    spec = specs[0]
    width, height = cutting.rendition_size(asset, spec)
    box = cutting.cut(asset, spec)
    upright = load_upright(stream, min(1.0, width / box.width))
    across, down = upright.width / asset.width, upright.height / asset.height
    inside = (
        max(0.0, box.left * across),
        max(0.0, box.top * down),
        min(float(upright.width), box.right * across),
        min(float(upright.height), box.bottom * down),
    )
    scaled = upright.resize((width, height), Resampling.LANCZOS, box=inside, reducing_gap=3.0)
    return tuple(
        MadePicture(
            _encode(scaled.copy(), wanted.file_format, labels),
            f"image/{wanted.file_format.value}",
            width,
            height,
        )
        for wanted in specs
    )


def thumbnail(stream: BinaryIO, *, size: int) -> MadePicture:
    """Make a picture for the interface, at most ``size`` pixels on its longer side.

    JPEG; PNG where the picture has see-through parts. Raises InvalidInputError when the picture
    is damaged.
    """
    return read_with_thumbnails(stream, sizes=(size,))[1][0]


def read_with_thumbnails(
    stream: BinaryIO, *, sizes: tuple[int, ...]
) -> tuple[PictureFacts, tuple[MadePicture, ...]]:
    """Return what a picture says of itself and small ones for the interface, in the order of
    ``sizes``; it is decoded once.
    """
    from PIL.Image import Resampling

    facts, upright = load_small(stream, 2 * max(sizes))
    made: dict[int, MadePicture] = {}
    for size in sorted(set(sizes), reverse=True):
        # Each from the next larger one: scaling down twice looks the same and is quicker.
        upright.thumbnail((size, size), Resampling.LANCZOS, reducing_gap=3.0)
        made[size] = _for_the_interface(upright)
    return facts, tuple(made[size] for size in sizes)


def _for_the_interface(picture: Image.Image) -> MadePicture:
    """Encode quickly; these never leave the machine, so a few bytes more do no harm."""
    see_through = picture.mode == "RGBA"
    plain = picture.copy()
    plain.info.clear()
    if see_through:
        data, media_type = encoded(plain, format="PNG", compress_level=1), "image/png"
    else:
        data, media_type = encoded(plain, format="JPEG", quality=82), "image/jpeg"
    return MadePicture(data, media_type, picture.width, picture.height)
