"""A section's colour made readable: WCAG 2.2 wants a contrast of 4.5:1 for text (1.4.3)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")
PLAIN: Final = "#1d4f91"
"""The house's own colour, where a section has none."""

_WANTED: Final = 4.7  # A little more than 4.5: the soft ground of boxes is not quite white.


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance 0–1 of ``#RRGGBB`` (WCAG 2.2, definitions)."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = _channels(colour)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=256)
def readable(colour: str, ground: str) -> str:
    """Return the colour, darkened or lightened until text in it can be read on the ground.

    ``""`` where it is no ``#RRGGBB``.
    """
    if not _HEX.fullmatch(colour):
        return ""
    target = 0 if luminance(ground) > 0.3 else 255
    for step in range(21):
        share = step / 20
        mixed = tuple(round(one + (target - one) * share) for one in _channels(colour))
        tried = "#" + "".join(f"{one:02x}" for one in mixed)
        if contrast(tried, ground) >= _WANTED:
            return tried
    return ""
