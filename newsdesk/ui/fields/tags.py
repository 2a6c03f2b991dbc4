"""Tags: words as chips with a line behind them; Enter or a comma makes the next one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.fields.flow import FlowLayout
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.tokens import RADIUS

_CROSS = 18
"""Width of the cross at the end of a chip, in pixels."""
_HEIGHT = 22


class Chip(QAbstractButton):
    """A word with a cross. Delete, Backspace, Space or a click on the cross removes it."""

    removed = Signal(str)

    def __init__(self, context: Context, text: str) -> None:
        super().__init__()
        self._context = context
        self._font = fonts.font("small_strong")
        self.setText(text)
        self.setAccessibleName(f"{text}, remove")
        self.setToolTip(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(lambda: self.removed.emit(self.text()))
        context.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the width of the word and its cross."""
        wide = QFontMetrics(self._font).horizontalAdvance(self.text())
        return QSize(min(wide, 220) + 10 + _CROSS, _HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove the word where the cross was clicked; elsewhere take the focus."""
        if event.position().x() >= self.width() - _CROSS - 4:
            super().mouseReleaseEvent(event)
        else:
            self.setDown(False)
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the word on Delete and Backspace."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(self.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selected_idle"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(theme.colour("text"))
        painter.setFont(self._font)
        room = self.rect().adjusted(8, 0, -_CROSS, 0)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        cross = self._context.icons.pixmap("x", "text2", 12)
        painter.drawPixmap(self.width() - _CROSS + 1, (self.height() - 12) // 2, cross)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class _Words(Line):
    """The line behind the chips."""

    finished = Signal()
    backed = Signal()
    focused = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End a word on Enter, comma and Tab; go back into the chips on Backspace."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.text() == ",":
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the caret came."""
        super().focusInEvent(event)
        self.focused.emit()


class TagField(QWidget):
    """A list of words. ``chosen`` carries the new tuple; no word stands there twice."""

    chosen = Signal(object)

    def __init__(self, context: Context, placeholder: str = "") -> None:
        super().__init__()
        self._context = context
        self._words: tuple[str, ...] = ()
        self._placeholder = placeholder
        self._chips: list[Chip] = []
        self.line = _Words(placeholder)
        self.line.setProperty("look", "plain")
        self.line.setMinimumWidth(72)
        self.line.setFixedHeight(_HEIGHT)
        self._flow = FlowLayout(self, gap=4, fill_last=True)
        self._flow.setContentsMargins(6, 5, 6, 5)
        self._flow.addWidget(self.line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.line)
        self.line.finished.connect(self._finish)
        self.line.backed.connect(self._take_last)
        self.line.left.connect(self._finish)
        self.line.left.connect(self.update)
        self.line.focused.connect(self.update)
        context.theme.changed.connect(self.update)

    @property
    def words(self) -> tuple[str, ...]:
        """The words shown."""
        return self._words

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show a list of words."""
        if words == self._words:
            return
        self._words = words
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for word in words:
            chip = Chip(self._context, word)
            chip.removed.connect(self._remove)
            chip.setParent(self)
            self._flow.insert(len(self._chips), chip)
            self._chips.append(chip)
            chip.show()
        self.line.setPlaceholderText("" if words else self._placeholder)
        self.line.setMinimumWidth(28 if words else 72)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame of a field."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("field"))
        if self.line.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        else:
            painter.setPen(QPen(theme.colour("line2"), 1))
            place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret behind the chips."""
        self.line.setFocus()

    def _set(self, words: tuple[str, ...]) -> None:
        self.show_words(words)
        self.chosen.emit(words)

    def _finish(self) -> None:
        typed = [" ".join(part.split()) for part in self.line.text().split(",")]
        self.line.clear()
        known = {word.casefold() for word in self._words}
        fresh: list[str] = []
        for word in typed:
            if word and word.casefold() not in known:
                known.add(word.casefold())
                fresh.append(word)
        if fresh:
            self._set((*self._words, *fresh))

    def _take_last(self) -> None:
        if self._words:
            last = self._words[-1]
            self._set(self._words[:-1])
            self.line.setText(last)

    def _remove(self, word: str) -> None:
        self._set(tuple(kept for kept in self._words if kept != word))
        self.line.setFocus()
