"""Painting the body: what formats only name gets its colour here, block by visible block.

Nothing here changes the document, so light and dark, focus mode, spelling and search leave its
undo alone.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextCursor,
)

from newsdesk.ui.editor.blocks import card_selected
from newsdesk.ui.editor.formats import (
    Kind,
    block_style,
    kind_of,
)
from newsdesk.ui.editor.geometry import item_number, line_start, text_rect, visible_blocks
from newsdesk.ui.editor.notesigns import NoteSigns
from newsdesk.ui.editor.overlays import Overlays, Selection
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole

_BULLETS: Final = ("•", "◦", "▪")


class BodyPainter:
    """Draws a document in the theme's colours. One for each view."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.overlays = Overlays(theme)
        self.signs = NoteSigns(theme, self.overlays)

    def draw(self, painter: QPainter, cursor: QTextCursor, clip: QRectF) -> None:
        """Draw what a clip rectangle (in the document's pixels) shows, without the caret."""
        document = cursor.document()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip
        context.palette = self._palette()
        selections: list[Selection] = []
        found: list[Selection] = []
        self.signs.forget(clip)
        for block, rect in visible_blocks(document, clip, cursor.block()):
            self._decorate(painter, block, rect)
            selections.extend(self.overlays.of(block, cursor))
            found.extend(self.overlays.found(block))
            if self.signs.notes:
                selections.extend(self.signs.draw(painter, block, rect))
        selections.extend(found)
        if cursor.hasSelection():
            selections.append(self.overlays.selected(cursor))
        context.selections = selections
        document.documentLayout().draw(painter, context)
        self._frame_selected_card(painter, cursor)

    def _palette(self) -> QPalette:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour("text"))
        return palette

    def _decorate(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        match kind_of(block):
            case Kind.QUOTE:
                self._bar(painter, block, rect, "line2")
            case Kind.PULL_QUOTE:
                self._bar(painter, block, rect, "accent")
            case Kind.ATTRIBUTION:
                above = block.previous()
                pulled = above.isValid() and kind_of(above) is Kind.PULL_QUOTE
                self._bar(painter, block, rect, "accent" if pulled else "line2")
            case Kind.PREFORMATTED:
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.colour("call_out"))
                painter.drawRoundedRect(text_rect(block, rect).adjusted(0, -10, 0, 10), 6, 6)
                painter.restore()
            case Kind.ITEM:
                self._marker(painter, block)
            case _:
                pass

    def _bar(self, painter: QPainter, block: QTextBlock, rect: QRectF, role: ColourRole) -> None:
        area = text_rect(block, rect)
        following = block.next()
        goes_on = following.isValid() and (
            kind_of(following) is Kind.ATTRIBUTION
            or (kind_of(following) is Kind.QUOTE and kind_of(block) is Kind.QUOTE)
        )
        if goes_on:
            below = block.document().documentLayout().blockBoundingRect(following)
            area.setBottom(text_rect(following, below).top())
        right = block.textDirection() is Qt.LayoutDirection.RightToLeft
        x = area.right() - 3 if right else area.left()
        painter.fillRect(QRectF(x, area.top(), 3, area.height()), self._theme.colour(role))

    def _marker(self, painter: QPainter, block: QTextBlock) -> None:
        layout = block.layout()
        if layout.lineCount() == 0:
            return
        style = block_style(block)
        line = layout.lineAt(0)
        origin = block.document().documentLayout().blockBoundingRect(block).topLeft()
        text = f"{item_number(block)}." if style.ordered else _BULLETS[style.level % 3]
        font = QFont(block.document().defaultFont())
        width = QFontMetricsF(font).horizontalAdvance(text)
        baseline = origin.y() + line.y() + line.ascent()
        indent = block.document().indentWidth()
        start = line_start(block)
        if block.textDirection() is Qt.LayoutDirection.RightToLeft:
            x = start + 10 if style.ordered else start + indent / 2 - width / 2
        else:
            x = start - 10 - width if style.ordered else start - indent / 2 - width / 2
        painter.setFont(font)
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(QPointF(x, baseline), text)

    def _frame_selected_card(self, painter: QPainter, cursor: QTextCursor) -> None:
        if not card_selected(cursor):
            return
        block = cursor.document().findBlock(cursor.selectionStart())
        rect = cursor.document().documentLayout().blockBoundingRect(block)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(text_rect(block, rect).adjusted(-5, -5, 5, 5), 8, 8)
        painter.restore()

    def caret_brush(self) -> QBrush:
        """What the caret is drawn with."""
        return QBrush(self._theme.colour("accent"))

    def colour(self, role: ColourRole) -> QColor:
        """A colour of the theme."""
        return self._theme.colour(role)
