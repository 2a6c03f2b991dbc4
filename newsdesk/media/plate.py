"""Draws the plate of a section: its name in white on its colour, over quiet rings."""

# pyright: reportUnknownMemberType=false
# Pillow's own annotations name numpy's types, which are not installed.

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from newsdesk.domain.plate import PLATE_SIZE, Plate
from newsdesk.media.socialcard import face_for, is_right_to_left

_SIZES: Final = (116, 100, 86, 72, 60, 48)
_WIDEST: Final = 1000  # pixels: the middle square has them, a margin aside
_SMALL: Final = 40
_RINGS: Final = range(300, 2100, 130)
_FINE: Final = 2
"""Rings are drawn so many times larger, then shrunk: that smooths them."""


def draw_plate(plate: Plate, fonts: Path) -> bytes:
    """Draw a plate as PNG, 1,600 by 1,200 pixels: the same words give the same bytes."""
    from PIL import Image, ImageDraw

    width, height = PLATE_SIZE
    picture = Image.new("RGB", PLATE_SIZE, plate.colour)
    rings = Image.new("L", (width * _FINE, height * _FINE))
    pen = ImageDraw.Draw(rings)
    for radius in _RINGS:
        reach = radius * _FINE
        box = (-reach, height * _FINE * 1.05 - reach, reach, height * _FINE * 1.05 + reach)
        pen.ellipse(box, outline=34, width=5 * _FINE)
    picture.paste((255, 255, 255), mask=rings.resize(PLATE_SIZE, Image.Resampling.BOX))
    words, below = (plate.words, plate.paper) if plate.words else (plate.paper, "")
    pen = ImageDraw.Draw(picture)
    _centred(pen, words, fonts, _SIZES, height / 2 - (30 if below else 0))
    if below != words:
        _centred(pen, below, fonts, (_SMALL,), height / 2 + 72)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _centred(pen: object, text: str, fonts: Path, sizes: tuple[int, ...], middle: float) -> None:
    """Write a line in the middle, in the largest size that fits; cut where none does."""
    from PIL import ImageDraw

    assert isinstance(pen, ImageDraw.ImageDraw)
    face = face_for(text, fonts)
    if face is None or not text.strip():
        return
    words = " ".join(text.split())
    size = next((one for one in sizes if face.at(one).getlength(words) <= _WIDEST), sizes[-1])
    font = face.at(size)
    while words and font.getlength(words) > _WIDEST:
        words = words[:-1].rstrip()
    direction = ("rtl" if is_right_to_left(words) else "ltr") if face.shaped else None
    at = (PLATE_SIZE[0] / 2, middle)
    pen.text(at, words, fill="#ffffff", font=font, anchor="mm", direction=direction)
