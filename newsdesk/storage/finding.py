"""Answering a search: the best of the newest matches first, then all others, newest first.

However common the words are, a step reads a bounded number of matches, so that whoever walks a
long answer step by step lets others have the library between.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager

from newsdesk.domain.errors import Cancelled
from newsdesk.storage.library import Library
from newsdesk.storage.listing import Order
from newsdesk.storage.search import Asked

RANKED_AT_MOST = 2000
"""Matches that are ranked; of commoner words only the newest this many are."""
LOOKED_AT = 5000
"""Matches that are held against operators at once, before those that they leave are ranked."""
_PHRASES_AT_ONCE = 100_000
"""Stories in which a phrase is looked for at once."""
AT_ONCE = 10_000
"""Matches, or stories, that one step looks at."""
_FEW = 5
"""Stories with every word below which those with most of the words are shown too."""
_ENOUGH = 20
"""Stories from which on no older stretch of matches is ranked."""
_OTHERS = 50
"""Stories with most of the words that are shown."""
_NEWEST = 1 << 62
_STEPS_BETWEEN_LOOKS = 1000
"""SQLite's instructions between two looks whether to stop: some hundred matches."""
_STOPPED = "The search was stopped by the next one."
_WEIGHTS = "8.0, 4.0, 1.0, 3.0, 0.5, 3.0"
"""bm25 weights of headline, standfirst, body, authors, section, tags."""
_NOT_TRASHED = "f.rowid NOT IN (SELECT number FROM article WHERE deleted_at IS NOT NULL)"


def ranked(library: Library, asked: Asked, *, limit: int) -> list[int]:
    """Return the best matches: stories with every word first, then those with most of them,
    then headlines that go on as what was typed ends.

    Of very many matches only the newest are ranked, so that no search takes long.
    """
    return _ranked(library, asked, limit)[0]


def steps(library: Library, asked: Asked) -> Iterator[Sequence[int]]:
    """Yield every story that is found, the best of the newest first, then newest first."""
    found, below = _ranked(library, asked, RANKED_AT_MOST)
    yield found
    seen = frozenset(found)
    while below is not None:
        further, below = _newest(library, asked, asked.expression, below)
        yield [number for number in further if number not in seen]


def steps_by_time(library: Library, asked: Asked, order: Order) -> Iterator[Sequence[int]]:
    """Yield every story that is found, the latest first; steps may be empty.

    Few matches are looked up and sorted; of very many a bit each is kept, and all stories
    walked in their order.
    """
    if not asked.expression:
        if asked.narrowed.given:
            yield from _walk(library, asked.narrowed.sql, asked.narrowed.values, order)
        return
    found = array("q")
    below: int | None = _NEWEST
    while below is not None:
        further, below = _newest(library, asked, asked.expression, below)
        found.extend(further)
        yield ()
    if len(found) < RANKED_AT_MOST:
        # Few have all of it: those that ``ranked`` adds belong here too.
        found = array("q", {*found, *ranked(library, asked, limit=RANKED_AT_MOST)})
    if len(found) <= AT_ONCE:
        yield _sorted(library, found, order)
        return
    among = bytearray(max(found) + 1)
    for number in found:
        among[number] = 1
    for several in _walk(library, "1", (), order):
        yield [number for number in several if number < len(among) and among[number]]


def count(library: Library, asked: Asked, most: int) -> int:
    """Count what is found with every word, at most so many."""
    narrowed = asked.narrowed
    if not asked.expression:
        if not narrowed.given:
            return 0
        source, values = f"article AS a WHERE {narrowed.sql}", narrowed.values
    else:
        source, values = _matches(asked, asked.expression)
    return library.value(
        f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT ?)",  # noqa: S608 - fixed parts, values are bound
        (*values, most),
    )


def latest(library: Library, asked: Asked, *, limit: int) -> list[int]:
    """Return the stories that operators alone ask for, latest saved first."""
    if not asked.narrowed.given:
        return []
    found = library.rows(
        f"SELECT a.number FROM article AS a WHERE {asked.narrowed.sql} "  # noqa: S608 - fixed parts, values are bound
        "ORDER BY a.saved_at DESC LIMIT ?",
        (*asked.narrowed.values, limit),
    )
    return [number for (number,) in found]


# --- matches ---


def _ranked(library: Library, asked: Asked, limit: int) -> tuple[list[int], int | None]:
    """Return the best matches, and below which row number there are more; ``None``: nowhere."""
    found, below = _best(library, asked, asked.expression, limit)
    for fewer in asked.fewer(RANKED_AT_MOST) if len(asked.must) > 1 else ():
        if len(found) < min(limit, _FEW):
            others, _below = _best(library, asked, fewer, min(limit, _OTHERS))
            found = list(dict.fromkeys((*found, *others)))
    if len(found) < limit and below is None:
        found = list(dict.fromkeys((*found, *_by_headline(library, asked, limit))))
    return found[:limit], below


