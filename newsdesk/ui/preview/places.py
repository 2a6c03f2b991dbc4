"""Places in the page and in the body: which element a block became, and which block it was."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtGui import QTextCursor

from newsdesk.domain.body import Block, Body, Figure
from newsdesk.domain.ids import ImageId
from newsdesk.ui.editor.document import blocks_from
from newsdesk.ui.editor.formats import Kind, kind_of
from newsdesk.ui.editor.lines import lines_of


def _stands(block: Block, images: Collection[ImageId]) -> bool:
    """Whether a block became an element: one whose picture is gone leaves nothing behind."""
    return not isinstance(block, Figure) or block.placement.image in images


def element_of_block(body: Body, block: int, images: Collection[ImageId]) -> int | None:
    """Return the number of the element that a block became; ``None`` where it became none."""
    if not 0 <= block < len(body) or not _stands(body[block], images):
        return None
    return sum(1 for one in body[:block] if _stands(one, images))


def block_of_element(body: Body, element: int, images: Collection[ImageId]) -> int | None:
    """Return the number of the block that became an element; ``None`` where there is none."""
    standing = [number for number, one in enumerate(body) if _stands(one, images)]
    return standing[element] if 0 <= element < len(standing) else None


def block_of_caret(cursor: QTextCursor, body: Body) -> int:
    """Return the number of the block of the body that the caret stands in, or stands after."""
    here = cursor.block().position()
    line = -1
    for block in blocks_from(cursor.document().begin()):
        if block.position() > here:
            break
        if kind_of(block) is Kind.CARD or block.text().strip():
            line += 1
    begins = 0
    for number, one in enumerate(body):
        begins += sum(1 for _ in lines_of((one,)))
        if begins > line:
            return number
    return max(0, len(body) - 1)
