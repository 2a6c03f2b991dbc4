"""What to find, what to put in its place, and in which stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from newsdesk.domain.article import ArticleState
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.publication import Section
from newsdesk.domain.replacing import EVERY_PART, Scope
from newsdesk.domain.textparts import TextPart
from newsdesk.domain.values import immutable
from newsdesk.domain.wanted import Wanted
from newsdesk.services.clock import Clock
from newsdesk.ui.controls import label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.texts import SearchLine
from newsdesk.ui.states import STATE_LABELS

_ASK_AFTER = 250
"""Milliseconds without a key after which the stories are looked through."""
_SINCE = ((None, "Any time"), (1, "Last day"), (7, "Last week"), (30, "Last month"),
          (365, "Last year"))  # fmt: skip
_PARTS: tuple[tuple[frozenset[TextPart], str], ...] = (
    (EVERY_PART, "All text"),
    (frozenset({TextPart.HEADLINE}), "Headlines"),
    (frozenset({TextPart.STANDFIRST}), "Standfirsts"),
    (frozenset({TextPart.BODY}), "Body"),
    (frozenset({TextPart.CAPTION}), "Captions"),
    (frozenset({TextPart.OTHER}), "Search and social"),
)


@immutable
class Asked:
    """What the form says."""

    wanted: Wanted
    replacement: str
    scope: Scope


class ReplaceForm(QWidget):
    """``asked()`` tells what is wanted, once nobody types; ``down()`` goes to the list."""

    asked = Signal()
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted = SearchLine("Find in all stories")
        self.wanted.setAccessibleName("Find")
        self.replacement = SearchLine("Replace with")
        self.replacement.setAccessibleName("Replace with")
        self.case = _toggle("Aa", "Match case")
        self.words = _toggle("ab", "Whole words")
        self.regex = _toggle(".*", "Regular expression")
        self.case.setChecked(True)
        self.words.setChecked(True)
        self.parts = _choice("Which texts", _PARTS)
        self.section = _choice("Section", ((None, "Any section"),))
        states = tuple((state, text) for state, text in STATE_LABELS.items())
        self.state = _choice("State", ((None, "Any state"), *states))
        self.since = _choice("Edited", _SINCE)
        self.said = label("", "note", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER)
        self._timer.timeout.connect(self.asked)
        self._lay_out()
        for line in (self.wanted, self.replacement):
            line.textChanged.connect(self._timer.start)
            line.down.connect(self.down)
            line.taken.connect(self.ask_now)
        for toggle in (self.case, self.words, self.regex):
            toggle.toggled.connect(self.ask_now)
        for choice in (self.parts, self.section, self.state, self.since):
            choice.chosen.connect(self.ask_now)

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.wanted, 1)
        for toggle in (self.case, self.words, self.regex):
            first.addWidget(toggle)
        second.addWidget(self.replacement, 1)
        second.addWidget(self.parts)
        self.parts.setFixedWidth(150)
        for choice in (self.section, self.state, self.since):
            third.addWidget(choice, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(8)
        for row in (first, second, third):
            row.setSpacing(8)
            column.addLayout(row)
        column.addWidget(self.said)

    def ask_now(self, *_what: object) -> None:
        """Tell at once."""
        self._timer.stop()
        self.asked.emit()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Offer these sections."""
        entries = tuple((section.slug, section.label) for section in sections)
        self.section.set_entries(((None, "Any section"), *entries))

    def read(self, clock: Clock) -> Asked:
        """Return what the form says now."""
        section, state, days = self.section.value, self.state.value, self.since.value
        since = clock.now().utc - timedelta(days=days) if isinstance(days, int) else None
        parts = self.parts.value
        scope = Scope(
            state=state if isinstance(state, ArticleState) else None,
            section=SectionSlug(section) if isinstance(section, str) else None,
            since=None if since is None else Moment(since),
            parts=next((which for which, _text in _PARTS if which == parts), EVERY_PART),
        )
        wanted = Wanted(
            self.wanted.text(),
            regex=self.regex.isChecked(),
            case=self.case.isChecked(),
            words=self.words.isChecked(),
        )
        return Asked(wanted, self.replacement.text(), scope)


def _toggle(text: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setCheckable(True)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFixedSize(32, 32)
    return made


def _choice(name: str, entries: tuple[tuple[object, str], ...]) -> Choice:
    made = Choice(entries)
    made.setCurrentIndex(0)
    made.setAccessibleName(name)
    return made
