"""Kinds of blocks, and what Enter, Backspace and Tab make of them: each one step of undo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor

from newsdesk.ui.editor.blocks import dress, one_step, selected_blocks, set_style
from newsdesk.ui.editor.document import begin_block
from newsdesk.ui.editor.formats import (
    SOFT_BREAK,
    BlockStyle,
    Kind,
    RunStyle,
    block_style,
    char_format,
    kind_of,
)
from newsdesk.ui.editor.settling import settle_block

MAXIMUM_LEVEL = 5


def turn_into(cursor: QTextCursor, style: BlockStyle) -> None:
    """Turn the blocks of the selection into a kind; those that all are of it become paragraphs.

    Items keep their level. Soft breaks stay.
    """
    texts = [block for block in selected_blocks(cursor) if kind_of(block) is not Kind.CARD]
    same = all(_same(block_style(block), style) for block in texts)
    wanted = BlockStyle() if same and style.kind is not Kind.PARAGRAPH else style
    with one_step(cursor):
        for block in texts:
            level = block_style(block).level
            if wanted.kind is Kind.ITEM and kind_of(block) is Kind.ITEM:
                set_style(block, replace(wanted, level=level))
            else:
                set_style(block, wanted)


def _same(one: BlockStyle, other: BlockStyle) -> bool:
    if one.kind is Kind.ITEM:
        return other.kind is Kind.ITEM and one.ordered == other.ordered
    return replace(one, code_language="") == replace(other, code_language="")


def change_level(cursor: QTextCursor, by: int) -> bool:
    """Nest items deeper or less deep; says whether there were any in the selection.

    An item is at most one deeper than the item above it.
    """
    items = [block for block in selected_blocks(cursor) if kind_of(block) is Kind.ITEM]
    if not items:
        return False
    with one_step(cursor):
        for block in items:
            style = block_style(block)
            above = block.previous()
            limit = 0
            if above.isValid() and kind_of(above) is Kind.ITEM:
                limit = min(MAXIMUM_LEVEL, block_style(above).level + 1)
            level = max(0, min(limit, style.level + by))
            set_style(block, replace(style, level=level, start=1))
    return True


def enter(cursor: QTextCursor) -> None:
    """End the block at the cursor; the kind of the next one follows from this one's."""
    with one_step(cursor):
        if cursor.hasSelection():
            remove_selection(cursor)
        block = cursor.block()
        style = block_style(block)
        if style.kind is Kind.PREFORMATTED:
            _enter_preformatted(cursor, style)
        elif block.length() == 1 and style.kind is not Kind.PARAGRAPH:
            _leave_empty(block, style)
        elif cursor.atBlockStart() and block.length() > 1:
            begin_block(cursor, replace(style, start=1), new=True)
            above = cursor.block().previous()
            set_style(above, style if style.kind is Kind.ITEM else BlockStyle())
        else:
            begin_block(cursor, next_style(style), new=True)
            dress(cursor.block())


def next_style(style: BlockStyle) -> BlockStyle:
    """The kind of the block that Enter begins after a block of text."""
    match style.kind:
        case Kind.ITEM:
            return replace(style, start=1)
        case Kind.QUOTE:
            return style
        case _:
            return BlockStyle()


def _leave_empty(block: QTextBlock, style: BlockStyle) -> None:
    if style.kind is Kind.ITEM and style.level > 0:
        set_style(block, replace(style, level=style.level - 1))
    else:
        set_style(block, BlockStyle())


def _enter_preformatted(cursor: QTextCursor, style: BlockStyle) -> None:
    """Break the line; on an empty last line, leave the block instead."""
    text = cursor.block().text()
    if cursor.atBlockEnd() and text.endswith(SOFT_BREAK):
        cursor.deletePreviousChar()
        begin_block(cursor, BlockStyle(), new=True)
    else:
        cursor.insertText(SOFT_BREAK, char_format(RunStyle(), style))


def remove_selection(cursor: QTextCursor) -> None:
    """Remove what is selected; the first block's kind stays and dresses what is left."""
    with one_step(cursor):
        cursor.removeSelectedText()
        settle_block(cursor.block())


def plain_start(block: QTextBlock) -> bool:
    """Take a block's kind from it, as Backspace at its start does; says whether it had one."""
    style = block_style(block)
    if style.kind in {Kind.PARAGRAPH, Kind.CARD}:
        return False
    cursor = QTextCursor(block)
    with one_step(cursor):
        if style.kind is Kind.ITEM and style.level > 0:
            set_style(block, replace(style, level=style.level - 1))
        else:
            set_style(block, BlockStyle())
    return True


def join_with_previous(block: QTextBlock) -> None:
    """Append a block of text to the one above; an empty one above gives way instead."""
    above = block.previous()
    style = block_style(block) if above.length() == 1 else block_style(above)
    cursor = QTextCursor(block)
    with one_step(cursor):
        cursor.deletePreviousChar()
        set_style(cursor.block(), style)
