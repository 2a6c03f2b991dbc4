"""Whole blocks: taken out, or moved to another place. Each function is one step of undo."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from newsdesk.ui.editor.blocks import KEEP, keep_writable, one_step, selected_blocks
from newsdesk.ui.editor.document import begin_block, insert_content, lines_of_block
from newsdesk.ui.editor.formats import BlockStyle
from newsdesk.ui.editor.inserts import open_line_above


def remove_block(block: QTextBlock) -> QTextCursor:
    """Remove a whole block; the cursor returned stands where it was."""
    cursor = QTextCursor(block)
    with one_step(cursor):
        _cut(cursor, block)
        keep_writable(cursor.document())
    return cursor


def _cut(cursor: QTextCursor, block: QTextBlock) -> None:
    """Take out a block with one of its separators, so that its neighbours keep their kinds."""
    following, above = block.next(), block.previous()
    cursor.setPosition(block.position())
    if following.isValid():
        style, plain = following.blockFormat(), following.charFormat()
        cursor.setPosition(following.position(), KEEP)
        cursor.removeSelectedText()
        cursor.setBlockFormat(style)
        cursor.setBlockCharFormat(plain)
    elif above.isValid():
        style = above.blockFormat()
        cursor.setPosition(above.position() + above.length() - 1)
        cursor.setPosition(block.position() + block.length() - 1, KEEP)
        cursor.removeSelectedText()
        cursor.setBlockFormat(style)
    else:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.removeSelectedText()
        begin_block(cursor, BlockStyle(), new=False)


def move_blocks(cursor: QTextCursor, by: int) -> QTextCursor | None:
    """Move the selected blocks one up (-1) or down (1); the cursor returned goes along.

    Returns ``None`` at the edge of the document.
    """
    moved = selected_blocks(cursor)
    neighbour = moved[0].previous() if by < 0 else moved[-1].next()
    if not neighbour.isValid():
        return None
    document = cursor.document()
    anchor, position = cursor.anchor(), cursor.position()
    shift = neighbour.length() * (1 if by > 0 else -1)
    length = moved[-1].position() + moved[-1].length() - moved[0].position()
    first = moved[0].position() + min(shift, 0)
    edit = QTextCursor(document)
    with one_step(edit):
        _carry(edit, neighbour, first if by > 0 else first + length, above=by > 0)
        keep_writable(document)
    found = QTextCursor(document)
    found.setPosition(anchor + shift)
    found.setPosition(position + shift, KEEP)
    return found


def move_block_to(cursor: QTextCursor, number: int) -> QTextCursor:
    """Move the cursor's block before the block that has a number now, as one step of undo.

    The cursor returned selects what was selected, where it stands then.
    """
    distance = number - cursor.block().blockNumber()
    steps, by = (distance - 1, 1) if distance > 0 else (-distance, -1)
    edit = QTextCursor(cursor.document())
    with one_step(edit):
        for _ in range(steps):
            moved = move_blocks(cursor, by)
            if moved is None:
                break
            cursor = moved
    return cursor


def _carry(cursor: QTextCursor, block: QTextBlock, target: int, *, above: bool) -> None:
    """Take a block out and put it in again at a position of the document that is left.

    ``above`` puts it before the block that starts there, else after the one that ends there.
    """
    lines = tuple(lines_of_block(block, block.position(), block.position() + block.length()))
    _cut(cursor, block)
    if above:
        cursor.setPosition(target)
        open_line_above(cursor)
    else:
        cursor.setPosition(target - 1)
        cursor.insertBlock()
    for index, line in enumerate(lines):
        begin_block(cursor, line.style, new=index > 0)
        insert_content(cursor, line)
