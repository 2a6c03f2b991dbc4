"""Words and TK marks of a document, counted again only where it changed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextDocument

from newsdesk.domain.reading import TO_COME, texts_of, words_in
from newsdesk.ui.editor.formats import CARD, Kind, kind_of
from newsdesk.ui.editor.lines import card_block

SOON: Final = 150
"""Milliseconds after a change until it is counted: after the key was painted, not in it."""


class Counters(QObject):
    """Keeps a pair (words, TK marks) for each block. ``changed`` comes after either sum did."""

    changed = Signal()

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._counts: list[tuple[int, int] | None] | None = None
        """What each block holds; None for one that changed and is not counted yet."""
        self._told = (0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._settle)
        document.contentsChange.connect(self._update)

    @property
    def words(self) -> int:
        """Words that readers read, captions and call-outs with them."""
        self._settle()
        return self._told[0]

    @property
    def to_come(self) -> int:
        """TK marks."""
        self._settle()
        return self._told[1]

    def pause(self) -> None:
        """Count nothing until ``recount``, while another body is filled in."""
        self._counts = None
        self._timer.stop()

    def recount(self) -> None:
        """Count everything."""
        self._counts = [None for _ in range(self._document.blockCount())]
        self._count_open()
        self.changed.emit()

    def _update(self, position: int, _removed: int, added: int) -> None:
        if self._counts is None:
            return
        first = self._document.findBlock(position)
        last = self._document.findBlock(position + added)
        blocks = self._document.blockCount()
        start = first.blockNumber()
        end = (last.blockNumber() if last.isValid() else blocks - 1) + 1
        self._counts[start : end + len(self._counts) - blocks] = [None for _ in range(start, end)]
        if not self._timer.isActive():
            self._timer.start()

    def _settle(self) -> None:
        """Count what is still open."""
        if self._counts is None or None not in self._counts:
            return
        before = self._told
        self._count_open()
        if self._told != before:
            self.changed.emit()

    def _count_open(self) -> None:
        self._timer.stop()
        find = self._document.findBlockByNumber
        counts = [
            _count(find(at)) if known is None else known
            for at, known in enumerate(self._counts or ())
        ]
        self._counts = [*counts]
        self._told = sum(words for words, _ in counts), sum(marks for _, marks in counts)


def _count(block: QTextBlock) -> tuple[int, int]:
    if kind_of(block) is not Kind.CARD:
        text = block.text()
        marks = len(TO_COME.findall(text)) if "TK" in text or "tk" in text else 0
        return words_in(text), marks
    iterator = block.begin()
    json = "" if iterator.atEnd() else iterator.fragment().charFormat().stringProperty(CARD)
    if not json:
        return words_in(block.text()), 0
    texts = list(texts_of(card_block(json)))
    return sum(map(words_in, texts)), sum(len(TO_COME.findall(text)) for text in texts)
