"""Cards in the document: Qt asks how large each is and paints it where its line stands."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import islice

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, QTimer
from PySide6.QtGui import QPainter, QPyTextObject, QTextDocument, QTextFormat

from newsdesk.domain.body import Figure, Gallery
from newsdesk.domain.photo import Placement
from newsdesk.ui.editor.faces import Face, FaceMaker
from newsdesk.ui.editor.formats import CARD, CARD_OBJECT, Kind, kind_of
from newsdesk.ui.editor.lines import card_block
from newsdesk.ui.editor.pageimages import PageImages
from newsdesk.ui.theme import Theme

_KEPT = 400
_AT_ONCE = 8
"""Pictures whose cards are measured in one go: some 10 ms."""


class Cards(QPyTextObject):
    """Draws the cards of one document. ``maker`` knows language, direction and text size."""

    def __init__(self, document: QTextDocument, theme: Theme, images: PageImages) -> None:
        super().__init__(document)
        self._document = document
        self.maker = FaceMaker(theme, images)
        self._faces: dict[tuple[str, int], Face] = {}
        self._stale: set[str] = set()
        document.documentLayout().registerHandler(CARD_OBJECT, self)
        images.known.connect(self._measure)
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Drop what was measured, because the text size, the language or pictures changed."""
        self._faces.clear()

    def intrinsicSize(  # noqa: D102 - Qt's own
        self,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,  # noqa: A002 - Qt calls it so
    ) -> QSizeF:
        width = self._width(doc)
        return QSizeF(width, self._face(format.stringProperty(CARD), width).height)

    def drawObject(  # noqa: D102 - Qt's own
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,  # noqa: A002 - Qt calls it so
    ) -> None:
        width = self._width(doc)
        found = QRectF(rect)
        area = QRectF(QPointF(round(found.left()), round(found.top())), found.size())
        self._face(format.stringProperty(CARD), width).paint(painter, area)

    def refresh(self) -> None:
        """Measure every card anew."""
        self.forget()
        self._mark()

    def _width(self, document: QTextDocument) -> float:
        return max(120.0, document.textWidth() - 2 * document.documentMargin())

    def _face(self, json: str, width: float) -> Face:
        key = (json, round(width))
        found = self._faces.get(key)
        if found is None:
            if len(self._faces) > _KEPT:
                self._faces.clear()
            found = self._faces[key] = self.maker.face(card_block(json), width)
        return found

    def _measure(self, image: str) -> None:
        """Measure the cards of a picture anew; those that become known together, in one walk."""
        if not self._stale:
            QTimer.singleShot(0, self, self._measure_stale)
        self._stale.add(image)

    def _measure_stale(self) -> None:
        """Measure a few, then let keys and paints through before the next."""
        images = set(islice(self._stale, _AT_ONCE))
        self._stale -= images
        for key in [key for key in self._faces if any(image in key[0] for image in images)]:
            del self._faces[key]
        self._mark(images)
        if self._stale:
            QTimer.singleShot(0, self, self._measure_stale)

    def _mark(self, images: AbstractSet[str] | None = None) -> None:
        """Let Qt ask again for the size of all cards, or of those that show some pictures."""
        block = self._document.begin()
        while block.isValid():
            if kind_of(block) is Kind.CARD:
                json = block.begin().fragment().charFormat().stringProperty(CARD)
                if json and (images is None or any(image in json for image in images)):
                    self._document.markContentsDirty(block.position(), block.length())
            block = block.next()


def placements_of(block: object) -> tuple[Placement, ...]:
    """The pictures that a card shows."""
    match block:
        case Figure(placement):
            return (placement,)
        case Gallery(placements):
            return placements
        case _:
            return ()
