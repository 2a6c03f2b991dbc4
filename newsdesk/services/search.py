"""Searching the library as one types, completion, and searches kept to use again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsdesk.domain.listing import ArticleQuery, SearchHit
from newsdesk.domain.searchquery import Operator, first_day, read
from newsdesk.services import indexing
from newsdesk.services.completion import Completion, complete
from newsdesk.services.desk import Desk
from newsdesk.services.finding import asked_for
from newsdesk.services.savedsearches import SavedSearch, delete_search, save_search, saved
from newsdesk.storage import excerpts, finding, listing, searchfilters
from newsdesk.storage.search import Asked

__all__ = [
    "Completion", "SavedSearch", "complete", "counted", "delete_search", "headline_matches",
    "problems", "save_search", "saved", "search",
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
    indexing.in_step(desk)  # Before, because what writes must not be interrupted.
    with finding.interruptible(desk.library, cancelled):
        asked = asked_for(desk, ArticleQuery(text=text))
        found = finding.ranked if asked.expression else finding.latest
        return _hits(desk, asked, found(desk.library, asked, limit=limit))


def counted(desk: Desk, *, text: str, most: int, cancelled: Cancelled | None = None) -> int:
    """Count the stories that have every word of a search, at most so many. Raises Cancelled."""
    indexing.in_step(desk)
    with finding.interruptible(desk.library, cancelled):
        return finding.count(desk.library, asked_for(desk, ArticleQuery(text=text)), most)


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


def _hits(desk: Desk, asked: Asked, numbers: Sequence[int]) -> tuple[SearchHit, ...]:
    rows = listing.rows_of(desk.library, numbers)
    found = excerpts.passages(desk.library, numbers, asked.shown)
    return tuple(SearchHit(rows[n], *found.get(n, ("", ()))) for n in numbers if n in rows)


def headline_matches(desk: Desk, *, headline: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of a search stand in a headline, as (start, end) in characters."""
    return excerpts.places(headline, asked_for(desk, ArticleQuery(text=text)).shown)
