"""Lists of stories by keyset: each page begins where the last one ended, whatever its depth."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsdesk.domain.article import ArticleState
from newsdesk.domain.ids import ArticleId, ImageId, SectionSlug
from newsdesk.domain.listing import (
    NO_SECTION,
    ArticleFlag,
    ArticleQuery,
    ArticleRow,
    ArticleSort,
    Counts,
    Cursor,
    Page,
    TimeShown,
)
from newsdesk.storage.errors import damaged
from newsdesk.storage.library import Library, Row
from newsdesk.storage.moments import moment, optional_moment

if TYPE_CHECKING:
    from newsdesk.storage.search import Asked

TRASH = "trash"
"""In ``story_count``, the state of what lies in the trash."""

_COLUMNS = (
    "a.number, a.id, a.version, a.headline, a.section, s.label, a.state, a.saved_at, "
    "a.first_published_at, a.scheduled_at, a.embargoed_until, a.deleted_at, a.lead_image, "
    "a.word_count, a.language, a.has_tk, a.legal, a.sensitive"
)


@dataclass(slots=True)
class _Where:
    """The conditions of a query as they grow, with their values."""

    conditions: list[str] = field(default_factory=list[str])
    values: list[object] = field(default_factory=list[object])

    def add(self, condition: str, *values: object) -> None:
        self.conditions.append(condition)
        self.values.extend(values)

    def text(self) -> str:
        return " AND ".join(self.conditions)


def rows(
    library: Library, query: ArticleQuery, after: Cursor | None, limit: int, *, now: int = 0
) -> Page[ArticleRow]:
    """Return a page of the stories that a query asks for.

    ``now`` is the present in microseconds since 1970, for a text such as ``after:yesterday``.
    """
    published = query.sort is ArticleSort.PUBLISHED
    trashed = ArticleFlag.TRASHED in query.flags
    key = "a.deleted_at" if trashed else "a.first_published_at" if published else "a.saved_at"
    source = "article AS a"
    where = _Where()
    if query.author is not None:
        key = "b.published_at" if published else "b.saved_at"
        source = "byline AS b CROSS JOIN article AS a ON a.number = b.article"
        where.add("b.author = ? AND b.listed = ?", query.author, not trashed)
        # Two rows of one byline may name the same author: the first of them stands for both.
        where.add(
            "NOT EXISTS (SELECT 1 FROM byline AS twin WHERE twin.article = b.article "
            "AND twin.author = b.author AND twin.position < b.position)"
        )
    _narrow(where, query, trashed=trashed, published=published)
    if query.text.strip():
        from newsdesk.storage.search import ask

        asked = ask(library, query.text, today=now)
        if not asked.expression and not asked.narrowed.given:
            return Page()
        _narrow_by_text(library, where, asked)
    if after is not None:
        where.add(f"({key}, a.number) < (?, ?)", after.value, after.number)
    found = library.rows(
        f"SELECT {key}, {_COLUMNS} FROM {source} "  # noqa: S608 - fixed parts, values are bound
        f"LEFT JOIN section AS s ON s.slug = a.section WHERE {where.text()} "
        f"ORDER BY {key} DESC, a.number DESC LIMIT ?",
        (*where.values, limit + 1),
    )
    shown = found[:limit]
    following = Cursor(shown[-1][0], shown[-1][1]) if len(found) > limit else None
    return Page(read_rows(library, [row[1:] for row in shown]), following)


def cursor_at(library: Library, query: ArticleQuery, place: int) -> Cursor | None:
    """Return where the page begins that has so many stories before it, from an index alone.

    ``None`` where there is none, or where the query has a text or an author: walk there then.
    """
    if place < 1 or query.author is not None or query.text.strip():
        return None
    published = query.sort is ArticleSort.PUBLISHED
    trashed = ArticleFlag.TRASHED in query.flags
    key = "a.deleted_at" if trashed else "a.first_published_at" if published else "a.saved_at"
    where = _Where()
    _narrow(where, query, trashed=trashed, published=published)
    found = library.row(
        f"SELECT {key}, a.number FROM article AS a WHERE {where.text()} "  # noqa: S608 - fixed parts, values are bound
        f"ORDER BY {key} DESC, a.number DESC LIMIT 1 OFFSET ?",
        (*where.values, place - 1),
    )
    return None if found is None else Cursor(found[0], found[1])


def count_found(library: Library, query: ArticleQuery, most: int, *, now: int) -> int:
    """Count the stories that a query with a text finds, at most so many."""
    from newsdesk.storage.search import ask

    asked = ask(library, query.text, today=now)
    if not asked.expression and not asked.narrowed.given:
        return 0
    where = _Where()
    _narrow(where, query, trashed=False, published=False)
    _narrow_by_text(library, where, asked)
    return library.value(
        f"SELECT count(*) FROM (SELECT 1 FROM article AS a WHERE {where.text()} LIMIT ?)",  # noqa: S608 - fixed parts, values are bound
        (*where.values, most),
    )


def numbers_of(library: Library, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
    """Return the row numbers of stories; those not in the library are left out."""
    found = library.rows(
        "SELECT id, number FROM article WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {ArticleId(name): row for name, row in found}


def _narrow(where: _Where, query: ArticleQuery, *, trashed: bool, published: bool) -> None:
    owner = "b" if query.author is not None else "a"
    where.add("a.deleted_at IS NOT NULL" if trashed else "a.deleted_at IS NULL")
    if published:
        time = "b.published_at" if query.author is not None else "a.first_published_at"
        where.add(f"{time} IS NOT NULL")
    if query.state is not None:
        where.add(f"{owner}.state = ?", query.state.value)
    if query.section == NO_SECTION:
        where.add(f"{owner}.section IS NULL")
    elif query.section is not None:
        where.add(f"{owner}.section = ?", query.section)
    columns = {
        ArticleFlag.HAS_TK: "a.has_tk",
        ArticleFlag.LEGAL: "a.legal",
        ArticleFlag.SENSITIVE: "a.sensitive",
    }
    for flag in sorted(query.flags & columns.keys()):
        where.add(f"{columns[flag]} = 1")


def _narrow_by_text(library: Library, where: _Where, asked: Asked) -> None:
    """Look rare words up first; ask for common ones story by story, newest first."""
    if asked.narrowed.given:
        where.add(asked.narrowed.sql, *asked.narrowed.values)
    if not asked.expression:
        return
    from newsdesk.storage.search import by_headline, newest_first

    few = newest_first(library, asked.expression, limit=_FEW + 1)
    if len(few) <= _FEW:
        # A beginning of two letters is looked for in headlines only; see storage.search.
        few += by_headline(library, asked, limit=_FEW)
        where.add("a.number IN (SELECT value FROM json_each(?))", json.dumps(few))
        return
    where.add(
        "EXISTS (SELECT 1 FROM article_search WHERE rowid = a.number AND article_search MATCH ?)",
        asked.expression,
    )


_FEW = 2000


def read_rows(library: Library, found: Sequence[Row]) -> tuple[ArticleRow, ...]:
    """Make rows of what ``_COLUMNS`` gave, with the names of their bylines."""
    names = byline_names(library, [row[0] for row in found])
    return tuple(_row(library, row, names.get(row[0], ())) for row in found)


def rows_of(library: Library, numbers: Sequence[int]) -> dict[int, ArticleRow]:
    """Return the rows of some stories by their row numbers."""
    found = library.rows(
        f"SELECT {_COLUMNS} FROM article AS a LEFT JOIN section AS s ON s.slug = a.section "  # noqa: S608 - fixed parts
        "WHERE a.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    made = read_rows(library, found)
    return {row[0]: shown for row, shown in zip(found, made, strict=True)}


def byline_names(library: Library, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of each story's byline: as it went out, else as the profile has it."""
    found = library.rows(
        "SELECT b.article, iif(b.name <> '', b.name, coalesce(p.display_name, '')) "
        "FROM byline AS b LEFT JOIN author AS p ON p.id = b.author "
        "WHERE b.article IN (SELECT value FROM json_each(?)) "
        "AND b.role IN ('writer', 'reporting') ORDER BY b.article, b.position",
        (json.dumps(list(numbers)),),
    )
    names: dict[int, tuple[str, ...]] = {}
    for number, name in found:
        names[number] = (*names.get(number, ()), name)
    return names


