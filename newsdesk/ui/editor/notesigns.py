"""Signs beside the text where notes for colleagues stand, and the passages they are about."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)

from newsdesk.domain.ids import NoteId
from newsdesk.ui.editor.formats import (
    NOTE,
)
from newsdesk.ui.editor.overlays import Overlays, Selection
from newsdesk.ui.theme import Theme


class NoteSigns:
    """Marks passages and draws their signs."""

    def __init__(self, theme: Theme, overlays: Overlays) -> None:
        self._theme = theme
        self._overlays = overlays
        self.notes: frozenset[NoteId] = frozenset()
        """The notes whose passages are marked."""
        self._signs: dict[NoteId, QRectF] = {}

    def forget(self, clip: QRectF) -> None:
        """Forget the signs in a part of the page, which is drawn again now."""
        self._signs = {
            note: sign for note, sign in self._signs.items() if not sign.intersects(clip)
        }

    def draw(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> Iterator[Selection]:
        """Mark the passages in a block, and draw a sign beside the line where each begins."""
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            iterator += 1
            note = NoteId(fragment.charFormat().stringProperty(NOTE))
            if note not in self.notes:
                continue
            start = fragment.position() - block.position()
            made = self._overlays.stretch(
                block, start, start + fragment.length(), None, "note_ground"
            )
            made.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            made.format.setUnderlineColor(self._theme.colour("note"))
            yield made
            if note not in self._signs and (start > 0 or not _goes_on(block, note)):
                self._draw_sign(painter, block, rect, start, note)

    def _draw_sign(
        self, painter: QPainter, block: QTextBlock, rect: QRectF, start: int, note: NoteId
    ) -> None:
        line = block.layout().lineForTextPosition(start)
        if not line.isValid():
            return
        right = block.textDirection() is Qt.LayoutDirection.RightToLeft
        x = 6.0 if right else block.document().textWidth() - 22
        sign = QRectF(x, rect.top() + line.y() + line.height() / 2 - 8, 16, 16)
        while any(place.intersects(sign) for place in self._signs.values()):
            sign.translate(0, 18)
        self._signs[note] = sign
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("note"), 1.5))
        painter.setBrush(self._theme.colour("note_ground"))
        bubble = QPainterPath()
        bubble.addRoundedRect(sign.adjusted(1, 1, -1, -4), 3, 3)
        tail = QPainterPath(QPointF(sign.left() + 4, sign.bottom() - 5))
        tail.lineTo(sign.left() + 4, sign.bottom() - 1)
        tail.lineTo(sign.left() + 8, sign.bottom() - 5)
        painter.drawPath(bubble.united(tail))
        painter.restore()

    def note_at(self, point: QPointF) -> NoteId | None:
        """The note whose sign is drawn at a point."""
        for note, sign in self._signs.items():
            if sign.adjusted(-4, -4, 4, 4).contains(point):
                return note
        return None


def _goes_on(block: QTextBlock, note: NoteId) -> bool:
    """Whether the passage that a block begins with began in the block above."""
    above = block.previous()
    if not above.isValid() or above.length() == 1:
        return False
    cursor = QTextCursor(above)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    return cursor.charFormat().stringProperty(NOTE) == note
