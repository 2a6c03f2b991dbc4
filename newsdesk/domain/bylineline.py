"""The line readers see above a story, in the grammar of its language.

"By Ana Núñez and Bob Long in Kyiv. Photos by Olena Marchuk": the writers first, then each other
credit, every name a part of its own, so that pages can make it a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType

from newsdesk.domain.byline import BylineRow, CreditRole
from newsdesk.domain.bylinewords import Words, words_for
from newsdesk.domain.values import immutable

_BETWEEN_CREDITS = ". "
_ORDER = (
    CreditRole.WRITER,
    CreditRole.INTERVIEW,
    CreditRole.REPORTING,
    CreditRole.ADDITIONAL_REPORTING,
    CreditRole.PHOTOS,
    CreditRole.TRANSLATION,
    CreditRole.EDITING,
)
_SPANISH_E = re.compile(r"(?:i|í|hi(?![aeáé])|y(?![aeiouáéíóú]))", re.IGNORECASE)
_ITALIAN_ED = re.compile("[eèé]", re.IGNORECASE)
_UKRAINIAN_TA = re.compile("[іїйєюя]", re.IGNORECASE)
_HEBREW = re.compile("[\u0590-\u05ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")


@immutable
class NamedRow:
    """A row of a byline and the name it shows."""

    row: BylineRow
    name: str


@immutable
class LinePart:
    """A stretch of the line; ``row`` is set where the text is that row's name."""

    text: str
    row: BylineRow | None = None


def byline_line(rows: tuple[NamedRow, ...], language: str) -> tuple[LinePart, ...]:
    """Return the line in parts; rows without a name are left out, no rows give no parts."""
    words = words_for(language)
    joiner = _joiner(language, words)
    parts: list[LinePart] = []
    for role in _ORDER:
        named = tuple(row for row in rows if row.name and row.row.credit_role is role)
        if not named:
            continue
        if parts:
            parts.append(LinePart(_BETWEEN_CREDITS))
        label = _label(words, role)
        if label:
            parts.append(LinePart(label if label.endswith("：") else f"{label} "))
        parts.extend(_names(named, words, joiner))
    return _joined(parts)


def line_text(rows: tuple[NamedRow, ...], language: str) -> str:
    """Return the line as plain text."""
    return "".join(part.text for part in byline_line(rows, language))


def _label(words: Words, role: CreditRole) -> str:
    return {
        CreditRole.WRITER: words.by,
        CreditRole.REPORTING: words.reporting,
        CreditRole.ADDITIONAL_REPORTING: words.additional_reporting,
        CreditRole.EDITING: words.editing,
        CreditRole.PHOTOS: words.photos,
        CreditRole.TRANSLATION: words.translation,
        CreditRole.INTERVIEW: words.interview,
    }[role]


def _names(
    named: tuple[NamedRow, ...], words: Words, joiner: Callable[[str], str]
) -> Iterator[LinePart]:
    """Yield names and what stands between them; a place shared by all is said once, at the end."""
    places = [_place(entry.row.place, words) for entry in named]
    shared = len(set(places)) == 1
    for at, entry in enumerate(named):
        last = at == len(named) - 1
        if at:
            yield LinePart(joiner(entry.name) if last else words.comma)
        yield LinePart(entry.name, entry.row)
        if places[at] and (last or not shared):
            yield LinePart(places[at])


def _place(place: str, words: Words) -> str:
    """Return what follows a name: words as they were typed, a bare town with its preposition.

    Words that begin small ("in Kyiv", "у Києві") are typed as they are to stand; scripts without
    capitals are taken as typed too.
    """
    place = place.strip()
    if not place:
        return ""
    if not place[0].isupper():
        return f" {place}"
    return f" {words.place} {place}" if words.place else f", {place}"


def _joiner(language: str, words: Words) -> Callable[[str], str]:
    """Return what joins the last name to those before it; a few languages look at its sound."""
    base = language.replace("_", "-").lower().split("-")[0]
    if base in _SOUNDS:
        pattern, before = _SOUNDS[base]
        return lambda name: before if pattern.match(name) else words.conjunction
    if base == "he":  # The letter vav is written on to a Hebrew name, with a hyphen to others.
        return lambda name: words.conjunction + ("" if _HEBREW.match(name) else "-")
    if base == "ar":  # Waw is written on to an Arabic name and stands off from others.
        return lambda name: words.conjunction + ("" if _ARABIC.match(name) else " ")
    return lambda _name: words.conjunction


_SOUNDS = MappingProxyType(
    {
        "es": (_SPANISH_E, " e "),
        "it": (_ITALIAN_ED, " ed "),
        "uk": (_UKRAINIAN_TA, " та "),
    }
)
"""Languages whose "and" changes before some sounds, with the other word."""


def _joined(parts: list[LinePart]) -> tuple[LinePart, ...]:
    """Join neighbouring parts that are no names, so that equal lines are equal values."""
    joined: list[LinePart] = []
    for part in parts:
        if part.row is None and joined and joined[-1].row is None:
            joined[-1] = LinePart(joined[-1].text + part.text)
        else:
            joined.append(part)
    return tuple(joined)
