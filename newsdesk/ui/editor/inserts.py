"""What is put into the text from elsewhere: bodies, cards. Each function is one step of undo."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

from newsdesk.domain.body import Block, Body
from newsdesk.domain.text import Runs
from newsdesk.ui.editor.blocks import KEEP, dress, keep_writable, one_step
from newsdesk.ui.editor.document import begin_block, insert_content, insert_runs
from newsdesk.ui.editor.edits import remove_selection
from newsdesk.ui.editor.formats import (
    CARD,
    SOFT_BREAK,
    BlockStyle,
    Kind,
    RunStyle,
    block_style,
    card_format,
    char_format,
    kind_of,
)
from newsdesk.ui.editor.lines import Line, card_json, lines_of


def replace_all(document: QTextDocument, body: Body) -> None:
    """Put another body in the place of the whole document, as one step of undo."""
    cursor = QTextCursor(document)
    with one_step(cursor):
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        begin_block(cursor, BlockStyle(), new=False)
        for index, line in enumerate(lines_of(body)):
            begin_block(cursor, line.style, new=index > 0)
            insert_content(cursor, line)
        keep_writable(document)


def insert_body(cursor: QTextCursor, body: Body) -> None:
    """Insert blocks at the cursor in place of the selection, as pasting does.

    The first paragraph joins the text before the cursor, and the text after it joins the last.
    """
    insert_lines(cursor, tuple(lines_of(body)))


def insert_lines(cursor: QTextCursor, lines: tuple[Line, ...]) -> None:
    """Insert lines at the cursor in place of the selection."""
    if not lines:
        return
    with one_step(cursor):
        if cursor.hasSelection():
            remove_selection(cursor)
        if kind_of(cursor.block()) is Kind.PREFORMATTED and not lines[0].card:
            _insert_as_text(cursor, lines)
            return
        if kind_of(cursor.block()) is Kind.CARD:
            insert_text_after_card(cursor)
        elif cursor.atBlockStart() and not cursor.atBlockEnd() and not _flows(lines):
            open_line_above(cursor)
        here, tail = block_style(cursor.block()), not cursor.atBlockEnd()
        for index, line in enumerate(lines):
            _insert_line(cursor, line, first=index == 0)
        if lines[-1].card and (tail or not cursor.block().next().isValid()):
            begin_block(cursor, here if tail else BlockStyle(), new=True)
        dress(cursor.block())


def _flows(lines: tuple[Line, ...]) -> bool:
    """Whether lines are words rather than blocks: they go into the middle of any text."""
    return len(lines) == 1 and lines[0].style.kind is Kind.PARAGRAPH


def open_line_above(cursor: QTextCursor) -> None:
    """Begin an empty block like this one above it, and go there."""
    block = cursor.block()
    cursor.insertBlock(block.blockFormat(), block.charFormat())
    cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)


def _insert_as_text(cursor: QTextCursor, lines: tuple[Line, ...]) -> None:
    style = block_style(cursor.block())
    text = SOFT_BREAK.join("".join(run.text for run in line.runs) for line in lines)
    cursor.insertText(text.replace("\n", SOFT_BREAK), char_format(RunStyle(), style))


def _insert_line(cursor: QTextCursor, line: Line, *, first: bool) -> None:
    block = cursor.block()
    here = block_style(block)
    empty = block.length() == 1
    paragraph = line.style.kind is Kind.PARAGRAPH
    if first and paragraph and not (empty and here.kind is Kind.PARAGRAPH):
        insert_runs(cursor, line.runs, here)
    else:
        begin_block(cursor, line.style, new=not (first and empty))
        insert_content(cursor, line)


def insert_card(cursor: QTextCursor, block: Block) -> int:
    """Insert a card in the place of an empty block, else after the cursor's; its position."""
    json = card_json(block)
    with one_step(cursor):
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionEnd())
        here = cursor.block()
        empty = here.length() == 1 and kind_of(here) is not Kind.CARD
        if not empty:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        begin_block(cursor, BlockStyle(Kind.CARD), new=not empty)
        insert_content(cursor, Line(BlockStyle(Kind.CARD), card=json))
        position = cursor.position() - 1
        keep_writable(cursor.document())
    return position


def replace_card(document: QTextDocument, position: int, block: Block) -> None:
    """Put another block in a card's place, as one step; nothing happens when it is the same."""
    json = card_json(block)
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.setPosition(position + 1, KEEP)
    if cursor.charFormat().stringProperty(CARD) == json:
        return
    with one_step(cursor):
        cursor.setCharFormat(card_format(json))


def insert_text_after_card(cursor: QTextCursor, runs: Runs = ()) -> None:
    """Begin a paragraph after the card at the cursor."""
    with one_step(cursor):
        cursor.setPosition(cursor.block().position() + cursor.block().length() - 1)
        begin_block(cursor, BlockStyle(), new=True)
        insert_runs(cursor, runs, BlockStyle())