def _best(
    library: Library, asked: Asked, expression: str, limit: int
) -> tuple[list[int], int | None]:
    """Rank the newest matches of an expression, of very common words a stretch at a time."""
    if not expression:
        return [], None
    if asked.common_phrase:
        return _newest_phrases(library, asked, expression, limit)
    source, values = _matches(asked, expression)
    many = asked.narrowed.given and (asked.about is None or asked.about > LOOKED_AT)
    found: list[tuple[float, int]] = []
    below: int | None = _NEWEST
    while below is not None and len(found) < min(limit, _ENOUGH):
        floor = _floor(library, asked, expression, below, LOOKED_AT) if many else None
        rows = library.rows(
            "SELECT -place, row FROM ("  # noqa: S608 - fixed parts, values are bound
            f"SELECT f.rowid AS row, bm25(article_search, {_WEIGHTS}) AS place FROM {source} "
            "AND f.rowid < ? AND f.rowid >= ? ORDER BY f.rowid DESC LIMIT ?"
            ") ORDER BY place, row DESC LIMIT ?",
            (*values, below, floor or 0, RANKED_AT_MOST, limit),
        )
        found.extend((rank, row) for rank, row in rows)
        below = min(row for _, row in rows) if len(rows) == RANKED_AT_MOST else floor
    return [row for _, row in sorted(found, reverse=True)], below


def _newest_phrases(
    library: Library, asked: Asked, expression: str, limit: int
) -> tuple[list[int], int | None]:
    """Return the newest stories that have a phrase of common words, headlines first.

    To rank by a phrase FTS5 would count it in all stories, reading the places of each word.
    """
    found: list[int] = []
    below: int | None = _NEWEST
    while below is not None and len(found) < min(limit, _ENOUGH):
        further, below = _newest(library, asked, expression, below)
        found.extend(further)
    if len(found) > RANKED_AT_MOST:
        del found[RANKED_AT_MOST:]
        below = found[-1]
    rows = library.rows(
        "SELECT rowid FROM article_search WHERE article_search MATCH ? AND rowid >= ? "
        "ORDER BY rowid DESC",
        (f"headline : ({expression})", min(found, default=0)),
    )
    told = frozenset(row for (row,) in rows)
    return sorted(found, key=lambda number: number not in told)[:limit], below


def _newest(
    library: Library, asked: Asked, expression: str, below: int
) -> tuple[list[int], int | None]:
    """Return the newest matches below a row number, and below which there are more."""
    floor = _floor(library, asked, expression, below, AT_ONCE)
    source, values = _matches(asked, expression)
    found = library.rows(
        f"SELECT f.rowid FROM {source} AND f.rowid < ? AND f.rowid >= ? ORDER BY f.rowid DESC",  # noqa: S608 - fixed parts, values are bound
        (*values, below, floor or 0),
    )
    return [number for (number,) in found], floor


def _floor(
    library: Library, asked: Asked, expression: str, below: int, looked_at: int
) -> int | None:
    """Return the oldest of so many matches below a row number; ``None`` when there are fewer.

    For phrases it is a number of stories instead: FTS5 finds them by reading the places of each
    word, which takes long where there are no matches.
    """
    if asked.common_phrase:
        newest: int = library.value("SELECT coalesce(max(number), 0) FROM article")
        floor = min(below, newest + 1) - _PHRASES_AT_ONCE
        return floor if floor > 1 else None
    matches, oldest = library.rows(
        "SELECT count(*), min(row) FROM (SELECT rowid AS row FROM article_search "
        "WHERE article_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)",
        (expression, below, looked_at),
    )[0]
    return oldest if matches == looked_at else None


def _matches(asked: Asked, expression: str) -> tuple[str, tuple[object, ...]]:
    """Return where the matches of an expression are read, as a FROM with its values."""
    if not asked.narrowed.given:
        return f"article_search AS f WHERE f.article_search MATCH ? AND {_NOT_TRASHED}", (
            expression,
        )
    joined = "article_search AS f CROSS JOIN article AS a ON a.number = f.rowid"
    return f"{joined} WHERE f.article_search MATCH ? AND {asked.narrowed.sql}", (
        expression,
        *asked.narrowed.values,
    )


def _by_headline(library: Library, asked: Asked, limit: int) -> list[int]:
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


# --- by time ---


def _sorted(library: Library, numbers: Iterable[int], order: Order) -> list[int]:
    found = library.rows(
        "SELECT a.number FROM article AS a WHERE a.number IN (SELECT value FROM json_each(?)) "  # noqa: S608 - fixed parts, values are bound
        f"AND {order.key} IS NOT NULL ORDER BY {order.key} DESC, a.number DESC",
        (json.dumps(list(numbers)),),
    )
    return [number for (number,) in found]


def _walk(
    library: Library, condition: str, values: Sequence[object], order: Order
) -> Iterator[list[int]]:
    """Yield the stories of a condition in an order of time, a bounded stretch of it at once."""
    every = f"a.deleted_at IS {'NOT ' if order.trashed else ''}NULL AND {order.key} IS NOT NULL"
    last: tuple[int, int] = (_NEWEST, _NEWEST)
    while True:
        stretch = f"{every} AND ({order.key}, a.number) < (?, ?)"
        by = f"ORDER BY {order.key} DESC, a.number DESC"
        end = library.row(
            f"SELECT {order.key}, a.number FROM article AS a WHERE {stretch} {by} "  # noqa: S608 - fixed parts, values are bound
            "LIMIT 1 OFFSET ?",
            (*last, AT_ONCE - 1),
        )
        floor = (0, 0) if end is None else (end[0], end[1])
        found = library.rows(
            f"SELECT a.number FROM article AS a WHERE {stretch} "  # noqa: S608 - fixed parts, values are bound
            f"AND ({order.key}, a.number) >= (?, ?) AND {condition} {by}",
            (*last, *floor, *values),
        )
        yield [number for (number,) in found]
        if end is None:
            return
        last = floor


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
