"""What an export of the whole library needs to know of every story, without reading bodies.

Fields that hold their default are not in a story's JSON, so most rows are told by a search for
the name of a field, at a tenth of the time that reading the JSON takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from newsdesk.domain.article import ArticleState
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable
from newsdesk.storage.library import Library
from newsdesk.storage.moments import moment, optional_moment

_AT_ONCE: Final = 1000


def _field(path: str) -> str:
    """Return the SQL for a field that few stories have."""
    name = path.rsplit(".", 1)[-1]
    return f"CASE WHEN instr(f.fields, '\"{name}\"') THEN json_extract(f.fields, '$.{path}') END"


_PUBLISHED = "coalesce(a.first_published_at, a.scheduled_at, a.saved_at)"
_LISTED = f"""
SELECT a.number, a.id, a.version, a.slug, a.section, a.headline, a.state, a.language, a.legal,
       {_PUBLISHED}, a.scheduled_at, a.embargoed_until,
       {_field("expires_at")}, {_field("updated_at")}, {_field("search.canonical_url")}
FROM article a
JOIN article_fields f ON f.article = a.number
WHERE a.number > ? AND a.deleted_at IS NULL
  AND a.state IN ('published', 'scheduled', 'withheld', 'spiked', 'legal')
ORDER BY a.number LIMIT {_AT_ONCE}
"""  # noqa: S608 - made of fixed names
_SHOWN = f"""
SELECT a.id, a.headline, json_extract(f.fields, '$.standfirst'), {_PUBLISHED},
       json_extract(f.fields, '$.first_published_at'), {_field("updated_at")},
       {_field("show_updated")}
FROM article a
JOIN article_fields f ON f.article = a.number
WHERE a.number IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - made of fixed names


@immutable
class SiteRow:
    """A story as an export judges it. ``published`` is the time its page gives."""

    number: int
    id: ArticleId
    version: int
    slug: str
    section: SectionSlug | None
    headline: str
    state: ArticleState
    language: str
    legal_flag: bool
    published: int
    """Microseconds since 1970."""
    scheduled_at: Moment | None
    embargoed_until: Moment | None
    expires_at: Moment | None
    updated_at: Moment | None
    canonical_url: str


@immutable
class ShownRow:
    """A story as links and lists show it."""

    id: ArticleId
    headline: str
    standfirst: str
    published: Moment
    updated_at: Moment | None
    show_updated: bool


def rows(library: Library) -> Iterator[SiteRow]:
    """Yield the stories that go out or are held back, in the order they were made."""
    last = -1
    while found := library.rows(_LISTED, (last,)):
        for row in found:
            yield SiteRow(
                row[0],
                ArticleId(row[1]),
                row[2],
                row[3],
                None if row[4] is None else SectionSlug(row[4]),
                row[5],
                ArticleState(row[6]),
                row[7],
                bool(row[8]),
                row[9],
                optional_moment(row[10]),
                optional_moment(row[11]),
                _moment(row[12]),
                _moment(row[13]),
                row[14] or "",
            )
        last = found[-1][0]


def shown(library: Library, numbers: Sequence[int]) -> list[ShownRow]:
    """Return how lists show the stories of some row numbers, in any order."""
    found = library.rows(_SHOWN, (json.dumps(list(numbers)),))
    return [
        ShownRow(
            ArticleId(name),
            headline,
            standfirst or "",
            Moment(moment(published).utc, _zone(first)),
            _moment(updated),
            show_updated is None or bool(show_updated),
        )
        for name, headline, standfirst, published, first, updated, show_updated in found
    ]


def _moment(value: Any) -> Moment | None:
    """Read a moment as JSON keeps it: a text, or an object where it has a zone."""
    if value is None:
        return None
    if value.startswith("{"):
        told = json.loads(value)
        return Moment.parse(told["utc"], zone=told["zone"])
    return Moment.parse(value)


def _zone(value: Any) -> str:
    return json.loads(value)["zone"] if value and value.startswith("{") else ""


def author_versions(library: Library) -> dict[AuthorId, int]:
    """Return the version of every profile."""
    found = library.rows("SELECT id, version FROM author")
    return {AuthorId(name): version for name, version in found}


def image_versions(library: Library) -> dict[ImageId, int]:
    """Return the version of every picture."""
    found = library.rows("SELECT id, version FROM image")
    return {ImageId(name): version for name, version in found}


def tags(library: Library) -> Iterator[tuple[int, str]]:
    """Yield the tags of every story outside the trash: (row number, tag)."""
    yield from library.rows(
        "SELECT t.article, t.tag FROM article_tag t JOIN article a ON a.number = t.article "
        "WHERE a.deleted_at IS NULL ORDER BY t.article, t.tag"
    )


def bylines(library: Library) -> Iterator[tuple[int, AuthorId]]:
    """Yield the profiles in the byline of every story outside the trash, in their order."""
    yield from library.rows(
        "SELECT b.article, b.author FROM byline b JOIN article a ON a.number = b.article "
        "WHERE a.deleted_at IS NULL AND b.author IS NOT NULL ORDER BY b.article, b.position"
    )
