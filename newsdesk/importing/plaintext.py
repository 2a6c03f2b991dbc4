"""Plain text into a body: empty lines part paragraphs, other line breaks are kept."""

from __future__ import annotations

import re
from typing import Final

from newsdesk.domain.body import Block, ListBlock, ListItem, Paragraph
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Run
from newsdesk.importing.converted import Converted

LONGEST_TEXT: Final = 5 * 1024 * 1024
"""Characters that are read."""

_EMPTY_LINES = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+")
_BULLET = re.compile(r"\s{0,20}[•◦▪‣●]\s+(?=\S)")
_HARD_WRAP = re.compile(r"(?<=\S) *\n(?=\S)")
_SAMPLE: Final = 20_000
_FENCE = re.compile(r"^```\w*$", re.MULTILINE)
_LINK = re.compile(r"(?<!\w)!?\[[^\]\n]{1,300}\]\((?:https?://|mailto:|/|#)[^\s)]{1,1000}\)")
_SIGNS: Final = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^[-*+] \S.{0,2000}\n[-*+] \S", re.MULTILINE),
    re.compile(r"^1[.)] \S.{0,2000}\n2[.)] \S", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?![\w*])"),
    re.compile(r"^\|.{1,300}\|\n\|[ :|-]{3,300}\|$", re.MULTILINE),
)
_WRAPPED_AT: Final = (60, 80)
_ENOUGH_LINES: Final = 4


def read_text(text: str) -> Converted:
    """Read plain text. Lines that a mail program wrapped are joined again.

    Raises InvalidInputError for more than 5 MB of text.
    """
    if len(text) > LONGEST_TEXT:
        raise InvalidInputError("This is more than 5 MB of text; take it in smaller parts.")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")
    paragraphs = _EMPTY_LINES.split(text.strip("\ufeff \n"))
    if len(paragraphs) == 1 and text.count("\n") > 0 and not _is_wrapped(text):
        # No empty line anywhere: each line is a paragraph, as most editors write them.
        paragraphs = text.split("\n")
    return Converted(normal_body(_block(paragraph) for paragraph in paragraphs))


def _block(paragraph: str) -> Block:
    """A paragraph, or a list where each of its lines begins with a bullet."""
    lines = paragraph.split("\n")
    bullets = [_BULLET.match(line) for line in lines]
    if all(bullets):
        items = (_BULLET.sub("", line, count=1) for line in lines)
        return ListBlock(tuple(ListItem((Run(item),)) for item in items))
    return Paragraph((Run(_unwrapped(paragraph)),))


def looks_like_markdown(text: str) -> bool:
    """Whether plain text was written as Markdown: two of its signs, or one that is no accident."""
    sample = text[:_SAMPLE]
    if _FENCE.search(sample) or _LINK.search(sample):
        return True
    return sum(1 for sign in _SIGNS if sign.search(sample)) >= 2


def _is_wrapped(text: str) -> bool:
    """Whether all lines of a paragraph but the last end near one margin."""
    lines = text.split("\n")[:-1]
    shortest, longest = _WRAPPED_AT
    return len(lines) >= _ENOUGH_LINES and all(shortest <= len(line) <= longest for line in lines)


def _unwrapped(paragraph: str) -> str:
    return _HARD_WRAP.sub(" ", paragraph) if _is_wrapped(paragraph) else paragraph
