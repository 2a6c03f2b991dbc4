"""What an export of the whole library needs to know of every story, without reading bodies."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.domain.article import ArticleState
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable
from newsdesk.storage.library import Library
from newsdesk.storage.moments import moment, optional_moment

_LISTED = """
SELECT a.id, a.version, a.slug, a.section, a.headline,
       coalesce(json_extract(f.fields, '$.standfirst'), ''),
       a.state, a.language, a.legal, a.saved_at, a.first_published_at, a.scheduled_at,
       a.embargoed_until,
       json_extract(f.fields, '$.expires_at.utc'),
       json_extract(f.fields, '$.updated_at.utc'),
       json_extract(f.fields, '$.first_published_at.zone'),
       json_extract(f.fields, '$.updated_at.zone'),
       coalesce(json_extract(f.fields, '$.show_updated'), 1),
       coalesce(json_extract(f.fields, '$.search.canonical_url'), '')
FROM article a
JOIN article_fields f ON f.article = a.number
WHERE a.deleted_at IS NULL
  AND a.state IN ('published', 'scheduled', 'withheld', 'spiked', 'legal')
ORDER BY a.number
"""
_NEEDS = """
SELECT a.id, 'author', b.author FROM byline b JOIN article a ON a.number = b.article
WHERE b.author IS NOT NULL
UNION ALL SELECT a.id, 'image', p.image FROM placement p JOIN article a ON a.number = p.article
UNION ALL SELECT a.id, 'story', r.target FROM related r JOIN article a ON a.number = r.article
UNION ALL SELECT a.id, 'story', l.target FROM story_link l JOIN article a ON a.number = l.article
UNION ALL SELECT a.id, 'story', c.target FROM article a
          JOIN article_fields f ON f.article = a.number
          JOIN curated_item c ON c.list = json_extract(f.fields, '$.related.curated')
"""


@immutable
class SiteRow:
    """A story as lists show it and as an export judges it."""

    id: ArticleId
    version: int
    slug: str
    section: SectionSlug | None
    headline: str
    standfirst: str
    state: ArticleState
    language: str
    legal_flag: bool
    saved_at: Moment
    first_published_at: Moment | None
    scheduled_at: Moment | None
    embargoed_until: Moment | None
    expires_at: Moment | None
    updated_at: Moment | None
    show_updated: bool
    canonical_url: str


def rows(library: Library) -> Iterator[SiteRow]:
    """Yield the stories that go out or are held back, in the order they were made."""
    for row in library.rows(_LISTED):
        published, zone, update_zone = optional_moment(row[10]), row[15] or "", row[16] or ""
        yield SiteRow(
            ArticleId(row[0]),
            row[1],
            row[2],
            None if row[3] is None else SectionSlug(row[3]),
            row[4],
            row[5],
            ArticleState(row[6]),
            row[7],
            bool(row[8]),
            moment(row[9]),
            Moment(published.utc, zone) if published else None,
            optional_moment(row[11]),
            optional_moment(row[12]),
            Moment.parse(row[13]) if row[13] else None,
            Moment.parse(row[14], zone=update_zone) if row[14] else None,
            bool(row[17]),
            row[18],
        )


def needs(library: Library) -> Iterator[tuple[ArticleId, str, str]]:
    """Yield what each story's page depends on: (story, ``author``/``image``/``story``, id)."""
    for story, kind, name in library.rows(_NEEDS):
        yield ArticleId(story), kind, name


def author_versions(library: Library) -> dict[AuthorId, tuple[int, ImageId | None]]:
    """Return the version and the portrait of every profile."""
    found = library.rows("SELECT id, version, avatar FROM author")
    return {
        AuthorId(name): (version, ImageId(avatar) if avatar else None)
        for name, version, avatar in found
    }


def image_versions(library: Library) -> dict[ImageId, int]:
    """Return the version of every picture."""
    return {
        ImageId(name): version for name, version in library.rows("SELECT id, version FROM image")
    }


def tags(library: Library) -> dict[ArticleId, list[str]]:
    """Return the tags of every story outside the trash."""
    found: dict[ArticleId, list[str]] = {}
    for story, tag in library.rows(
        "SELECT a.id, t.tag FROM article_tag t JOIN article a ON a.number = t.article "
        "WHERE a.deleted_at IS NULL ORDER BY a.number, t.tag"
    ):
        found.setdefault(ArticleId(story), []).append(tag)
    return found


def bylines(library: Library) -> dict[ArticleId, list[AuthorId]]:
    """Return the profiles in the byline of every story outside the trash, in their order."""
    found: dict[ArticleId, list[AuthorId]] = {}
    for story, author in library.rows(
        "SELECT a.id, b.author FROM byline b JOIN article a ON a.number = b.article "
        "WHERE a.deleted_at IS NULL AND b.author IS NOT NULL ORDER BY a.number, b.position"
    ):
        found.setdefault(ArticleId(story), []).append(AuthorId(author))
    return found
