"""Addresses: where each page of a site lives, absolute for machines, relative inside a folder."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from newsdesk.domain import slug as slugs
from newsdesk.domain import weblink
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.values import immutable

AUTHORS = "authors/"
TAGS = "topics/"
ASSETS = "assets/"


_PLAIN = re.compile(r"[A-Za-z0-9_./~-]*")
"""What needs no escaping in an address."""

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


def _relative(here: str, path: str) -> str:
    """Return the way from one folder to a path, both below the root."""
    if path.startswith(here):
        return _quoted(path[len(here) :]) or "./"
    return f"../{_way(_above(here), path)}"


@lru_cache(maxsize=4096)
def _way(here: str, path: str) -> str:
    """Return the rest of the way; a site's pages share the folders above them, so it is kept."""
    if path.startswith(here):
        return _quoted(path[len(here) :])
    return f"../{_way(_above(here), path)}"


def _above(folder: str) -> str:
    return folder[: folder.rfind("/", 0, -1) + 1]


def _quoted(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else quote(path)


@lru_cache(maxsize=16)
def _site(url: str) -> str:
    """Return the address of a front page with its slash; "" where it is no web address."""
    bare = url.rstrip("/")
    return f"{bare}/" if bare and weblink.is_web_address(bare) else ""


@lru_cache(maxsize=4096)
def topic_path(tag: str) -> str:
    """Return the path of a tag's page below the root."""
    from anyascii import anyascii

    return f"{TAGS}{slugs.make(tag, transliterate=anyascii, fallback='topic')}/"


@immutable
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
    def place(self) -> str:
        """A page beside this one that is not there: what all pages beside it name alike."""
        return f"{_above(self.here)}-/" if self.here.endswith("/") else self.here

    @property
    def site(self) -> str:
        """The absolute address of the front page with its slash; "" where no URL is set."""
        return _site(self.publication.url)

    def absolute(self, path: str) -> str:
        """Return the absolute address of something below the root; "" where no URL is set."""
        site = _site(self.publication.url)
        return f"{site}{_quoted(path)}" if site else ""

    def file(self, path: str) -> str:
        """Return the address of a file of this export, relative to this page."""
        here = self.here
        return _relative(here if here.endswith("/") else here[: here.rfind("/") + 1], path)

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
