"""The few CSS properties that carry meaning, read from style attributes and simple style sheets.

Everything else (fonts, colours, spacing) is dropped by not being read. Reading is linear in the
length of the text, whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any, Final, Literal, cast

from newsdesk.domain.values import immutable

_DECLARATION = re.compile(r"([A-Za-z-]{3,40})\s*:\s*([^;]{0,300})")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?")
_LIST = re.compile(r"(l\d+) level([1-9])")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|px|in|cm|mm|em|rem)?")
_POINTS: Final = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "em": 12.0}
_LONGEST_SHEET: Final = 1_000_000
_LONGEST_STYLE: Final = 4_000
_MOST_RULES: Final = 4_000
_BOLD_FROM: Final = 600


@immutable
class Style:
    """What an element's style says; ``None`` and ``""`` mean that it says nothing.

    ``list_level`` is Word's, from 1; ``list_name`` names Word's list. ``left`` (margin) and
    ``size`` (of the font) are in points.
    """

    bold: bool | None = None
    italic: bool | None = None
    underline: bool = False
    strike: bool = False
    vertical: Literal["", "super", "sub", "baseline"] = ""
    hidden: bool = False
    block: bool = False
    preserve: bool | None = None
    list_name: str = ""
    list_level: int = 0
    list_marker: bool = False
    office: str = ""
    left: float | None = None
    size: float = 0.0
    page_break: bool = False


NO_STYLE: Final = Style()


@lru_cache(maxsize=4096)
def read_style(text: str) -> Style:
    """Read the declarations of a style attribute or of a rule."""
    found: dict[str, object] = {}
    for match in _DECLARATION.finditer(text[:_LONGEST_STYLE]):
        name, value = match[1].lower(), " ".join(match[2].lower().split())
        read = _PROPERTIES.get(name)
        if read is not None:
            found.update(read(value))
    return Style(**cast("dict[str, Any]", found)) if found else NO_STYLE


def _weight(value: str) -> dict[str, object]:
    if value.startswith(("bold", "700", "600", "800", "900")):
        return {"bold": True}
    if value.startswith(("normal", "lighter")) or value[:3].isdigit():
        return {"bold": value[:3].isdigit() and int(value[:3]) >= _BOLD_FROM}
    return {}


def _slant(value: str) -> dict[str, object]:
    if value.startswith(("italic", "oblique")):
        return {"italic": True}
    return {"italic": False} if value.startswith("normal") else {}


def _font(value: str) -> dict[str, object]:
    words = value.split()
    found: dict[str, object] = {}
    if "bold" in words or "700" in words:
        found["bold"] = True
    if "italic" in words:
        found["italic"] = True
    return found


def _decoration(value: str) -> dict[str, object]:
    found: dict[str, object] = {}
    if "underline" in value:
        found["underline"] = True
    if "line-through" in value:
        found["strike"] = True
    return found


def _vertical(value: str) -> dict[str, object]:
    return {"vertical": value} if value in {"super", "sub", "baseline"} else {}


def _space(value: str) -> dict[str, object]:
    return {"preserve": value.startswith(("pre", "break-spaces"))}


def _list(value: str) -> dict[str, object]:
    if value == "ignore":
        return {"list_marker": True}
    match = _LIST.match(value)
    return {"list_name": match[1], "list_level": int(match[2])} if match else {}


def _points(value: str) -> float | None:
    match = _LENGTH.match(value)
    return float(match[1]) * _POINTS.get(match[2] or "px", 12.0) if match else None


def _left(value: str) -> dict[str, object]:
    points = _points(value)
    return {} if points is None else {"left": points}


def _margin(value: str) -> dict[str, object]:
    words = value.split()
    if not words:
        return {}
    return _left(words[3] if len(words) == 4 else words[1 if len(words) > 1 else 0])


def _display(value: str) -> dict[str, object]:
    return {"hidden": True} if value.startswith("none") else {"block": value.startswith("block")}


def _visibility(value: str) -> dict[str, object]:
    return {"hidden": True} if value in {"hidden", "all"} else {}


def _office(value: str) -> dict[str, object]:
    return {"office": value}


def _size(value: str) -> dict[str, object]:
    return {"size": _points(value) or 0.0}


def _break(value: str) -> dict[str, object]:
    return {"page_break": value in {"always", "page"}}


_PROPERTIES: Final[Mapping[str, Callable[[str], dict[str, object]]]] = {
    "font-weight": _weight,
    "font-style": _slant,
    "font": _font,
    "text-decoration": _decoration,
    "text-decoration-line": _decoration,
    "vertical-align": _vertical,
    "display": _display,
    "visibility": _visibility,
    "mso-hide": _visibility,
    "white-space": _space,
    "mso-list": _list,
    "mso-element": _office,
    "mso-special-character": _office,
    "margin": _margin,
    "margin-left": _left,
    "font-size": _size,
    "page-break-before": _break,
    "break-before": _break,
}


def joined(first: Style, second: Style) -> Style:
    """Return a style with what the second one says put over the first one."""
    if first is NO_STYLE:
        return second
    said: dict[str, Any] = {
        entry.name: value
        for entry in fields(Style)
        if (value := getattr(second, entry.name)) != getattr(NO_STYLE, entry.name)
    }
    return replace(first, **said)


@dataclass(slots=True)
class StyleSheet:
    """Rules for elements and classes. Others than ``p``, ``.name`` and ``p.name`` are not read."""

    _rules: dict[tuple[str, str], Style] = field(default_factory=dict[tuple[str, str], Style])
    bulleted: dict[tuple[str, int], bool] = field(default_factory=dict[tuple[str, int], bool])

    def read(self, text: str) -> None:
        """Add the rules of a style sheet."""
        text = text[:_LONGEST_SHEET].replace("<!--", "").replace("-->", "")
        for rule in _without_comments(text).split("}"):
            selectors, brace, declarations = rule.partition("{")
            if not brace or len(self._rules) >= _MOST_RULES:
                continue
            if "@list" in selectors:
                self._read_list(selectors, declarations)
                continue
            style = read_style(declarations)
            if style != NO_STYLE:
                self._add(selectors.split(","), style)

    def _add(self, selectors: Iterable[str], style: Style) -> None:
        for selector in selectors:
            match = _SELECTOR.fullmatch(selector.strip())
            if match and match[0]:
                key = (match[1] or "", match[2] or "")
                before = self._rules.get(key)
                self._rules[key] = joined(before, style) if before else style

    def _read_list(self, selectors: str, declarations: str) -> None:
        match = re.search(r"@list (l\d+):level([1-9])", selectors)
        if match:
            bullet = re.search(r"mso-level-number-format:\s*(bullet|image)", declarations)
            self.bulleted[match[1], int(match[2])] = bullet is not None

    def style_of(self, tag: str, classes: str) -> Style:
        """Return what the rules say about an element."""
        if not self._rules:
            return NO_STYLE
        found = self._rules.get((tag, ""), NO_STYLE)
        for name in classes.split()[:20]:
            for key in (("", name), (tag, name)):
                rule = self._rules.get(key)
                if rule is not None:
                    found = joined(found, rule)
        return found


def _without_comments(text: str) -> str:
    parts = text.split("/*")
    return parts[0] + "".join(part.partition("*/")[2] for part in parts[1:])
