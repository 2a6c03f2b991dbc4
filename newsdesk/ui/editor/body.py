"""The body of the story as an editor: keys by rule, colours when painting, one undo a thought."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from newsdesk.domain.body import Paragraph
from newsdesk.domain.text import Run
from newsdesk.ui.editor import edits, inserts, linking, marks, moving, starts, typographer
from newsdesk.ui.editor.bodytext import GUTTER, BodyText
from newsdesk.ui.editor.formats import (
    SOFT_BREAK,
    Kind,
    char_format,
    kind_of,
    run_style,
)
from newsdesk.ui.editor.painting import card_selected
from newsdesk.ui.editor.places import files_of
from newsdesk.ui.theme import Theme

Key = Qt.Key


class BodyEdit(BodyText):
    """Edits a body.

    Signals: ``caret_moved()``; ``leave_up()`` the caret went above the first line;
    ``card_activated(position)`` a card is to be edited; ``menu_wanted()`` the block menu is to
    open at the caret; ``dragged(point)`` the mouse drags a selection, in our pixels;
    ``address_alone(url)`` an address was pasted onto a line of its own; ``context_menu(point)``
    a menu is wanted, in pixels of the screen; ``note_activated(id)`` the sign of a note beside
    the text was clicked.
    """

    caret_moved = Signal()
    leave_up = Signal()
    card_activated = Signal(int)
    menu_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    dragged = Signal(QPoint)
    address_alone = Signal(str)
    context_menu = Signal(QPoint)
    note_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._caret_on = True
        self._grabbed: QPoint | None = None
        self._target: int | None = None
        self.take_mime: Callable[[QMimeData, QTextCursor], bool] | None = None
        self.make_mime: Callable[[QTextCursor], QMimeData] | None = None
        self.typography = ""
        """The language whose quotes and dashes are set while one types; "" sets none."""
        self.placeholder = "Write, or press / for a block"
        self.cursorPositionChanged.connect(self._caret_changed)
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_caret)

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Meet a key by the rules of the block it is typed in."""
        self._show_caret()
        if not self._own_key(event):
            self._prepare_typing(event)
            super().keyPressEvent(event)
            self._after_key(event.text())
        self.settle()

    def _own_key(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        if card_selected(cursor) and self._key_on_card(event, cursor):
            return True
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
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
            return False
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

    # --- clipboard ---

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selection as blocks, HTML, Markdown and text."""
        if self.make_mime is None:
            return super().createMimeDataFromSelection()
        return self.make_mime(self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether something could be pasted; files that are dropped are the page's to take."""
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the page."""
        if files_of(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one step of undo; an address pasted over words links them."""
        cursor = self.textCursor()
        self.break_undo()
        if linking.link_selection(cursor, source.text()) or (
            self.take_mime is not None and self.take_mime(source, cursor)
        ):
            self._dirty = None
            self.setTextCursor(cursor)
        elif source.hasText():
            self.paste_text(source.text())
        self.settle()
        self.break_undo()
        address = linking.address_alone(self.textCursor())
        if address:
            self.address_alone.emit(address)

    def paste_text(self, text: str) -> None:
        """Paste plain text in place of the selection: each line becomes a paragraph."""
        lines = tuple(Paragraph((Run(line),)) for line in text.splitlines() if line.strip())
        self.change(lambda cursor: inserts.insert_body(cursor, lines))

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a card at once; leave the rest to Qt."""
        self.break_undo()
        self._show_caret()
        note = self._painter.note_at(event.position())
        if note is not None and event.button() is Qt.MouseButton.LeftButton:
            self.note_activated.emit(note)
            return
        position = self._card_below(event.position().toPoint())
        if position is not None and event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.select_card(position)
            self._grabbed = event.position().toPoint()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit a card."""
        position = self._card_below(event.position().toPoint())
        if position is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.card_activated.emit(position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move a card that was grabbed; let what scrolls us follow what is dragged."""
        if self._grabbed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            far = (point - self._grabbed).manhattanLength() >= QApplication.startDragDistance()
            if far or self._target is not None:
                self._aim(point)
                self.dragged.emit(point)
            return
        super().mouseMoveEvent(event)
        over_note = self._painter.note_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over_note else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop a card that was dragged."""
        grabbed, target = self._grabbed, self._target
        self._grabbed = self._target = None
        if grabbed is None:
            super().mouseReleaseEvent(event)
        elif target is not None and card_selected(self.textCursor()):
            self.break_undo()
            self.setTextCursor(moving.move_block_to(self.textCursor(), target))
            self._dirty = None
            self.break_undo()
        self.viewport().update()

    def _aim(self, point: QPoint) -> None:
        """Find the gap between blocks that is nearest to a point."""
        layout = self.document().documentLayout()
        position = layout.hitTest(point.toPointF(), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, position))
        middle = layout.blockBoundingRect(block).center().y()
        self._target = block.blockNumber() + (1 if point.y() > middle else 0)
        self.viewport().update()

    def _paint_target(self, painter: QPainter) -> None:
        """Show where the card that is dragged would go."""
        if self._target is None:
            return
        layout = self.document().documentLayout()
        block = self.document().findBlockByNumber(self._target)
        if block.isValid():
            y = layout.blockBoundingRect(block).top()
        else:
            y = layout.blockBoundingRect(self.document().lastBlock()).bottom()
        wide = self.width() - 2 * GUTTER
        painter.fillRect(QRectF(GUTTER, y + 4, wide, 2), self._painter.caret_brush())

    def _card_below(self, point: QPoint) -> int | None:
        layout = self.document().documentLayout()
        position = layout.hitTest(point.toPointF(), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, position))
        if not block.isValid() or kind_of(block) is not Kind.CARD:
            return None
        rect = layout.blockBoundingRect(block)
        return block.position() if rect.contains(point.toPointF()) else None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to what holds us."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the editor, at the word or card that was pointed at."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            cursor = self.cursorForPosition(event.pos())
            mine = self.textCursor()
            if not mine.selectionStart() <= cursor.position() <= mine.selectionEnd():
                self.setTextCursor(cursor)
        self.context_menu.emit(event.globalPos())

    # --- caret and painting ---

    def _caret_changed(self) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() and kind_of(cursor.block()) is Kind.CARD:
            self.select_card(cursor.block().position())
            return
        self._show_caret()
        if self._painter.dim_others:
            self.viewport().update()
        self.caret_moved.emit()

    def _show_caret(self) -> None:
        self._caret_on = True
        flash = QApplication.cursorFlashTime()
        if flash > 0 and self.hasFocus():
            self._blink.start(flash // 2)

    def _toggle_caret(self) -> None:
        self._caret_on = not self._caret_on
        self.viewport().update(self.cursorRect().adjusted(-2, -2, 2, 2))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._show_caret()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._blink.stop()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible part in the theme's colours, then the caret."""
        painter = QPainter(self.viewport())
        rect = event.rect()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._painter.colour("paper"))
        cursor = self.textCursor()
        self._painter.draw(painter, cursor, QRectF(rect))
        self._paint_placeholder(painter, cursor)
        self._paint_target(painter)
        if self.hasFocus() and self._caret_on and not card_selected(cursor):
            painter.fillRect(self.cursorRect(), self._painter.caret_brush())
        painter.end()

    def _paint_placeholder(self, painter: QPainter, cursor: QTextCursor) -> None:
        block = cursor.block()
        empty = self.document().isEmpty()
        if block.length() != 1 or kind_of(block) is not Kind.PARAGRAPH:
            return
        if not (empty or self.hasFocus()) or block.layout().preeditAreaText():
            return
        rect = self.cursorRect()
        painter.setFont(self.document().defaultFont())
        painter.setPen(self._painter.colour("text3"))
        right = block.textDirection() is Qt.LayoutDirection.RightToLeft
        flags = Qt.AlignmentFlag.AlignVCenter
        area = self.viewport().rect()
        if right:
            area.setRight(rect.left() - 4)
            flags |= Qt.AlignmentFlag.AlignRight
        else:
            area.setLeft(rect.right() + 4)
            flags |= Qt.AlignmentFlag.AlignLeft
        area.setTop(rect.top())
        area.setHeight(rect.height())
        painter.drawText(area, flags, self.placeholder)


def _is_command(event: QKeyEvent) -> bool:
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.modifiers() & command)
