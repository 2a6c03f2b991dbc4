"""Where blocks stand on the page, in the document's pixels, and the numbers of items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextDocument,
)

from newsdesk.ui.editor.formats import (
    Kind,
    block_style,
    kind_of,
)

_NEAR: Final = 2000
"""Pixels within which walking from a known block beats Qt's search, which begins at the top."""


def visible_blocks(
    document: QTextDocument, clip: QRectF, near: QTextBlock | None = None
) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The blocks that a rectangle of the document shows, with where they stand.

    ``near`` is a block that may stand close to it, as the caret's does mostly.
    """
    layout = document.documentLayout()
    block = None if near is None else _first_block(near, clip.top())
    if block is None:
        point = QPointF(clip.center().x(), clip.top())
        position = layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        block = document.findBlock(max(0, position))
        above = block.previous()
        block = above if above.isValid() else block
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > clip.bottom():
            return
        yield block, rect
        block = block.next()


def _first_block(near: QTextBlock, top: float) -> QTextBlock | None:
    """The last block that begins above a height, where that is not far; the one after may too."""
    layout = near.document().documentLayout()
    if abs(layout.blockBoundingRect(near).top() - top) > _NEAR:
        return None
    block = near
    while layout.blockBoundingRect(block).top() > top:
        above = block.previous()
        if not above.isValid():
            return block
        block = above
    following = block.next()
    while following.isValid() and layout.blockBoundingRect(following).bottom() < top:
        block, following = following, following.next()
    above = block.previous()
    return above if above.isValid() else block


def text_rect(block: QTextBlock, rect: QRectF) -> QRectF:
    """Where a block's lines stand, without its margins above and below, across the column."""
    layout = block.layout()
    count = layout.lineCount()
    if count == 0:
        return rect
    top = layout.lineAt(0).y()
    last = layout.lineAt(count - 1)
    document = block.document()
    margin = document.documentMargin()
    width = document.textWidth() - 2 * margin
    origin = rect.top()
    bottom = last.y() + last.height()
    return QRectF(margin, origin + top, width, bottom - top)


def line_start(block: QTextBlock) -> float:
    """Where a block's text begins across the column, in the document's pixels."""
    document = block.document()
    margin = document.documentMargin()
    indent = document.indentWidth() * block.blockFormat().indent()
    if block.textDirection() is Qt.LayoutDirection.RightToLeft:
        return document.textWidth() - margin - indent
    return margin + indent


def item_number(block: QTextBlock) -> int:
    """The number of an item: those of its level above it, up to a level less deep."""
    style = block_style(block)
    number = 1
    above = block
    found = style
    while True:
        if found.level == style.level and found.start != 1:
            return number + found.start - 1
        above = above.previous()
        if not above.isValid() or kind_of(above) is not Kind.ITEM:
            return number
        found = block_style(above)
        if found.level < style.level:
            return number
        if found.level == style.level:
            if found.ordered != style.ordered:
                return number
            number += 1
