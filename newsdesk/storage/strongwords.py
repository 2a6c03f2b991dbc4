"""Each story's strongest words, and in how many stories every word stands.

A story's 128 terms with the highest tf-idf weight, names counted more, are kept as one vector of
unit length (``story_words``); the 24 strongest of them stand in ``strong_word`` too, by word and
weight. Candidates for "related" are looked up there, and compared by their whole vectors, without
reading any text.

In a young library a word's weight changes with every story. So each new story has two of those
weighed anew that were weighed when the library was less than two thirds of its present size.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from newsdesk.domain.values import immutable
from newsdesk.storage.library import Library
from newsdesk.storage.terms import name_terms, names, terms

KEPT = 128
POSTED = 24
_HEADLINE_COUNTS = 2
_NAME_COUNTS = 1.5
_STEPS = 255
"""A weight is kept as the square root of its fraction in this many steps: one byte a term."""
_EVERYWHERE, _FEW = 0.25, 4
"""Words in more than this share of all stories, and in more than a few, are about nothing."""
_SETTLED = 20_000
"""Stories from which on the weights of words hardly move."""
_GROWN = 1.5
_WEIGHED_ANEW = 2

WEIGHTS = tuple((step / _STEPS) ** 2 for step in range(_STEPS + 1))
"""The weight that each kept step stands for."""

COLUMNS = "headline, standfirst, body, authors, section, tags"
_KEEP_VECTOR = "INSERT OR REPLACE INTO story_words VALUES (?, ?, ?, ?)"
_AT_ONCE = 500
"""Stories read at once when all are weighed anew."""


@immutable
class Vector:
    """A story's terms, strongest first, as word numbers with their steps."""

    words: Sequence[int]
    steps: bytes

    def weights(self) -> dict[int, float]:
        """Return the weight of each word; their squares sum up to about 1."""
        return dict(zip(self.words, map(WEIGHTS.__getitem__, self.steps), strict=True))

    def posted(self) -> list[tuple[int, int]]:
        """Return the strongest words with their steps, as they stand in ``strong_word``."""
        return list(zip(self.words[:POSTED], self.steps[:POSTED], strict=True))


def pack(vector: Vector) -> bytes:
    """Return a vector as it is kept: word numbers of 4 bytes, little-endian, then the steps."""
    numbers = array("I", vector.words)
    if _SWAPPED:
        numbers.byteswap()
    return numbers.tobytes() + vector.steps


def unpack(kept: bytes) -> Vector:
    """Read what ``pack`` gave."""
    count = len(kept) // 5
    numbers = array("I")
    numbers.frombytes(kept[: 4 * count])
    if _SWAPPED:
        numbers.byteswap()
    return Vector(numbers, kept[4 * count :])


def strongest(library: Library, count: int) -> Iterator[tuple[int, Vector]]:
    """Yield the strongest words of every story with their steps, by its row number."""
    for row, words, steps in library.each(
        "SELECT article, substr(vector, 1, 4 * min(?1, length(vector) / 5)), "
        "substr(vector, length(vector) / 5 * 4 + 1, ?1) FROM story_words ORDER BY article",
        (count,),
    ):
        yield row, unpack(words + steps)


_SWAPPED = array("I", (1,)).tobytes()[0] == 0


# --- kept in step with every save ---


def keep(
    library: Library,
    row: int,
    *,
    old: Sequence[str] | None,
    new: Sequence[str],
    spelled: tuple[str, str],
) -> None:
    """Bring the counts and the strongest words in step with a story that is being saved.

    ``old`` and ``new`` are the folded columns of the index, before and after; ``spelled`` is
    the headline and the text as written, in which names are told by their capitals.
    """
    counted = count_terms(new)
    before = frozenset[str]() if old is None else frozenset(count_terms(old))
    _count(library, counted.keys() - before, before - counted.keys())
    told = names(*spelled)
    total = stories(library)
    _write(library, row, weigh(library, counted, name_terms(told), total), told, total)
    if old is None and total < _SETTLED:
        _weigh_oldest(library, total)


def drop(library: Library, row: int, old: Sequence[str]) -> None:
    """Forget a story."""
    _unpost(library, row)
    library.execute("DELETE FROM story_words WHERE article = ?", (row,))
    _count(library, (), count_terms(old).keys())


def stories(library: Library) -> int:
    """Return how many stories the words are counted in, those in the trash included."""
    return library.value("SELECT coalesce(sum(stories), 0) FROM story_count")


def count_terms(columns: Sequence[str]) -> Counter[str]:
    """Return how often each term stands in a story's folded columns; headlines count twice."""
    headline, standfirst, body, _authors, _section, tags = columns
    counted = Counter(terms(f"{standfirst}\n{body}\n{tags}"))
    for term in terms(headline):
        counted[term] += _HEADLINE_COUNTS
    return counted


def weigh(
    library: Library, counted: Mapping[str, int], told: frozenset[str], total: int
) -> Vector:
    """Return the strongest terms of a text, ``told`` being those of its names."""
    found = cast(
        "list[tuple[int, str, int]]",
        library.rows(
            "SELECT number, word, stories FROM word WHERE word IN "
            "(SELECT value FROM json_each(?))",
            (json.dumps(list(counted)),),
        ),
    )
    return _weigh(found, counted, told, total)


