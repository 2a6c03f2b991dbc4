"""Painting the body: what formats only name gets its colour here, block by visible block.

Nothing here changes the document, so light and dark, focus mode, spelling and search leave its
undo alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from newsdesk.domain.ids import NoteId
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.counters import TO_COME
from newsdesk.ui.editor.formats import (
    LINK_HREF,
    MARKS,
    NOTE,
    Kind,
    MarkBit,
    block_style,
    is_card,
    kind_of,
)
from newsdesk.ui.editor.positions import unit_of, units
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole

Selection = QAbstractTextDocumentLayout.Selection
_BULLETS: Final = ("•", "◦", "▪")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch to be shown, in UTF-16 units of the document; ``current`` is the one meant."""

    start: int
    end: int
    current: bool = False


class BodyPainter:
    """Draws a document in the theme's colours. One for each view."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.hits: tuple[Hit, ...] = ()
        self.dim_others = False
        self.notes: frozenset[NoteId] = frozenset()
        """The notes whose passages are marked."""
        self._signs: dict[NoteId, QRectF] = {}
        self.misspelt: Callable[[QTextBlock, QTextCursor], list[tuple[int, int]]] = _nothing

    def draw(self, painter: QPainter, cursor: QTextCursor, clip: QRectF) -> None:
        """Draw what a clip rectangle (in the document's pixels) shows, without the caret."""
        document = cursor.document()
        layout = document.documentLayout()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip
        context.palette = self._palette()
        selections: list[Selection] = []
        kept = {note: sign for note, sign in self._signs.items() if not sign.intersects(clip)}
        self._signs = {}
        for block, rect in visible_blocks(document, clip):
            self._decorate(painter, block, rect)
            selections.extend(self._overlays(block, cursor))
            selections.extend(self._underlined(block, cursor))
            if self.notes:
                selections.extend(self._noted(painter, block, rect))
        self._signs = kept | self._signs
        selections.extend(self._marked(clip, document))
        if cursor.hasSelection():
            selections.append(self._selected(cursor))
        context.selections = selections
        layout.draw(painter, context)
        self._frame_selected_card(painter, cursor)

    def _palette(self) -> QPalette:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour("text"))
        return palette

    def _overlays(self, block: QTextBlock, cursor: QTextCursor) -> Iterator[Selection]:
        kind = kind_of(block)
        dim = self.dim_others and not _touches(cursor, block)
        if dim:
            yield self._stretch(block, 0, block.length() - 1, "text3")
            return
        if kind is Kind.ATTRIBUTION:
            yield self._stretch(block, 0, block.length() - 1, "text2")
        if kind is Kind.CARD:
            return
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            iterator += 1
            found = fragment.charFormat()
            start = fragment.position() - block.position()
            if found.hasProperty(LINK_HREF):
                yield self._stretch(block, start, start + fragment.length(), "accent")
            elif found.intProperty(MARKS) & MarkBit.CODE:
                yield self._stretch(block, start, start + fragment.length(), None, "call_out")
        text = block.text()
        if "TK" in text or "tk" in text:
            for match in TO_COME.finditer(text):
                first = unit_of(text, match.start())
                yield self._stretch(block, first, first + units(match[0]), "warn", "warn_ground")

    def _underlined(self, block: QTextBlock, cursor: QTextCursor) -> Iterator[Selection]:
        for start, end in self.misspelt(block, cursor):
            made = self._stretch(block, start, end, None)
            made.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
            made.format.setUnderlineColor(self._theme.colour("bad"))
            yield made

    # --- notes ---

    def _noted(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> Iterator[Selection]:
        """Mark the passages of notes, and draw a sign beside the line where each begins."""
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            iterator += 1
            note = NoteId(fragment.charFormat().stringProperty(NOTE))
            if note not in self.notes:
                continue
            start = fragment.position() - block.position()
            made = self._stretch(block, start, start + fragment.length(), None, "note_ground")
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

    def _stretch(
        self,
        block: QTextBlock,
        start: int,
        end: int,
        colour: ColourRole | None,
        ground: ColourRole | None = None,
    ) -> Selection:
        made = Selection()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, KEEP)
        made.cursor = cursor
        look = QTextCharFormat()
        if colour is not None:
            look.setForeground(self._theme.colour(colour))
        if ground is not None:
            look.setBackground(self._theme.colour(ground))
        made.format = look
        return made

    def _selected(self, cursor: QTextCursor) -> Selection:
        made = Selection()
        made.cursor = cursor
        look = QTextCharFormat()
        if not card_selected(cursor):
            look.setBackground(self._theme.colour("text_selection"))
            look.setForeground(self._theme.colour("text"))
        made.format = look
        return made

    def _marked(self, clip: QRectF, document: QTextDocument) -> Iterator[Selection]:
        if not self.hits:
            return
        for block, _ in visible_blocks(document, clip):
            first, last = block.position(), block.position() + block.length()
            for hit in self.hits:
                if first <= hit.start < last:
                    ground: ColourRole = "text_selection" if hit.current else "warn_ground"
                    yield self._stretch(block, hit.start - first, hit.end - first, "text", ground)

    # --- what stands beside the text ---

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


