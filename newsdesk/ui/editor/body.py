"""The body of the story as an editor: keys, clipboard and mouse in one widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from newsdesk.domain.body import Paragraph
from newsdesk.domain.text import Run
from newsdesk.ui.editor import inserts, linking, moving
from newsdesk.ui.editor.blocks import card_selected
from newsdesk.ui.editor.bodykeys import BodyKeys
from newsdesk.ui.editor.formats import (
    Kind,
    kind_of,
)
from newsdesk.ui.editor.places import files_of
from newsdesk.ui.theme import Theme


class BodyEdit(BodyKeys):
    """Edits a body.

    Signals: ``dragged(point)`` the mouse drags a selection, in our pixels;
    ``context_menu(point)`` a menu is wanted, in pixels of the screen; ``note_activated(id)`` the
    sign of a note beside the text was clicked.
    """

    dragged = Signal(QPoint)
    context_menu = Signal(QPoint)
    note_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._grabbed: QPoint | None = None
        self.take_mime: Callable[[QMimeData, QTextCursor], bool] | None = None
        self.make_mime: Callable[[QTextCursor], QMimeData] | None = None

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
        self.offer_embed(self.textCursor())

    def paste_text(self, text: str) -> None:
        """Paste plain text in place of the selection: each line becomes a paragraph."""
        lines = tuple(Paragraph((Run(line),)) for line in text.splitlines() if line.strip())
        self.change(lambda cursor: inserts.insert_body(cursor, lines))

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a card at once; leave the rest to Qt."""
        self.break_undo()
        self._show_caret()
        note = self._painter.signs.note_at(event.position())
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
        over_note = self._painter.signs.note_at(event.position()) is not None
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
