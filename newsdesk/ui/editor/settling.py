"""After an edit: runs are dressed for the blocks they came into, and cards stand alone."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from newsdesk.ui.editor.blocks import blocks_between, dress, keep_writable, one_step, set_style
from newsdesk.ui.editor.formats import (
    DRESS,
    BlockStyle,
    Kind,
    block_format,
    block_style,
    is_card,
    kind_of,
)


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
            settle_block(block)
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


def settle_block(block: QTextBlock) -> None:
    """Let each card in a block stand alone, and dress the text around it."""
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
