"""A small editor for rich paragraphs: bold, italic and links, for biographies and captions."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from newsdesk.domain import weblink
from newsdesk.domain.text import Link, Runs
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, label
from newsdesk.ui.fields import runsdocument
from newsdesk.ui.fields.texts import SearchLine


class _Edit(QTextEdit):
    """The text itself. Pasting brings words and nothing else; Tab goes on."""

    link_wanted = Signal()
    strong_wanted = Signal()
    emphasis_wanted = Signal()

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._lines = (least, most)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(4)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.fit)
        self.fit()  # A dialog asks for the height before the text has its width.

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as words: formatting from elsewhere stays there."""
        self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the shortcuts of the text their meaning here too."""
        if event.matches(QKeySequence.StandardKey.Bold):
            self.strong_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Italic):
            self.emphasis_wanted.emit()
        elif (
            event.key() == Qt.Key.Key_K
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.link_wanted.emit()
        else:
            super().keyPressEvent(event)

    def event(self, e: object) -> bool:
        """Keep the window's shortcuts of the story away while the caret is here."""
        from PySide6.QtCore import QEvent

        if isinstance(e, QKeyEvent) and e.type() == QEvent.Type.ShortcutOverride:
            ctrl = e.modifiers() == Qt.KeyboardModifier.ControlModifier
            if ctrl and e.key() in {Qt.Key.Key_B, Qt.Key.Key_I, Qt.Key.Key_K}:
                e.accept()
                return True
        return super().event(e)  # pyright: ignore[reportArgumentType] - Qt's own event, passed on

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the height to the type, which the style sheet sets when it is first shown."""
        super().showEvent(event)
        self._timer.start()

    def sizeHint(self) -> QSize:
        """Return a narrow hint: the text takes the width it is given."""
        return QSize(120, self.minimumHeight())

    def fit(self) -> None:
        """Take the height of the text, within bounds."""
        least, most = self._lines
        line = self.fontMetrics().lineSpacing()
        wanted = round(self.document().size().height()) + 10
        height = max(least * line + 18, min(most * line + 18, wanted))
        if height != self.minimumHeight():
            self.setFixedHeight(height)


class RichText(QWidget):
    """Rich paragraphs. ``typed`` carries them at each key, never what ``show_runs`` set."""

    typed = Signal(object)

    def __init__(self, context: Context, name: str, *, least: int = 3, most: int = 14) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[Runs, ...] = ()
        self.edit = _Edit(least, most)
        self.edit.setAccessibleName(name)
        make = context.theme, context.icons
        self._strong = IconButton(*make, "bold", "Bold (Ctrl+B)", side=28)
        self._emphasis = IconButton(*make, "italic", "Italic (Ctrl+I)", side=28)
        self._link = IconButton(*make, "link", "Link (Ctrl+K)", side=28)
        for shown in (self._strong, self._emphasis, self._link):
            shown.setCheckable(True)
        self._address = SearchLine("Address of the link, then Enter")
        self._address.setAccessibleName("Address of the link")
        self._problem = label("", "bad", wrap=True)
        self._address.hide()
        self._problem.hide()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(2)
        for shown in (self._strong, self._emphasis, self._link):
            bar.addWidget(shown)
        bar.addWidget(self._address, 1)
        bar.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.edit)
        column.addLayout(bar)
        column.addWidget(self._problem)
        bar.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.edit)

    def _wire(self) -> None:
        self._strong.clicked.connect(self._toggle_strong)
        self._emphasis.clicked.connect(self._toggle_emphasis)
        self._link.clicked.connect(self._ask_link)
        self.edit.strong_wanted.connect(self._toggle_strong)
        self.edit.emphasis_wanted.connect(self._toggle_emphasis)
        self.edit.link_wanted.connect(self._ask_link)
        self.edit.textChanged.connect(self._changed)
        self.edit.cursorPositionChanged.connect(self._show_format)
        self._address.taken.connect(self._take_link)
        self._context.theme.changed.connect(self._draw_again)

    @property
    def runs(self) -> tuple[Runs, ...]:
        """The paragraphs as they stand."""
        return runsdocument.read(self.edit.document())

    def show_runs(self, paragraphs: tuple[Runs, ...]) -> None:
        """Show paragraphs; nothing moves where they are the same."""
        if paragraphs == self._shown and paragraphs == self.runs:
            return
        self._shown = paragraphs
        self.edit.blockSignals(True)
        runsdocument.fill(self.edit.document(), paragraphs, self._context.theme.colour("accent"))
        self.edit.blockSignals(False)
        self.edit.fit()

    def _draw_again(self) -> None:
        paragraphs, self._shown = self.runs, ()
        self.show_runs(paragraphs)

    def _changed(self) -> None:
        self.edit.fit()
        runs = self.runs
        if runs != self._shown:
            self._shown = runs
            self.typed.emit(runs)

    def _show_format(self) -> None:
        made = self.edit.currentCharFormat()
        self._strong.setChecked(made.fontWeight() >= QFont.Weight.DemiBold)
        self._emphasis.setChecked(made.fontItalic())
        self._link.setChecked(made.isAnchor())

    def _toggle_strong(self) -> None:
        made = QTextCharFormat()
        bold = self.edit.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold
        made.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        self._merge(made)

    def _toggle_emphasis(self) -> None:
        made = QTextCharFormat()
        made.setFontItalic(not self.edit.currentCharFormat().fontItalic())
        self._merge(made)

    def _merge(self, made: QTextCharFormat) -> None:
        self.edit.mergeCurrentCharFormat(made)
        self._changed()
        self._show_format()
        self.edit.setFocus()

    def _ask_link(self) -> None:
        if self._address.isVisible():
            self._close_link()
            return
        made = self.edit.currentCharFormat()
        self._address.setText(made.anchorHref() if made.isAnchor() else "")
        self._address.show()
        self._address.setFocus()
        self._address.selectAll()

    def _close_link(self) -> None:
        self._address.hide()
        self._problem.hide()
        self._show_format()
        self.edit.setFocus()

    def _take_link(self) -> None:
        """Set, change or (empty) remove the link of the selection or of the word there."""
        href = self._address.text().strip()
        if href and ":" not in href and "." in href:
            href = f"https://{href}"
        if href and not weblink.is_safe(href):
            self._problem.setText("Links begin with https://, http://, mailto: or tel:.")
            self._problem.show()
            return
        cursor = self.edit.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        made = QTextCharFormat(cursor.charFormat())
        if href:
            runsdocument.set_link(made, Link(href), self._context.theme.colour("accent"))
        else:
            made.setAnchor(False)
            made.setAnchorHref("")
            made.clearForeground()
        if cursor.hasSelection():
            cursor.setCharFormat(made)
        elif href:
            cursor.insertText(href, made)
        self._close_link()
        self._changed()
