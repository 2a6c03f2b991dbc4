"""A control under its name: a note at the right of the name, a sentence where it is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from newsdesk.ui.controls import label, set_look


class Field(QWidget):
    """A named control. ``focus`` is the part of it that takes the caret, where not all does."""

    def __init__(
        self, name: str, control: QWidget, *, focus: QWidget | None = None, help_text: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        self._focus = focus or control
        self._name = QLabel(name)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setProperty("look", "note")
        self._name.setBuddy(self._focus)
        self._note = label("", "note")
        self._note.hide()
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self._focus.setAccessibleName(name)
        if help_text:
            self._focus.setAccessibleDescription(help_text)
            self._name.setToolTip(help_text)
        self._head = head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(control)
        column.addWidget(self._problem)
        self.setFocusProxy(self._focus)

    @property
    def problem(self) -> str:
        """The sentence that is shown, "" when there is none."""
        return self._problem.text()

    @property
    def note(self) -> str:
        """What stands at the right of the name."""
        return self._note.text()

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget, such as a link, at the right end of the line with the name.

        It makes the line no higher, so that fields side by side keep one line of names.
        """
        widget.setProperty("inline", True)
        widget.setFixedHeight(self._name.sizeHint().height())
        self._head.addWidget(widget)

    def say(self, problem: str) -> None:
        """Show what is wrong in a whole sentence; "" takes it back."""
        if problem == self._problem.text():
            return
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        set_look(self._focus, "wrong", "true" if problem else "false")
        self._focus.setAccessibleDescription(problem)

    def set_note(self, text: str, *, bad: bool = False) -> None:
        """Show a short note, such as a counter, at the right of the name."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        look = "bad" if bad else "note"
        if self._note.property("look") != look:
            set_look(self._note, "look", look)

    def count(self, length: int, limit: int) -> None:
        """Show how much of a limit is used; 0 as the limit shows nothing."""
        if not limit:
            self.set_note("")
            return
        self.set_note(f"{length} of {limit}", bad=length > limit)


def pair(*fields: QWidget, shares: tuple[int, ...] = ()) -> QWidget:
    """Put fields side by side, their widths in the proportion of ``shares``."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for place, field in enumerate(fields):
        row.addWidget(field, shares[place] if shares else 1, Qt.AlignmentFlag.AlignTop)
    return whole
