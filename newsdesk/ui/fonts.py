"""The fonts: Inter for the interface, Source Serif 4 for the page.

Each file is read when a face of it is first wanted; four serve the first paint.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtGui import QFont, QFontDatabase

from newsdesk.ui.resources import resource

FontRole: TypeAlias = Literal["ui", "ui_strong", "small", "small_strong", "caption", "pane_title"]

SANS = "Inter"
SERIF = "Source Serif 4"

FIRST = (
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    "SourceSerif4-Regular.otf",
    "SourceSerif4-Bold.otf",
)
LATER = (
    "Inter-Medium.ttf",
    "Inter-Bold.ttf",
    "Inter-Italic.ttf",
    "Inter-BoldItalic.ttf",
    "SourceSerif4-It.otf",
    "SourceSerif4-BoldIt.otf",
    "SourceSerif4-Semibold.otf",
    "SourceSerif4-SemiboldIt.otf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSerifHebrew-Regular.ttf",
    "NotoSerifHebrew-Bold.ttf",
)
SERIF_FAMILIES = [SERIF, "Noto Naskh Arabic", "Noto Serif Hebrew", "serif"]
"""The families of the page, in the order in which they are asked for a letter."""

_ROLES: dict[FontRole, tuple[float, QFont.Weight]] = {
    "ui": (13, QFont.Weight.Normal),
    "ui_strong": (13, QFont.Weight.DemiBold),
    "small": (12, QFont.Weight.Normal),
    "small_strong": (12, QFont.Weight.DemiBold),
    "caption": (11, QFont.Weight.DemiBold),
    "pane_title": (15, QFont.Weight.DemiBold),
}


def load(names: tuple[str, ...]) -> tuple[str, ...]:
    """Make font files known to Qt; returns those that could not be read."""
    return tuple(
        name
        for name in names
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0
    )


def font(role: FontRole) -> QFont:
    """Return the interface's font for a role.

    Its figures are not made equally wide: Inter does the same to hyphens then, in every name.
    """
    size, weight = _ROLES[role]
    found = QFont(SANS)
    found.setPixelSize(round(size))
    found.setWeight(weight)
    return found


def page_font(size: float, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the page's serif in a size in pixels."""
    found = QFont()
    found.setFamilies(SERIF_FAMILIES)
    found.setPixelSize(round(size))
    found.setWeight(weight)
    return found
