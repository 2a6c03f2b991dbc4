"""What a site says to robots: sitemaps, the news sitemap and robots.txt.

Nothing here reads a clock: the news sitemap holds the two days before the newest story.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable
from newsdesk.exporting import locales
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.characters import clean
from newsdesk.exporting.feeds import xml

SITEMAP: Final = "sitemap.xml"
NEWS_SITEMAP: Final = "news-sitemap.xml"
LONGEST: Final = 50_000
"""Addresses in one sitemap (sitemaps.org)."""

_NEWS: Final = timedelta(days=2)
NEWS_SPAN: Final = _NEWS // timedelta(microseconds=1)
"""Microseconds before the newest story that the news sitemap covers."""
_NEWS_LONGEST: Final = 1_000
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_SPACE: Final = "http://www.google.com/schemas/sitemap-news/0.9"


@immutable
class Place:
    """A page in a sitemap: its path below the root and when it last changed."""

    path: str
    changed: Moment | None = None


@immutable
class NewsPlace:
    """A story in the news sitemap."""

    path: str
    headline: str
    published: Moment
    language: str


def write_sitemaps(places: Sequence[Place], addresses: Addresses, zone: str) -> dict[str, bytes]:
    """Write the sitemap; more pages than one holds become several and a list of them."""
    if len(places) <= LONGEST:
        return {SITEMAP: _sitemap(places, addresses, zone)}
    files: dict[str, bytes] = {}
    for number, start in enumerate(range(0, len(places), LONGEST), start=1):
        name = f"sitemap-{number}.xml"
        files[name] = _sitemap(places[start : start + LONGEST], addresses, zone)
    lines = [_HEAD, f'<sitemapindex xmlns="{_SPACE}">']
    lines += [f"<sitemap><loc>{xml(addresses.absolute(name))}</loc></sitemap>" for name in files]
    lines += ["</sitemapindex>", ""]
    files[SITEMAP] = "\n".join(lines).encode()
    return files


def _sitemap(places: Sequence[Place], addresses: Addresses, zone: str) -> bytes:
    lines = [_HEAD, f'<urlset xmlns="{_SPACE}">']
    for place in places:
        changed = ""
        if place.changed is not None:
            changed = f"<lastmod>{locales.iso(place.changed, zone)}</lastmod>"
        lines.append(f"<url><loc>{xml(addresses.absolute(place.path))}</loc>{changed}</url>")
    lines += ["</urlset>", ""]
    return clean("\n".join(lines)).encode()


def write_news_sitemap(stories: Sequence[NewsPlace], addresses: Addresses, zone: str) -> bytes:
    """Write Google's news sitemap of the latest stories."""
    newest = max((story.published.utc for story in stories), default=None)
    recent = [
        story for story in stories if newest is not None and newest - story.published.utc <= _NEWS
    ]
    recent.sort(key=lambda story: (-story.published.utc.timestamp(), story.path))
    name = xml(addresses.publication.name)
    lines = [_HEAD, f'<urlset xmlns="{_SPACE}" xmlns:news="{_NEWS_SPACE}">']
    for story in recent[:_NEWS_LONGEST]:
        language = story.language.split("-", maxsplit=1)[0].lower()
        lines += [
            "<url>",
            f"<loc>{xml(addresses.absolute(story.path))}</loc>",
            "<news:news>",
            (
                f"<news:publication><news:name>{name}</news:name>"
                f"<news:language>{xml(language)}</news:language></news:publication>"
            ),
            f"<news:publication_date>{locales.iso(story.published, zone)}</news:publication_date>",
            f"<news:title>{xml(story.headline)}</news:title>",
            "</news:news>",
            "</url>",
        ]
    lines += ["</urlset>", ""]
    return clean("\n".join(lines)).encode()


def write_robots(addresses: Addresses) -> bytes:
    """Write robots.txt: everything may be read."""
    lines = ["User-agent: *", "Allow: /"]
    if addresses.site:
        lines += [
            f"Sitemap: {addresses.absolute(SITEMAP)}",
            f"Sitemap: {addresses.absolute(NEWS_SITEMAP)}",
        ]
    return ("\n".join(lines) + "\n").encode()
