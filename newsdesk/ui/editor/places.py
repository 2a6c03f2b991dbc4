"""Places: a block of the body in the document, files in what was dropped or pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument

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


def files_of(data: QMimeData) -> tuple[Path, ...]:
    """Return the files on this computer that were dropped or pasted."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file())
