"""The body of the story as a text: what it holds, its undo, and changes made by commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from newsdesk.domain.body import Block, Body
from newsdesk.domain.ids import NoteId
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Mark
from newsdesk.ui.editor import edits, inserts, marks, moving, settling
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.bodyreader import BodyReader
from newsdesk.ui.editor.counters import Counters
from newsdesk.ui.editor.document import fill
from newsdesk.ui.editor.formats import (
    CARD,
    BlockStyle,
    bit_of,
    block_style,
    char_format,
    run_style,
)
from newsdesk.ui.editor.lines import card_block
from newsdesk.ui.editor.painting import BodyPainter
from newsdesk.ui.fonts import page_font
from newsdesk.ui.theme import Theme

GUTTER = 28
"""Pixels beside the column, within the editor, for the "+" and the frames of cards."""
TOP = 12
"""Pixels above the first line; Qt gives the first block no margin of its own."""
PAUSE = 1200
"""Milliseconds without a key after which the next one begins a new step of undo."""


class BodyText(QTextEdit):
    """Holds a body as a document. It is as high as its text: what holds it scrolls.

    ``typed()`` comes with every change of the text that a person made, ``travelled()`` after a
    step was undone or redone.
    """

    typed = Signal()
    travelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = BodyPainter(theme)
        self._theme = theme
        self._loading = False
        self._dirty: tuple[int, int] | None = None
        self._least = 200
        self.counters = Counters(self.document())
        self._reader = BodyReader(self.document())
        self._setup()
        theme.changed.connect(self.viewport().update)

    def _setup(self) -> None:
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setAccessibleName("Story text")
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        document = self.document()
        document.setDocumentMargin(GUTTER)
        document.documentLayout().documentSizeChanged.connect(self._fit)
        document.contentsChange.connect(self._note_change)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.break_undo)
        self.set_type(18)

    # --- what it holds ---

    def load(self, body: Body, *, right_to_left: bool = False) -> None:
        """Show a body from its start; there is nothing to undo afterwards."""
        self._loading = True
        self.counters.pause()
        self._reader.forget()
        self.set_direction(right_to_left=right_to_left)
        fill(self.document(), body)
        frame = self.document().rootFrame()
        margins = frame.frameFormat()
        margins.setTopMargin(TOP)
        frame.setFrameFormat(margins)
        self.document().clearUndoRedoStacks()
        self._loading = False
        self._dirty = None
        self.counters.recount()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def set_direction(self, *, right_to_left: bool) -> None:
        """Let the text run from the left or from the right."""
        wanted = (
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        option = QTextOption(self.document().defaultTextOption())
        if option.textDirection() is not wanted:  # Qt would lay out the whole text anew.
            option.setTextDirection(wanted)
            self.document().setDefaultTextOption(option)

    def replace_all(self, body: Body) -> None:
        """Show another body as one step of undo, as when an older version is restored."""
        self.break_undo()
        inserts.replace_all(self.document(), body)
        self._dirty = None
        self.break_undo()

    def body(self) -> Body:
        """What it holds now, in normal form."""
        return self._reader.body()

    def set_type(self, size: int) -> None:
        """Set the text size in pixels; everything else follows from it."""
        self.document().setDefaultFont(page_font(size))
        self.document().setIndentWidth(round(size * 1.4))
        self.setFont(page_font(size))
        self._fit()

    def natural_width(self, characters: int) -> int:
        """How many pixels a column of so many characters needs."""
        return round(
            characters * QFontMetricsF(self.document().defaultFont()).horizontalAdvance("0")
        )

    def dim_others(self, dim: bool) -> None:  # noqa: FBT001 - a plain setter
        """Focus mode: show the other blocks in grey."""
        self._painter.overlays.dim_others = dim
        self.viewport().update()

    def show_notes(self, notes: frozenset[NoteId]) -> None:
        """Mark the passages of these notes."""
        if notes != self._painter.signs.notes:
            self._painter.signs.notes = notes
            self.viewport().update()

    @property
    def body_painter(self) -> BodyPainter:
        """What draws it, to be given what a search found."""
        return self._painter

    # --- undo ---

    def break_undo(self) -> None:
        """Let the next key begin a new step of undo."""
        self.document().setModified(False)

    def _note_change(self, position: int, removed: int, added: int) -> None:
        if self._loading or not (removed or added):
            return
        first, last = self._dirty or (position, position)
        self._dirty = (min(first, position), max(last, position + added))
        self._pause.start()
        self.typed.emit()

    def settle(self) -> None:
        """Put right what the last edit left behind; part of the same step of undo."""
        if self._dirty is None:
            return
        first, last = self._dirty
        self._dirty = None
        if settling.settle(
            self.document(), first, min(last, self.document().characterCount() - 1)
        ):
            self._dirty = None

    def undo(self) -> None:
        """Undo one step."""
        super().undo()
        self.travelled.emit()

    def redo(self) -> None:
        """Redo one step."""
        super().redo()
        self.travelled.emit()

    # --- changing it, for commands ---

    def restyle(self, style: BlockStyle) -> None:
        """Turn the selected blocks into a kind, or back into paragraphs."""
        self._change(lambda cursor: edits.turn_into(cursor, style))

    def toggle_mark(self, mark: Mark) -> None:
        """Put a mark on the selection, or on what is typed next."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._change(lambda cursor: marks.toggle(cursor, mark))
            return
        current = run_style(self.currentCharFormat())
        on = not current.marks & bit_of(mark)
        wanted = marks.with_mark(current, mark, on=on)
        self.setCurrentCharFormat(char_format(wanted, block_style(cursor.block())))

    def _change(self, how: Callable[[QTextCursor], object]) -> None:
        self.break_undo()
        cursor = self.textCursor()
        how(cursor)
        self._dirty = None
        self.setTextCursor(cursor)
        self.break_undo()
        self.setFocus()

    def change(self, how: Callable[[QTextCursor], object]) -> None:
        """Change the text with a function of ``edits`` or ``marks``, as one step of undo."""
        self._change(how)

    def insert_card(self, block: Block) -> int:
        """Insert a card at the caret and select it; returns its position.

        A block with nothing in it, which the normal form would drop, is not inserted.
        """
        cursor = self.textCursor()
        if not normal_body((block,)):
            return cursor.position()
        self.break_undo()
        position = inserts.insert_card(cursor, block)
        self._dirty = None
        self.break_undo()
        self.select_card(position)
        return position

    def select_card(self, position: int) -> None:
        """Select the card at a position."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        cursor.setPosition(position + 1, KEEP)
        self.setTextCursor(cursor)

    def card_at(self, position: int) -> Block:
        """The block that the card at a position stands for."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + 1, KEEP)
        return card_block(cursor.charFormat().stringProperty(CARD))

    def replace_card(self, position: int, block: Block) -> None:
        """Put another block in a card's place."""
        self.break_undo()
        inserts.replace_card(self.document(), position, block)
        self._dirty = None
        self.break_undo()

    def move_blocks(self, by: int) -> None:
        """Move the selected blocks up (-1) or down (1)."""
        self.break_undo()
        moved = moving.move_blocks(self.textCursor(), by)
        self._dirty = None
        if moved is not None:
            self.setTextCursor(moved)
        self.break_undo()

    # --- how high it is ---

    def _fit(self) -> None:
        height = max(self._least, int(self.document().size().height()) + 1)
        if height != self.height():
            self.setFixedHeight(height)

    def set_least_height(self, pixels: int) -> None:
        """Fill at least so much, so that a click below the text lands in it."""
        self._least = max(120, pixels)
        self._fit()
