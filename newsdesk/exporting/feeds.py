"""Feeds with the stories in full: RSS 2.0, Atom and JSON Feed 1.1.

Times are those of the stories; nothing depends on when a feed is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from newsdesk.domain.values import immutable
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.characters import clean
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.runhtml import escape_attribute, escape_text
from newsdesk.exporting.structured import filled
from newsdesk.exporting.views import StoryView

LONGEST: Final = 30
"""Stories in a feed of many; readers fetch often and older ones are in the site."""

RSS: Final = "application/rss+xml"
JSON_FEED: Final = "application/feed+json"
ATOM: Final = "application/atom+xml"

_NAMESPACES: Final = (
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@immutable
class FeedItem:
    """A story in a feed; ``html`` is its text with absolute addresses."""

    view: StoryView
    html: str
    byte_count: int = 0

    @property
    def address(self) -> str:
        """The story's address, which is also its name in feeds."""
        return self.view.canonical or f"urn:uuid:{self.view.dispatch.article.id}"

    @property
    def picture(self) -> PlannedPicture | None:
        """The picture that stands for the story."""
        return self.view.social.og if self.view.social else None


@immutable
class FeedChannel:
    """What a feed says of itself. ``home`` and ``address`` are absolute, "" without a site."""

    title: str
    home: str
    address: str
    language: str
    description: str
    addresses: Addresses


def newest(items: Sequence[FeedItem]) -> tuple[FeedItem, ...]:
    """Return the latest stories first, as many as a feed holds."""
    ordered = sorted(items, key=lambda item: item.view.dispatch.article.id)
    ordered.sort(key=lambda item: _instant(item.view), reverse=True)
    return tuple(ordered[:LONGEST])


def _instant(view: StoryView) -> datetime:
    moment = view.dispatch.article.first_published_at
    return moment.utc if moment is not None else datetime.min.replace(tzinfo=UTC)


def xml(text: str) -> str:
    """Return text for an XML element."""
    return escape_text(_NOT_XML.sub("", text))


def attribute(text: str) -> str:
    """Return text as an XML attribute with its quotes."""
    escaped = escape_attribute(_NOT_XML.sub("", text))
    # A parser would read these as spaces (XML 1.0, 3.3.3).
    for letter, reference in (("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;")):
        escaped = escaped.replace(letter, reference)
    return f'"{escaped}"'


def _rfc822(iso: str) -> str:
    return format_datetime(datetime.fromisoformat(iso))


def _latest(items: Sequence[FeedItem]) -> str:
    """Return when the newest of the stories last changed, "" without any."""
    moments = [item.view.modified.iso for item in items if item.view.modified]
    return max(moments, key=datetime.fromisoformat, default="")


