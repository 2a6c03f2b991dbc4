"""Markdown into a body: CommonMark with tables and strike-through, and the HTML inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdesk.domain.errors import InvalidInputError
from newsdesk.importing.converted import Converted
from newsdesk.importing.html import read_html

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

LONGEST_MARKDOWN: Final = 2 * 1024 * 1024
"""Characters that are read."""

_DEEPEST: Final = 60
"""Quotes, lists and items within one another; what is deeper is read as paragraphs."""
_MARKERS = re.compile(r"\s*(?:(?:>|(?:[-*+]|\d{1,9}[.)])\s)\s*)*")
_FIELD = re.compile(r"[A-Za-z_][\w-]{0,60}:(?:\s|$)|[ #-]|$")


def read_markdown(text: str) -> Converted:
    """Read Markdown. What stands in it as HTML is read by the rules for foreign HTML.

    Raises InvalidInputError for more than 2 MB of text.
    """
    from markdown_it import MarkdownIt

    if len(text) > LONGEST_MARKDOWN:
        raise InvalidInputError("This is more than 2 MB of Markdown; take it in smaller parts.")
    options = {"html": True, "maxNesting": _DEEPEST + 10}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.block.ruler.before("table", "flattened", _flattened)
    return read_html(parser.render(_without_front_matter(text)))


def _flattened(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule of markdown-it's
    """Make one paragraph of lines that stand too deep; the parser itself would drop them."""
    if silent or state.level < _DEEPEST:
        return False
    line = start
    words: list[str] = []
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        words.append(_MARKERS.sub("", state.getLines(line, line + 1, 0, False), count=1))
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content = "\n".join(words).strip()
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _without_front_matter(text: str) -> str:
    """Leave out the fields that site generators keep above the text, between lines of ``---``."""
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n", 3)
    head = text[4:end] if end > 0 else ""
    fields = all(_FIELD.match(line) for line in head.split("\n"))
    return text[end + 5 :] if head and fields else text
