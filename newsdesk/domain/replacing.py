"""Replacing a text throughout stories: every place as it is and as it would be, and the change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.ids import ArticleId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.text import Run, Runs, plain
from newsdesk.domain.textparts import Place, TextPart, visited
from newsdesk.domain.values import immutable
from newsdesk.domain.wanted import Hit

Find = Callable[[str], Iterable[Hit]]
"""Returns the matches in a text, from the left, none of them empty or over another."""
EVERY_PART: Final = frozenset(TextPart)
_BEFORE: Final = 48
"""Characters of the passage shown before a match."""
_AFTER: Final = 120


@immutable
class Scope:
    """Which stories are looked through, and which texts of them. ``None`` does not narrow.

    ``since`` leaves out what was last saved before it.
    """

    state: ArticleState | None = None
    section: SectionSlug | None = None
    since: Moment | None = None
    parts: frozenset[TextPart] = EVERY_PART


@immutable
class Spot:
    """A match: ``start`` to ``end`` in the characters of the text at ``path``.

    ``before`` and ``after`` are the words around it, for a line of a list.
    """

    path: str
    part: TextPart
    start: int
    end: int
    found: str
    replacement: str
    before: str = ""
    after: str = ""


@immutable
class StoryPlan:
    """What would change in a story, read at ``version``."""

    article: ArticleId
    version: int
    headline: str
    state: ArticleState
    first_published_at: Moment | None
    legal_flag: bool
    spots: tuple[Spot, ...]

    @property
    def published(self) -> bool:
        """Whether readers have seen it: a change wants a second look."""
        return self.state is ArticleState.PUBLISHED or self.first_published_at is not None

    @property
    def legal(self) -> bool:
        """Whether lawyers have it, or shall have it."""
        return self.legal_flag or self.state is ArticleState.LEGAL


def spots_in(
    article: Article, find: Find, parts: frozenset[TextPart] = EVERY_PART
) -> tuple[Spot, ...]:
    """Return every match in a story, in the order of the page. Raises what ``find`` raises."""
    found: list[Spot] = []

    def look(place: Place, runs: Runs) -> Runs:
        if place.part in parts:
            text = plain(runs)
            found.extend(_spot(place, text, hit) for hit in find(text))
        return runs

    visited(article, look)
    return tuple(found)


def _spot(place: Place, text: str, hit: Hit) -> Spot:
    start, end = hit.start, hit.end
    begin = max(0, start - _BEFORE)
    if begin:
        space = text.find(" ", begin, start)
        begin = space + 1 if space >= 0 else begin
    return Spot(
        place.path,
        place.part,
        start,
        end,
        text[start:end],
        hit.replacement,
        text[begin:start].replace("\n", " "),
        text[end : end + _AFTER].replace("\n", " "),
    )


def replaced(article: Article, spots: Sequence[Spot]) -> Article:
    """Return a story with the replacements made at these places, which must be as they were found.

    What is put in keeps the formatting of the first letter it takes the place of.
    """
    by_path: dict[str, list[Spot]] = {}
    for spot in spots:
        by_path.setdefault(spot.path, []).append(spot)

    def put(place: Place, runs: Runs) -> Runs:
        here = by_path.get(place.path)
        return runs if here is None else _put(runs, sorted(here, key=lambda one: one.start))

    return visited(article, put)


def _put(runs: Runs, spots: Sequence[Spot]) -> Runs:
    made: list[Run] = []
    at = 0
    for spot in spots:
        made.extend(cut_runs(runs, at, spot.start))
        first = cut_runs(runs, spot.start, spot.end)[0]
        if spot.replacement:
            made.append(replace(first, text=spot.replacement))
        at = spot.end
    made.extend(cut_runs(runs, at, sum(len(run.text) for run in runs)))
    return tuple(made)


def cut_runs(runs: Runs, start: int, end: int) -> Runs:
    """Return the runs between two places, in characters."""
    made: list[Run] = []
    at = 0
    for run in runs:
        low, high = max(start - at, 0), min(end - at, len(run.text))
        if low < high:
            whole = low == 0 and high == len(run.text)
            made.append(run if whole else replace(run, text=run.text[low:high]))
        at += len(run.text)
    return tuple(made)
