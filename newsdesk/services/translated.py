"""Telling a translation that nobody declared: names and numbers cross languages in their order.

Two reports of one event share names, too, but tell them in another order. What was tried, and
how often it is right, stands in docs/related.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newsdesk.storage import textindex
from newsdesk.storage.folding import fold, words
from newsdesk.storage.library import Library

_BEGINNING = 5
"""Letters of a name that are compared: its endings change with the language."""
_SHORTEST = 3
_LEAST_SHARED = 8
_IN_ORDER = 0.65
"""Share of the names and numbers of both stories that stand in the same order."""
_SHARED_OF_ONE = 0.7
"""Share of the names and numbers of either story that the other one has."""
_LONGEST = 12_000
"""Characters of a story that are compared."""
_LOOKED_AT = 8
"""Stories in other languages that are looked at, those most alike first."""


def translations(
    library: Library, text: str, names: Sequence[str], others: Mapping[int, str]
) -> frozenset[int]:
    """Return those of some stories in other languages that tell the same in the same order.

    ``text`` is the folded text of the story asked for; ``others`` are the names of the others,
    one a line, by their row numbers, those most alike first.
    """
    if not others:
        return frozenset()
    own = _Marks(text, names)
    found = set[int]()
    for number in list(others)[:_LOOKED_AT]:
        theirs = others[number]
        told = _Marks(textindex.kept_columns(library, number)[2], theirs.split("\n"))
        if own.tells_the_same(told):
            found.add(number)
    return frozenset(found)


class _Marks:
    """The names and numbers of a story, as far as they look the same in every language."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        self.words = [_mark(word) for word in words(text[:_LONGEST])]
        in_names = {
            _mark(word) for name in names for word in words(fold(name)) if len(word) >= _SHORTEST
        }
        self.all = frozenset(self.words)
        self.told = {word for word in self.all if word in in_names or _is_number(word)}

    def tells_the_same(self, other: _Marks) -> bool:
        """Say whether both tell mostly the same names and numbers, in the same order."""
        # German writes every noun as others write names: what is a name in one of them counts.
        both = (self.told & other.all) | (other.told & self.all)
        if len(both) < _LEAST_SHARED:
            return False
        if len(both & self.told) < _SHARED_OF_ONE * len(self.told) and len(
            both & other.told
        ) < _SHARED_OF_ONE * len(other.told):
            return False
        one, two = self._only(both), other._only(both)
        return common_order(one, two) >= _IN_ORDER * max(len(one), len(two))

    def _only(self, wanted: set[str]) -> list[str]:
        return [word for word in self.words if word in wanted]


def common_order(one: Sequence[str], two: Sequence[str]) -> int:
    """Return the length of the longest sequence that both have, with gaps.

    Each word is one step on a row of bits (Hyyrö, "Bit-parallel LCS-length computation
    revisited", 2004).
    """
    places: dict[str, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    every = (1 << len(one)) - 1
    row = every
    for word in two:
        met = row & places.get(word, 0)
        row = (row + met | row - met) & every
    return len(one) - row.bit_count()


def _mark(word: str) -> str:
    return word if _is_number(word) else word[:_BEGINNING]


def _is_number(word: str) -> bool:
    return len(word) > 1 and any(character.isdigit() for character in word)
