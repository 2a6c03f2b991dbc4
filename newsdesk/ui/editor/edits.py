"""Changes of blocks: each function is one step of undo, whatever it does inside."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from newsdesk.domain.body import Block, Body
from newsdesk.domain.text import Runs
from newsdesk.ui.editor.document import (
    begin_block,
    insert_content,
    insert_runs,
    lines_of_block,
)
from newsdesk.ui.editor.formats import (
    CARD,
    DRESS,
    SOFT_BREAK,
    BlockStyle,
    Kind,
    RunStyle,
    block_format,
    block_style,
    card_format,
    char_format,
    is_card,
    kind_of,
    run_style,
)
from newsdesk.ui.editor.lines import Line, card_json, lines_of

MAXIMUM_LEVEL = 5
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
        _settle_block(cursor.block())


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
            _open_line_above(cursor)
        here, tail = block_style(cursor.block()), not cursor.atBlockEnd()
        for index, line in enumerate(lines):
            _insert_line(cursor, line, first=index == 0)
        if lines[-1].card and (tail or not cursor.block().next().isValid()):
            begin_block(cursor, here if tail else BlockStyle(), new=True)
        dress(cursor.block())


def _flows(lines: tuple[Line, ...]) -> bool:
    """Whether lines are words rather than blocks: they go into the middle of any text."""
    return len(lines) == 1 and lines[0].style.kind is Kind.PARAGRAPH


def _open_line_above(cursor: QTextCursor) -> None:
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


def keep_writable(document: QTextDocument) -> None:
    """See to it that there is a line to write on after a card at the end."""
    last = document.lastBlock()
    if kind_of(last) is Kind.CARD:
        cursor = QTextCursor(last)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        begin_block(cursor, BlockStyle(), new=True)


def insert_text_after_card(cursor: QTextCursor, runs: Runs = ()) -> None:
    """Begin a paragraph after the card at the cursor."""
    with one_step(cursor):
        cursor.setPosition(cursor.block().position() + cursor.block().length() - 1)
        begin_block(cursor, BlockStyle(), new=True)
        insert_runs(cursor, runs, BlockStyle())


def settle(document: QTextDocument, start: int, end: int) -> bool:
    """Put right what an edit left between two positions, within that edit's step of undo.

    Runs are dressed for the blocks they came into; cards stand alone. Says whether it changed
    anything.
    """
    stale = [block for block in blocks_between(document, start, end) if _is_stale(block)]
    last = kind_of(document.lastBlock()) is Kind.CARD
    if not stale and not last:
        return False
    cursor = QTextCursor(document)
    with one_step(cursor, joined=True):
        for block in stale:
            _settle_block(block)
        keep_writable(document)
    return True


def _is_stale(block: QTextBlock) -> bool:
    kind = kind_of(block)
    expected = block_style(block).dress
    cards = others = 0
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        found = fragment.charFormat()
        if is_card(found):
            cards += fragment.length()
        else:
            others += 1
            if found.intProperty(DRESS) != expected:
                return True
    if kind is Kind.CARD:
        return cards != 1 or others > 0
    return cards > 0


def _settle_block(block: QTextBlock) -> None:
    pieces = _split_at_cards(block)
    cursor = QTextCursor(block)
    for position in reversed(pieces):
        cursor.setPosition(position)
        cursor.insertBlock()
    first = block.position()
    for found in blocks_between(
        block.document(), first, first + block.length() - 1 + 2 * len(pieces)
    ):
        holds_card = found.length() == 2 and _starts_with_card(found)
        if holds_card and kind_of(found) is not Kind.CARD:
            QTextCursor(found).setBlockFormat(block_format(BlockStyle(Kind.CARD)))
        elif not holds_card and kind_of(found) is Kind.CARD:
            set_style(found, BlockStyle())
        elif not holds_card:
            dress(found)


def _starts_with_card(block: QTextBlock) -> bool:
    iterator = block.begin()
    return not iterator.atEnd() and is_card(iterator.fragment().charFormat())


def _split_at_cards(block: QTextBlock) -> list[int]:
    """Where a block must be split so that each card in it stands alone."""
    cuts: set[int] = set()
    last = block.position() + block.length() - 1
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        if is_card(fragment.charFormat()):
            start = fragment.position()
            cuts.update(range(start, start + fragment.length() + 1))
    return sorted(cuts - {block.position(), last})


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
        _open_line_above(cursor)
    else:
        cursor.setPosition(target - 1)
        cursor.insertBlock()
    for index, line in enumerate(lines):
        begin_block(cursor, line.style, new=index > 0)
        insert_content(cursor, line)
