"""What an import is doing and did: a line for each file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.ids import ArticleId
from newsdesk.services.importing import ImportReport
from newsdesk.ui.controls import Dialog, button, label, set_look

_STEPS: Final = 1000
_TALLEST: Final = 520


class FileLine(QWidget):
    """One file: its name, what became of it, and what is to be known of that."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._title = label(name, "strong")
        self._state = label("Waiting", "note")
        self._details = label("", "note", wrap=True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details.hide()
        self.setAccessibleName(name)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._details)

    @property
    def text(self) -> str:
        """What the line says, for those who cannot see it."""
        return f"{self._title.text()} {self._state.text()} {self._details.text()}".strip()

    def say(self, state: str, details: str = "", *, bad: bool = False) -> None:
        """Show a state and what goes with it."""
        self._state.setText(state)
        set_look(self._state, "look", "bad" if bad else "note")
        self._details.setText(details)
        self._details.setVisible(bool(details))
        self.setAccessibleDescription(self.text)


class ImportDialog(Dialog):
    """Shows an import. ``stopped`` when it shall end, ``story_wanted`` when one is to be shown."""

    stopped = Signal()
    story_wanted = Signal(str)

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.setMinimumWidth(560)
        self.resize(560, min(180 + 80 * len(names), _TALLEST))
        self._running = True
        self._story: ArticleId | None = None
        self._head = label("Importing…", "title")
        self._bar = QProgressBar()
        self._bar.setRange(0, len(names) * _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self.lines = [FileLine(name) for name in names]
        self._button = button("Stop")
        self._button.clicked.connect(self._pressed)
        self._open = button("Show the first story", "primary")
        self._open.clicked.connect(self._show_story)
        self._open.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        listed = QVBoxLayout(inside)
        listed.setContentsMargins(0, 0, 8, 0)
        listed.setSpacing(0)
        for line in self.lines:
            listed.addWidget(line)
        listed.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName("Files")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        buttons.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(self._bar)
        column.addWidget(area, 1)
        column.addLayout(buttons)

    # --- what happens ---

    def working(self, place: int) -> None:
        """A file is being read."""
        self.lines[place].say("Reading…")
        self._bar.setValue(place * _STEPS)

    def progress(self, place: int, done: int, total: int, what: str) -> None:
        """A file is being read and has pictures to read."""
        if total:
            self._bar.setValue(place * _STEPS + _STEPS * done // total)
            self.lines[place].say(f"Picture {min(done + 1, total)} of {total}", what[:80])

    def imported(self, place: int, report: ImportReport) -> None:
        """A file is in."""
        headline = report.article.headline or "a story without a headline"
        self.lines[place].say("Imported", " ".join((f"“{headline}”.", *report.notes)))
        self._bar.setValue((place + 1) * _STEPS)
        if self._story is None:
            self._story = report.article.id

    def failed(self, place: int, sentence: str) -> None:
        """A file could not be imported."""
        self.lines[place].say("Not imported", sentence, bad=True)
        self._bar.setValue((place + 1) * _STEPS)

    def ended(self, imported: int, failed: int) -> None:
        """All is done, or it was stopped."""
        self._running = False
        stories = "1 story" if imported == 1 else f"{imported:,} stories"
        files = "1 file was not" if failed == 1 else f"{failed:,} files were not"
        said = f"{stories} imported." if not failed else f"{stories} imported; {files}."
        self._head.setText(said)
        self.setWindowTitle("Imported")
        self._bar.hide()
        self._button.setText("Close")
        self._open.setVisible(self._story is not None)
        (self._button if self._story is None else self._open).setFocus()

    # --- buttons ---

    def _pressed(self) -> None:
        if self._running:
            self.stopped.emit()
        else:
            self.accept()

    def _show_story(self) -> None:
        if self._story is not None:
            self.story_wanted.emit(self._story)
        self.accept()

    def reject(self) -> None:
        """Esc stops the import first and closes then."""
        if self._running:
            self.stopped.emit()
        else:
            super().reject()
