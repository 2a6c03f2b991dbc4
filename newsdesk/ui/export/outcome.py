"""What an export is doing, and what came of it: a bar, then a sentence with what to open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from newsdesk.ui.controls import button, label, set_look
from newsdesk.ui.moments import number_text

if TYPE_CHECKING:
    from newsdesk.services.exporting import ExportReport


class Outcome(QStackedWidget):
    """Hidden until something begins."""

    def __init__(self) -> None:
        super().__init__()
        self._start: Path | None = None
        self.setFixedHeight(44)
        self.addWidget(self._make_going())
        self.addWidget(self._make_ended())
        self.hide()

    def _make_going(self) -> QWidget:
        going = QWidget()
        column = QVBoxLayout(going)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._doing = label("", "note")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("Progress")
        column.addWidget(self._doing)
        column.addWidget(self._bar)
        return going

    def _make_ended(self) -> QWidget:
        ended = QWidget()
        row = QHBoxLayout(ended)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._sentence = label("", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = button("Open")
        self._show_button = button("Show folder")
        self.open_button.clicked.connect(self._open)
        self._show_button.clicked.connect(self._show_folder)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.open_button)
        row.addWidget(self._show_button)
        return ended

    def text(self) -> str:
        """Return what is said of the last export."""
        return self._sentence.text()

    def begin(self, what: str) -> None:
        """Show that something is under way, for as long as it takes."""
        self._doing.setText(what)
        self._bar.setRange(0, 0)
        self.setCurrentIndex(0)
        self.show()

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how many of how many files are made."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        name = f" · {what}" if what else ""
        self._doing.setText(f"{number_text(done)} of {number_text(total)}{name}")

    def end(self, text: str, *, bad: bool = False) -> None:
        """Say what came of it."""
        self._sentence.setText(text)
        set_look(self._sentence, "look", "bad" if bad else "")
        self.open_button.hide()
        self._show_button.hide()
        self.setCurrentIndex(1)
        self.show()

    def show_report(self, report: ExportReport) -> None:
        """Say what was written, and offer to open it."""
        self._start = report.start
        self.end(_said_of(report))
        self.open_button.show()
        self._show_button.show()
        self.open_button.setFocus()

    def _open(self) -> None:
        if self._start is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._start)))

    def _show_folder(self) -> None:
        if self._start is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._start.parent)))


def _said_of(report: ExportReport) -> str:
    files = len(report.written)
    written = "1 file" if files == 1 else f"{number_text(files)} files"
    text = f"{written} written" if files else "Nothing had changed since the last export"
    if report.stories > 1:
        text = f"{number_text(report.stories)} stories: {text[0].lower()}{text[1:]}"
    if report.unchanged and files:
        text += f", {number_text(report.unchanged)} unchanged"
    problems = f" {report.problems[0]}" if report.problems else ""
    return f"{text}.{problems}"
