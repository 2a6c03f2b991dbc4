"""Where blocks stand on the page, in the document's pixels, and the numbers of items."""

from __future__ import annotations

from collections.abc import Iterator

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


def visible_blocks(document: QTextDocument, clip: QRectF) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The blocks that a rectangle of the document shows, with where they stand."""
    layout = document.documentLayout()
    position = layout.hitTest(QPointF(clip.center().x(), clip.top()), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, position))
    above = block.previous()
    if above.isValid():
        block = above
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > clip.bottom():
            return
        yield block, rect
        block = block.next()


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
