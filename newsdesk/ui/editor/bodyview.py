"""The body as it is seen: painted in the theme's colours, with a caret that blinks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QWidget

from newsdesk.ui.editor.blocks import card_selected
from newsdesk.ui.editor.bodytext import GUTTER, BodyText
from newsdesk.ui.editor.formats import (
    Kind,
    kind_of,
)
from newsdesk.ui.theme import Theme


class BodyView(BodyText):
    """Paints a body, its caret, and where a card that is dragged would go.

    ``caret_moved()`` comes when the caret stands elsewhere.
    """

    caret_moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._caret_on = True
        self._target: int | None = None
        """The number of the block before which a card that is dragged would go."""
        self.placeholder = "Write, or press / for a block"
        self.cursorPositionChanged.connect(self._caret_changed)
        self._laid_out = self.textCursor().block()
        """The block whose shaped lines are kept, because they are needed again at each key."""
        # Nothing beneath has to be painted for each letter.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_caret)

    def _caret_changed(self) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() and kind_of(cursor.block()) is Kind.CARD:
            self.select_card(cursor.block().position())
            return
        self._keep_lines(cursor.block())
        self._show_caret()
        if self._painter.overlays.dim_others:
            self.viewport().update()
        self.caret_moved.emit()

    def _keep_lines(self, block: QTextBlock) -> None:
        """Keep the shaped lines of the caret's block: else Qt shapes it at every question."""
        if block != self._laid_out and self._laid_out.isValid():
            self._laid_out.layout().setCacheEnabled(False)
        block.layout().setCacheEnabled(True)
        self._laid_out = block

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
