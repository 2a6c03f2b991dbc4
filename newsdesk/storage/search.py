"""Searching: a search as it was understood, made into what FTS5 and the tables can answer.

Every word becomes a quoted string (FTS5, section 3.1), so that no character of it is an operator.
Names of profiles are looked up among the profiles and asked for by their marks in the index.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from newsdesk.domain.errors import Cancelled
from newsdesk.domain.searchquery import SearchQuery, Words, read
from newsdesk.storage import names
from newsdesk.storage.folding import fold, words
from newsdesk.storage.library import Library
from newsdesk.storage.searchfilters import Conditions, conditions
from newsdesk.storage.terms import stem
from newsdesk.storage.textindex import author_mark

_LONGEST_QUERY = 1000
_MOST_WORDS = 12
_RANKED_AT_MOST = 2000
"""Matches that are ranked; of commoner words only the newest this many are."""
_MOST_MARKS = 24
_SHORT_BEGINNING = 4
"""Letters below which the beginning of a word is looked for in headlines only: without an index
of its own each such beginning would read thousands of lists."""
_EVERYWHERE = 5
"""Words in more than one story of this many do not tell stories apart."""
_MANY = 1000
_TRASHED_AMONG = 50
"""Stories in the trash that may stand among the best."""
_FEW = 5
"""Stories with every word below which those with most of the words are shown too."""
_STEPS_BETWEEN_LOOKS = 1000
"""SQLite's instructions between two looks whether to stop: some hundred matches."""

_STOPPED = "The search was stopped by the next one."

_WEIGHTS = "8.0, 4.0, 1.0, 3.0, 0.5, 3.0"
"""bm25 weights of headline, standfirst, body, authors, section, tags."""


