"""Quotes, dashes, ellipsis and no-break spaces as a language has them, while one types.

Each is a step of undo of its own after the letter that was typed, so one Ctrl+Z gives that back.
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QTextCursor

from newsdesk.domain.values import immutable
from newsdesk.ui.editor.blocks import KEEP, one_step
from newsdesk.ui.editor.formats import MARKS, Kind, MarkBit, kind_of
from newsdesk.ui.editor.positions import units

NO_BREAK: Final = "\u00a0"
NARROW_NO_BREAK: Final = "\u202f"

TYPED: Final = frozenset("\"'ʼ-. :;!?")
"""The letters after which something may be set."""


@immutable
class House:
    """How a language sets its marks: outer and inner quotes, the dash between words."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    dash: str = " – "


_FRENCH: Final = (f"«{NARROW_NO_BREAK}", f"{NARROW_NO_BREAK}»")
_HOUSES: Final = {
    "en": House(),
    "en-US": House(dash="—"),
    "uk": House(("«", "»"), ("„", "“"), f"{NO_BREAK}— "),
    "ru": House(("«", "»"), ("„", "“"), f"{NO_BREAK}— "),
    "be": House(("«", "»"), ("„", "“"), f"{NO_BREAK}— "),
    "de": House(("„", "“"), ("‚", "‘")),
    "fr": House(_FRENCH, ("“", "”"), f"{NO_BREAK}– "),
    "pl": House(("„", "”"), ("«", "»")),
    "cs": House(("„", "“"), ("‚", "‘")),
    "es": House(("«", "»"), ("“", "”"), " — "),
    "it": House(("«", "»"), ("“", "”")),
    "pt": House(("“", "”"), ("‘", "’")),
    "nl": House(("‘", "’"), ("“", "”")),
    "sv": House(("”", "”"), ("’", "’")),
    "fi": House(("”", "”"), ("’", "’")),
    "da": House(("»", "«"), ("›", "‹")),
    "nb": House(("«", "»"), ("‘", "’")),
    "he": House(("”", "”"), ("’", "’")),
    "ar": House(("«", "»"), ("“", "”")),
}
"""Source: CLDR's delimiters, with the dashes of each language's usual style guides."""

_OPENS_AFTER: Final = re.compile(r"(?:^|[\s\u00a0\u202f(\[{/—–-]|[“‘«„‚])$")
_LETTER: Final = re.compile(r"[^\W_]$")
_ADDRESS: Final = re.compile(r"(?:\b(?:https?|mailto|tel)(?::\S*)?|\bwww\.\S*|\S@\S*)$")
"""An address up to the caret: its marks are letters like others."""


def house_of(language: str) -> House:
    """Return how a language (BCP 47) sets its marks."""
    base, _, region = language.partition("-")
    exact = f"{base.lower()}-{region.upper()}"
    return _HOUSES.get(exact) or _HOUSES.get(base.lower()) or House()


def change_for(before: str, typed: str, house: House) -> tuple[int, str] | None:
    """Return what a letter just typed makes: how many letters before the caret go, what comes.

    ``before`` is the text of the line up to the caret, the letter with it.
    """
    ahead = before[:-1]
    if typed not in '" ' and _ADDRESS.search(ahead):
        return None
    match typed:
        case '"':
            return 1, house.outer[0 if _OPENS_AFTER.search(ahead) else 1]
        case "'" | "ʼ":
            if _LETTER.search(ahead):
                return 1, "’"
            return 1, house.inner[0 if _OPENS_AFTER.search(ahead) else 1]
        case "-" if ahead.endswith("-") and ahead.strip("-"):
            return 2, "—" if house.dash.strip() == "—" else "–"
        case "." if ahead.endswith("..") and not ahead.endswith("..."):
            return 3, "…"
        case " " if ahead.endswith(" -") and ahead.strip(" -"):
            return 3, house.dash if house.dash != "—" else " — "
        case " " if re.search(r" [–—]$", ahead) and house.dash.startswith(NO_BREAK):
            return 3, f"{NO_BREAK}{ahead[-1]} "
        case ":" | ";" | "!" | "?" if house.outer == _FRENCH and _LETTER.search(ahead):
            return 1, f"{NARROW_NO_BREAK}{typed}"
        case _:
            return None


def after_typing(cursor: QTextCursor, typed: str, language: str) -> bool:
    """Set the mark just typed as the language has it, as a step of its own; says whether."""
    block = cursor.block()
    if kind_of(block) in {Kind.PREFORMATTED, Kind.CARD}:
        return False
    if cursor.charFormat().intProperty(MARKS) & MarkBit.CODE:
        return False
    before = block.text()[: cursor.positionInBlock()]
    if not block.text().isascii():
        units_before = block.text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        before = units_before.decode("utf-16-le", "replace")
    found = change_for(before, typed, house_of(language))
    if found is None or before[len(before) - found[0] :] == found[1]:
        return False
    count, text = found
    look = cursor.charFormat()
    with one_step(cursor):
        end = cursor.position()
        cursor.setPosition(end - units(before[len(before) - count :]))
        cursor.setPosition(end, KEEP)
        cursor.insertText(text, look)
    return True
