"""Addresses that are pasted: over words they link them, on a line of their own they may embed."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from newsdesk.domain import weblink
from newsdesk.domain.text import Link
from newsdesk.ui.editor import marks
from newsdesk.ui.editor.blocks import card_selected
from newsdesk.ui.editor.formats import Kind, kind_of


def link_selection(cursor: QTextCursor, text: str) -> bool:
    """Link the selected words of one block when a text is an address; says whether it did."""
    address = text.strip()
    if not weblink.is_web_address(address) or not cursor.hasSelection() or card_selected(cursor):
        return False
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    if first != document.findBlock(cursor.selectionEnd()) or _is_address(cursor.selectedText()):
        return False
    marks.set_link(cursor, Link(address))
    cursor.setPosition(cursor.selectionEnd())
    return True


def address_alone(cursor: QTextCursor) -> str:
    """The web address that is all of the cursor's paragraph; "" where it is something else."""
    block = cursor.block()
    if kind_of(block) is not Kind.PARAGRAPH:
        return ""
    text = block.text().strip()
    return text if _is_address(text) else ""


def _is_address(text: str) -> bool:
    return weblink.is_web_address(text.strip())
