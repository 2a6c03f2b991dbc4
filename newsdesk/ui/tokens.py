"""The colours, sizes and type of the interface, as values: light and dark, nothing of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

ColourRole: TypeAlias = Literal[
    "window",
    "sidebar",
    "panel",
    "paper",
    "raised",
    "field",
    "line",
    "line2",
    "text",
    "text2",
    "text3",
    "call_out",
    "accent",
    "accent_fill",
    "on_accent",
    "selected",
    "selected_idle",
    "hover",
    "text_selection",
    "ok",
    "warn",
    "bad",
    "ok_ground",
    "warn_ground",
    "bad_ground",
    "note",
    "note_ground",
    "inserted",
    "inserted_ground",
    "removed",
    "removed_ground",
    "draft",
    "review",
    "legal",
    "ready",
    "scheduled",
    "published",
    "withheld",
    "spiked",
]
"""What a colour is for. The last eight are the dots of the states of a story."""

Palette: TypeAlias = Mapping[ColourRole, str]

LIGHT: Palette = {
    "window": "#F4F3F0",
    "sidebar": "#EFEDE9",
    "panel": "#F8F7F5",
    "paper": "#FFFFFF",
    "raised": "#FFFFFF",
    "field": "#FFFFFF",
    "line": "#E3E0DA",
    "line2": "#85807A",
    "text": "#1E1D1B",
    "text2": "#54514B",
    "text3": "#6B6760",
    "call_out": "#F4F3F0",
    "accent": "#1D5F8A",
    "accent_fill": "#1D5F8A",
    "on_accent": "#FFFFFF",
    "selected": "#DCE7EF",
    "selected_idle": "#E6E4DF",
    "hover": "#E9E7E2",
    "text_selection": "#CBDFEE",
    "ok": "#2A6B41",
    "warn": "#855400",
    "bad": "#B0281F",
    "ok_ground": "#E4F0E6",
    "warn_ground": "#FAEFD9",
    "bad_ground": "#FBE7E4",
    "note": "#74509A",
    "note_ground": "#F0EAF6",
    "inserted": "#155127",
    "inserted_ground": "#D9EEDD",
    "removed": "#8C1D16",
    "removed_ground": "#FADCD8",
    "draft": "#7B766F",
    "review": "#B3741B",
    "legal": "#8A5AA8",
    "ready": "#2E8B57",
    "scheduled": "#2C73A8",
    "published": "#2C73A8",
    "withheld": "#B0281F",
    "spiked": "#6B6760",
}

DARK: Palette = {
    "window": "#1C1C1A",
    "sidebar": "#191918",
    "panel": "#1F1F1D",
    "paper": "#242422",
    "raised": "#2D2D2A",
    "field": "#2A2A27",
    "line": "#363531",
    "line2": "#7F7B73",
    "text": "#ECEAE4",
    "text2": "#B8B4AB",
    "text3": "#9A968D",
    "call_out": "#2D2D2A",
    "accent": "#85BBE4",
    "accent_fill": "#2F76A8",
    "on_accent": "#FFFFFF",
    "selected": "#2B4152",
    "selected_idle": "#33322E",
    "hover": "#2C2B28",
    "text_selection": "#2F4F68",
    "ok": "#86C796",
    "warn": "#E0B364",
    "bad": "#F2958B",
    "ok_ground": "#24352A",
    "warn_ground": "#3A301D",
    "bad_ground": "#45221F",
    "note": "#BC9CDA",
    "note_ground": "#38303F",
    "inserted": "#B5E3BF",
    "inserted_ground": "#24422D",
    "removed": "#F7BDB6",
    "removed_ground": "#4F2623",
    "draft": "#A29D95",
    "review": "#CF9440",
    "legal": "#AD83C7",
    "ready": "#5DAE80",
    "scheduled": "#5A9FD0",
    "published": "#5A9FD0",
    "withheld": "#F2958B",
    "spiked": "#9A968D",
}

MENU_BAR = 32
TOOLBAR = 44
STATUS_LINE = 28
NAVIGATION_ROW = 28
STORY_ROW = 89
"""Height of a story in the list: 88 px and the hairline below it."""
THUMBNAIL = 56
FIELD = 32
BUTTON_SMALL = 28
RADIUS = 6
RAIL = 48
SIDEBAR = 184
SIDEBAR_LEAST = 160
LIST = 272
LIST_LEAST = 232
PAGE_LEAST = 480
INSPECTOR = 316
INSPECTOR_LEAST = 280
NARROW = 1200
"""Below this width of the window the list folds, then the inspector (all in pixels)."""
