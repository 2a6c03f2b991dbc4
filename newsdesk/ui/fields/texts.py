"""Lines and areas of plain text that tell only what a person typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

LONGEST_LINE = 2_000
"""Characters of a line; more was pasted by mistake."""


class Line(QLineEdit):
    """One line. ``typed`` carries what a person changed, never what ``show_text`` set."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setMaxLength(LONGEST_LINE)
        self.textEdited.connect(self.typed)
        self.setMinimumWidth(40)

    def show_text(self, text: str) -> None:
        """Show a text; the caret stays where the text is the same."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the caret left."""
        super().focusOutEvent(event)
        self.left.emit()


class Area(QPlainTextEdit):
    """Some lines, growing with the text between two heights in lines. Tab goes on."""

    typed = Signal(str)

    def __init__(self, placeholder: str = "", *, least: int = 2, most: int = 8) -> None:
        super().__init__()
        self._lines = (least, most)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._changed)
        self._fit_timer = QTimer(self)
        self._fit_timer.setSingleShot(True)
        self._fit_timer.setInterval(0)
        self._fit_timer.timeout.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text; nothing moves where it is the same."""
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()

    def sizeHint(self) -> QSize:
        """Return a narrow hint: the area takes the width it is given."""
        return QSize(120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the height to the type, which the style sheet sets when it is first shown."""
        super().showEvent(event)
        self._fit_timer.start()

    def _changed(self) -> None:
        self._fit()
        self.typed.emit(self.toPlainText())

    def _fit(self) -> None:
        """Take the height of the text. The layout counts the height of plain text in lines."""
        least, most = self._lines
        lines = round(self.document().size().height())
        shown = max(least, min(most, lines))
        height = shown * self.fontMetrics().lineSpacing() + 18
        if height != self.minimumHeight():
            self.setFixedHeight(height)


class SearchLine(Line):
    """A line above a list: Down goes to the list, Enter takes, Escape empties."""

    down = Signal()
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys their meaning here."""
        key = event.key()
        if key == Qt.Key.Key_Down:
            self.down.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.typed.emit("")
        else:
            super().keyPressEvent(event)