def _nothing(_block: QTextBlock, _cursor: QTextCursor) -> list[tuple[int, int]]:
    """Underline nothing, until somebody checks the spelling."""
    return []


def visible_blocks(document: QTextDocument, clip: QRectF) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The blocks that a rectangle of the document shows, with where they stand."""
    layout = document.documentLayout()
    position = layout.hitTest(QPointF(clip.center().x(), clip.top()), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, position))
    above = block.previous()
    if above.isValid():
        block = above
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > clip.bottom():
            return
        yield block, rect
        block = block.next()


def text_rect(block: QTextBlock, rect: QRectF) -> QRectF:
    """Where a block's lines stand, without its margins above and below, across the column."""
    layout = block.layout()
    count = layout.lineCount()
    if count == 0:
        return rect
    top = layout.lineAt(0).y()
    last = layout.lineAt(count - 1)
    document = block.document()
    margin = document.documentMargin()
    width = document.textWidth() - 2 * margin
    origin = rect.top()
    bottom = last.y() + last.height()
    return QRectF(margin, origin + top, width, bottom - top)


def line_start(block: QTextBlock) -> float:
    """Where a block's text begins across the column, in the document's pixels."""
    document = block.document()
    margin = document.documentMargin()
    indent = document.indentWidth() * block.blockFormat().indent()
    if block.textDirection() is Qt.LayoutDirection.RightToLeft:
        return document.textWidth() - margin - indent
    return margin + indent


def item_number(block: QTextBlock) -> int:
    """The number of an item: those of its level above it, up to a level less deep."""
    style = block_style(block)
    number = 1
    above = block
    found = style
    while True:
        if found.level == style.level and found.start != 1:
            return number + found.start - 1
        above = above.previous()
        if not above.isValid() or kind_of(above) is not Kind.ITEM:
            return number
        found = block_style(above)
        if found.level < style.level:
            return number
        if found.level == style.level:
            if found.ordered != style.ordered:
                return number
            number += 1


def card_selected(cursor: QTextCursor) -> bool:
    """Whether a card, and nothing else, is selected."""
    if cursor.selectionEnd() - cursor.selectionStart() != 1:
        return False
    return is_card(cursor.charFormat()) and kind_of(cursor.block()) is Kind.CARD


def _goes_on(block: QTextBlock, note: NoteId) -> bool:
    """Whether the passage that a block begins with began in the block above."""
    above = block.previous()
    if not above.isValid() or above.length() == 1:
        return False
    cursor = QTextCursor(above)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    return cursor.charFormat().stringProperty(NOTE) == note


def _touches(cursor: QTextCursor, block: QTextBlock) -> bool:
    last = block.position() + block.length() - 1
    return cursor.selectionStart() <= last and cursor.selectionEnd() >= block.position()
