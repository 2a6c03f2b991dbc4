"""Reading the texts of a whole library, a page at a time, without reading every story whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId, SectionSlug
from newsdesk.domain.replacing import Scope
from newsdesk.domain.wanted import folded
from newsdesk.storage import documents
from newsdesk.storage.library import Library, Row
from newsdesk.storage.moments import number

_PAGE = 200
# A word parted between two runs ("Po" bold, "rt" not) does not stand in the JSON as a whole.
_NEXT_RUN = '},{"text":"'
_PARTED = re.compile(r'[^\s"]"[^{}]*+(?:\{[^{}]*+\}[^{}]*+)?\},\{"text":"[^\s"]')


def count(library: Library, scope: Scope) -> int:
    """Return how many stories outside the trash there are to look through."""
    where, values = _narrowed(scope)
    return library.value(f"SELECT count(*) FROM article WHERE {where}", values)  # noqa: S608 - fixed conditions


def with_words(
    library: Library,
    needles: Sequence[str],
    scope: Scope,
    *,
    always: Collection[ArticleId] = (),
    passed: Callable[[int], object],
) -> Iterator[Article]:
    """Yield the stories that may hold all of some folded words, the newest first.

    More may be yielded, never fewer; those in ``always`` come whatever they hold. ``passed`` hears
    after each page how many stories were looked at. Raises EnvironmentFailure for damaged ones.
    """
    where, values = _narrowed(scope)
    statement = (
        "SELECT number, id, version, section, fields, body FROM article "  # noqa: S608 - fixed conditions
        "JOIN article_fields ON article_fields.article = number "
        "JOIN article_body ON article_body.article = number "
        f"WHERE {where} AND number < ? ORDER BY number DESC LIMIT {_PAGE}"
    )
    last, seen = 1 << 62, 0
    while page := library.rows(statement, (*values, last)):
        for row in page:
            if row[1] in always or _may_hold(row, needles):
                yield _article(library, row)
        last = page[-1][0]
        seen += len(page)
        passed(seen)


def _narrowed(scope: Scope) -> tuple[str, tuple[object, ...]]:
    conditions, values = ["deleted_at IS NULL"], list[object]()
    if scope.state is not None:
        conditions.append("state = ?")
        values.append(scope.state.value)
    if scope.section is not None:
        conditions.append("section = ?")
        values.append(scope.section)
    if scope.since is not None:
        conditions.append("saved_at >= ?")
        values.append(number(scope.since))
    return " AND ".join(conditions), tuple(values)


def _may_hold(row: Row, needles: Sequence[str]) -> bool:
    if not needles:
        return True
    text = f"{row[4]}{row[5]}"
    words = folded(text)
    if all(needle in words for needle in needles):
        return True
    return _NEXT_RUN in text and bool(_PARTED.search(text))


def _article(library: Library, row: Row) -> Article:
    _number, name, version, section, fields, body = row
    article = documents.read_article(library.path, fields, body)
    return replace(
        article,
        id=ArticleId(name),
        version=version,
        section=None if section is None else SectionSlug(section),
    )
