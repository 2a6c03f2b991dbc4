"""Stories that are about the same thing as another, found by their strongest words.

Three steps, each on fewer stories: the postings of the strongest words, of each word only those
it weighs most in; then whole vectors compared by their cosine; then the best few of these stand
for the subject, and what is like them too moves up ("pseudo-relevance feedback").
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newsdesk.domain.values import immutable
from newsdesk.storage.library import Library
from newsdesk.storage.strongwords import POSTED, WEIGHTS, Vector, unpack

_OF_EACH_WORD = 200
"""Postings read of a word: those it weighs most in, the newest of equal ones first."""
_COMPARED = 60
"""Stories whose whole vectors are compared."""
_LEADERS = 3
_LEADERS_COUNT = 0.3


@immutable
class Neighbour:
    """A story by its row number. ``likeness`` is the cosine with the story asked for, ``score``
    has what the best neighbours say added to it; both from 0 to 1. ``weights`` are its terms,
    ``names`` its names, one a line.
    """

    number: int
    likeness: float
    score: float
    weights: Mapping[int, float]
    names: str

    def shared(self, with_weights: Mapping[int, float]) -> tuple[int, ...]:
        """Return the terms shared with another story, those that count most first."""
        theirs = self.weights
        both = {
            word: with_weights[word] * theirs[word] for word in with_weights.keys() & theirs.keys()
        }
        return tuple(sorted(both, key=lambda word: -both[word]))


@immutable
class _Compared:
    weights: dict[int, float]
    likeness: float
    names: str


def vector_of(library: Library, row: int) -> tuple[Vector, str]:
    """Return a story's vector and names; an empty one for a story without words."""
    found = library.row("SELECT vector, names FROM story_words WHERE article = ?", (row,))
    return (Vector((), b""), "") if found is None else (unpack(found[0]), found[1])


def neighbours(
    library: Library, asked: Vector, *, but: int, besides: Iterable[int] = (), limit: int
) -> tuple[Neighbour, ...]:
    """Return the stories most like a vector, best first, without the story ``but``.

    ``besides`` are stories to compare too, wherever their words stand (same series, cited).
    """
    weights = asked.weights()
    rows = dict.fromkeys((*besides, *_candidates(library, asked)))
    rows.pop(but, None)
    compared = _compare(library, weights, list(rows))
    leaders = _centre(sorted(compared.values(), key=lambda one: -one.likeness)[:_LEADERS])
    scored = [
        Neighbour(
            number,
            one.likeness,
            (one.likeness + _LEADERS_COUNT * _product(leaders, one.weights))
            / (1 + _LEADERS_COUNT),
            one.weights,
            one.names,
        )
        for number, one in compared.items()
    ]
    return tuple(sorted(scored, key=lambda found: -found.score)[:limit])


def _candidates(library: Library, asked: Vector) -> list[int]:
    """Return the stories that share the most weight of the strongest words.

    All postings are read by one statement: one SELECT a word, each bounded.
    """
    strongest = asked.posted()[:POSTED]
    if not strongest:
        return []
    one_word = (
        "SELECT * FROM (SELECT article, weight * weight * ? AS part FROM strong_word "
        "WHERE word = ? ORDER BY weight DESC, article DESC LIMIT ?)"
    )
    values: list[object] = []
    for word, step in strongest:
        values.extend((WEIGHTS[step], word, _OF_EACH_WORD))
    found = library.rows(
        f"SELECT article FROM ({' UNION ALL '.join([one_word] * len(strongest))}) "  # noqa: S608 - fixed parts
        "GROUP BY article ORDER BY sum(part) DESC, article DESC LIMIT ?",
        (*values, _COMPARED),
    )
    return [row for (row,) in found]


def _compare(
    library: Library, weights: Mapping[int, float], rows: Sequence[int]
) -> dict[int, _Compared]:
    found = library.rows(
        "SELECT article, vector, names FROM story_words "
        "WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    )
    compared: dict[int, _Compared] = {}
    for row, kept, names in found:
        theirs = unpack(kept).weights()
        compared[row] = _Compared(theirs, min(_product(weights, theirs), 1.0), names)
    return compared


def _product(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    return sum([one[word] * other[word] for word in one.keys() & other.keys()])


def _centre(leaders: Sequence[_Compared]) -> dict[int, float]:
    """Return the unit vector in the middle of some stories, each counting by its likeness."""
    total: defaultdict[int, float] = defaultdict(float)
    for leader in leaders:
        for word, weight in leader.weights.items():
            total[word] += weight * leader.likeness
    length = math.sqrt(sum(weight * weight for weight in total.values())) or 1.0
    return {word: weight / length for word, weight in total.items()}


def spelled(library: Library, numbers: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Return words by their numbers, each with how many stories hold it."""
    found = library.rows(
        "SELECT number, word, stories FROM word WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {number: (word, stories) for number, word, stories in found}
