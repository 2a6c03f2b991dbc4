"""Slugs: the last part of a story's or a profile's address.

A slug is lower-case ASCII letters and digits in words joined by single hyphens, as RFC 3986
needs no escaping for it. Names that Windows keeps for devices are never used, because a slug
becomes a folder's name in an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from newsdesk.domain.errors import InvalidInputError

LONGEST = 80
"""Characters of a slug."""

RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", "assets", "feed", "search", "404", "authors", "tags"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Names a story cannot have: devices on Windows, and places of the exported site."""

_WORD = re.compile(r"[a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_APOSTROPHES = re.compile("['’ʼʻ`´]")


def make(text: str, *, transliterate: Callable[[str], str], fallback: str = "story") -> str:
    """Make a slug of a headline or a name; ``fallback`` where no letter or digit is left."""
    ascii_text = _APOSTROPHES.sub("", transliterate(text[:1000]))
    words = _WORD.findall(ascii_text.lower())
    slug = _cut("-".join(words)) or fallback
    return f"{slug}-{fallback}" if slug in RESERVED else slug


def unique(slug: str, taken: Callable[[str], bool]) -> str:
    """Return the slug, or the first of ``slug-2``, ``slug-3`` … that is not taken."""
    number, candidate = 1, slug
    while taken(candidate):
        number += 1
        ending = f"-{number}"
        candidate = slug[: LONGEST - len(ending)].rstrip("-") + ending
    return candidate


def check(slug: str) -> None:
    """Raise InvalidInputError, with a sentence, when an editor's slug cannot be used."""
    if len(slug) > LONGEST:
        raise InvalidInputError(f"Use at most {LONGEST} characters.", field="slug")
    if not _SLUG.fullmatch(slug):
        raise InvalidInputError(
            "Use lower-case letters a–z, digits and single hyphens between words.", field="slug"
        )
    if slug in RESERVED:
        raise InvalidInputError(f"“{slug}” is a reserved name; add a word to it.", field="slug")


def _cut(slug: str) -> str:
    """Shorten at a hyphen where one is near, so that no word is cut in two."""
    if len(slug) <= LONGEST:
        return slug
    shortened = slug[:LONGEST]
    if slug[LONGEST] != "-":
        at = shortened.rfind("-")
        shortened = shortened[:at] if at > LONGEST // 2 else shortened
    return shortened.rstrip("-")
