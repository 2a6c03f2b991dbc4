"""Places: a block of the body, the caret on the screen, files that were dropped or pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRect
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from newsdesk.ui.editor.document import blocks_from, read
from newsdesk.ui.editor.formats import Kind, kind_of
from newsdesk.ui.editor.lines import line_of_block


def position_of_block(document: QTextDocument, index: int) -> int:
    """Where the block of the body with a number begins, in UTF-16 units of the document."""
    wanted = line_of_block(read(document), index)
    for block in blocks_from(document.begin()):
        if kind_of(block) is Kind.CARD or block.text().strip():
            if wanted == 0:
                return block.position()
            wanted -= 1
    return 0


def caret_place(body: QTextEdit, over: QWidget, cursor: QTextCursor | None = None) -> QRect:
    """Where a cursor stands (the caret without one), in the pixels of a widget around the body."""
    rect = body.cursorRect() if cursor is None else body.cursorRect(cursor)
    return QRect(body.mapTo(over, rect.topLeft()), rect.size())


def files_of(data: QMimeData) -> tuple[Path, ...]:
    """Return the files on this computer that were dropped or pasted."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file())
