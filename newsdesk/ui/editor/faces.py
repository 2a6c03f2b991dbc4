"""The faces of cards: what stands in the text for a figure, a call-out, a table and the like.

A face is measured once for a width, in the colours in force; another one is made when light and
dark are swapped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, assert_never
from urllib.parse import urlsplit

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Divider,
    Embed,
    Figure,
    Gallery,
    ListBlock,
    Paragraph,
    Preformatted,
    PullQuote,
    Quote,
    RawHtml,
    Subhead,
    Table,
)
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Mark, Runs
from newsdesk.domain.values import immutable
from newsdesk.ui import fonts
from newsdesk.ui.editor.captions import caption_spans, lacks_alt
from newsdesk.ui.editor.formats import fixed_family
from newsdesk.ui.editor.pageimages import PageImages
from newsdesk.ui.editor.textpiece import Span, TextPiece, plain_runs
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole

Paint = Callable[[QPainter, QRectF], None]

CALL_OUT_NAMES: Final = {
    CallOutKind.NEWSLETTER: "Newsletter sign-up",
    CallOutKind.FACT_BOX: "Fact box",
    CallOutKind.NOTE: "Note",
    CallOutKind.RELATED: "Related link",
}
"""What the purposes of call-outs are called at the desk."""

_TALLEST: Final = 1.25
"""A picture in the text is shown at most so high, by its width."""
_GAP: Final = 8.0
_BOX: Final = 20.0
_MOST_CODE_LINES: Final = 6
_MOST_TILES: Final = 6


@immutable
class Face:
    """How high a card stands, and how it is painted into the area it was given."""

    height: float
    paint: Paint


class FaceMaker:
    """Makes faces for one page: its pictures, language, direction and text size (in pixels)."""

    def __init__(self, theme: Theme, images: PageImages) -> None:
        self._theme = theme
        self._images = images
        self.language = "en"
        self.right_to_left = False
        self.size = 18

    def face(self, block: Block, width: float) -> Face:
        """The face of a card in a column of a width in pixels."""
        match block:
            case Figure(placement):
                return self._figure(placement, width)
            case Gallery():
                return self._gallery(block, width)
            case Embed():
                return self._embed(block, width)
            case CallOut():
                return self._call_out(block, width)
            case Table():
                return self._table(block, width)
            case RawHtml():
                return self._raw(block, width)
            case Divider():
                return Face(32.0, self._divider)
            case Paragraph() | Subhead() | Quote() | PullQuote() | ListBlock() | Preformatted():
                return Face(0.0, lambda _painter, _area: None)  # Lines are no cards.
            case _:
                assert_never(block)

    # --- type ---

    def _scaled(self, pixels: float) -> float:
        return pixels * self.size / 18

    def _sans(self, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        made = QFont(fonts.SANS)
        made.setPixelSize(round(self._scaled(pixels)))
        made.setWeight(weight)
        return made

    def _piece(
        self, spans: tuple[Span, ...], width: float, *, size: float = 13, lines: int = 0
    ) -> TextPiece:
        return TextPiece(
            self._theme,
            spans,
            self._sans(size),
            width,
            self._scaled(size + 7),
            right_to_left=self.right_to_left,
            most_lines=lines,
        )

    def _serif(self, runs: Runs, width: float, *, strong: bool = False) -> TextPiece:
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        return TextPiece(
            self._theme,
            (Span(runs),),
            fonts.page_font(self._scaled(19 if strong else 17), weight=weight),
            width,
            self._scaled(26),
            right_to_left=self.right_to_left,
        )

    # --- pictures ---

    def _figure(self, placement: Placement, width: float) -> Face:
        asset = self._images.asset(placement.image)
        high = width * min(_TALLEST, self._images.shape(placement))
        caption = self._piece(caption_spans(asset, placement, self.language), width)
        height = high + (_GAP + caption.height if caption.lines else 0)

        def paint(painter: QPainter, area: QRectF) -> None:
            picture = QRectF(area.left(), area.top(), width, high)
            self._images.draw(painter, self._theme, placement, picture)
            if lacks_alt(self._images.asset(placement.image), placement):
                self.tag(painter, picture, "No alt text")
            below = QPointF(area.left(), area.top() + high + _GAP)
            caption.draw(painter, below)

        return Face(height, paint)

    def tag(self, painter: QPainter, picture: QRectF, words: str) -> None:
        """Mark what a picture lacks, in its lower corner."""
        font = self._sans(11, QFont.Weight.DemiBold)
        painter.save()
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(words) + 14
        high = self._scaled(20)
        left = picture.right() - wide - 8 if self.right_to_left else picture.left() + 8
        spot = QRectF(left, picture.bottom() - high - 8, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("warn_ground"))
        painter.drawRoundedRect(spot, 4, 4)
        painter.setPen(self._theme.colour("warn"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _gallery(self, block: Gallery, width: float) -> Face:
        self._images.want(placement.image for placement in block.placements)
        shown = block.placements[:_MOST_TILES]
        columns = 2 if len(shown) in {2, 4} else min(3, max(1, len(shown)))
        tile = (width - (columns - 1) * 6) / columns
        high = tile * 2 / 3
        rows = (len(shown) + columns - 1) // columns
        grid = rows * high + max(0, rows - 1) * 6
        caption = self._piece((Span(block.caption, "text2"),) if block.caption else (), width)
        more = len(block.placements) - len(shown)

        def paint(painter: QPainter, area: QRectF) -> None:
            spot = QRectF()
            for number, placement in enumerate(shown):
                column, row = number % columns, number // columns
                if self.right_to_left:
                    column = columns - 1 - column
                x = area.left() + column * (tile + 6)
                spot = QRectF(x, area.top() + row * (high + 6), tile, high)
                self._images.draw(painter, self._theme, placement, spot)
            if more > 0:
                self.tag(painter, spot, f"and {more} more")
            caption.draw(painter, QPointF(area.left(), area.top() + grid + _GAP))

        return Face(grid + (_GAP + caption.height if caption.lines else 0), paint)

    # --- boxes ---

    def _embed(self, block: Embed, width: float) -> Face:
        inner = width - 2 * _BOX
        host = urlsplit(block.url).hostname or ""
        title = self._piece(
            (Span(plain_runs(block.title or block.url, strong=True)),), inner, size=14, lines=2
        )
        host = host.removeprefix("www.")
        source = " · ".join(dict.fromkeys(part for part in (block.provider, host) if part))
        beside = self._piece((Span(plain_runs(source), "text2"),), inner, size=12, lines=1)
        caption = self._piece((Span(block.caption, "text2"),) if block.caption else (), width)
        box = 2 * 16 + title.height + 2 + beside.height

        def paint(painter: QPainter, area: QRectF) -> None:
            self._box(painter, QRectF(area.left(), area.top(), width, box), "raised", line=True)
            at = QPointF(area.left() + _BOX, area.top() + 16)
            title.draw(painter, at)
            beside.draw(painter, at + QPointF(0, title.height + 2))
            caption.draw(painter, QPointF(area.left(), area.top() + box + _GAP))

        return Face(box + (_GAP + caption.height if caption.lines else 0), paint)

    def _box(
        self, painter: QPainter, area: QRectF, ground: ColourRole, *, line: bool = False
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("line"), 1) if line else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.restore()

    def _call_out(self, block: CallOut, width: float) -> Face:
        label = block.button_label or ("Read more" if block.url else "")
        button = self._piece((Span(plain_runs(label, strong=True), "on_accent"),), 240, lines=1)
        wide = button.natural_width + 28 if label else 0.0
        inner = width - 2 * _BOX - (wide + 20 if label else 0)
        kicker = block.kicker or CALL_OUT_NAMES[block.purpose]
        pieces = [self._piece((Span(plain_runs(kicker), "text2"),), inner, size=12)]
        if block.title:
            pieces.append(self._serif(plain_runs(block.title), inner, strong=True))
        pieces += [self._serif(runs, inner) for runs in block.paragraphs]
        text = sum(piece.height for piece in pieces) + 4 * (len(pieces) - 1)
        box = max(text, self._scaled(32) if label else 0) + 2 * 16

        def paint(painter: QPainter, area: QRectF) -> None:
            whole = QRectF(area.left(), area.top(), width, box)
            painter.fillRect(whole, self._theme.colour("call_out"))
            bar = whole.right() - 3 if self.right_to_left else whole.left()
            painter.fillRect(QRectF(bar, whole.top(), 3, box), self._theme.colour("accent"))
            left = whole.left() + _BOX + (wide + 20 if self.right_to_left and label else 0)
            at = QPointF(left, whole.top() + (box - text) / 2)
            for piece in pieces:
                piece.draw(painter, at)
                at += QPointF(0, piece.height + 4)
            if label:
                self._button(painter, whole, button, wide)

        return Face(box, paint)

    def _button(self, painter: QPainter, box: QRectF, label: TextPiece, wide: float) -> None:
        high = self._scaled(32)
        x = box.left() + _BOX if self.right_to_left else box.right() - _BOX - wide
        spot = QRectF(x, box.center().y() - high / 2, wide, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_fill"))
        painter.drawRoundedRect(spot, 6, 6)
        painter.restore()
        left = (wide - label.natural_width) / 2
        top = (high - label.height) / 2
        origin = -(240 - label.natural_width) if self.right_to_left else 0.0
        label.draw(painter, spot.topLeft() + QPointF(left + origin, top))

    def _raw(self, block: RawHtml, width: float) -> Face:
        inner = width - 2 * _BOX
        lines = block.html.strip().splitlines()
        shown = "\n".join(line[:200] for line in lines[:_MOST_CODE_LINES])
        if len(lines) > _MOST_CODE_LINES:
            shown += "\n…"
        heading = self._piece((Span(plain_runs("HTML, as it is"), "text2"),), inner, size=12)
        font = QFont(fixed_family())
        font.setPixelSize(round(self._scaled(13)))
        code = TextPiece(
            self._theme, (Span(plain_runs(shown), "text2"),), font, inner, self._scaled(19)
        )
        box = heading.height + 4 + code.height + 2 * 14

        def paint(painter: QPainter, area: QRectF) -> None:
            self._box(painter, QRectF(area.left(), area.top(), width, box), "call_out")
            at = QPointF(area.left() + _BOX, area.top() + 14)
            heading.draw(painter, at)
            code.draw(painter, at + QPointF(0, heading.height + 4))

        return Face(box, paint)

    def _divider(self, painter: QPainter, area: QRectF) -> None:
        middle = area.center()
        painter.fillRect(
            QRectF(middle.x() - 48, round(middle.y()), 96, 1), self._theme.colour("line2")
        )

    # --- tables ---

    def _table(self, block: Table, width: float) -> Face:
        columns = max((len(row.cells) for row in block.rows), default=1)
        cell = width / max(1, columns)
        rows = [
            [
                self._cell(runs, cell - 20, heading=self._heads(block, y, x))
                for x, runs in enumerate(row.cells)
            ]
            for y, row in enumerate(block.rows)
        ]
        heights = [max((piece.height for piece in row), default=20.0) + 16 for row in rows]
        caption = self._piece((Span(block.caption, "text2"),) if block.caption else (), width)
        grid = sum(heights)

        def paint(painter: QPainter, area: QRectF) -> None:
            line = self._theme.colour("line2")
            y = area.top()
            for number, row in enumerate(rows):
                for place, piece in enumerate(row):
                    column = columns - 1 - place if self.right_to_left else place
                    piece.draw(painter, QPointF(area.left() + column * cell + 10, y + 8))
                y += heights[number]
                under = line if number == 0 and block.header_row else self._theme.colour("line")
                painter.fillRect(QRectF(area.left(), y - 1, width, 1), under)
            caption.draw(painter, QPointF(area.left(), area.top() + grid + _GAP))

        return Face(grid + (_GAP + caption.height if caption.lines else 0), paint)

    @staticmethod
    def _heads(block: Table, row: int, column: int) -> bool:
        return (block.header_row and row == 0) or (block.header_column and column == 0)

    def _cell(self, runs: Runs, width: float, *, heading: bool) -> TextPiece:
        if heading:
            strong = frozenset({Mark.STRONG})
            runs = tuple(replace(run, marks=run.marks | strong) for run in runs)
        return self._piece((Span(runs),), width, size=14)