def _weigh(
    found: Iterable[tuple[int, str, int]],
    counted: Mapping[str, int],
    told: frozenset[str],
    total: int,
) -> Vector:
    """Weigh words of which the numbers and the stories that hold them were found."""
    most = max(_FEW, total * _EVERYWHERE)
    weights = [
        (
            (1 + math.log(counted[word]))
            * math.log((total + 2) / (holding + 0.5))
            * (_NAME_COUNTS if word in told else 1),
            number,
        )
        for number, word, holding in found
        if holding <= most
    ]
    best = [pair for pair in sorted(weights, reverse=True)[:KEPT] if pair[0] > 0]
    length = math.sqrt(sum(weight * weight for weight, _number in best)) or 1.0
    steps = bytes(round(_STEPS * math.sqrt(weight / length)) for weight, _number in best)
    return Vector([number for _weight, number in best], steps)


def _count(library: Library, added: Iterable[str], gone: Iterable[str]) -> None:
    library.execute_many(
        "INSERT INTO word (word, stories) VALUES (?, 1) "
        "ON CONFLICT (word) DO UPDATE SET stories = stories + 1",
        ((word,) for word in sorted(added)),
    )
    library.execute_many(
        "UPDATE word SET stories = max(stories - 1, 0) WHERE word = ?",
        ((word,) for word in gone),
    )


def _write(library: Library, row: int, vector: Vector, told: Sequence[str], total: int) -> None:
    """Write a vector; words whose weight stayed the same keep their rows."""
    before = dict(_posted(library, row))
    after = dict(vector.posted())
    library.execute_many(
        "DELETE FROM strong_word WHERE word = ? AND weight = ? AND article = ?",
        ((word, step, row) for word, step in before.items() if after.get(word) != step),
    )
    library.execute_many(
        "INSERT INTO strong_word VALUES (?, ?, ?)",
        ((word, step, row) for word, step in after.items() if before.get(word) != step),
    )
    library.execute(_KEEP_VECTOR, (row, total, pack(vector), "\n".join(told)))


def _posted(library: Library, row: int) -> list[tuple[int, int]]:
    kept = library.value("SELECT vector FROM story_words WHERE article = ?", (row,))
    return unpack(kept).posted() if kept else []


def _unpost(library: Library, row: int) -> None:
    library.execute_many(
        "DELETE FROM strong_word WHERE word = ? AND weight = ? AND article = ?",
        ((word, step, row) for word, step in _posted(library, row)),
    )


def _weigh_oldest(library: Library, total: int) -> None:
    """Weigh a few stories anew whose words were weighed in a much smaller library."""
    found = library.rows(
        f"SELECT w.article, w.names, {COLUMNS} FROM story_words AS w "  # noqa: S608 - fixed names
        "JOIN article_text AS t ON t.article = w.article WHERE w.total < ? "
        "ORDER BY w.total LIMIT ?",
        (int(total / _GROWN), _WEIGHED_ANEW),
    )
    for row, spelled, *columns in found:
        told = tuple(spelled.split("\n")) if spelled else ()
        vector = weigh(library, count_terms(columns), name_terms(told), total)
        _write(library, row, vector, told, total)


def rebuild(library: Library) -> None:
    """Count and weigh every story anew from the words kept beside it, inside a transaction.

    Names are taken as they were told; memory grows with the number of different words. The
    postings are written in their order, which is ten times as fast as story by story.
    """
    library.execute("DELETE FROM strong_word")
    library.execute("DELETE FROM word")
    counted: Counter[str] = Counter()
    for _row, _spelled, columns in _all(library):
        counted.update(count_terms(columns).keys())
    library.execute_many("INSERT INTO word (word, stories) VALUES (?, ?)", counted.items())
    known = {entry[1]: entry for entry in library.rows("SELECT number, word, stories FROM word")}
    total = stories(library)
    library.execute(
        "CREATE TEMP TABLE posting (word INTEGER NOT NULL, weight INTEGER NOT NULL, "
        "article INTEGER NOT NULL)"
    )
    for row, spelled, columns in _all(library):
        told = tuple(spelled.split("\n")) if spelled else ()
        words = count_terms(columns)
        vector = _weigh([known[word] for word in words], words, name_terms(told), total)
        library.execute(_KEEP_VECTOR, (row, total, pack(vector), spelled))
        library.execute_many(
            "INSERT INTO temp.posting VALUES (?, ?, ?)",
            ((word, step, row) for word, step in vector.posted()),
        )
    library.execute(
        "INSERT INTO strong_word SELECT word, weight, article FROM temp.posting "
        "ORDER BY word, weight, article"
    )
    library.execute("DROP TABLE temp.posting")


def _all(library: Library) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield each story's row number, its names and its folded columns, some at a time."""
    last = -1
    while True:
        found = library.rows(
            f"SELECT t.article, coalesce(w.names, ''), {COLUMNS} FROM article_text AS t "  # noqa: S608 - fixed names
            "LEFT JOIN story_words AS w ON w.article = t.article WHERE t.article > ? "
            "ORDER BY t.article LIMIT ?",
            (last, _AT_ONCE),
        )
        if not found:
            return
        for row, spelled, *columns in found:
            yield row, spelled, columns
        last = found[-1][0]
