"""Reading the body again and again while one types: only what changed is read anew.

The journal wants the body each second. A walk over 50,000 words takes longer than a frame, so what
each block gives is kept until the block changes; the result equals ``document.read`` always.
"""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextDocument

from newsdesk.domain.body import Block, Body
from newsdesk.domain.values import immutable
from newsdesk.ui.editor.document import lines_of_block
from newsdesk.ui.editor.formats import Kind
from newsdesk.ui.editor.lines import Line, body_of

_ALONE = frozenset({Kind.PARAGRAPH, Kind.SUBHEAD, Kind.PREFORMATTED, Kind.CARD})
"""Lines that make a block by themselves; all others may join with their neighbours."""


_SLICE = 40
"""Blocks that are read ahead at a time: a few milliseconds."""
_SLICE_PAUSE = 20
"""Milliseconds between two slices."""


@immutable
class _Entry:
    """What one block of the document gives: its lines, and its blocks where they stand alone."""

    lines: tuple[Line, ...]
    alone: tuple[Block, ...] | None


class BodyReader(QObject):
    """Keeps what was read of a document's blocks."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._entries: list[_Entry | None] = []
        self._ahead = QTimer(self)
        self._ahead.setInterval(_SLICE_PAUSE)
        self._ahead.timeout.connect(self._read_slice)
        document.contentsChange.connect(self._changed)

    def forget(self) -> None:
        """Read everything anew the next time."""
        self._entries = []
        self._ahead.start()

    def _read_slice(self) -> None:
        """Read some blocks ahead, so that the first journal of a long story is no pause."""
        self._match_blocks()
        unread = (number for number, kept in enumerate(self._entries) if kept is None)
        some = list(islice(unread, _SLICE))
        for number in some:
            self._entries[number] = _entry(self._document.findBlockByNumber(number))
        if len(some) < _SLICE:
            self._ahead.stop()

    def _match_blocks(self) -> None:
        if len(self._entries) != self._document.blockCount():
            self._entries = [None] * self._document.blockCount()

    def body(self) -> Body:
        """What the document holds now, in normal form."""
        self._match_blocks()
        body: list[Block] = []
        group: list[Line] = []
        for number, kept in enumerate(self._entries):
            entry = kept
            if entry is None:
                entry = _entry(self._document.findBlockByNumber(number))
                self._entries[number] = entry
            if entry.alone:
                if group:
                    body.extend(body_of(group))
                    group = []
                body.extend(entry.alone)
            elif entry.alone is None or group:
                # An empty line parts nothing: two lists around it are one.
                group.extend(entry.lines)
        body.extend(body_of(group))
        return tuple(body)

    def _changed(self, position: int, _removed: int, added: int) -> None:
        if not self._entries:
            return
        first = self._document.findBlock(position)
        last = self._document.findBlock(position + added)
        count = self._document.blockCount()
        start = first.blockNumber()
        end = (last.blockNumber() if last.isValid() else count - 1) + 1
        before = end + len(self._entries) - count
        self._entries[start:before] = [None] * (end - start)


def _entry(block: QTextBlock) -> _Entry:
    lines = tuple(lines_of_block(block, block.position(), block.position() + block.length()))
    alone = None
    if all(line.style.kind in _ALONE for line in lines):
        alone = body_of(lines)
    return _Entry(lines, alone)
