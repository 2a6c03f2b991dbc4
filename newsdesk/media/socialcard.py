"""Draws the card that networks show for a story without a photograph: words on a quiet ground.

Letters come from the fonts that Newsdesk brings, never from the machine's. Arabic and Hebrew need
Raqm and FriBiDi to be joined and ordered; where Pillow has none, or the fonts lack a letter, that
text is left out: a card with the paper's colour alone is better than a garbled headline.
"""

# pyright: reportUnknownMemberType=false
# Pillow's own annotations name numpy's types, which are not installed.

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsdesk.domain.dispatch import CARD_SIZE, SocialCard
from newsdesk.domain.values import immutable
from newsdesk.media.encoding import encoded

if TYPE_CHECKING:
    from PIL import ImageDraw
    from PIL.ImageFont import FreeTypeFont

CARD_VERSION: Final = 1
"""Rises whenever the same card would come out in other bytes; caches are keyed by it."""

_GROUND: Final = "#ffffff"
_INK: Final = "#17191c"
_QUIET: Final = "#565b63"
_MARGIN: Final = 80
_BAR: Final = 20
_LINE: Final = 1.18
_SIZES: Final = (76, 68, 60, 54, 48, 42)
"""Pixels of the headline's letters, the largest that fits in the lines there are."""

_ROOM: Final = 330
"""Pixels there are for the headline's lines, one above the other."""

_MOST_LINES: Final = 5
_SMALL: Final = 34
_FACES: Final = (
    "SourceSerif4-Bold.otf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSerifHebrew-Bold.ttf",
    "Inter-SemiBold.ttf",
)
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


@immutable
class Face:
    """A font file, with how its letters are put in order."""

    path: Path
    shaped: bool

    def at(self, size: int) -> FreeTypeFont:
        """The font at a size in pixels."""
        return _font(self.path, size, shaped=self.shaped)

    def has(self, letter: str) -> bool:
        """Whether the font draws a letter itself and not the box for missing ones."""
        return _drawn(self.path, letter) != _drawn(self.path, "\ufffe")


@lru_cache(maxsize=64)
def _font(path: Path, size: int, *, shaped: bool) -> FreeTypeFont:
    from PIL import ImageFont

    layout = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(path), size, layout_engine=layout)


@lru_cache(maxsize=512)
def _drawn(path: Path, letter: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (48, 48))
    font = _font(path, 24, shaped=False)
    ImageDraw.Draw(picture).text((12, 6), letter, fill=255, font=font)
    return picture.tobytes()


@lru_cache(maxsize=1)
def _can_shape() -> bool:
    from PIL import features

    return bool(features.check("raqm") and features.check("fribidi"))


def is_right_to_left(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def face_for(text: str, fonts: Path) -> Face | None:
    """Return the first font with every letter of a text; ``None`` where none has."""
    shaped = is_right_to_left(text)
    if shaped and not _can_shape():
        return None
    letters = {one for one in text if not one.isspace() and unicodedata.category(one)[0] != "C"}
    for name in _FACES:
        face = Face(fonts / name, shaped)
        if all(face.has(letter) for letter in letters):
            return face
    return None


def _wrap(words: list[str], font: FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _fitted(text: str, face: Face, width: int) -> tuple[FreeTypeFont, list[str]]:
    """Break a headline into lines at the largest size that holds it, else cut its end."""
    words = text.split()
    for size in _SIZES:
        font = face.at(size)
        lines = _wrap(words, font, width)
        if len(lines) * size * _LINE <= _ROOM and all(
            font.getlength(line) <= width for line in lines
        ):
            return font, lines
    font = face.at(_SIZES[-1])
    kept = _wrap(words, font, width)[:_MOST_LINES]
    last = kept[-1] if kept else ""
    while last and font.getlength(f"{last}…") > width:
        last = last[:-1].rstrip()
    return font, [*kept[:-1], f"{last}…"]


def draw(card: SocialCard, fonts: Path) -> bytes:
    """Draw a card as JPEG, 1,200 by 630 pixels: the same words give the same bytes."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", CARD_SIZE, _GROUND)
    pen = ImageDraw.Draw(picture)
    width, height = CARD_SIZE
    pen.rectangle((0, 0, width, _BAR), fill=card.colour)
    right = is_right_to_left(card.headline)
    top = _MARGIN + _BAR
    if card.section:
        _write(pen, card.section, fonts, at=top, right=right, colour=card.colour)
    if (face := face_for(card.headline, fonts)) is not None and card.headline.strip():
        font, lines = _fitted(card.headline, face, width - 2 * _MARGIN)
        step = font.size * _LINE
        at = top + _SMALL * 2
        for line in lines:
            _line(pen, line, font, at=at, right=right, colour=_INK, shaped=face.shaped)
            at += step
    if card.paper:
        _write(pen, card.paper, fonts, at=height - _MARGIN - _SMALL, right=right, colour=_QUIET)
    return encoded(picture, format="JPEG", quality=88, optimize=True, progressive=True)


def _write(
    pen: ImageDraw.ImageDraw, text: str, fonts: Path, *, at: float, right: bool, colour: str
) -> None:
    face = face_for(text, fonts)
    if face is None:
        return
    font = face.at(_SMALL)
    words = text
    while words and font.getlength(words) > CARD_SIZE[0] - 2 * _MARGIN:
        words = words[:-1]
    _line(pen, words, font, at=at, right=right, colour=colour, shaped=face.shaped)


def _line(
    pen: ImageDraw.ImageDraw,
    text: str,
    font: FreeTypeFont,
    *,
    at: float,
    right: bool,
    colour: str,
    shaped: bool,
) -> None:
    left = CARD_SIZE[0] - _MARGIN - font.getlength(text) if right else _MARGIN
    direction = ("rtl" if is_right_to_left(text) else "ltr") if shaped else None
    pen.text((round(left), round(at)), text, fill=colour, font=font, direction=direction)
