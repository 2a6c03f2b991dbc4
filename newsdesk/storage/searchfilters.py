"""The operators of a search as conditions on the table of stories, or as FTS5 expressions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from newsdesk.domain.article import ArticleState
from newsdesk.domain.searchquery import HAS, Narrowed, Operator, first_day
from newsdesk.domain.values import immutable
from newsdesk.storage import names
from newsdesk.storage.folding import fold, words
from newsdesk.storage.library import Library
from newsdesk.storage.textindex import author_mark

_NOBODY = "nd0nobody"
"""A word that stands in no story: the expression for names that nobody has."""
_MOST_AUTHORS = 50
_EPOCH = date(1970, 1, 1)
_DAY = timedelta(days=1) // timedelta(microseconds=1)

TRASH = "trash"
NO_SECTION = "none"

_HAS: Mapping[str, str] = MappingProxyType(
    {
        "tk": "a.has_tk = 1",
        "legal": "a.legal = 1",
        "sensitive": "a.sensitive = 1",
        "picture": "a.lead_image IS NOT NULL",
        "byline": "EXISTS (SELECT 1 FROM byline WHERE article = a.number)",
        "embargo": "a.embargoed_until IS NOT NULL",
        "related": "EXISTS (SELECT 1 FROM related WHERE article = a.number)",
        "series": "a.series <> ''",
    }
)


@immutable
class Conditions:
    """``sql`` narrows ``article AS a``; ``expressions`` must and ``excluded`` must not match.

    ``given`` says whether any operator asks for something. Without ``state:trash`` what lies in
    the trash is left out.
    """

    sql: str = "a.deleted_at IS NULL"
    given: bool = False
    values: tuple[object, ...] = ()
    expressions: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


_Condition = tuple[str, tuple[object, ...]]


def conditions(
    library: Library, narrowed: Sequence[Narrowed], now: int, *, trashed: bool = False
) -> Conditions:
    """Return what operators ask for; a value that nothing has matches nothing.

    ``now`` is a time in microseconds since 1970 in UTC, for ``after:today``. ``trashed`` asks for
    what lies in the trash alone.
    """
    sql: list[str] = []
    values: list[object] = []
    expressions: list[str] = []
    excluded: list[str] = []
    for one in narrowed:
        in_text = _IN_TEXT.get(one.operator)
        if in_text is not None:
            (excluded if one.excluded else expressions).append(in_text(library, one.value))
            continue
        if one.operator is Operator.STATE and one.value.lower() == TRASH and not one.excluded:
            trashed = True
            continue
        condition, bound = _condition(library, one, now)
        sql.append(f"NOT ifnull({condition}, 0)" if one.excluded else condition)
        values.extend(bound)
    sql.insert(0, "a.deleted_at IS NOT NULL" if trashed else "a.deleted_at IS NULL")
    return Conditions(
        " AND ".join(sql),
        trashed or bool(narrowed),
        tuple(values),
        tuple(expressions),
        tuple(excluded),
    )


def _condition(library: Library, one: Narrowed, now: int) -> _Condition:
    value = one.value.strip()
    match one.operator:
        case Operator.STATE:
            states = [state.value for state in ArticleState if state.value.startswith(fold(value))]
            return _one_of("a.state", states)
        case Operator.SECTION:
            return _section(library, value)
        case Operator.LANGUAGE:
            return "(a.language = ? COLLATE NOCASE OR instr(lower(a.language), ?) = 1)", (
                value,
                f"{value.lower()}-",
            )
        case Operator.HAS:
            return f"({_HAS.get(value.lower(), '0')})", ()
        case _:
            return _time(one.operator, value, now)


def values(library: Library, operator: Operator) -> tuple[str, ...]:
    """Return what an operator can ask for, as far as that is a list."""
    match operator:
        case Operator.STATE:
            return (*(state.value for state in ArticleState), TRASH)
        case Operator.SECTION:
            return (*_sections(library), NO_SECTION)
        case Operator.HAS:
            return HAS
        case _:
            return ()


def knows(library: Library, one: Narrowed) -> bool:
    """Say whether a value is, or begins, one that the operator can ask for."""
    asked = fold(one.value.strip())
    known = (*values(library, one.operator), *_sections(library).values())
    if one.operator is Operator.SECTION:
        return any(fold(value).startswith(asked) for value in known)
    if one.operator is Operator.STATE:
        return any(value.startswith(asked) for value in values(library, one.operator))
    return asked in values(library, one.operator)


def _sections(library: Library) -> dict[str, str]:
    return dict(library.rows("SELECT slug, label FROM section ORDER BY position, slug"))


def tags(library: Library, beginning: str, limit: int) -> tuple[str, ...]:
    """Return tags that begin with something, those of most stories first."""
    found = library.rows(
        "SELECT tag FROM article_tag WHERE tag >= ? AND tag < ? "
        "GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?",
        (beginning, f"{beginning}\U0010ffff", limit),
    )
    return tuple(tag for (tag,) in found)


def _one_of(column: str, values: Sequence[object]) -> _Condition:
    condition = f"({column} IN (SELECT value FROM json_each(?)))"  # noqa: S608 - column is ours
    return condition, (json.dumps(list(values)),)


def _section(library: Library, value: str) -> _Condition:
    if value.lower() == NO_SECTION:
        return "(a.section IS NULL)", ()
    asked = fold(value)
    found = [
        slug
        for slug, label in _sections(library).items()
        if fold(slug).startswith(asked) or fold(label).startswith(asked)
    ]
    return _one_of("a.section", found)


def _time(operator: Operator, value: str, now: int) -> _Condition:
    """Compare the day a story went out, else was saved; days are UTC's."""
    today = datetime.fromtimestamp(now / 1_000_000, UTC).date()
    first = first_day(value, today)
    if first is None:
        return "(0)", ()
    compared = "<" if operator is Operator.BEFORE else ">="
    return f"(coalesce(a.first_published_at, a.saved_at) {compared} ?)", (_number(first),)


def _number(day: date) -> int:
    return (day - _EPOCH).days * _DAY


def _author(library: Library, value: str) -> str:
    """Return the expression for a name: as it went out, or of a profile by its mark."""
    asked = names.asked(value)
    if not asked:
        return f'"{_NOBODY}"'
    profiles = library.rows("SELECT number, words FROM author WHERE deleted_at IS NULL")
    marks = [
        author_mark(number)
        for number, kept in profiles
        if all(
            any(f" {spelling}" in kept for spelling in (*one.spellings, one.key) if spelling)
            for one in asked
        )
    ]
    typed = " AND ".join(f'"{one.spellings[0]}"*' for one in asked)
    found = [f"({typed})", *(f'"{mark}"' for mark in marks[:_MOST_AUTHORS])]
    return f"(authors : ({' OR '.join(found)}))"


def _tag(_library: Library, value: str) -> str:
    found = words(fold(value))
    return f'(tags : "{" ".join(found)}"*)' if found else f'"{_NOBODY}"'


def _headline(_library: Library, value: str) -> str:
    found = words(fold(value))
    return f'(headline : "{" ".join(found)}"*)' if found else f'"{_NOBODY}"'


_IN_TEXT: Mapping[Operator, Callable[[Library, str], str]] = MappingProxyType(
    {Operator.AUTHOR: _author, Operator.TAG: _tag, Operator.HEADLINE: _headline}
)
