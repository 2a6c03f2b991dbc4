"""Addresses: where each page of a site lives, absolute for machines, relative inside a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from newsdesk.domain import slug as slugs
from newsdesk.domain import weblink
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Publication, Section

AUTHORS = "authors/"
TAGS = "topics/"
ASSETS = "assets/"


_PATH = re.compile(r"(?:[a-z0-9][a-z0-9_-]{0,99}/){1,12}")


def story_path(
    publication: Publication, section: SectionSlug | None, slug: str, canonical_url: str = ""
) -> str:
    """Return where a story's page lives below the root: ``section/slug/``.

    An address that an editor chose on the paper's own site decides, where its path is one that
    every disk and server takes; any other leaves the page where it would be without.
    """
    site = f"{publication.url.rstrip('/')}/"
    if publication.url and canonical_url.startswith(site):
        chosen = canonical_url[len(site) :]
        path = chosen if chosen.endswith("/") else f"{chosen}/"
        if _PATH.fullmatch(path) and not slugs.RESERVED & set(path.split("/")):
            return path
    return f"{section}/{slug}/" if section else f"{slug}/"


@lru_cache(maxsize=4096)
def _relative(here: str, path: str) -> str:
    """Return the way from one folder to a path, both below the root."""
    start, target = here.split("/")[:-1], path.split("/")
    common = 0
    while common < min(len(start), len(target) - 1) and start[common] == target[common]:
        common += 1
    way = "../" * (len(start) - common) + "/".join(target[common:])
    return quote(way or "./")


def topic_path(tag: str) -> str:
    """Return the path of a tag's page below the root."""
    from anyascii import anyascii

    return f"{TAGS}{slugs.make(tag, transliterate=anyascii, fallback='topic')}/"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of one publication, seen from one page.

    ``here`` is the page's own folder below the root, as ``news/slug/`` (the front page's is "").
    In a ``whole_site`` every page of ours is in the same folder, so links between them are
    relative and work wherever the folder is served; a story exported alone links to the site.
    """

    publication: Publication
    here: str = ""
    whole_site: bool = False

    @property
    def site(self) -> str:
        """The absolute address of the front page with its slash; "" where no URL is set."""
        url = self.publication.url.rstrip("/")
        return f"{url}/" if url and weblink.is_web_address(url) else ""

    def absolute(self, path: str) -> str:
        """Return the absolute address of something below the root; "" where no URL is set."""
        return f"{self.site}{quote(path)}" if self.site else ""

    def file(self, path: str) -> str:
        """Return the address of a file of this export, relative to this page."""
        return _relative(self.here, path)

    def page(self, path: str) -> str:
        """Return the address of a page of ours for a reader; "" where it cannot be reached."""
        return self.file(path) if self.whole_site else self.absolute(path)

    def author(self, path: str) -> str:
        """Return the address of an author's page, which every export of a story holds."""
        return self.file(path) if self.whole_site or not self.site else self.absolute(path)

    def section_path(self, section: Section) -> str:
        """Return a section's path below the root; "" where its page is on another site."""
        if not section.url:
            return f"{section.slug}/"
        if self.site and section.url.startswith(self.site):
            path = urlsplit(section.url[len(self.site) :]).path
            return path if path.endswith("/") or not path else f"{path}/"
        if not weblink.is_web_address(section.url):
            return f"{section.slug}/"
        return ""

    def section(self, section: Section, *, absolute: bool = False) -> str:
        """Return the address of a section's page."""
        path = self.section_path(section)
        if not path:
            return section.url
        return self.absolute(path) if absolute else self.page(path)

    def author_path(self, slug: str) -> str:
        """Return the path of an author's page below the root."""
        return f"{AUTHORS}{slug}/"
