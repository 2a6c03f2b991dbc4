"""The title of a web page, as it gives it for other places, or as its window has it."""

from __future__ import annotations

import codecs
import re
from typing import Final

from newsdesk.domain.cleaning import one_line

LONGEST: Final = 300
"""Letters of a title that are kept."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAID: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_WEB: Final = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "ascii": "windows-1252"}
"""What the web means by these names (WHATWG, Encoding, 4.2)."""
_NAMES: Final = ('meta[property="og:title"]', 'meta[name="twitter:title"]')


def page_title(data: bytes, charset: str = "") -> str:
    """Return the title of an HTML page, "" where it has none.

    ``charset`` is what its server said; a mark at the beginning counts more, what the page says
    of itself less. The end of the page may be missing.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_decoded(data, charset))
    given = [node.attributes.get("content") for name in _NAMES for node in tree.css(name)]
    given += [node.text() for name in ("head > title", "title") for node in tree.css(name)[:1]]
    titles = (one_line(text[: 4 * LONGEST]) for text in given if text)
    return _cut(next((title for title in titles if title), ""))


def _decoded(data: bytes, charset: str) -> str:
    said = _SAID.search(data[:2048])
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    names = (charset, said.group(1).decode("ascii") if said else "", "utf-8")
    for name in filter(None, names):
        try:
            text = data.decode(_WEB.get(name.lower(), name), "replace")
        except LookupError:
            continue  # A name that nobody knows says nothing.
        if name.lower() not in {"utf-8", "utf8"} or _is_utf8(text):
            return text
    return data.decode("windows-1252", "replace")


def _is_utf8(text: str) -> bool:
    """Say whether what was read as UTF-8 is; one bad letter does not make another set of it."""
    bad = text.count("\ufffd")
    return not bad or sum(not letter.isascii() for letter in text) > 2 * bad


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"
