"""A body as a QTextDocument, and back: what the editor writes in, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from newsdesk.domain.body import Body
from newsdesk.domain.text import Run, Runs
from newsdesk.ui.editor.formats import (
    CARD,
    OBJECT_CHARACTER,
    SOFT_BREAK,
    BlockStyle,
    Kind,
    RunStyle,
    block_format,
    block_style,
    card_format,
    char_format,
    is_card,
    run_style,
    style_of_run,
)
from newsdesk.ui.editor.lines import Line, body_of, lines_of


def fill(document: QTextDocument, body: Body) -> None:
    """Replace a document's content by a normal body; there is nothing to undo afterwards.

    A body that is empty or ends with a card gets an empty paragraph to write in.
    """
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    lines = list(lines_of(body))
    if not lines or lines[-1].card:
        lines.append(Line(BlockStyle()))
    for index, line in enumerate(lines):
        begin_block(cursor, line.style, new=index > 0)
        insert_content(cursor, line)
    cursor.endEditBlock()
    document.clearUndoRedoStacks()


def begin_block(cursor: QTextCursor, style: BlockStyle, *, new: bool) -> None:
    """Start a block of a style at the cursor, or give the cursor's block that style."""
    plain = char_format(RunStyle(), style)
    if new:
        cursor.insertBlock(block_format(style), plain)
    else:
        cursor.setBlockFormat(block_format(style))
        cursor.setBlockCharFormat(plain)


def insert_content(cursor: QTextCursor, line: Line) -> None:
    """Insert a line's text or card at the cursor."""
    if line.card:
        cursor.insertText(OBJECT_CHARACTER, card_format(line.card))
    else:
        insert_runs(cursor, line.runs, line.style)


def insert_runs(cursor: QTextCursor, runs: Runs, style: BlockStyle) -> None:
    """Insert runs into a block of a style."""
    for run in runs:
        text = run.text.replace("\n", SOFT_BREAK)
        cursor.insertText(text, char_format(style_of_run(run), style))


def read(document: QTextDocument) -> Body:
    """Take the body out of a document, in normal form."""
    return body_of(_lines(document.begin(), 0, document.characterCount()))


def read_range(document: QTextDocument, start: int, end: int) -> Body:
    """Take what stands between two positions (in UTF-16 units), in normal form."""
    return body_of(_lines(document.findBlock(start), start, end))


def blocks_from(block: QTextBlock) -> Iterator[QTextBlock]:
    """A block and all that follow it."""
    while block.isValid():
        yield block
        block = block.next()


def _lines(first: QTextBlock, start: int, end: int) -> Iterator[Line]:
    for block in blocks_from(first):
        if block.position() >= end and block.position() > start:
            return
        yield from lines_of_block(block, start, end)


def lines_of_block(block: QTextBlock, start: int, end: int) -> Iterator[Line]:
    """The lines of a block between two positions; a card amid text ends the line before it."""
    style = block_style(block)
    plain = BlockStyle() if style.kind is Kind.CARD else style
    runs: list[Run] = []
    cards = 0
    for text, run_format, card in _pieces(block, start, end):
        if card:
            if runs:
                yield Line(plain, tuple(runs))
                runs = []
            yield Line(BlockStyle(Kind.CARD), card=card)
            cards += 1
        else:
            runs.append(run_format.run(text))
    if runs or not cards:
        yield Line(plain, tuple(runs))


def _pieces(block: QTextBlock, start: int, end: int) -> Iterable[tuple[str, RunStyle, str]]:
    """The fragments of a block, cut to a range: text, its style, and a card's JSON instead."""
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        position, length = fragment.position(), fragment.length()
        if position >= end or position + length <= start:
            continue
        text = fragment.text()
        if position < start or position + length > end:
            units = text.encode("utf-16-le", "surrogatepass")
            cut = units[2 * max(0, start - position) : 2 * (end - position)]
            text = cut.decode("utf-16-le", "replace")
        found = fragment.charFormat()
        if is_card(found):
            for _ in text:
                yield "", RunStyle(), found.stringProperty(CARD)
        else:
            yield (
                text.replace(SOFT_BREAK, "\n").replace(OBJECT_CHARACTER, ""),
                run_style(found),
                "",
            )
