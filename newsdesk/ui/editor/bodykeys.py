"""The body under the keyboard: each key by the rules of the block it is typed in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from newsdesk.ui.editor import edits, inserts, linking, marks, moving, starts, typographer
from newsdesk.ui.editor.blocks import KEEP, card_selected
from newsdesk.ui.editor.bodyview import BodyView
from newsdesk.ui.editor.formats import (
    SOFT_BREAK,
    Kind,
    block_style,
    char_format,
    kind_of,
    run_style,
)
from newsdesk.ui.theme import Theme

Key = Qt.Key
_PLAIN: Final = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class BodyKeys(BodyView):
    """Meets keys and input methods.

    Signals: ``leave_up()`` the caret went above the first line; ``card_activated(position)`` a
    card is to be edited; ``address_alone(url, position)`` an address was typed or pasted onto a
    line of its own, which begins there; ``menu_wanted()`` the block menu is to open at the caret;
    ``undo_wanted()`` and ``redo_wanted()`` when there is nothing more of it here.
    """

    leave_up = Signal()
    card_activated = Signal(int)
    address_alone = Signal(str, int)
    menu_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.typography = ""
        """The language whose quotes and dashes are set while one types; "" sets none."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Meet a key by the rules of the block it is typed in."""
        self._show_caret()
        left = self._line_left(event)
        if not self._own_key(event):
            self._prepare_typing(event)
            super().keyPressEvent(event)
            self._after_key(event.text())
        self.settle()
        if left is not None:
            self.offer_embed(left)

    def _line_left(self, event: QKeyEvent) -> QTextCursor | None:
        """Where the line begins that Enter is about to leave behind."""
        cursor = self.textCursor()
        plain = event.modifiers() in _PLAIN and event.key() in {Key.Key_Return, Key.Key_Enter}
        if not plain or cursor.hasSelection() or not cursor.atBlockEnd():
            return None
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.setKeepPositionOnInsert(True)
        return cursor

    def offer_embed(self, line: QTextCursor) -> None:
        """Tell of the address that is all of a line, where it is one."""
        address = linking.address_alone(line)
        if address:
            self.address_alone.emit(address, line.block().position())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Keep Tab where it nests an item or stands in code, Shift+Tab where it takes back."""
        style = block_style(self.textCursor().block())
        if next:
            mine = style.kind in {Kind.ITEM, Kind.PREFORMATTED}
        else:
            mine = style.kind is Kind.ITEM and style.level > 0
        return not mine and super().focusNextPrevChild(next)

    def _own_key(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        if card_selected(cursor) and self._key_on_card(event, cursor):
            return True
        plain = event.modifiers() in _PLAIN
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        match event.key():
            case Key.Key_Return | Key.Key_Enter if plain:
                self._change(edits.enter)
            case Key.Key_Return | Key.Key_Enter if shift:
                self.soft_break()
            case Key.Key_Backspace if plain or shift:
                return self._backspace(cursor)
            case Key.Key_Delete if plain:
                return self._delete(cursor)
            case Key.Key_Tab if plain:
                return self._tab(cursor)
            case Key.Key_Backtab:
                return edits.change_level(cursor, -1)
            case Key.Key_Up if plain and self._on_first_line(cursor):
                self.leave_up.emit()
            case Key.Key_Slash if cursor.block().length() == 1 and event.text() == "/":
                self.menu_wanted.emit()
            case _:
                return self._undo_key(event)
        return True

    def _undo_key(self, event: QKeyEvent) -> bool:
        document = self.document()
        if event.matches(QKeySequence.StandardKey.Undo):
            (self.undo if document.isUndoAvailable() else self.undo_wanted.emit)()
        elif event.matches(QKeySequence.StandardKey.Redo):
            (self.redo if document.isRedoAvailable() else self.redo_wanted.emit)()
        else:
            return False
        return True

    def soft_break(self) -> None:
        """Break the line within the block."""
        style, block = marks.format_for_typing(
            self.textCursor(), run_style(self.currentCharFormat())
        )
        self.insert_text(SOFT_BREAK, char_format(style, block))

    def insert_text(self, text: str, look: object = None) -> None:
        """Insert text at the caret as if typed; over a card it goes into a paragraph below."""
        cursor = self.textCursor()
        if card_selected(cursor):
            inserts.insert_text_after_card(cursor)
        if isinstance(look, type(cursor.charFormat())):
            cursor.insertText(text, look)
        else:
            style, block = marks.format_for_typing(cursor, run_style(self.currentCharFormat()))
            cursor.insertText(text, char_format(style, block))
        self.setTextCursor(cursor)
        self.settle()

    def _tab(self, cursor: QTextCursor) -> bool:
        if kind_of(cursor.block()) is Kind.PREFORMATTED:
            self.insert_text("\t")
            return True
        return edits.change_level(cursor, 1)

    def _backspace(self, cursor: QTextCursor) -> bool:
        if cursor.hasSelection():
            self._change(edits.remove_selection)
            return True
        if not cursor.atBlockStart():
            return _remove_emoji(cursor)
        block = cursor.block()
        above = block.previous()
        self.break_undo()
        if edits.plain_start(block):
            pass
        elif above.isValid() and kind_of(above) is Kind.CARD:
            if block.length() == 1 and block.next().isValid():
                moving.remove_block(block)
            self.select_card(above.position())
        elif above.isValid():
            at = above.position() + above.length() - 1
            edits.join_with_previous(block)
            cursor.setPosition(at)
            self.setTextCursor(cursor)
        self.break_undo()
        return True

    def _delete(self, cursor: QTextCursor) -> bool:
        if cursor.hasSelection():
            self._change(edits.remove_selection)
            return True
        following = cursor.block().next()
        if not cursor.atBlockEnd() or not following.isValid():
            return False
        self.break_undo()
        if kind_of(following) is Kind.CARD:
            at = following.position()
            if cursor.block().length() == 1:
                at = cursor.position()
                moving.remove_block(cursor.block())
            self.select_card(at)
        else:
            at = cursor.position()
            edits.join_with_previous(following)
            cursor.setPosition(at)
            self.setTextCursor(cursor)
        self.break_undo()
        return True

    def _key_on_card(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        block = cursor.document().findBlock(cursor.selectionStart())
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Key.Key_Return | Key.Key_Enter:
                self.card_activated.emit(block.position())
            case Key.Key_Delete | Key.Key_Backspace:
                self.break_undo()
                self.setTextCursor(moving.remove_block(block))
                self.break_undo()
            case Key.Key_Right | Key.Key_Down if not extend:
                following = block.next()
                if following.isValid():
                    cursor.setPosition(following.position())
                    self.setTextCursor(cursor)
            case Key.Key_Left | Key.Key_Up if not extend:
                above = block.previous()
                if above.isValid():
                    cursor.setPosition(above.position() + above.length() - 1)
                    self.setTextCursor(cursor)
                else:
                    self.leave_up.emit()
            case _:
                if event.text().isprintable() and event.text() and not _is_command(event):
                    self._change(inserts.insert_text_after_card)
                return False
        return True

    def _prepare_typing(self, event: QKeyEvent) -> None:
        text = event.text()
        if not text or _is_command(event) or not (text.isprintable() or text == "\t"):
            return
        if text == " " and not self._before_caret().endswith(" "):
            self.break_undo()
        self._prepare_format()

    def _prepare_format(self) -> None:
        current = self.currentCharFormat()
        style, block = marks.format_for_typing(self.textCursor(), run_style(current))
        wanted = char_format(style, block)
        if current != wanted:
            self.setCurrentCharFormat(wanted)

    def _before_caret(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _after_key(self, text: str) -> None:
        cursor = self.textCursor()
        if self.typography and len(text) == 1 and text in typographer.TYPED:
            self.break_undo()
            if typographer.after_typing(cursor, text, self.typography):
                self.break_undo()
                return
        if text == " " and cursor.positionInBlock() <= 6:
            self.break_undo()
            if starts.after_space(cursor):
                self._dirty = None
                self.break_undo()
        elif text in {"-", "*"} and cursor.positionInBlock() == 3:
            self.break_undo()
            if starts.after_dash(cursor):
                self._dirty = None
                self.setTextCursor(cursor)
                self.break_undo()

    def _on_first_line(self, cursor: QTextCursor) -> bool:
        if cursor.block().blockNumber() > 0:
            return False
        line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
        return line.isValid() and line.lineNumber() == 0

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take text from an input method with the format of what is typed."""
        if event.commitString():
            if card_selected(self.textCursor()):
                self._change(inserts.insert_text_after_card)
            self._prepare_format()
        super().inputMethodEvent(event)
        self.settle()


def _remove_emoji(cursor: QTextCursor) -> bool:
    """Remove an emoji of several characters whole, as it was typed; says whether it was one.

    Qt takes the last character off: a flag or a family would be left in pieces. Marks over a
    letter go one by one, as people expect.
    """
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, KEEP)
    text = cursor.selectedText()
    whole = len(text) > 1 and any(letter >= "\U0001f000" or letter == "\ufe0f" for letter in text)
    if whole:
        cursor.removeSelectedText()
    return whole


def _is_command(event: QKeyEvent) -> bool:
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.modifiers() & command)
