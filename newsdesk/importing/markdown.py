"""Markdown into a body: CommonMark with tables and strike-through, and the HTML inside it."""

from __future__ import annotations

import re
from typing import Final

from newsdesk.domain.errors import InvalidInputError
from newsdesk.importing.converted import Converted
from newsdesk.importing.html import read_html

LONGEST_MARKDOWN: Final = 2 * 1024 * 1024
"""Characters that are read."""

_FIELD = re.compile(r"[A-Za-z_][\w-]{0,60}:(?:\s|$)|[ #-]|$")


def read_markdown(text: str) -> Converted:
    """Read Markdown. What stands in it as HTML is read by the rules for foreign HTML.

    Raises InvalidInputError for more than 2 MB of text.
    """
    from markdown_it import MarkdownIt

    if len(text) > LONGEST_MARKDOWN:
        raise InvalidInputError("This is more than 2 MB of Markdown; take it in smaller parts.")
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return read_html(parser.render(_without_front_matter(text)))


def _without_front_matter(text: str) -> str:
    """Leave out the fields that site generators keep above the text, between lines of ``---``."""
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n", 3)
    head = text[4:end] if end > 0 else ""
    fields = all(_FIELD.match(line) for line in head.split("\n"))
    return text[end + 5 :] if head and fields else text