def _row(library: Library, row: Row, names: tuple[str, ...]) -> ArticleRow:
    try:
        state = ArticleState(row[6])
    except ValueError as error:
        raise damaged(library.path, f"a story has the unknown state “{row[6][:40]}”") from error
    return ArticleRow(
        id=ArticleId(row[1]),
        version=row[2],
        headline=row[3],
        section=None if row[4] is None else SectionSlug(row[4]),
        section_label=row[5] or "",
        state=state,
        saved_at=moment(row[7]),
        byline_names=names,
        first_published_at=optional_moment(row[8]),
        scheduled_at=optional_moment(row[9]),
        embargoed_until=optional_moment(row[10]),
        deleted_at=optional_moment(row[11]),
        thumbnail=None if row[12] is None else ImageId(row[12]),
        word_count=row[13],
        language=row[14],
        has_tk=bool(row[15]),
        legal_flag=bool(row[16]),
        sensitive_flag=bool(row[17]),
        time_shown=_time_shown(state, row),
    )


def _time_shown(state: ArticleState, row: Row) -> TimeShown:
    if row[11] is not None:
        return TimeShown.DELETED
    if state is ArticleState.PUBLISHED and row[8] is not None:
        return TimeShown.PUBLISHED
    if state is ArticleState.SCHEDULED and row[9] is not None:
        return TimeShown.SCHEDULED
    if state is ArticleState.READY and row[10] is not None:
        return TimeShown.EMBARGOED
    return TimeShown.SAVED


def counts(library: Library) -> Counts:
    """Return the numbers beside the lists, from the counters that every save keeps."""
    by_state: dict[ArticleState, int] = {}
    by_section: dict[SectionSlug, int] = {}
    trashed = 0
    for state, section, stories in library.rows("SELECT state, section, stories FROM story_count"):
        if state == TRASH:
            trashed += stories
            continue
        known = ArticleState(state)
        by_state[known] = by_state.get(known, 0) + stories
        slug = SectionSlug(section)
        by_section[slug] = by_section.get(slug, 0) + stories
    return Counts(
        total=sum(by_state.values()),
        by_state=by_state,
        by_section=by_section,
        trashed=trashed,
        authors=library.value("SELECT count(*) FROM author"),
        images=library.value("SELECT count(*) FROM image"),
    )


def counted(
    library: Library, state: ArticleState | None, section: SectionSlug | None, *, trashed: bool
) -> int:
    """Return how many stories have a state and stand in a section, from the counters."""
    found: int | None = library.value(
        "SELECT sum(stories) FROM story_count WHERE (state = ?1 OR ?1 IS NULL AND state <> ?2) "
        "AND (section = ?3 OR ?3 IS NULL)",
        (TRASH if trashed else None if state is None else state.value, TRASH, section),
    )
    return found or 0


def recount(library: Library) -> None:
    """Make the counters anew from the stories; call inside a transaction."""
    library.execute("DELETE FROM story_count")
    library.execute(
        "INSERT INTO story_count SELECT iif(deleted_at IS NULL, state, ?), ifnull(section, ''), "
        "count(*) FROM article GROUP BY 1, 2",
        (TRASH,),
    )
