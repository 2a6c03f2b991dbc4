"""Blocks as cursors meet them: the ones of a range, their kinds, and one step of undo."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from newsdesk.ui.editor.document import begin_block
from newsdesk.ui.editor.formats import (
    DRESS,
    BlockStyle,
    Kind,
    RunStyle,
    block_format,
    block_style,
    char_format,
    is_card,
    kind_of,
    run_style,
)

KEEP = QTextCursor.MoveMode.KeepAnchor


@contextmanager
def one_step(cursor: QTextCursor, *, joined: bool = False) -> Generator[None]:
    """Make one step of undo of everything inside; ``joined`` adds it to the step before."""
    if joined:
        cursor.joinPreviousEditBlock()
    else:
        cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()


def blocks_between(document: QTextDocument, start: int, end: int) -> list[QTextBlock]:
    """The blocks that a range touches."""
    found: list[QTextBlock] = []
    block = document.findBlock(max(0, start))
    while block.isValid() and (not found or block.position() <= end):
        found.append(block)
        block = block.next()
    return found


def selected_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The blocks of a selection; one that the selection only reaches the start of is not meant."""
    end = cursor.selectionEnd()
    found = blocks_between(cursor.document(), cursor.selectionStart(), end)
    if len(found) > 1 and found[-1].position() == end:
        found.pop()
    return found


def card_selected(cursor: QTextCursor) -> bool:
    """Whether a card, and nothing else, is selected."""
    if cursor.selectionEnd() - cursor.selectionStart() != 1:
        return False
    return is_card(cursor.charFormat()) and kind_of(cursor.block()) is Kind.CARD


def dress(block: QTextBlock) -> None:
    """Give every run of a block the size and weight of the block's kind."""
    style = block_style(block)
    stale: list[tuple[int, int, RunStyle]] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        found = fragment.charFormat()
        if not is_card(found) and found.intProperty(DRESS) != style.dress:
            stale.append((fragment.position(), fragment.length(), run_style(found)))
    cursor = QTextCursor(block)
    for position, length, run in stale:
        cursor.setPosition(position)
        cursor.setPosition(position + length, KEEP)
        cursor.setCharFormat(char_format(run, style))
    if block.charFormat().intProperty(DRESS) != style.dress:
        QTextCursor(block).setBlockCharFormat(char_format(RunStyle(), style))


def set_style(block: QTextBlock, style: BlockStyle) -> None:
    """Turn one block of text into another kind."""
    QTextCursor(block).setBlockFormat(block_format(style))
    dress(block)


def keep_writable(document: QTextDocument) -> None:
    """See to it that there is a line to write on after a card at the end."""
    last = document.lastBlock()
    if kind_of(last) is Kind.CARD:
        cursor = QTextCursor(last)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        begin_block(cursor, BlockStyle(), new=True)
