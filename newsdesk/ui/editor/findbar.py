"""The find bar above the page: find, n of m, replace one or all."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.wanted import Wanted
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton, button, label
from newsdesk.ui.editor import finding
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.finding import MOST, Found
from newsdesk.ui.editor.overlays import Hit
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.moments import number_text

_FIND_AFTER = 80


class FindLine(Line):
    """A line whose Enter goes on, with Shift back; Escape closes the bar."""

    entered = Signal(int)
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys their meaning here."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.entered.emit(-1 if back else 1)
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case _:
                super().keyPressEvent(event)


class FindBar(QFrame):
    """Finds in the body while one types. ``moved()`` asks to bring the match into sight."""

    moved = Signal()

    def __init__(self, context: Context, body: BodyEdit) -> None:
        super().__init__()
        self._context = context
        self._body = body
        self._found: tuple[Found, ...] = ()
        self._current = -1
        self._wrong = False
        self.setProperty("look", "panel")
        self.setAccessibleName("Find in the story")
        self.wanted = FindLine("Find in the story")
        self.wanted.setAccessibleName("Find")
        self.replacement = FindLine("Replace with")
        self.replacement.setAccessibleName("Replace with")
        self._case = self._toggle("Aa", "Match case")
        self._words = self._toggle("ab", "Whole words")
        self.regex = self._toggle(".*", "Regular expression")
        self._count = label("", "note")
        self._problem = label("", "bad")
        self._problem.setWordWrap(True)
        self._replace_row = QWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FIND_AFTER)
        self._timer.timeout.connect(self._search)
        self._lay_out()
        self._wire()
        self.hide()

    def _toggle(self, text: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setCheckable(True)
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setFixedSize(32, 32)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.toggled.connect(self._search)
        return made

    def _lay_out(self) -> None:
        make = self._context.theme, self._context.icons
        self._up = IconButton(*make, "chevron-up", "Previous match")
        self._down = IconButton(*make, "chevron-down", "Next match")
        self._close = IconButton(*make, "x", "Close")
        self._one, self._all = button("Replace", "small"), button("Replace all", "small")
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.wanted, 1)
        for widget in (self._case, self._words, self.regex):
            first.addWidget(widget)
        first.addSpacing(4)
        self._count.setMinimumWidth(76)
        first.addWidget(self._count)
        for widget in (self._up, self._down, self._close):
            first.addWidget(widget)
        second = QHBoxLayout(self._replace_row)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        second.addWidget(self.replacement, 1)
        second.addWidget(self._one)
        second.addWidget(self._all)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 8, 8, 8)
        inner.setSpacing(8)
        inner.addLayout(first)
        inner.addWidget(self._problem)
        inner.addWidget(self._replace_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addWidget(Hairline(self._context.theme))

    def _wire(self) -> None:
        self.wanted.textChanged.connect(self._timer.start)
        self.wanted.entered.connect(self.step)
        self.replacement.entered.connect(self._replace_one)
        for line in (self.wanted, self.replacement):
            line.escaped.connect(self.leave)
        self._up.clicked.connect(self.previous)
        self._down.clicked.connect(self.next)
        self._close.clicked.connect(self.leave)
        self._one.clicked.connect(self._replace_one)
        self._all.clicked.connect(self.replace_all)
        self._body.typed.connect(self._text_changed)
        actions = self._context.actions
        actions.connect("edit.find", self.open)
        actions.connect("edit.replace", self.open_to_replace)
        actions.connect("edit.find_next", self.next)
        actions.connect("edit.find_previous", self.previous)

    # --- coming and going ---

    def open(self) -> None:
        """Show the bar, looking for what is selected."""
        self._open(replacing=False)

    def open_to_replace(self) -> None:
        """Show the bar with the line to replace."""
        self._open(replacing=True)

    def _open(self, *, replacing: bool) -> None:
        cursor = self._body.textCursor()
        selected = cursor.selectedText()
        if selected and "\u2029" not in selected and "\ufffc" not in selected:
            self.wanted.setText(selected)
        self._replace_row.setVisible(replacing)
        self.show()
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self._search()

    def leave(self) -> None:
        """Close the bar; the caret stays at the match."""
        self.hide()
        self._body.body_painter.overlays.hits = ()
        self._body.viewport().update()
        self._body.setFocus()

    # --- finding ---

    def search(self) -> Wanted:
        """What is looked for now."""
        return Wanted(
            self.wanted.text(),
            regex=self.regex.isChecked(),
            case=self._case.isChecked(),
            words=self._words.isChecked(),
        )

    @property
    def said(self) -> str:
        """What stands beside the line: the number of matches; or what is wrong, below it."""
        return self._problem.text() or self._count.text()

    def _text_changed(self) -> None:
        if self.isVisible() and not self._wrong:
            self._timer.start()

    def _search(self) -> None:
        self._timer.stop()
        try:
            self._found = finding.find_all(self._body.document(), self.search())
        except InvalidInputError as error:
            self._found = ()
            self._say(str(error), bad=True)
        else:
            start = self._body.textCursor().selectionStart()
            self._current = next(
                (n for n, one in enumerate(self._found) if one.start >= start),
                0 if self._found else -1,
            )
            self._count_up()
        self._show_hits()

    def _count_up(self) -> None:
        total = len(self._found)
        if not self.wanted.text():
            self._say("")
        elif not total:
            self._say("Nothing found")
        else:
            many = f"{number_text(MOST)}+" if total >= MOST else number_text(total)
            self._say(f"{number_text(self._current + 1)} of {many}")

    def _say(self, text: str, *, bad: bool = False) -> None:
        self._wrong = bad
        self._count.setText("" if bad else text)
        self._problem.setText(text if bad else "")
        self._problem.setVisible(bad)
        for control in (self._one, self._all, self._up, self._down):
            control.setEnabled(bool(self._found))

    def _show_hits(self) -> None:
        self._body.body_painter.overlays.hits = tuple(
            Hit(one.start, one.end, current=n == self._current)
            for n, one in enumerate(self._found)
        )
        self._body.viewport().update()

    def next(self) -> None:
        """Go to the next match, from the last to the first."""
        self.step(1)

    def previous(self) -> None:
        """Go to the match before, from the first to the last."""
        self.step(-1)

    def step(self, by: int) -> None:
        """Go on by so many matches and select the one reached."""
        if self._timer.isActive() or not self._found:
            self._search()
        if not self._found:
            return
        shown = self._found[self._current]
        cursor = self._body.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) == (shown.start, shown.end):
            self._current = (self._current + by) % len(self._found)
        elif by < 0:
            self._current = (self._current - 1) % len(self._found)
        self._select()

    def _select(self) -> None:
        one = self._found[self._current]
        cursor = QTextCursor(self._body.document())
        cursor.setPosition(one.start)
        cursor.setPosition(one.end, KEEP)
        self._body.setTextCursor(cursor)
        self._count_up()
        self._show_hits()
        self.moved.emit()

    # --- replacing ---

    def _replace_one(self) -> None:
        if not self._found:
            self._search()
        if not self._found:
            return
        one = self._found[self._current]
        if self._replace((one,)):
            cursor = self._body.textCursor()
            cursor.setPosition(min(one.end, self._body.document().characterCount() - 1))
            self._body.setTextCursor(cursor)
            self._search()
            if self._found:
                self._select()

    def replace_all(self) -> None:
        """Replace every match, as one step of undo."""
        self._search()
        count = len(self._found)
        if count and self._replace(self._found):
            self._search()
            self._say(f"{number_text(count)} replaced")

    def _replace(self, found: tuple[Found, ...]) -> bool:
        self._body.break_undo()
        try:
            finding.replace_matches(
                self._body.document(), found, self.search(), self.replacement.text()
            )
        except InvalidInputError as error:
            self._say(str(error), bad=True)
            return False
        self._body.break_undo()
        return True
