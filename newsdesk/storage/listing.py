"""Lists of stories by keyset: each page begins where the last one ended, whatever its depth."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

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
from newsdesk.domain.values import immutable
from newsdesk.storage.errors import damaged
from newsdesk.storage.library import Library, Row
from newsdesk.storage.moments import moment, optional_moment

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
    library: Library, query: ArticleQuery, after: Cursor | None, limit: int
) -> Page[ArticleRow]:
    """Return a page of the stories that a query without a text asks for."""
    order = order_of(query)
    key, source = order.key, "article AS a"
    where = _Where()
    if query.author is not None:
        key = _of_byline(order)
        source = "byline AS b CROSS JOIN article AS a ON a.number = b.article"
        where.add("b.author = ? AND b.listed = ?", query.author, not order.trashed)
        # Two rows of one byline may name the same author: the first of them stands for both.
        where.add(
            "NOT EXISTS (SELECT 1 FROM byline AS twin WHERE twin.article = b.article "
            "AND +twin.author = b.author AND twin.position < b.position)"
        )
    where.add(f"a.deleted_at IS {'NOT ' if order.trashed else ''}NULL AND {key} IS NOT NULL")
    _narrow(where, query, "a" if query.author is None else "b")
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


def cursor_at(
    library: Library, query: ArticleQuery, place: int, total: int | None = None
) -> Cursor | None:
    """Return where the page of a query without a text begins that has so many stories before
    it, ``None`` where there are not so many. Read from an index alone, where ``total`` is known
    from its nearer end.
    """
    if place < 1:
        return None
    places, key, values = _places(query)
    direction, steps = "DESC", place - 1
    if total is not None and total // 2 < place <= total:
        direction, steps = "ASC", total - place
    found = library.row(
        f"{places} ORDER BY {key} {direction}, 2 {direction} LIMIT 1 OFFSET ?", (*values, steps)
    )
    return None if found is None else Cursor(found[0], found[1])


def count(library: Library, query: ArticleQuery) -> int:
    """Count the stories of a query without a text: from the counters, else along an index."""
    plain = query.author is None and query.flags <= {ArticleFlag.TRASHED}
    if plain and query.sort is not ArticleSort.PUBLISHED:
        trashed = ArticleFlag.TRASHED in query.flags
        if not trashed or query.state is None:
            return _counted(library, query.state, query.section, trashed=trashed)
    places, _key, values = _places(query)
    return library.value(f"SELECT count(*) FROM ({places})", values)  # noqa: S608 - fixed parts, values are bound


def _places(query: ArticleQuery) -> tuple[str, str, tuple[object, ...]]:
    """Return a SELECT of the keys and row numbers of a list, its key, and its values."""
    order = order_of(query)
    where = _Where()
    if query.author is None:
        where.add(f"a.deleted_at IS {'NOT ' if order.trashed else ''}NULL")
        where.add(f"{order.key} IS NOT NULL")
        _narrow(where, query, "a")
        select = f"SELECT {order.key}, a.number FROM article AS a WHERE {where.text()}"  # noqa: S608 - fixed parts, values are bound
        return select, order.key, tuple(where.values)
    key = _of_byline(order)
    where.add("b.author = ? AND b.listed = ?", query.author, not order.trashed)
    where.add(f"{key} IS NOT NULL")
    _narrow(where, query, "b")
    # The rows of one byline that name the same author stand beside each other in the index.
    join = "CROSS JOIN article AS a ON a.number = b.article " if "a." in where.text() + key else ""
    select = f"SELECT DISTINCT {key}, b.article FROM byline AS b {join}WHERE {where.text()}"  # noqa: S608 - fixed parts, values are bound
    return select, key, tuple(where.values)


def _of_byline(order: Order) -> str:
    """Return an order's key as the bylines have it, beside the author in one index."""
    keys = {"a.saved_at": "b.saved_at", "a.first_published_at": "b.published_at"}
    return keys.get(order.key, order.key)


def narrowing(query: ArticleQuery) -> tuple[str, tuple[object, ...]]:
    """Return what a query narrows ``article AS a`` to, its text and the trash aside, "" for
    nothing, with the values.
    """
    where = _Where()
    if query.author is not None:
        where.add(
            "EXISTS (SELECT 1 FROM byline AS b WHERE b.article = a.number AND +b.author = ?)",
            query.author,
        )
    _narrow(where, query, "a")
    return where.text(), tuple(where.values)


@immutable
class Order:
    """An order by time, the latest first: by a column of ``article AS a`` that indexes have."""

    key: str = "a.saved_at"
    trashed: bool = False


def order_of(query: ArticleQuery) -> Order:
    """Return the order by time that a query asks for."""
    if ArticleFlag.TRASHED in query.flags:
        return Order("a.deleted_at", trashed=True)
    return Order("a.first_published_at" if query.sort is ArticleSort.PUBLISHED else "a.saved_at")


def _narrow(where: _Where, query: ArticleQuery, owner: str) -> None:
    """Narrow to a state, a section and flags, by the columns of stories or of their bylines."""
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


def _counted(
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
