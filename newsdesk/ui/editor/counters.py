"""Words and TK marks of a document, counted again only where it changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextDocument

from newsdesk.domain.reading import TO_COME, texts_of, words_in
from newsdesk.ui.editor.formats import CARD, Kind, kind_of
from newsdesk.ui.editor.lines import card_block


class Counters(QObject):
    """Keeps a pair (words, TK marks) for each block. ``changed`` comes after either sum did."""

    changed = Signal()

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._counts: list[tuple[int, int]] | None = None
        self._words = 0
        self._to_come = 0
        document.contentsChange.connect(self._update)

    @property
    def words(self) -> int:
        """Words that readers read, captions and call-outs with them."""
        return self._words

    @property
    def to_come(self) -> int:
        """TK marks."""
        return self._to_come

    def pause(self) -> None:
        """Count nothing until ``recount``, while another body is filled in."""
        self._counts = None

    def recount(self) -> None:
        """Count everything."""
        counts: list[tuple[int, int]] = []
        block = self._document.begin()
        while block.isValid():
            counts.append(_count(block))
            block = block.next()
        self._counts = counts
        self._words = sum(words for words, _ in counts)
        self._to_come = sum(marks for _, marks in counts)
        self.changed.emit()

    def _update(self, position: int, _removed: int, added: int) -> None:
        if self._counts is None:
            return
        first = self._document.findBlock(position)
        last = self._document.findBlock(position + added)
        start = first.blockNumber()
        end = (last.blockNumber() if last.isValid() else self._document.blockCount() - 1) + 1
        fresh = [_count(self._document.findBlockByNumber(n)) for n in range(start, end)]
        stale = slice(start, end + len(self._counts) - self._document.blockCount())
        before = self._counts[stale]
        self._counts[stale] = fresh
        words = sum(pair[0] for pair in fresh) - sum(pair[0] for pair in before)
        marks = sum(pair[1] for pair in fresh) - sum(pair[1] for pair in before)
        if words or marks:
            self._words += words
            self._to_come += marks
            self.changed.emit()


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
