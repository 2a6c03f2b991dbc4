"""HTML from a clipboard, a mail or a page into a body: structure stays, dirt goes.

docs/paste.md says what is kept, from which programs, and what is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.normal import normal_body
from newsdesk.importing.converted import Converted
from newsdesk.importing.source import Source
from newsdesk.importing.tree import Node
from newsdesk.importing.walker import Walker

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

LONGEST_HTML: Final = 5 * 1024 * 1024
"""Characters of HTML that are read, pictures inside it not counted."""

_LONGEST_WITH_PICTURES: Final = 64 * 1024 * 1024
_OFFICE = re.compile(r"mso-|urn:schemas-microsoft-com:office|class=\"?Mso|ProgId content=\"?Word")
_SAFARI = re.compile(r"caret-color:|WebKit-mso-list|-webkit-text-size-adjust")
_DRAWN = re.compile(
    r"<v:(?:rect|oval|line|roundrect|polyline|curve|arc|group)\s[^>]{0,200}?\bid=\"([^\"]{1,100})\""
)
_HEADER = re.compile(r"Version:[\d.]+\s")
_SOURCE_URL = re.compile(r"^SourceURL:(\S+)", re.MULTILINE)
_PICTURE = re.compile(r"data:image/[A-Za-z0-9.+-]{1,40};base64,[A-Za-z0-9+/=\s%]*")


def read_html(text: str, *, base: str = "", whole_page: bool = False) -> Converted:
    """Read HTML, whatever wrote it.

    ``base`` is the address it came from, so that links that lean on it can be kept. With
    ``whole_page`` what stands around a story (menus, headers, forms) is left out.

    Raises InvalidInputError for more than 5 MB of text or an absurd number of elements.
    """
    text, address = _without_header(text)
    text, inlined = _without_inlined_pictures(text)
    if len(text) > LONGEST_HTML:
        raise InvalidInputError("This is more than 5 MB of HTML; take it in smaller parts.")
    if not text.strip():
        return Converted()
    office = _OFFICE.search(text) is not None
    source = Source(
        base=base or address,
        office=office,
        fuses_words=office and _SAFARI.search(text) is not None,
        drawings=frozenset(_DRAWN.findall(text)) if office else frozenset(),
        whole_page=whole_page,
        inlined=inlined,
    )
    # The tree lives as long as its parser does.
    parser = _parsed(text, source)
    root = _story_of(parser) if whole_page else parser.body
    blocks = Walker(source).read(root) if root is not None else []
    return Converted(normal_body(blocks), source.foreign_pictures(), source.sentences())


def _parsed(text: str, source: Source) -> LexborHTMLParser:
    """Parse HTML; facts that hold for all of it go into the source."""
    from selectolax.lexbor import LexborHTMLParser

    parser = LexborHTMLParser(text.replace("\x00", ""))
    if "<style" in text:
        for sheet in parser.css("style"):
            source.sheet.read(sheet.text(deep=True))
    for base in parser.css("base[href]")[:1]:
        address = base.attributes.get("href") or ""
        if not source.base and address.startswith(("http://", "https://")):
            source.base = address
    # The headline is level 1 on a page of ours: a text that starts there moves down by one.
    if not source.whole_page and parser.css("h1, [role=heading][aria-level='1']"):
        source.deeper_headings = 1
    return parser


def _story_of(parser: LexborHTMLParser) -> Node | None:
    found = parser.css_first("article") or parser.css_first("main, [role=main]")
    return found or parser.body


def _without_header(text: str) -> tuple[str, str]:
    """Take off the header of Windows' clipboard format; returns the page's address with it.

    Source: Microsoft, "HTML Clipboard Format".
    """
    if not _HEADER.match(text):
        return text, ""
    start = text.find("<")
    header = text[: max(start, 0)]
    found = _SOURCE_URL.search(header)
    address = found[1] if found and found[1].startswith(("http://", "https://")) else ""
    return text[max(start, 0) :], address


def _without_inlined_pictures(text: str) -> tuple[str, dict[str, str]]:
    """Put short names in the place of pictures inside the text: parsing need not carry them."""
    if "data:image/" not in text:
        return text, {}
    if len(text) > _LONGEST_WITH_PICTURES:
        raise InvalidInputError("This holds more than 64 MB of pictures; take fewer at a time.")
    inlined: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        short = f"data:image/{len(inlined)}"
        inlined[short] = match[0]
        return short

    return _PICTURE.sub(name, text), inlined
