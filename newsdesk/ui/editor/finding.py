"""Finding in the body: matches as places in the document, and putting others in their place."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QTextCursor, QTextDocument

from newsdesk.domain.reading import TO_COME
from newsdesk.domain.values import immutable
from newsdesk.domain.wanted import Wanted
from newsdesk.services.matching import Finder, Match, replaced
from newsdesk.ui.editor.blocks import KEEP, one_step
from newsdesk.ui.editor.document import blocks_from
from newsdesk.ui.editor.formats import (
    SOFT_BREAK,
    Kind,
    char_format,
    kind_of,
    run_style,
    style_of_format,
)
from newsdesk.ui.editor.positions import unit_of

MOST: Final = 10_000
"""Matches that are counted and shown; more tell nobody anything."""


@immutable
class Found:
    """A match: its place in UTF-16 units of the document, and the match itself."""

    start: int
    end: int
    match: Match


def find_all(document: QTextDocument, search: Wanted) -> tuple[Found, ...]:
    """Return every match in the text blocks of a document, from above.

    Raises InvalidInputError for an expression that is none or takes too long.
    """
    if not search.text:
        return ()
    finder = Finder(search)
    found: list[Found] = []
    for block in blocks_from(document.begin()):
        if kind_of(block) is Kind.CARD:
            continue
        text = block.text().replace(SOFT_BREAK, "\n")
        ascii_only = text.isascii()
        for match in finder.matches(text, MOST - len(found)):
            first, last = match.start(), match.end()
            if not ascii_only:
                first, last = unit_of(text, first), unit_of(text, last)
            found.append(Found(block.position() + first, block.position() + last, match))
        if len(found) >= MOST:
            break
    return tuple(found)


def replace_matches(
    document: QTextDocument, found: tuple[Found, ...], search: Wanted, text: str
) -> int:
    """Put a text in the place of matches, as one step of undo; returns how many.

    Each keeps the formatting of its first letter. Raises InvalidInputError as above.
    """
    texts = [replaced(search, one.match, text) for one in found]
    cursor = QTextCursor(document)
    with one_step(cursor):
        for one, replacement in reversed(list(zip(found, texts, strict=True))):
            cursor.setPosition(one.start)
            cursor.setPosition(one.start + 1, KEEP)
            style = run_style(cursor.charFormat())
            block = style_of_format(cursor.blockFormat())
            cursor.setPosition(one.start)
            cursor.setPosition(one.end, KEEP)
            cursor.insertText(replacement.replace("\n", SOFT_BREAK), char_format(style, block))
    return len(found)


def to_come(document: QTextDocument) -> tuple[tuple[int, int], ...]:
    """Return the places of the TK marks, from above, in UTF-16 units."""
    found: list[tuple[int, int]] = []
    for block in blocks_from(document.begin()):
        text = block.text()
        for match in TO_COME.finditer(text):
            start = block.position() + unit_of(text, match.start())
            found.append((start, start + len(match[0])))
    return tuple(found)
