"""The page of a story with the changes in it: what goes struck through, what comes beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from newsdesk.domain.article import Article
from newsdesk.domain.body import Subhead
from newsdesk.domain.replacing import Spot
from newsdesk.domain.text import Runs, plain
from newsdesk.domain.textparts import Place, TextPart, visited
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.tokens import ColourRole

_LINES = {"headline": 40, "standfirst": 28, "body": 28}
"""Heights of lines in pixels, as on the page; 20 for all other texts."""

_ASIDE = {"headline_short", "headline_print"}
"""Texts beside the page; like those for search engines they are shown only where they change."""


class ChangedPage(QTextEdit):
    """Read-only. ``show_spot`` brings a change into sight and marks it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._article: Article | None = None
        self._spots: tuple[Spot, ...] = ()
        self._current = -1
        self._places: list[tuple[int, int]] = []
        self.setReadOnly(True)
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("The story with the changes")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        context.theme.changed.connect(self._draw)

    def show_story(self, article: Article | None, spots: Sequence[Spot]) -> None:
        """Show a story with these changes, or nothing."""
        self._article, self._spots, self._current = article, tuple(spots), -1
        self._draw()

    def show_spot(self, number: int) -> None:
        """Bring a change into sight and mark it."""
        self._current = number
        self._mark()

    def _draw(self) -> None:
        self.clear()
        self._places = [(0, 0)] * len(self._spots)
        article = self._article
        if article is None:
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()

        def write(place: Place, runs: Runs) -> Runs:
            here = [n for n, spot in enumerate(self._spots) if spot.path == place.path]
            if here or (place.path not in _ASIDE and place.part is not TextPart.OTHER):
                self._write(cursor, article, place, plain(runs), here)
            return runs

        visited(article, write)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()

    def _write(
        self, cursor: QTextCursor, article: Article, place: Place, text: str, here: list[int]
    ) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(10)
        block.setLineHeight(
            _LINES.get(place.path.partition(".")[0], 20),
            QTextBlockFormat.LineHeightTypes.FixedHeight.value,
        )
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        face = self._face(article, place)
        at = 0
        for number in here:
            spot = self._spots[number]
            cursor.insertText(_line(text[at : spot.start]), face)
            begin = cursor.position()
            gone = self._coloured(face, "removed", "removed_ground")
            gone.setFontStrikeOut(True)
            cursor.insertText(_line(spot.found), gone)
            cursor.insertText(" ", face)
            came = self._coloured(face, "inserted", "inserted_ground")
            came.setFontUnderline(True)
            cursor.insertText(_line(spot.replacement), came)
            self._places[number] = (begin, cursor.position())
            at = spot.end
        cursor.insertText(_line(text[at:]), face)

    def _face(self, article: Article, place: Place) -> QTextCharFormat:
        role: ColourRole = "text"
        if place.path == "headline":
            font = fonts.page_font(34, weight=QFont.Weight.Bold)
        elif place.part is TextPart.STANDFIRST:
            font, role = fonts.page_font(19), "text2"
        elif place.part is TextPart.BODY:
            heads = place.path.split(".")
            subhead = isinstance(article.body[int(heads[1])], Subhead)
            weight = QFont.Weight.Bold if subhead else QFont.Weight.Normal
            font = fonts.page_font(22 if subhead else 18, weight=weight)
        else:
            font, role = fonts.font("ui"), "text2"
        made = QTextCharFormat()
        made.setFont(font)
        made.setForeground(self._context.theme.colour(role))
        return made

    def _coloured(
        self, face: QTextCharFormat, role: ColourRole, ground: ColourRole
    ) -> QTextCharFormat:
        made = QTextCharFormat(face)
        made.setForeground(self._context.theme.colour(role))
        made.setBackground(self._context.theme.colour(ground))
        return made

    def _mark(self) -> None:
        self.setExtraSelections(list(self._marked()))

    def _marked(self) -> Iterator[QTextEdit.ExtraSelection]:
        if not 0 <= self._current < len(self._places):
            return
        begin, end = self._places[self._current]
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - self.viewport().height() // 3)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        found = QTextEdit.ExtraSelection()
        found.cursor = cursor
        style = QTextCharFormat()
        style.setProperty(
            QTextCharFormat.Property.OutlinePen, self._context.theme.colour("accent")
        )
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setUnderlineColor(self._context.theme.colour("accent"))
        found.format = style
        yield found


def _line(text: str) -> str:
    r"""Return a text with its soft breaks as a document has them."""
    return text.replace("\n", "\u2028")
