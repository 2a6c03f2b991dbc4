"""Each story's strongest words, and in how many stories every word stands.

The 32 words of a story with the highest tf-idf weight, names counted more, are kept as rows of
unit length; the cosine of two stories is then a sum over the words they share, found through an
index without reading any text.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsdesk.storage.folding import fold, words
from newsdesk.storage.library import Library

KEPT = 32
_HEADLINE_COUNTS = 3
_NAME_COUNTS = 1.5
_LEAST_LENGTH = 2
_LONGEST = 60
_NOTICED_CHANGE = 0.02
_WORDS_ASKED = 24
"""Words of a story that candidates are looked up by; the weakest only add noise and time."""

_CAPITALISED = re.compile(r"(?<=[\w,;’'] )[^\W\d_]\w+")
_ENDINGS = (("sses", "ss"), ("ies", "y"), ("ing", ""), ("ed", ""), ("ss", "ss"), ("s", ""))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A story that shares strong words: row number, cosine, and the shared terms, best first."""

    number: int
    score: float
    terms: tuple[str, ...]


def stem(word: str) -> str:
    """Return a Latin word without a plural or verbal ending, so that its forms count as one.

    The same for every language: what a story counts for must follow from its words alone.
    """
    if len(word) > 4 and word.isascii() and word.isalpha():
        for ending, kept in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)] + kept
    return word


def terms(text: str) -> list[str]:
    """Return the stemmed words of a folded text."""
    return [stem(word) for word in words(text) if _LEAST_LENGTH <= len(word) <= _LONGEST]


def name_terms(text: str) -> frozenset[str]:
    """Return the terms that stand capitalised inside a sentence: people, places, bodies."""
    found = [name for name in _CAPITALISED.findall(text) if name[0].isupper()]
    return frozenset(terms(fold("\n".join(found))))


def keep(
    library: Library, row: int, *, old: Sequence[str] | None, new: Sequence[str], spelled: str
) -> None:
    """Bring the counts and the strongest words in step with a story that is being saved.

    ``old`` and ``new`` are the folded columns of the index, before and after; ``spelled`` is
    the story as it is written, in which names are told by their capitals.
    """
    counted = _counted(new)
    before = frozenset[str]() if old is None else frozenset(_counted(old))
    _count(library, counted.keys() - before, before - counted.keys())
    _write(library, row, strongest(library, counted, name_terms(spelled)))


def drop(library: Library, row: int, old: Sequence[str]) -> None:
    """Forget a story."""
    library.execute("DELETE FROM strong_word WHERE article = ?", (row,))
    _count(library, (), _counted(old).keys())


def strongest(
    library: Library, counted: Mapping[str, int], names: frozenset[str]
) -> dict[int, float]:
    """Return the strongest terms of a text as word numbers with weights of unit length."""
    stories: int = library.value("SELECT coalesce(sum(stories), 0) FROM story_count")
    found = library.rows(
        "SELECT number, word, stories FROM word WHERE word IN (SELECT value FROM json_each(?))",
        (json.dumps(list(counted)),),
    )
    weights = [
        (
            (1 + math.log(counted[word]))
            * math.log((stories + 2) / (holding + 0.5))
            * (_NAME_COUNTS if word in names else 1),
            number,
        )
        for number, word, holding in found
    ]
    best = [pair for pair in sorted(weights, reverse=True)[:KEPT] if pair[0] > 0]
    length = math.sqrt(sum(weight * weight for weight, _number in best)) or 1.0
    return {number: weight / length for weight, number in best}


def neighbours(library: Library, row: int, limit: int) -> tuple[Neighbour, ...]:
    """Return the stories outside the trash that share the most strong words with a story."""
    asked = library.rows(
        "SELECT word, weight FROM strong_word WHERE article = ? ORDER BY weight DESC LIMIT ?",
        (row, _WORDS_ASKED),
    )
    found = library.rows(
        "SELECT s.article, sum(s.weight * (q.value ->> 1)) AS score, group_concat(s.word) "
        "FROM json_each(?) AS q CROSS JOIN strong_word AS s ON s.word = (q.value ->> 0) "
        "WHERE s.article <> ? GROUP BY s.article ORDER BY score DESC LIMIT ?",
        (json.dumps(asked), row, limit),
    )
    spelled = _spelled({int(n) for _, _, shared in found for n in shared.split(",")}, library)
    order = {number: position for position, (number, _weight) in enumerate(asked)}
    return tuple(
        Neighbour(
            number,
            score,
            tuple(
                spelled[word]
                for word in sorted((int(n) for n in shared.split(",")), key=order.__getitem__)
            ),
        )
        for number, score, shared in found
    )


def _spelled(numbers: Iterable[int], library: Library) -> dict[int, str]:
    return dict(
        library.rows(
            "SELECT number, word FROM word WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
    )


def _counted(columns: Sequence[str]) -> Counter[str]:
    headline, standfirst, body, _authors, _section, tags = columns
    counted = Counter(terms(f"{standfirst}\n{body}\n{tags}"))
    for term in terms(headline):
        counted[term] += _HEADLINE_COUNTS
    return counted


def _count(library: Library, added: Iterable[str], gone: Iterable[str]) -> None:
    library.execute_many(
        "INSERT INTO word (word, stories) VALUES (?, 1) "
        "ON CONFLICT (word) DO UPDATE SET stories = stories + 1",
        ((word,) for word in added),
    )
    library.execute_many(
        "UPDATE word SET stories = max(stories - 1, 0) WHERE word = ?",
        ((word,) for word in gone),
    )


def _write(library: Library, row: int, strong: Mapping[int, float]) -> None:
    """Write the strongest words; weights that hardly moved stay, which saves their pages."""
    kept: dict[int, float] = dict(
        library.rows("SELECT word, weight FROM strong_word WHERE article = ?", (row,))
    )
    library.execute_many(
        "DELETE FROM strong_word WHERE word = ? AND article = ?",
        ((word, row) for word in kept.keys() - strong.keys()),
    )
    library.execute_many(
        "INSERT OR REPLACE INTO strong_word VALUES (?, ?, ?)",
        (
            (word, row, weight)
            for word, weight in strong.items()
            if abs(kept.get(word, -1) - weight) > _NOTICED_CHANGE
        ),
    )
