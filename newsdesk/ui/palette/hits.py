"""What the palette finds: rows and headings, and how well letters fit a title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from newsdesk.domain.values import immutable

SCATTERED: Final = 1000
"""The rank from which a query's letters stand apart in the title."""


@immutable
class Hit:
    """A row of the palette; a heading has nothing to run. ``matches`` are places in the title."""

    title: str
    icon: str = ""
    beside: str = ""
    keys: str = ""
    matches: frozenset[int] = frozenset()
    run: Callable[[], object] | None = None


def match_letters(text: str, query: str) -> tuple[int, frozenset[int]] | None:
    """Find a query's letters in a text, in order; returns a rank (less is better) and places.

    Whole words' beginnings come before letters inside words, and those before scattered ones.
    """
    folded, wanted = text.casefold(), query.casefold().strip()
    if not wanted or len(folded) != len(text):
        return (0, frozenset()) if not wanted else None
    at = folded.find(wanted)
    starts = [n for n in range(len(folded)) if n == 0 or not folded[n - 1].isalnum()]
    beginning = next((n for n in starts if folded.startswith(wanted, n)), -1)
    if beginning >= 0:
        return (beginning, frozenset(range(beginning, beginning + len(wanted))))
    if at >= 0:
        return (100 + at, frozenset(range(at, at + len(wanted))))
    places: list[int] = []
    for letter in wanted.replace(" ", ""):
        found = folded.find(letter, places[-1] + 1 if places else 0)
        if found < 0:
            return None
        places.append(found)
    spread = places[-1] - places[0]
    return (SCATTERED + spread, frozenset(places)) if spread < 4 * len(wanted) + 8 else None
