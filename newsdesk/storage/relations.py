"""What ties stories together beside their words: series, links, versions, related lists."""

from __future__ import annotations

import json
from collections.abc import Iterable

from newsdesk.domain.ids import ArticleId
from newsdesk.domain.values import immutable
from newsdesk.storage.library import Library

_MOST_OF_A_SERIES = 30
_MOST_LINKS = 50


@immutable
class Facts:
    """What suggestions weigh of a story. Times are microseconds since 1970 in UTC; ``at`` is when
    it went out, else when it was written.
    """

    number: int
    id: ArticleId
    section: str
    series: str
    language: str
    state: str
    lead: str
    word_count: int
    at: int
    published: bool
    trashed: bool


@immutable
class Ties:
    """The stories tied to one, by their row numbers.

    It was rewritten or translated ``…_from`` some; others were ``…_as``, from it.
    """

    series: frozenset[int] = frozenset()
    cited: frozenset[int] = frozenset()
    citing: frozenset[int] = frozenset()
    rewritten_from: frozenset[int] = frozenset()
    translated_from: frozenset[int] = frozenset()
    rewritten_as: frozenset[int] = frozenset()
    translated_as: frozenset[int] = frozenset()

    def everything(self) -> frozenset[int]:
        """Return every story tied in any way."""
        return (
            self.series | self.cited | self.citing | self.rewritten_from
            | self.translated_from | self.rewritten_as | self.translated_as
        )  # fmt: skip

    def copies(self) -> frozenset[int]:
        """Return the stories that are this one in another version or language."""
        return self.rewritten_from | self.translated_from | self.rewritten_as | self.translated_as


def facts(library: Library, numbers: Iterable[int]) -> dict[int, Facts]:
    """Return the facts of some stories by their row numbers."""
    found = library.rows(
        "SELECT number, id, coalesce(section, ''), series, language, state, "
        "coalesce(lead_image, ''), word_count, coalesce(first_published_at, created_at), "
        "first_published_at IS NOT NULL, deleted_at IS NOT NULL FROM article "
        "WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {
        row[0]: Facts(*row[:9], published=bool(row[9]), trashed=bool(row[10])) for row in found
    }


def ties(library: Library, of: Facts) -> Ties:
    """Return the stories tied to one; a bounded number of each kind, the newest of them."""
    series = frozenset[int]()
    if of.series:
        series = _numbers(
            library,
            "SELECT number FROM article WHERE series = ? AND series <> '' AND number <> ? "
            "ORDER BY number DESC LIMIT ?",
            (of.series, of.number, _MOST_OF_A_SERIES),
        )
    cited = _numbers(
        library,
        "SELECT a.number FROM story_link AS s JOIN article AS a ON a.id = s.target "
        "WHERE s.article = ? LIMIT ?",
        (of.number, _MOST_LINKS),
    )
    citing = _numbers(
        library,
        "SELECT article FROM story_link WHERE target = ? AND article <> ? "
        "ORDER BY article DESC LIMIT ?",
        (of.id, of.number, _MOST_LINKS),
    )
    origin: dict[str, frozenset[int]] = {}
    for field in ("rewrite_of", "translated_from"):
        path = f"$.{field}"
        origin[f"from {field}"] = _numbers(
            library,
            "SELECT a.number FROM article_fields AS f JOIN article AS a "
            "ON a.id = iif(json_valid(f.fields), f.fields ->> ?, NULL) WHERE f.article = ?",
            (path, of.number),
        )
        origin[f"as {field}"] = _numbers(
            library,
            "SELECT r.article FROM related AS r JOIN article_fields AS f ON f.article = r.article "
            "WHERE r.target = ? AND iif(json_valid(f.fields), f.fields ->> ?, NULL) = ? LIMIT ?",
            (of.id, path, of.id, _MOST_LINKS),
        )
    return Ties(
        series, cited, citing,
        origin["from rewrite_of"], origin["from translated_from"],
        origin["as rewrite_of"], origin["as translated_from"],
    )  # fmt: skip


def pointing_to(library: Library, article_id: ArticleId, limit: int) -> tuple[int, ...]:
    """Return the stories outside the trash that list or link to one, newest first."""
    found = library.rows(
        "SELECT number FROM article WHERE deleted_at IS NULL AND id <> ?1 AND number IN ("
        "SELECT article FROM related WHERE target = ?1 "
        "UNION SELECT article FROM story_link WHERE target = ?1) "
        "ORDER BY saved_at DESC LIMIT ?2",
        (article_id, limit),
    )
    return tuple(number for (number,) in found)


def numbers_of(library: Library, ids: Iterable[ArticleId]) -> dict[ArticleId, int]:
    """Return the row numbers of stories; those that are not in the library are left out."""
    found = library.rows(
        "SELECT id, number FROM article WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(dict.fromkeys(ids))),),
    )
    return {ArticleId(name): number for name, number in found}


def _numbers(library: Library, statement: str, values: tuple[object, ...]) -> frozenset[int]:
    return frozenset(number for (number,) in library.rows(statement, values))
