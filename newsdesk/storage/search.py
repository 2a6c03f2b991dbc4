"""Full-text queries: what people type, made into expressions that FTS5 cannot stumble over."""

from __future__ import annotations

import json
from dataclasses import dataclass

from newsdesk.storage.folding import fold, words
from newsdesk.storage.library import Library

_LONGEST_QUERY = 1000
_MOST_WORDS = 12
_RANKED_AT_MOST = 2000
"""Matches that are ranked; of commoner words only the newest this many are."""

_WEIGHTS = "8.0, 4.0, 1.0, 3.0, 0.5, 3.0"
"""bm25 weights of headline, standfirst, body, authors, section, tags."""


@dataclass(frozen=True, slots=True)
class Found:
    """A story found and how well it fits: less is better, as in FTS5."""

    number: int
    rank: float


def query_words(text: str) -> list[str]:
    """Return the folded words of what somebody typed, each once, a bounded number."""
    return list(dict.fromkeys(words(fold(text[:_LONGEST_QUERY]))))[:_MOST_WORDS]


def matching(text: str, *, any_word: bool = False) -> str:
    """Return the FTS5 expression for a text, "" when it has no words.

    Every word becomes a quoted string (FTS5, section 3.1), so that no character of it is an
    operator; the last one may go on, as somebody may still be typing it.
    """
    asked = query_words(text)
    if not asked:
        return ""
    unfinished = bool(text[:_LONGEST_QUERY]) and words(text[:_LONGEST_QUERY][-1:]) != []
    quoted = [f'"{word}"' for word in asked]
    if unfinished and len(asked[-1]) > 1:
        quoted[-1] += "*"
    return (" OR " if any_word else " ").join(quoted)


def newest_first(library: Library, expression: str, *, limit: int) -> list[int]:
    """Return the row numbers that match, newest first; quick however common the words are."""
    found = library.rows(
        "SELECT rowid FROM article_search WHERE article_search MATCH ? "
        "ORDER BY rowid DESC LIMIT ?",
        (expression, limit),
    )
    return [number for (number,) in found]


def by_headline(library: Library, text: str, *, limit: int) -> list[int]:
    """Return the stories whose headlines hold every word, the last as a beginning."""
    expression = matching(text)
    if not expression:
        return []
    found = library.rows(
        "SELECT rowid FROM headline_search WHERE headline_search MATCH ? "
        "ORDER BY rowid DESC LIMIT ?",
        (expression, limit),
    )
    return [number for (number,) in found]


def ranked(library: Library, text: str, *, limit: int) -> list[Found]:
    """Return the best matches: all words, else as many of them as stories have.

    The commonest words are left out of the ranking where rarer ones stand beside them, and of
    very many matches only the newest are ranked, so that no query takes long.
    """
    telling = _telling_words(library, text)
    for any_word in (False, True):
        expression = matching(telling, any_word=any_word)
        if not expression:
            return []
        newest = newest_first(library, expression, limit=_RANKED_AT_MOST)
        if newest:
            return _rank(library, expression, newest, limit)
    return []


def _rank(library: Library, expression: str, newest: list[int], limit: int) -> list[Found]:
    found = library.rows(
        f"SELECT rowid, bm25(article_search, {_WEIGHTS}) AS place FROM article_search "  # noqa: S608 - fixed
        "WHERE article_search MATCH ? AND rowid >= ? ORDER BY place, rowid DESC LIMIT ?",
        (expression, newest[-1], limit),
    )
    return [Found(number, rank) for number, rank in found]


def _telling_words(library: Library, text: str) -> str:
    """Return the text, without words that stand in every fifth story when others do not."""
    asked = query_words(text)
    stories: int = library.value("SELECT coalesce(sum(stories), 0) FROM story_count")
    if len(asked) < 2 or stories < 1000:
        return text
    common = {
        word
        for (word,) in library.rows(
            "SELECT word FROM word WHERE stories > ? AND word IN (SELECT value FROM json_each(?))",
            (stories // 5, json.dumps(asked)),
        )
    }
    kept = [word for word in asked if word not in common]
    if not kept or len(kept) == len(asked):
        return text
    going_on = kept[-1] == asked[-1] and words(text[-1:]) != []
    return " ".join(kept) + ("" if going_on else " ")
