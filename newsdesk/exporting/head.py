"""The head of a page: what machines read first, complete and in one fixed order.

It is written here and not in a theme, so that no theme can lose it. Requirements and their
sources stand in docs/page.md.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from newsdesk.domain import weblink
from newsdesk.domain.values import immutable
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.locales import open_graph_locale
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.runhtml import escape_attribute, escape_text
from newsdesk.exporting.views import StoryView

GROUND_LIGHT: Final = "#ffffff"
GROUND_DARK: Final = "#14171a"
"""The grounds that the house theme paints; browsers colour their bars after them."""

_SAME: Final = "\n".join(
    (
        '<meta name="referrer" content="strict-origin-when-cross-origin">',
        '<meta name="color-scheme" content="light dark">',
        *(
            f'<meta name="theme-color" content="{colour}" '
            f'media="(prefers-color-scheme: {scheme})">'
            for scheme, colour in (("light", GROUND_LIGHT), ("dark", GROUND_DARK))
        ),
    )
)

INDEXED: Final = "index, follow, max-image-preview:large, max-snippet:-1"
NOT_INDEXED: Final = "noindex"


@immutable
class Feed:
    """A feed that a page points to: its address from the page, media type and title."""

    address: str
    media_type: str
    title: str


@immutable
class PageHead:
    """What any page of ours says of itself. ``icon`` is an address from the page."""

    title: str
    description: str
    canonical: str
    icon: str
    feeds: tuple[Feed, ...] = ()
    structured: str = ""
    style: str = ""
    form_address: str = ""
    author: str = ""
    robots: str = INDEXED
    script: str = ""
    image_source: str = "'self'"
    properties: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=64)
def style_hash(style: str) -> str:
    """Return how a policy names a style sheet; all pages of a section share one."""
    return source_hash(style)


def source_hash(text: str) -> str:
    """Return how a content security policy names an inline style or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(head: PageHead) -> str:
    """Return the content security policy: this very style, our own pictures, nothing else."""
    none = "'none'"
    scripts = [source_hash(text) for text in (head.structured, head.script) if text]
    style = style_hash(head.style) if head.style else none
    origin = none
    if head.form_address:
        parts = urlsplit(head.form_address)
        origin = f"{parts.scheme}://{parts.netloc}"
    rules = [
        "default-src 'none'",
        "connect-src 'self'",
        f"img-src {head.image_source}",
        f"script-src {' '.join(scripts) or none}",
        f"style-src {style}",
        f"form-action {origin}",
        "base-uri 'none'",
    ]
    return "; ".join(rules)


def write_head(head: PageHead) -> str:
    """Write what stands inside ``<head>``, one element a line, but for the style sheet."""
    lines = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape_attribute(policy(head))}">',
        f"<title>{escape_text(head.title)}</title>",
    ]
    named = (
        ("description", head.description), ("author", head.author), ("robots", head.robots),
    )  # fmt: skip
    lines += _metas("name", named)
    lines.append(_SAME)
    if head.canonical:
        lines.append(f'<link rel="canonical" href="{escape_attribute(head.canonical)}">')
    lines.append(f'<link rel="icon" href="{escape_attribute(head.icon)}">')
    lines += [
        f'<link rel="alternate" type="{feed.media_type}" title="{escape_attribute(feed.title)}" '
        f'href="{escape_attribute(feed.address)}">'
        for feed in head.feeds
    ]
    lines += _metas("property", head.properties)
    lines += _metas("name", head.names)
    if head.structured:
        lines.append(f'<script type="application/ld+json">{head.structured}</script>')
    return "\n".join(lines)


@lru_cache(maxsize=64)
def style_element(style: str) -> bytes:
    """Write the style sheet, which ends a head; nothing for a page without one."""
    return f"\n<style>{style}</style>".encode() if style else b""


def _metas(kind: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [
        f'<meta {kind}="{name}" content="{escape_attribute(content)}">'
        for name, content in pairs
        if content
    ]


def social_properties(view: StoryView) -> tuple[tuple[str, str], ...]:
    """Return the OpenGraph properties of a story (ogp.me), in their usual order."""
    article, social = view.dispatch.article, view.social
    modified = view.modified
    return (
        ("og:type", "article"),
        ("og:site_name", view.dispatch.publication.name),
        ("og:locale", open_graph_locale(view.language)),
        ("og:title", view.headline),
        ("og:description", article.social.description or view.description),
        ("og:url", view.canonical),
        *(_picture("og:image", social.og, social.alt, view.addresses) if social else ()),
        ("article:published_time", view.published.iso if view.published else ""),
        ("article:modified_time", modified.iso if modified else ""),
        ("article:section", view.section.label if view.section else ""),
        *(("article:author", author.name) for author in view.authors),
        *(("article:tag", tag) for tag in dict.fromkeys(article.tags)),
    )


def _picture(
    name: str, picture: PlannedPicture, alt: str, addresses: Addresses
) -> tuple[tuple[str, str], ...]:
    address = addresses.absolute(picture.file)
    if not address:
        return ()
    return (
        (name, address),
        (f"{name}:type", picture.media_type),
        (f"{name}:width", str(picture.width)),
        (f"{name}:height", str(picture.height)),
        (f"{name}:alt", alt),
    )


def card_names(view: StoryView) -> tuple[tuple[str, str], ...]:
    """Return the meta names of X's cards, with the two labels that Slack and others show."""
    social, article = view.social, view.dispatch.article
    handle = view.dispatch.publication.social_handle.strip()
    names = ", ".join(author.name for author in view.authors)
    picture = view.addresses.absolute(social.og.file) if social else ""
    return (
        ("twitter:card", "summary_large_image" if picture else "summary"),
        ("twitter:site", f"@{handle.removeprefix('@')}" if handle else ""),
        ("twitter:title", article.social.title or view.headline),
        ("twitter:description", article.social.description or view.description),
        ("twitter:image", picture),
        ("twitter:image:alt", social.alt if social and picture else ""),
        *(
            (("twitter:label1", view.strings.written_by), ("twitter:data1", names))
            if names
            else ()
        ),
        ("twitter:label2", view.strings.reading_time),
        ("twitter:data2", view.minutes_words),
    )


def story_head(
    view: StoryView,
    *,
    structured: str,
    style: str,
    icon: str,
    feeds: tuple[Feed, ...],
    robots: str = INDEXED,
) -> PageHead:
    """Gather the head of a story's page."""
    article, paper = view.dispatch.article, view.dispatch.publication
    # The title of a page says the headline first: it is what tabs and results show.
    title = article.search.title or view.headline
    return PageHead(
        title=f"{title} – {paper.name}" if paper.name else title,
        description=view.description,
        canonical=view.canonical,
        icon=icon,
        feeds=feeds,
        structured=structured,
        style=style,
        form_address=view.form_address if weblink.is_web_address(view.form_address) else "",
        author=", ".join(author.name for author in view.authors),
        robots=robots,
        properties=social_properties(view),
        names=card_names(view),
    )