@dataclass(frozen=True, slots=True)
class Found:
    """A story found and how well it fits: less is better, as in FTS5."""

    number: int
    rank: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A search in SQLite's terms. ``must`` are FTS5 expressions that all must match, ``tells``
    the words of them in how many stories each stands; ``never`` must not match. ``headline`` is
    the expression for the index of headlines, "" when no headline can be meant. ``shown`` are
    the words and phrases worth marking in what is found, each with whether it may go on.
    """

    must: tuple[str, ...] = ()
    tells: tuple[int, ...] = ()
    never: tuple[str, ...] = ()
    headline: str = ""
    shown: tuple[tuple[str, bool], ...] = ()
    narrowed: Conditions = field(default_factory=Conditions)

    @property
    def expression(self) -> str:
        """The FTS5 expression for stories with every word; "" without words."""
        return self._without(" AND ".join(self.must))

    def any_of(self, parts: Sequence[str]) -> str:
        """Return the expression for stories with any of some parts."""
        return self._without(f"({' OR '.join(parts)})")

    def _without(self, expression: str) -> str:
        if not expression or not self.never:
            return expression
        return f"({expression}) NOT ({' OR '.join(self.never)})"


def query_words(text: str) -> list[str]:
    """Return the folded words of what somebody typed, each once, a bounded number."""
    return list(dict.fromkeys(words(fold(text[:_LONGEST_QUERY]))))[:_MOST_WORDS]


# --- understanding ---


def ask(library: Library, query: SearchQuery | str, *, today: int = 0) -> Asked:
    """Make a search into what SQLite can answer; ``today`` is a time in microseconds."""
    if isinstance(query, str):
        query = read(query)
    parts = [word for word in query.words if not word.excluded][:_MOST_WORDS]
    folded = [words(fold(word.text)) for word in parts]
    held = _stories_with(library, [one for several in folded for one in several])
    total: int = library.value("SELECT coalesce(sum(stories), 0) FROM story_count")
    marks = _marks(library, [w for several in folded for w in several if len(w) > 1])
    must: list[str] = []
    tells: list[int] = []
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
        exact = _phrase(several, begins=begins and len(several[-1]) >= _SHORT_BEGINNING)
        people = [f'authors : "{mark}"' for mark in _common(marks, several)]
        must.append(f"({' OR '.join([exact, *people])})")
        tells.append(stories)
    if not must and headline:
        # Nothing but common words: they are what is asked for.
        must = [_phrase(several, begins=False) for several in folded if several]
        tells = [total] * len(must)
        shown = [(" ".join(several), False) for several in folded if several]
    narrowed = conditions(library, query.narrowed, today)
    must.extend(narrowed.expressions)
    tells.extend(0 for _ in narrowed.expressions)
    never = [_phrase(found, begins=False) for found in _excluded(query.words)]
    return Asked(
        tuple(must),
        tuple(tells),
        (*never, *narrowed.excluded),
        "" if narrowed.expressions or never or narrowed.excluded else " ".join(headline),
        tuple(shown),
        narrowed,
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


# --- answering ---


def newest_first(
    library: Library, expression: str, narrowed: Conditions | None = None, *, limit: int
) -> list[int]:
    """Return the row numbers that match, newest first; quick however common the words are.

    Without ``narrowed`` what lies in the trash is found too.
    """
    if narrowed is None:
        source, condition, values = "article_search AS f", "", ()
    else:
        source = "article_search AS f CROSS JOIN article AS a ON a.number = f.rowid"
        condition, values = f"AND {narrowed.sql} ", narrowed.values
    found = library.rows(
        f"SELECT f.rowid FROM {source} WHERE f.article_search MATCH ? {condition}"  # noqa: S608 - fixed parts, values are bound
        "ORDER BY f.rowid DESC LIMIT ?",
        (expression, *values, limit),
    )
    return [number for (number,) in found]


def by_headline(library: Library, asked: Asked, *, limit: int) -> list[int]:
    """Return stories whose headlines hold every word, the last as a beginning, newest first."""
    if not asked.headline:
        return []
    found = library.rows(
        "SELECT h.rowid FROM headline_search AS h CROSS JOIN article AS a ON a.number = h.rowid "  # noqa: S608 - fixed parts, values are bound
        f"WHERE h.headline_search MATCH ? AND {asked.narrowed.sql} "
        "ORDER BY h.rowid DESC LIMIT ?",
        (asked.headline, *asked.narrowed.values, limit),
    )
    return [number for (number,) in found]


def narrowed_only(library: Library, asked: Asked, *, limit: int) -> list[int]:
    """Return the stories that operators alone ask for, latest saved first."""
    if not asked.narrowed.given:
        return []
    found = library.rows(
        f"SELECT a.number FROM article AS a WHERE {asked.narrowed.sql} "  # noqa: S608 - fixed parts, values are bound
        "ORDER BY a.saved_at DESC LIMIT ?",
        (*asked.narrowed.values, limit),
    )
    return [number for (number,) in found]


def ranked(library: Library, asked: Asked, *, limit: int) -> list[Found]:
    """Return the best matches: stories with every word first, then those with most of them.

    Of very many matches only the newest are ranked, so that no search takes long.
    """
    found = _rank(library, asked, asked.expression, limit)
    if len(found) < min(limit, _FEW) and len(asked.must) > 1:
        seen = {one.number for one in found}
        for one in _rank(library, asked, _rarest(asked), 2 * limit):
            if one.number not in seen and len(found) < limit:
                found.append(one)
    return found


def _rarest(asked: Asked) -> str:
    """Return the expression for any of the rarest words, as long as they have few stories."""
    order = sorted(range(len(asked.must)), key=lambda at: asked.tells[at])
    kept: list[str] = []
    together = 0
    for at in order:
        together += asked.tells[at]
        if kept and together > _RANKED_AT_MOST:
            break
        kept.append(asked.must[at])
    return asked.any_of(kept)


def _rank(library: Library, asked: Asked, expression: str, limit: int) -> list[Found]:
    if not expression:
        return []
    given = asked.narrowed if asked.narrowed.given else None
    newest = newest_first(library, expression, given, limit=_RANKED_AT_MOST)
    if not newest:
        return []
    if given is None:
        # The trash is left out only of what was ranked: looking it up for each match costs more.
        found = library.rows(
            "SELECT found.row, found.place FROM ("  # noqa: S608 - fixed parts, values are bound
            f"SELECT rowid AS row, bm25(article_search, {_WEIGHTS}) AS place FROM article_search "
            "WHERE article_search MATCH ? AND rowid >= ? ORDER BY place, rowid DESC LIMIT ?"
            ") AS found CROSS JOIN article AS a ON a.number = found.row "
            "WHERE a.deleted_at IS NULL ORDER BY found.place, found.row DESC LIMIT ?",
            (expression, newest[-1], limit + _TRASHED_AMONG, limit),
        )
        return [Found(number, rank) for number, rank in found]
    found = library.rows(
        f"SELECT f.rowid, bm25(article_search, {_WEIGHTS}) AS place FROM article_search AS f "  # noqa: S608 - fixed parts, values are bound
        "CROSS JOIN article AS a ON a.number = f.rowid "
        f"WHERE f.article_search MATCH ? AND f.rowid >= ? AND {asked.narrowed.sql} "
        "ORDER BY place, f.rowid DESC LIMIT ?",
        (expression, newest[-1], *asked.narrowed.values, limit),
    )
    return [Found(number, rank) for number, rank in found]


@contextmanager
def interruptible(library: Library, cancelled: Callable[[], bool] | None) -> Generator[None]:
    """Stop the statements inside as soon as ``cancelled`` says so; raises Cancelled then.

    Only what runs inside is ever stopped, never a save.
    """
    if cancelled is None:
        yield
        return
    if cancelled():
        raise Cancelled(_STOPPED)
    stopped = False

    def look() -> int:
        nonlocal stopped
        stopped = cancelled()
        return int(stopped)

    library.connection.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except Exception as error:
        if stopped:
            raise Cancelled(_STOPPED) from error
        raise
    finally:
        library.connection.set_progress_handler(None, 0)
