"""The difference of two states of a story, inline: the whole page, words struck and added."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from newsdesk.domain.difference import BlockChange, BlockDifference, Difference, FieldDifference
from newsdesk.domain.wording import Piece, PieceKind, Pieces
from newsdesk.ui import fonts
from newsdesk.ui.context import Context

_LONGEST_SAME = 160
"""Characters of an unchanged passage that are shown at each end of it."""
_WORDS: dict[BlockChange, str] = {
    BlockChange.CHANGED: "changed",
    BlockChange.ADDED: "added",
    BlockChange.REMOVED: "removed",
    BlockChange.MOVED: "moved",
}


class DifferenceView(QTextEdit):
    """Read-only; ``walk`` goes from change to change."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._difference: Difference | None = None
        self._places: list[int] = []
        self._at = -1
        self.setReadOnly(True)
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("What changed")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        context.theme.changed.connect(self._draw)

    @property
    def difference(self) -> Difference | None:
        """What is shown."""
        return self._difference

    @property
    def changes(self) -> int:
        """How many changes there are to walk through."""
        return len(self._places)

    @property
    def place(self) -> int:
        """Which change was walked to, from 1; 0 before the first."""
        return self._at + 1

    def show_difference(self, difference: Difference | None) -> None:
        """Show another difference, or nothing."""
        self._difference = difference
        self._at = -1
        self._draw()

    def walk(self, by: int) -> None:
        """Go to the next or the previous change and bring it into sight."""
        if not self._places:
            return
        self._at = (self._at + by) % len(self._places) if self._at >= 0 or by > 0 else 0
        cursor = QTextCursor(self.document().findBlockByNumber(self._places[self._at]))
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - 8)

    # --- writing it down ---

    def _draw(self) -> None:
        self.clear()
        self._places = []
        if self._difference is None:
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for field in self._difference.fields:
            self._write_field(cursor, field)
        same = 0
        for block in self._difference.blocks:
            if block.change is BlockChange.SAME:
                same += 1
                continue
            self._write_same(cursor, same)
            same = 0
            self._write_block(cursor, block)
        if self._difference.changed_blocks:
            self._write_same(cursor, same)
        if not self._difference:
            self._write_line(cursor, "Nothing differs.", self._small(), 0)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_field(self, cursor: QTextCursor, field: FieldDifference) -> None:
        self._note_place(cursor)
        self._write_line(cursor, field.label, self._small(), 10)
        self._write_pieces(cursor, field.pieces, self._plain())

    def _write_block(self, cursor: QTextCursor, block: BlockDifference) -> None:
        self._note_place(cursor)
        at = block.after_at if block.after_at is not None else block.before_at
        name = f"Block {(at or 0) + 1}, {_WORDS[block.change]}"
        if block.change is BlockChange.MOVED and block.before_at is not None:
            name += f" from {block.before_at + 1}"
        self._write_line(cursor, name, self._small(), 14)
        pieces = block.pieces
        if block.change is BlockChange.REMOVED:
            pieces = tuple(Piece(PieceKind.REMOVED, piece.text) for piece in pieces)
        if pieces:
            self._write_pieces(cursor, pieces, self._page())
        for detail in block.details:
            if detail.name == "kind" and block.change in {BlockChange.ADDED, BlockChange.REMOVED}:
                continue
            self._write_line(cursor, detail.label, self._small(), 2)
            self._write_pieces(cursor, detail.pieces, self._plain())

    def _write_same(self, cursor: QTextCursor, number: int) -> None:
        if number:
            blocks = "1 unchanged block" if number == 1 else f"{number} unchanged blocks"
            self._write_line(cursor, f"· · ·  {blocks}", self._small(), 12)

    def _note_place(self, cursor: QTextCursor) -> None:
        number = cursor.blockNumber()
        self._places.append(number if self.document().isEmpty() else number + 1)

    def _write_line(
        self, cursor: QTextCursor, text: str, look: QTextCharFormat, above: int
    ) -> None:
        self._new_block(cursor, above)
        cursor.insertText(text, look)

    def _new_block(self, cursor: QTextCursor, above: int) -> None:
        layout = QTextBlockFormat()
        layout.setTopMargin(above)
        if self.document().isEmpty():
            cursor.setBlockFormat(layout)
        else:
            cursor.insertBlock(layout)

    def _write_pieces(self, cursor: QTextCursor, pieces: Pieces, look: QTextCharFormat) -> None:
        self._new_block(cursor, 2)
        for place, piece in enumerate(pieces):
            text = piece.text
            if piece.kind is PieceKind.SAME:
                text = _shortened(text, first=place == 0, last=place == len(pieces) - 1)
            cursor.insertText(text.replace("\n", "\u2028"), self._piece_look(piece, look))

    def _piece_look(self, piece: Piece, base: QTextCharFormat) -> QTextCharFormat:
        theme, look = self._context.theme, QTextCharFormat(base)
        if piece.kind is PieceKind.ADDED:
            look.setForeground(theme.colour("inserted"))
            look.setBackground(theme.colour("inserted_ground"))
            look.setFontUnderline(True)
        elif piece.kind is PieceKind.REMOVED:
            look.setForeground(theme.colour("removed"))
            look.setBackground(theme.colour("removed_ground"))
            look.setFontStrikeOut(True)
        return look

    def _look(self, font: QFont, *, quiet: bool) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(font)
        look.setForeground(self._context.theme.colour("text2" if quiet else "text"))
        return look

    def _small(self) -> QTextCharFormat:
        return self._look(fonts.font("small"), quiet=True)

    def _plain(self) -> QTextCharFormat:
        return self._look(fonts.font("ui"), quiet=False)

    def _page(self) -> QTextCharFormat:
        return self._look(fonts.page_font(15), quiet=False)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Return an unchanged passage with its middle left out where it is long."""
    if first and last:
        return text
    if first:
        return text if len(text) <= _LONGEST_SAME else f"… {text[-_LONGEST_SAME:].lstrip()}"
    if last:
        return text if len(text) <= _LONGEST_SAME else f"{text[:_LONGEST_SAME].rstrip()} …"
    if len(text) <= 2 * _LONGEST_SAME:
        return text
    return f"{text[:_LONGEST_SAME].rstrip()} … {text[-_LONGEST_SAME:].lstrip()}"
