"""Starts of lines that turn into blocks, as in Markdown, each undone by one Ctrl+Z."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QTextCursor

from newsdesk.domain.body import Divider
from newsdesk.ui.editor.blocks import KEEP, one_step, set_style
from newsdesk.ui.editor.formats import BlockStyle, Kind, block_style
from newsdesk.ui.editor.inserts import insert_card

_STARTS: Final = {
    "##": BlockStyle(Kind.SUBHEAD, 2),
    "###": BlockStyle(Kind.SUBHEAD, 3),
    "####": BlockStyle(Kind.SUBHEAD, 4),
    ">": BlockStyle(Kind.QUOTE),
    "-": BlockStyle(Kind.ITEM),
    "*": BlockStyle(Kind.ITEM),
    "```": BlockStyle(Kind.PREFORMATTED),
}
_ATTRIBUTION: Final = frozenset({"—", "--"})
_NUMBER = re.compile(r"(\d{1,4})[.)]")
_DIVIDERS: Final = frozenset({"---", "***"})


def after_space(cursor: QTextCursor) -> bool:
    """Turn the block when what stands before the space just typed is a start; says whether."""
    block = cursor.block()
    typed = cursor.positionInBlock() - 1
    if typed < 1 or typed > 5:
        return False
    style = _style_for(block.text()[:typed], cursor)
    if style is None:
        return False
    with one_step(cursor):
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + typed + 1, KEEP)
        cursor.removeSelectedText()
        set_style(cursor.block(), style)
    return True


def _style_for(start: str, cursor: QTextCursor) -> BlockStyle | None:
    here = block_style(cursor.block())
    if start in _ATTRIBUTION:
        above = cursor.block().previous()
        quotes = {Kind.QUOTE, Kind.PULL_QUOTE}
        if (
            above.isValid()
            and block_style(above).kind in quotes
            and here.kind
            in {
                Kind.QUOTE,
                Kind.PARAGRAPH,
            }
        ):
            return BlockStyle(Kind.ATTRIBUTION)
        return None
    if here.kind is not Kind.PARAGRAPH:
        return None
    number = _NUMBER.fullmatch(start)
    if number is not None:
        return BlockStyle(Kind.ITEM, ordered=True, start=int(number[1]))
    return _STARTS.get(start)


def after_dash(cursor: QTextCursor) -> bool:
    """Turn a paragraph of nothing but three hyphens or asterisks into a divider; says whether."""
    block = cursor.block()
    if block.text() not in _DIVIDERS or block_style(block).kind is not Kind.PARAGRAPH:
        return False
    with one_step(cursor):
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + block.length() - 1, KEEP)
        cursor.removeSelectedText()
        insert_card(cursor, Divider())
        if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
            cursor.movePosition(QTextCursor.MoveOperation.End)
    return True
