"""Decoded pictures as eyes want them: upright, in sRGB, no larger than they will be used."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# Pillow's own annotations name numpy's types, which are not installed.

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, Final

from newsdesk.media.metadata import PictureFacts, facts_of
from newsdesk.media.opening import decode, open_picture, quiet

if TYPE_CHECKING:
    from PIL import Image

_ALPHA_MODES: Final = frozenset({"RGBA", "LA", "La", "RGBa", "PA"})
_WITH_PROFILE: Final = frozenset({"RGB", "CMYK", "L", "RGBA"})


def load_upright(stream: BinaryIO, scale: float) -> Image.Image:
    """Decode a picture upright in sRGB, at ``scale`` (0–1) of its size or somewhat larger.

    Raises InvalidInputError when it is none or damaged.
    """
    with open_picture(stream) as picture:
        orientation = facts_of(picture).orientation
        _draft(picture, scale)
        decode(picture)
        with quiet():
            return _turn(_to_srgb(picture), orientation)


def load_small(stream: BinaryIO, longest: int) -> tuple[PictureFacts, Image.Image]:
    """Read a picture once: what it says of itself, and its pixels, upright in sRGB.

    They are all decoded, so that damage shows, but their colours are converted only after the
    longer side was brought down to less than twice ``longest`` pixels, which is many times
    quicker for a large one. Raises InvalidInputError when it is none or damaged.
    """
    with open_picture(stream) as picture:
        if picture.format == "PNG":
            # Texts may stand behind the pixels: asking for them first would decode twice.
            decode(picture)
            facts = facts_of(picture)
        else:
            facts = facts_of(picture)
            _draft(picture, min(1.0, longest / max(picture.size)))
            decode(picture)
        with quiet():
            small = _reduced(picture, max(picture.size) // longest)
            return facts, _turn(_to_srgb(small), facts.orientation)


def _draft(picture: Image.Image, scale: float) -> None:
    """Have a JPEG file decoded at an eighth, a quarter or half of its size where that will do."""
    if scale < 1:
        width, height = picture.size
        picture.draft(None, (max(1, int(width * scale)), max(1, int(height * scale))))


def _reduced(picture: Image.Image, factor: int) -> Image.Image:
    """Return a picture a whole number of times smaller, each pixel the mean of those it covers."""
    if factor < 2:
        return picture
    if picture.mode == "P":
        picture = _without_palette(picture)
    elif picture.mode == "1":
        picture = picture.convert("L")
    elif picture.mode.startswith("I;"):
        picture = picture.convert("I")
    return picture.reduce(factor)


def _without_palette(picture: Image.Image) -> Image.Image:
    return picture.convert("RGBA" if "transparency" in picture.info else "RGB")


def _to_srgb(picture: Image.Image) -> Image.Image:
    """Convert to RGB or RGBA in sRGB, through the file's own colour profile where it has one."""
    from PIL import ImageCms

    if picture.mode == "P":
        picture = _without_palette(picture)
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits a pixel; eight go out.
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    target = "RGBA" if picture.mode in _ALPHA_MODES else "RGB"
    profile = picture.info.get("icc_profile")
    if isinstance(profile, bytes) and profile and picture.mode in _WITH_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=target
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # A damaged profile says nothing; the numbers are taken as sRGB.
        if converted is not None:
            return converted
    return picture if picture.mode == target else picture.convert(target)


def _turn(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn and mirror upright, by EXIF's eight cases."""
    from PIL.Image import Transpose

    moves = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(moves[orientation]) if orientation in moves else picture
