"""Searching: a search as it was understood, made into what FTS5 and the tables can answer.

``finding`` answers it.

Every word becomes a quoted string (FTS5, section 3.1), so that no character of it is an operator.
Names of profiles are looked up among the profiles and asked for by their marks in the index.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import field

from newsdesk.domain.searchquery import SearchQuery, Words, read
from newsdesk.domain.values import immutable
from newsdesk.storage import names
from newsdesk.storage.folding import fold, words
from newsdesk.storage.library import Library
from newsdesk.storage.searchfilters import Conditions, conditions
from newsdesk.storage.terms import stem
from newsdesk.storage.textindex import author_mark

_LONGEST_QUERY = 1000
_MOST_WORDS = 12
_MOST_MARKS = 24
_SHORT_BEGINNING = 4
"""Letters below which the beginning of a word is looked for in headlines only: without an index
of its own each such beginning would read thousands of lists."""
_EVERYWHERE = 5
"""Words in more than one story of this many do not tell stories apart."""
_MANY = 1000
_COMMON = 20_000
"""Stories from which on a word takes FTS5 long as a part of a phrase, or as a beginning."""


@immutable
class Asked:
    """A search in SQLite's terms. ``must`` are FTS5 expressions of words that all must match,
    ``tells`` in about how many stories each stands; ``required`` are those of operators, which
    must match whatever else does, and ``never`` must not match. ``headline`` is
    the expression for the index of headlines, "" when no headline can be meant. ``shown`` are
    the words and phrases worth marking in what is found, each with whether it may go on.
    ``about`` so many stories at most have every word; ``None`` when that is not known.
    ``common_phrase``: a phrase of such common words that it is looked for a stretch of stories
    at a time.
    """

    must: tuple[str, ...] = ()
    tells: tuple[int, ...] = ()
    required: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    headline: str = ""
    shown: tuple[tuple[str, bool], ...] = ()
    narrowed: Conditions = field(default_factory=Conditions)
    about: int | None = None
    common_phrase: bool = False

    @property
    def expression(self) -> str:
        """The FTS5 expression for stories with every word; "" where none is asked for."""
        return self._whole(self.must)

    def fewer(self, most: int) -> tuple[str, ...]:
        """Return the expressions for stories with fewer of the words, the closer ones first:
        with all that any story has, then with any of the rarest, as long as few have them.
        """
        ordered = sorted(zip(self.tells, self.must, strict=True))
        known = tuple(part for stories, part in ordered if stories)
        kept: list[str] = []
        together = 0
        for stories, part in ordered:
            if together and together + stories > most:
                break
            together += stories
            kept.append(part)
        rarest = self._whole((f"({' OR '.join(kept)})",))
        return (rarest,) if len(known) in {0, len(self.must)} else (self._whole(known), rarest)

    def _whole(self, parts: Sequence[str]) -> str:
        return self._without(" AND ".join((*parts, *self.required)))

    def _without(self, expression: str) -> str:
        if not expression or not self.never:
            return expression
        return f"({expression}) NOT ({' OR '.join(self.never)})"


def query_words(text: str) -> list[str]:
    """Return the folded words of what somebody typed, each once, a bounded number."""
    return list(dict.fromkeys(words(fold(text[:_LONGEST_QUERY]))))[:_MOST_WORDS]


# --- understanding ---


def ask(
    library: Library, query: SearchQuery | str, *, today: int = 0, trashed: bool = False
) -> Asked:
    """Make a search into what SQLite can answer; ``today`` is a time in microseconds.

    ``trashed`` looks in the trash alone, as ``state:trash`` does.
    """
    if isinstance(query, str):
        query = read(query)
    parts = [word for word in query.words if not word.excluded][:_MOST_WORDS]
    folded = [words(fold(word.text)) for word in parts]
    held = _stories_with(library, [one for several in folded for one in several])
    total: int = library.value("SELECT coalesce(sum(stories), 0) FROM story_count")
    marks = _marks(library, [w for several in folded for w in several if len(w) > 1])
    must: list[str] = []
    tells: list[int] = []
    about: list[int] = []
    headline: list[str] = []
    shown: list[tuple[str, bool]] = []
    for word, several in zip(parts, folded, strict=True):
        if not several:
            continue
        begins = word.unfinished and len(several[-1]) > 1
        stories = min(held.get(one, 0) for one in several)
        headline.append(_phrase(several, begins=word.unfinished))
        if stories * _EVERYWHERE > total > _MANY and len(parts) > 1:
            continue
        shown.append((" ".join(several), word.unfinished))
        if begins and len(several[-1]) < _SHORT_BEGINNING and len(parts) > 1:
            continue
        # A word that very many have stands for itself: what goes on as it begins adds little.
        begins = begins and len(several[-1]) >= _SHORT_BEGINNING and stories < _COMMON
        exact = _phrase(several, begins=begins)
        people = [f'authors : "{mark}"' for mark in _common(marks, several)]
        must.append(f"({' OR '.join([exact, *people])})")
        tells.append(max(stories, 1) if people or begins else stories)
        if not people and not exact.endswith("*"):
            about.append(stories)
    if not must and headline:
        # Nothing but common words: they are what is asked for.
        must = [_phrase(several, begins=False) for several in folded if several]
        tells = [total] * len(must)
        shown = [(" ".join(several), False) for several in folded if several]
    narrowed = conditions(library, query.narrowed, today, trashed=trashed)
    never = [_phrase(found, begins=False) for found in _excluded(query.words)]
    goes_on = any(word.unfinished for word in parts)
    beyond = narrowed.expressions or narrowed.excluded
    return Asked(
        tuple(must),
        tuple(tells),
        narrowed.expressions,
        (*never, *narrowed.excluded),
        " ".join(headline) if goes_on and not (beyond or never) else "",
        tuple(shown),
        narrowed,
        min(about, default=None),
        common_phrase=min(about, default=total) >= _COMMON
        and any(len(several) > 1 for several in folded),
    )


def _excluded(asked: Sequence[Words]) -> list[list[str]]:
    found = [words(fold(word.text)) for word in asked if word.excluded]
    return [several for several in found if several]


def _phrase(several: Sequence[str], *, begins: bool) -> str:
    return f'"{" ".join(several)}"{"*" if begins else ""}'


def _stories_with(library: Library, asked: Sequence[str]) -> dict[str, int]:
    """Return in how many stories each word stands, counted with its other forms."""
    stems = {word: stem(word) for word in asked}
    found: dict[str, int] = dict(
        library.rows(
            "SELECT word, stories FROM word WHERE word IN (SELECT value FROM json_each(?))",
            (json.dumps(list(stems.values())),),
        )
    )
    return {word: found.get(stemmed, 0) for word, stemmed in stems.items()}


def _marks(library: Library, asked: Sequence[str]) -> dict[str, list[str]]:
    """Return the marks of the profiles that each word is a name, or begins a name, of."""
    if not asked:
        return {}
    wanted = {word: names.asked(word) for word in asked}
    beginnings = {f" {s}" for found in wanted.values() for one in found for s in one.spellings}
    profiles = library.rows(
        "SELECT number, words FROM author WHERE EXISTS "
        "(SELECT 1 FROM json_each(?) AS w WHERE instr(words, w.value) > 0) LIMIT ?",
        (json.dumps(sorted(beginnings)), _MOST_MARKS * len(asked)),
    )
    marks: dict[str, list[str]] = {}
    for word, found in wanted.items():
        for number, kept in profiles:
            if any(f" {spelling}" in kept for one in found for spelling in one.spellings):
                marks.setdefault(word, []).append(author_mark(number))
    return marks


def _common(marks: dict[str, list[str]], several: Sequence[str]) -> list[str]:
    """Return the marks that every word of a phrase has."""
    found = [marks.get(word, []) for word in several]
    return [mark for mark in found[0] if all(mark in others for others in found)][:_MOST_MARKS]
