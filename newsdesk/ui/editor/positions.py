"""Positions: Qt counts UTF-16 code units, Python code points. Every crossing is made here."""

from __future__ import annotations


def units(text: str) -> int:
    """How many UTF-16 code units a text has: one a character, two beyond the first plane."""
    # Painting asks this for every underlined word, so it is left to the codec.
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def unit_of(text: str, index: int) -> int:
    """The UTF-16 offset of the character at an index of a text."""
    return units(text[:index])


def index_of(text: str, unit: int) -> int:
    """The index of the character that a UTF-16 offset falls on or into."""
    if text.isascii():
        return min(unit, len(text))
    passed = 0
    for index, character in enumerate(text):
        passed += 2 if character > "\uffff" else 1
        if passed > unit:
            return index
    return len(text)
