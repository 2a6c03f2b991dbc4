"""Section label, headline and standfirst: fields of the page itself, in their own type."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from newsdesk.ui import fonts
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole

FieldName: TypeAlias = Literal["kicker", "headline", "standfirst"]
Key = Qt.Key


class HeadField(QTextEdit):
    """One paragraph that grows with its text. Enter, Tab and the arrow keys leave it.

    Signals: ``typed()``; ``left(step)`` with 1 for what comes after it and -1 for what is above.
    """

    typed = Signal()
    left = Signal(int)

    def __init__(self, theme: Theme, name: FieldName, title: str, placeholder: str) -> None:
        super().__init__()
        self._theme = theme
        self._name: FieldName = name
        self._loading = False
        self.placeholder = placeholder
        self.placeholder_role: ColourRole = "text3"
        self.setAccessibleName(title)
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._changed)
        self.set_size(18)
        self._colour()
        theme.changed.connect(self._colour)

    # --- what it holds ---

    def load(self, text: str) -> None:
        """Show a text, with nothing to undo; a text that it shows already stays untouched."""
        if text == self.text():
            return
        self._loading = True
        self.setPlainText(text)
        self._form()
        self.document().clearUndoRedoStacks()
        self._loading = False
        self._fit()

    def text(self) -> str:
        """Return what it holds: no-break spaces stay, line breaks become spaces."""
        block = self.document().begin()
        lines: list[str] = []
        while block.isValid():
            lines.append(block.text().replace("\u2028", " "))
            block = block.next()
        return " ".join(lines)

    def set_direction(self, *, right_to_left: bool) -> None:
        """Let the text run from the left or from the right."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self.document().setDefaultTextOption(option)
        self.viewport().update()

    def set_size(self, body_size: int) -> None:
        """Follow the size of the body's text, in pixels."""
        font = _font(self._name, body_size / 18)
        self._loading = True
        self.document().setDefaultFont(font)
        self.setFont(font)
        self._line = round(_LINES[self._name] * body_size / 18)
        self._form()
        self._loading = False
        self._fit()

    def _form(self) -> None:
        """Set the line height, which Qt drops with each new text."""
        form = QTextBlockFormat()
        form.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)

    def _changed(self) -> None:
        if not self._loading:
            self.typed.emit()
        self.viewport().update()

    def _fit(self) -> None:
        height = max(self._line, round(self.document().size().height()))
        if height != self.height():
            self.setFixedHeight(height)

    def _colour(self) -> None:
        palette = self.palette()
        role: ColourRole = _ROLES[self._name]
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour(role))
        self.setPalette(palette)
        self.viewport().update()

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep to one paragraph; let Enter, Tab and the arrows go on to the next field."""
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        match event.key():
            case Key.Key_Return | Key.Key_Enter:
                self.left.emit(1)
            case Key.Key_Up if plain and self._at_edge(QTextCursor.MoveOperation.Up):
                self.left.emit(-1)
            case Key.Key_Down if plain and self._at_edge(QTextCursor.MoveOperation.Down):
                self.left.emit(1)
            case Key.Key_Backspace if plain and not self.text():
                self.left.emit(-1)
            case _:
                if event.text() == " ":
                    self.document().setModified(False)
                super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Let Tab go on as Enter does; from the first field back to what is before the page."""
        if not next and self._name == "kicker":
            return super().focusNextPrevChild(next)
        self.left.emit(1 if next else -1)
        return True

    def _at_edge(self, move: QTextCursor.MoveOperation) -> bool:
        cursor = self.textCursor()
        return not cursor.movePosition(move)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one line of plain text."""
        self.insertPlainText(" ".join(source.text().split()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only; pictures dropped here are the page's."""
        return source.hasText() and not source.hasUrls()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the end when it was reached by a key."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, or what is to be written here."""
        super().paintEvent(event)
        if self.text() or not self.placeholder or self._composing():
            return
        painter = QPainter(self.viewport())
        painter.setFont(self.document().defaultFont())
        painter.setPen(self._theme.colour(self.placeholder_role))
        option = self.document().defaultTextOption()
        right = option.textDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        area = QRectF(0, 0, self.viewport().width(), self._line)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, self.placeholder)
        painter.end()

    def _composing(self) -> bool:
        return bool(self.document().begin().layout().preeditAreaText())

    _line = 20


_LINES: dict[FieldName, int] = {"kicker": 18, "headline": 40, "standfirst": 28}
_ROLES: dict[FieldName, ColourRole] = {
    "kicker": "accent",
    "headline": "text",
    "standfirst": "text2",
}


def _font(name: FieldName, scale: float) -> QFont:
    match name:
        case "kicker":
            made = QFont(fonts.SANS)
            made.setPixelSize(max(9, round(12 * scale)))
            made.setWeight(QFont.Weight.DemiBold)
        case "headline":
            made = fonts.page_font(34 * scale, weight=QFont.Weight.Bold)
            made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.3 * scale)
        case "standfirst":
            made = fonts.page_font(19 * scale)
    return made
