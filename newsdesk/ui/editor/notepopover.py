"""A note for colleagues, written and read beside its passage."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.article import Note
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button, label
from newsdesk.ui.editor.popover import Popover
from newsdesk.ui.fields.elided import Elided
from newsdesk.ui.fields.texts import Area
from newsdesk.ui.moments import row_text


class NoteArea(Area):
    """The words of a note. Ctrl+Enter takes them."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the note with Ctrl+Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class NotePopover(Popover):
    """``taken(text)`` carries the words of a note; what was typed is taken by a click elsewhere
    as well, Escape leaves it. ``resolved()`` turns a note from open to resolved and back,
    ``deleted()`` when it shall go.
    """

    taken = Signal(str)
    resolved = Signal()
    deleted = Signal()

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self._first = ""
        self.setAccessibleName("Note for colleagues")
        self._head = Elided("strong")
        self._when = label("", "note")
        self.text = NoteArea("Readers never see this", least=3)
        self.text.setAccessibleName("Note for colleagues")
        self._state = button("Resolve", "small")
        self._delete = IconButton(context.theme, context.icons, "trash-2", "Delete this note")
        self._take = button("Add note", "primary")
        self._take.setToolTip("Ctrl+Enter")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._head, 1)
        head.addWidget(self._when)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._state)
        foot.addWidget(self._delete)
        foot.addStretch(1)
        foot.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(foot)
        self.setFixedWidth(340)
        self.text.taken.connect(self._enter)
        self.text.typed.connect(self._typed)
        self._take.clicked.connect(self._enter)
        self._state.clicked.connect(self._resolve)
        self._delete.clicked.connect(self._drop)
        self.closed.connect(self._left)

    def open_for(self, place: QRect, note: Note | None) -> None:
        """Open beside a passage for its note, or to write one."""
        self._first = "" if note is None else note.text
        self.text.show_text(self._first)
        self._head.show_text("Note for colleagues" if note is None else note.by or "Somebody")
        when = row_text(note.at) if note is not None and note.at is not None else ""
        self._when.setText(f"{when}, resolved" if note is not None and note.resolved else when)
        self._state.setText("Reopen" if note is not None and note.resolved else "Resolve")
        self._take.setText("Add note" if note is None else "Change")
        for widget in (self._state, self._delete):
            widget.setVisible(note is not None)
        self._typed(self._first)
        self.open_at(place)
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)
        self.text.selectAll()

    @property
    def _changed(self) -> bool:
        text = self.text.toPlainText().strip()
        return bool(text) and text != self._first

    def _typed(self, _text: str) -> None:
        self._take.setEnabled(self._changed)
        if self.isVisible():
            self.refit()

    def _enter(self) -> None:
        if self._changed:
            text = self.text.toPlainText().strip()
            self.leave(by_key=True)
            self.taken.emit(text)

    def _resolve(self) -> None:
        self.leave(by_key=True)
        self.resolved.emit()

    def _drop(self) -> None:
        self.leave(by_key=True)
        self.deleted.emit()

    def _left(self, by_key: object) -> None:
        """Lose no words to a click elsewhere."""
        if not by_key and self._changed:
            self.taken.emit(self.text.toPlainText().strip())