def write_rss(channel: FeedChannel, items: Sequence[FeedItem]) -> bytes:
    """Write RSS 2.0 with the full text, creators, dates and pictures."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<rss version="2.0" {_NAMESPACES}>',
        "<channel>",
        f"<title>{xml(channel.title)}</title>",
        f"<link>{xml(channel.home)}</link>",
        f"<description>{xml(channel.description or channel.title)}</description>",
        f"<language>{xml(channel.language)}</language>",
    ]
    if channel.address:
        link = attribute(channel.address)
        lines.append(f'<atom:link href={link} rel="self" type="{RSS}"/>')
    if latest := _latest(items):
        lines.append(f"<lastBuildDate>{_rfc822(latest)}</lastBuildDate>")
    for item in items:
        lines += _rss_item(channel, item)
    lines += ["</channel>", "</rss>", ""]
    return clean("\n".join(lines)).encode()


def _rss_item(channel: FeedChannel, item: FeedItem) -> list[str]:
    view = item.view
    lines = ["<item>", f"<title>{xml(view.headline)}</title>"]
    if view.canonical:
        lines.append(f"<link>{xml(view.canonical)}</link>")
    permanent = "true" if view.canonical else "false"
    lines.append(f'<guid isPermaLink="{permanent}">{xml(item.address)}</guid>')
    if view.published is not None:
        lines.append(f"<pubDate>{_rfc822(view.published.iso)}</pubDate>")
    if view.modified is not None:
        lines.append(f"<atom:updated>{view.modified.iso}</atom:updated>")
    lines += [f"<dc:creator>{xml(author.name)}</dc:creator>" for author in view.authors]
    if view.section is not None:
        lines.append(f"<category>{xml(view.section.label)}</category>")
    lines += [f"<category>{xml(tag)}</category>" for tag in view.dispatch.article.tags]
    lines.append(f"<description>{xml(view.description)}</description>")
    lines.append(f"<content:encoded>{xml(item.html)}</content:encoded>")
    if item.picture is not None and channel.addresses.site:
        lines += _media(channel.addresses.absolute(item.picture.file), item)
    lines.append("</item>")
    return lines


def _media(address: str, item: FeedItem) -> list[str]:
    picture, social = item.picture, item.view.social
    assert picture is not None
    assert social is not None
    lines = [
        (
            f'<media:content url={attribute(address)} type="{picture.media_type}" medium="image" '
            f'width="{picture.width}" height="{picture.height}">'
        )
    ]
    if social.caption or social.alt:
        lines.append(f"<media:description>{xml(social.caption or social.alt)}</media:description>")
    if picture.credit:
        lines.append(f"<media:credit>{xml(picture.credit)}</media:credit>")
    lines.append("</media:content>")
    return lines


def write_atom(channel: FeedChannel, items: Sequence[FeedItem]) -> bytes:
    """Write Atom (RFC 4287) with the full text."""
    name = channel.home or "urn:newsdesk:feed"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={attribute(channel.language)}>',
        f"<id>{xml(name)}</id>",
        f"<title>{xml(channel.title)}</title>",
        f"<updated>{_latest(items) or '1970-01-01T00:00:00+00:00'}</updated>",
    ]
    if channel.description:
        lines.append(f"<subtitle>{xml(channel.description)}</subtitle>")
    if channel.home:
        lines.append(f'<link href={attribute(channel.home)} rel="alternate"/>')
    if channel.address:
        lines.append(f'<link href={attribute(channel.address)} rel="self" type="{ATOM}"/>')
    # RFC 4287, 4.1.1: a feed needs an author unless each of its entries has one.
    lines.append(f"<author><name>{xml(channel.title)}</name></author>")
    for item in items:
        lines += _atom_entry(item)
    lines += ["</feed>", ""]
    return clean("\n".join(lines)).encode()


def _atom_entry(item: FeedItem) -> list[str]:
    view = item.view
    lines = [
        f"<entry xml:lang={attribute(view.language)}>",
        f"<id>{xml(item.address)}</id>",
        f"<title>{xml(view.headline)}</title>",
    ]
    if view.canonical:
        lines.append(f'<link href={attribute(view.canonical)} rel="alternate" type="text/html"/>')
    modified = view.modified.iso if view.modified else "1970-01-01T00:00:00+00:00"
    if view.published is not None:
        lines.append(f"<published>{view.published.iso}</published>")
    lines.append(f"<updated>{modified}</updated>")
    lines += [f"<author><name>{xml(one.name)}</name></author>" for one in view.authors]
    lines += [f"<category term={attribute(tag)}/>" for tag in view.dispatch.article.tags]
    if view.description:
        lines.append(f"<summary>{xml(view.description)}</summary>")
    lines.append(f'<content type="html">{xml(item.html)}</content>')
    lines.append("</entry>")
    return lines


def write_json_feed(channel: FeedChannel, items: Sequence[FeedItem]) -> bytes:
    """Write JSON Feed 1.1 with the full text."""
    feed = filled(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": channel.title,
            "home_page_url": channel.home,
            "feed_url": channel.address,
            "description": channel.description,
            "language": channel.language,
        }
    )
    feed["items"] = [_json_item(channel, item) for item in items]
    text = json.dumps(feed, ensure_ascii=False, indent=1)
    return (clean(text) + "\n").encode()


def _json_item(channel: FeedChannel, item: FeedItem) -> dict[str, object]:
    view = item.view
    section = [view.section.label] if view.section else []
    picture = channel.addresses.absolute(item.picture.file) if item.picture else ""
    written = filled(
        {
            "id": item.address,
            "url": view.canonical,
            "title": view.headline,
            "summary": view.description,
            "image": picture,
            "date_published": view.published.iso if view.published else "",
            "date_modified": view.modified.iso if view.modified else "",
            "authors": [
                filled({"name": author.name, "url": author.absolute}) for author in view.authors
            ],
            "tags": [*section, *view.dispatch.article.tags],
            "language": view.language,
        }
    )
    written["content_html"] = item.html
    return written
