"""Searching the library as one types, completion, and searches kept to use again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import ArticleQuery, ArticleRow, Cursor, Marked, Page, SearchHit
from newsdesk.domain.searchquery import Operator, SearchQuery, first_day, read
from newsdesk.services import articles, indexing
from newsdesk.services.completion import Completion, complete
from newsdesk.services.desk import Desk
from newsdesk.services.savedsearches import SavedSearch, delete_search, save_search, saved
from newsdesk.storage import excerpts, listing, searchfilters
from newsdesk.storage import search as stored
from newsdesk.storage.moments import number

__all__ = [
    "Completion", "SavedSearch", "complete", "counted", "delete_search", "first_hits",
    "headline_matches", "marked_rows", "problems", "save_search", "saved", "search",
]  # fmt: skip

Cancelled = Callable[[], bool]
"""Says whether to stop: the next key was pressed."""


def search(
    desk: Desk, *, text: str, limit: int = 20, cancelled: Cancelled | None = None
) -> tuple[SearchHit, ...]:
    """Return the stories that fit best: those with every word, then those with most of them.

    Words may be unfinished at the end; accents and case do not count; operators narrow
    (``domain.searchquery``). Operators alone list the stories they leave, latest first.
    Raises Cancelled when ``cancelled`` says so.
    """
    indexing.in_step(desk)
    query = read(text)
    with stored.interruptible(desk.library, cancelled):
        asked = _ask(desk, query)
        numbers = dict.fromkeys(stored.by_headline(desk.library, asked, limit=limit))
        if asked.must:
            best = stored.ranked(desk.library, asked, limit=limit)
            ranked = {found.number: found.rank for found in best}
            # A headline that begins as typed comes first only where the ranking knows no better.
            numbers = dict.fromkeys((*ranked, *numbers)) if ranked else numbers
        elif not numbers:
            numbers = dict.fromkeys(stored.narrowed_only(desk.library, asked, limit=limit))
        return _hits(desk, asked, list(numbers)[:limit])


def first_hits(
    desk: Desk, *, text: str, limit: int = 20, cancelled: Cancelled | None = None
) -> tuple[SearchHit, ...]:
    """Return what can be shown at once: headlines that hold every word, then the newest stories
    that do. ``search`` gives the ranked answer after it.
    """
    indexing.in_step(desk)
    query = read(text)
    with stored.interruptible(desk.library, cancelled):
        asked = _ask(desk, query)
        numbers = dict.fromkeys(stored.by_headline(desk.library, asked, limit=limit))
        if len(numbers) < limit and asked.must:
            newest = stored.newest_first(
                desk.library, asked.expression, asked.narrowed, limit=limit
            )
            numbers |= dict.fromkeys(newest)
        elif not numbers and not asked.must:
            numbers = dict.fromkeys(stored.narrowed_only(desk.library, asked, limit=limit))
        return _hits(desk, asked, list(numbers)[:limit])


def marked_rows(
    desk: Desk,
    *,
    query: ArticleQuery,
    after: Cursor | None,
    limit: int,
    cancelled: Cancelled | None = None,
) -> tuple[Page[ArticleRow], Mapping[ArticleId, Marked]]:
    """Return a page of a list as ``articles.rows`` does and, where it has a text, the words found.

    Raises Cancelled when ``cancelled`` says so.
    """
    if query.text.strip():
        indexing.in_step(desk)  # Before, because what writes must not be interrupted.
    with stored.interruptible(desk.library, cancelled):
        page = articles.rows(desk, query=query, after=after, limit=limit)
        if not query.text.strip():
            return page, {}
        shown = _ask(desk, read(query.text)).shown
        numbers = listing.numbers_of(desk.library, [row.id for row in page.rows])
        found = excerpts.passages(desk.library, list(numbers.values()), shown)
    return page, {
        row.id: Marked(excerpts.places(row.headline, shown), *found.get(numbers[row.id], ("", ())))
        for row in page.rows
    }


def counted(desk: Desk, *, text: str, most: int, cancelled: Cancelled | None = None) -> int:
    """Count the stories that a search finds, at most so many. Raises Cancelled."""
    query = ArticleQuery(text=text)
    indexing.in_step(desk)
    with stored.interruptible(desk.library, cancelled):
        return listing.count_found(desk.library, query, most, now=number(desk.clock.now()))


def problems(desk: Desk, *, text: str) -> tuple[str, ...]:
    """Return sentences on what of a search was not understood, or finds nothing for certain."""
    query = read(text)
    told = list(query.problems)
    today = desk.clock.now().utc.date()
    for one in query.narrowed:
        value = one.value
        match one.operator:
            case Operator.BEFORE | Operator.AFTER:
                if first_day(value, today) is None:
                    told.append(
                        f"“{value[:40]}” is no date; write it as 2026-03-01, 2026-03 or 2026."
                    )
            case Operator.STATE | Operator.SECTION | Operator.HAS:
                if not searchfilters.knows(desk.library, one):
                    known = ", ".join(searchfilters.values(desk.library, one.operator))
                    told.append(
                        f"There is no {one.operator.value} “{value[:40]}”; there is {known}."
                    )
            case _:
                pass
    return tuple(told)


def _ask(desk: Desk, query: SearchQuery) -> stored.Asked:
    return stored.ask(desk.library, query, today=number(desk.clock.now()))


def _hits(desk: Desk, asked: stored.Asked, numbers: Sequence[int]) -> tuple[SearchHit, ...]:
    rows = listing.rows_of(desk.library, numbers)
    found = excerpts.passages(desk.library, numbers, asked.shown)
    return tuple(SearchHit(rows[n], *found.get(n, ("", ()))) for n in numbers if n in rows)


def headline_matches(desk: Desk, *, headline: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of a search stand in a headline, as (start, end) in characters."""
    return excerpts.places(headline, _ask(desk, read(text)).shown)
