"""Sheets of paper, and which one a country prints on."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

_LETTER: Final = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)
"""Where CLDR's paperSize is US-Letter."""


class Paper(StrEnum):
    """A sheet; the value is how style sheets name it (CSS Paged Media, ``size``)."""

    A4 = "A4"
    LETTER = "letter"


MARGINS: Final = (18, 16)
"""Millimetres left free at the sides, and at top and bottom."""


def paper_of(language: str) -> Paper:
    """Return what is printed on where a language tag says; A4 where it names no region."""
    regions = [
        part.upper() for part in language.replace("_", "-").split("-")[1:] if len(part) == 2
    ]
    return Paper.LETTER if regions and regions[0] in _LETTER else Paper.A4


def chosen_paper(choice: str, language: str) -> Paper:
    """Return the paper that was chosen by its name, else the language's."""
    return next((one for one in Paper if one.value.lower() == choice.lower()), paper_of(language))
