"""The list of what a search finds, in its order: known by row numbers, read a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import (
    ArticleFlag,
    ArticleQuery,
    ArticleRow,
    ArticleSort,
    Cursor,
    Marked,
    Page,
)
from newsdesk.services import indexing
from newsdesk.services.desk import Desk
from newsdesk.storage import excerpts, finding, listing
from newsdesk.storage.moments import number
from newsdesk.storage.search import Asked, ask


@dataclass(slots=True)
class Finding:
    """What was found so far: ``numbers`` are the row numbers in their order, ``finished`` says
    that there are no more. It belongs to the thread of the library.
    """

    shown: tuple[tuple[str, bool], ...]
    steps: Iterator[Sequence[int]]
    numbers: array[int] = field(default_factory=lambda: array("q"))
    finished: bool = False


def begin(
    desk: Desk, *, query: ArticleQuery, cancelled: Callable[[], bool] | None = None
) -> Finding:
    """Begin to look for the stories of a query with a text: the first, bounded step of it.

    ``ArticleSort.BEST`` gives those that fit best first, the others an order by time. Raises
    Cancelled when ``cancelled`` says so.
    """
    indexing.in_step(desk)  # Before, because what writes must not be interrupted.
    with finding.interruptible(desk.library, cancelled):
        asked = asked_for(desk, query)
        found = Finding(asked.shown, _steps(desk, query, asked))
        _go_on(found)
    return found


def go_on(desk: Desk, *, found: Finding, cancelled: Callable[[], bool] | None = None) -> Finding:
    """Look a bounded step further. Raises Cancelled; the search is then over."""
    with finding.interruptible(desk.library, cancelled):
        _go_on(found)
    return found


def page(
    desk: Desk, *, found: Finding, place: int, limit: int
) -> tuple[Page[ArticleRow], Mapping[ArticleId, Marked]]:
    """Return the rows from a place on, with the places of the words in them.

    A story that was removed meanwhile is left out.
    """
    numbers = found.numbers[place : place + limit]
    rows = listing.rows_of(desk.library, numbers)
    passages = excerpts.passages(desk.library, numbers, found.shown)
    total = len(found.numbers)
    following = place + limit < total or not found.finished
    marks = {
        row.id: Marked(excerpts.places(row.headline, found.shown), *passages.get(at, ("", ())))
        for at, row in rows.items()
    }
    return Page(
        tuple(rows[at] for at in numbers if at in rows),
        Cursor(place + limit, 0) if following else None,
        total,
    ), marks


def rows(desk: Desk, *, query: ArticleQuery, after: Cursor | None, limit: int) -> Page[ArticleRow]:
    """Return a page of the stories of a query with a text, looking for them anew."""
    place = 0 if after is None else int(after.value)
    found = begin(desk, query=query)
    while len(found.numbers) <= place + limit and not found.finished:
        go_on(desk, found=found)
    told = page(desk, found=found, place=place, limit=limit)[0]
    return told if found.finished else replace(told, total=None)


def asked_for(desk: Desk, query: ArticleQuery) -> Asked:
    """Return what the text of a query asks for, within what else the query narrows to."""
    trashed = ArticleFlag.TRASHED in query.flags
    now = number(desk.clock.now())
    asked = ask(desk.library, query.text, today=now, trashed=trashed)
    base, values = listing.narrowing(query)
    if not base:
        return asked
    narrowed = asked.narrowed
    within = replace(
        narrowed,
        sql=f"{narrowed.sql} AND {base}",
        values=(*narrowed.values, *values),
        given=True,
    )
    return replace(asked, narrowed=within)


def _steps(desk: Desk, query: ArticleQuery, asked: Asked) -> Iterator[Sequence[int]]:
    if not asked.expression and not asked.narrowed.given:
        if not query.text.rstrip().endswith(":"):
            return iter(())
        # An operator that waits for its value leaves the list as it was.
        asked = replace(asked, narrowed=replace(asked.narrowed, given=True))
    if query.sort is ArticleSort.BEST and asked.expression:
        return finding.steps(desk.library, asked)
    return finding.steps_by_time(desk.library, asked, listing.order_of(query))


def _go_on(found: Finding) -> None:
    """Take a step; one that was stopped or failed is the last."""
    try:
        step = next(found.steps, None)
    except BaseException:
        found.finished = True
        raise
    if step is None:
        found.finished = True
    else:
        found.numbers.extend(step)
