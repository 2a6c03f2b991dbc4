"""What is chosen about an export: the parts of a fragment, and leave for what must not go out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.ui.controls import label
from newsdesk.ui.export.reading import Arrival
from newsdesk.ui.fields.ticks import Tick

_PARTS = (
    ("lead", "Lead photo", True), ("call_outs", "Call-outs", True),
    ("author_cards", "Author cards", True), ("related", "Related", True),
    ("inline_styles", "Styles inline", False),
)  # fmt: skip
"""What a fragment may take along, and whether it does at first."""


class FragmentParts(QWidget):
    """A tick for each part that a fragment may take along."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.taken = {name: on for name, _text, on in _PARTS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for name, text, on in _PARTS:
            box = Tick(text)
            box.setChecked(on)
            box.clicked.connect(partial(self._set, name))
            row.addWidget(box)
        row.addStretch(1)
        self.hide()

    def _set(self, name: str, on: object) -> None:
        self.taken[name] = bool(on)
        self.changed.emit()


class Refusal(QWidget):
    """Why a story must not go out, and a tick to let it go all the same."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._refusing = ""
        self._overrides: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.sentence = label("", "bad_strong", wrap=True)
        self.all_the_same = Tick()
        self.all_the_same.clicked.connect(self._override)
        column.addWidget(self.sentence)
        column.addWidget(self.all_the_same)
        self.hide()

    @property
    def override(self) -> str:
        """The names of what was overridden, as the exporter takes them."""
        return ",".join(self._overrides)

    def show_arrival(self, arrival: Arrival) -> None:
        """Say what stands against this export, if anything does or did."""
        if arrival.refused:
            self._refusing = arrival.override
            self.sentence.setText(arrival.refused)
            self.all_the_same.setText("Export it all the same")
            self.all_the_same.setChecked(False)
        elif self._overrides:
            self.sentence.setText("This story goes out although it should not.")
        self.setVisible(bool(arrival.refused or self._overrides))

    def _override(self) -> None:
        """Take or withdraw the leave to export what must not go out."""
        if self.all_the_same.isChecked():
            self._overrides = (*self._overrides, self._refusing)
        else:
            self._overrides = ()
        self.changed.emit()
