"""The notes on passages: who wrote what and when, each one step from its passage."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.article import Article, Note
from newsdesk.domain.ids import NoteId
from newsdesk.domain.notes import change, drop, passages
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button, label, set_look
from newsdesk.ui.fields.elided import Elided
from newsdesk.ui.moments import row_text
from newsdesk.ui.notices import NoticeButton

_LOOK_AFTER = 600
"""Milliseconds without a key after which the passages are read again."""
_LONGEST = 34
"""Characters of a passage that are shown."""


class NoteRow(QFrame):
    """One note. ``wanted()`` its passage, ``turned()`` from open to resolved and back,
    ``deleted()``.
    """

    wanted = Signal()
    turned = Signal()
    deleted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._by = Elided("strong")
        self._when = label("", "note")
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.passage = button("", "link")
        self.passage.setStyleSheet("text-align: left;")
        self.passage.setMinimumWidth(40)
        self._turn = IconButton(context.theme, context.icons, "check", "Resolve", side=28)
        remove = IconButton(context.theme, context.icons, "trash-2", "Delete this note", side=28)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._by)
        head.addWidget(self._when)
        head.addStretch(1)
        head.addWidget(self._turn)
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self.passage)
        self.passage.clicked.connect(self.wanted)
        self._turn.clicked.connect(self.turned)
        remove.clicked.connect(self.deleted)

    def show_note(self, note: Note, passage: str | None) -> None:
        """Show a note; without a passage it says that the words are gone."""
        self._by.show_text(note.by or "Somebody")
        self._when.setText(row_text(note.at) if note.at is not None else "")
        self._text.setText(note.text)
        set_look(self._text, "look", "quiet" if note.resolved else "")
        self._turn.set_icon("undo-2" if note.resolved else "check")
        name = "Reopen" if note.resolved else "Resolve"
        self._turn.setToolTip(name)
        self._turn.setAccessibleName(f"{name} the note of {note.by or 'somebody'}")
        words = " ".join((passage or "").split())
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
        gone = passage is None
        self.passage.setText("Its words are gone from the text" if gone else f"“{short}”")
        self.passage.setAccessibleName(f"{note.text}: go to its words, {short}")
        self.passage.setEnabled(not gone)


class Notes(QWidget):
    """The list: open notes in the order of the text, resolved ones below when they are wanted.

    ``counted(open)`` says how many are open whenever that may have changed.
    """

    counted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[NoteId, NoteRow] = {}
        self._none = label(
            "Select words and press Ctrl+Alt+M to leave a note for colleagues.", "note", wrap=True
        )
        self._resolved = button("", "link")
        self._resolved.setCheckable(True)
        self._resolved.clicked.connect(self._show_story)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._none)
        self._column.addWidget(self._resolved, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER)
        self._timer.timeout.connect(self._show_story)
        context.story.typed.connect(self._typed)

    def show_article(self, article: Article) -> None:
        """Show the notes of a story."""
        standing = passages(article.body if article.notes else ())
        order = {name: place for place, name in enumerate(standing)}
        notes = sorted(
            article.notes, key=lambda note: (note.resolved, order.get(note.id, len(order)))
        )
        resolved = sum(note.resolved for note in notes)
        for name in self._rows.keys() - {note.id for note in notes}:
            row = self._rows.pop(name)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        opened = len(notes) - resolved
        for place, note in enumerate(notes):
            row = self._rows.get(note.id) or self._add(note.id)
            row.show_note(note, standing.get(note.id))
            at = 1 + place + (1 if note.resolved else 0)
            if self._column.indexOf(row) != at:
                self._column.removeWidget(row)
                self._column.insertWidget(min(at, self._column.count()), row)
            row.setVisible(not note.resolved or self._resolved.isChecked())
        self._none.setVisible(not notes)
        self._resolved.setVisible(resolved > 0)
        verb = "Hide" if self._resolved.isChecked() else "Show"
        self._resolved.setText(f"{verb} {resolved} resolved")
        self.counted.emit(opened)

    def show_note(self, name: NoteId) -> QWidget | None:
        """Put the focus on a note; returns it, or ``None`` where there is no such note."""
        row = self._rows.get(name)
        if row is None:
            return None
        if row.isHidden():
            self._resolved.setChecked(True)
            self._show_story()
        row.passage.setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    def _add(self, name: NoteId) -> NoteRow:
        row = self._rows[name] = NoteRow(self._context)
        row.wanted.connect(partial(self._context.navigator.show_place, f"passage.{name}"))
        row.turned.connect(partial(self._turn, name))
        row.deleted.connect(partial(self._delete, name))
        return row

    def _typed(self) -> None:
        article = self._context.story.article
        if article is not None and article.notes:
            self._timer.start()

    def _show_story(self) -> None:
        article = self._context.story.collected()
        if article is not None:
            self.show_article(article)

    # --- what is done; the editor hears of it as of any change of the story ---

    def _turn(self, name: NoteId) -> None:
        def turn(article: Article) -> Article:
            note = next((one for one in article.notes if one.id == name), None)
            return article if note is None else change(article, name, resolved=not note.resolved)

        self._context.story.edit(turn)

    def _delete(self, name: NoteId) -> None:
        before = self._context.story.article
        if before is None:
            return
        note = next((one for one in before.notes if one.id == name), None)
        self._context.story.edit(lambda article: drop(article, name))
        if note is None or name in passages(before.body):
            return
        self._context.notices.say(
            "The note was deleted.",
            key="notes",
            buttons=(NoticeButton("Undo", partial(self._bring_back, before, note)),),
        )

    def _bring_back(self, of: Article, note: Note) -> None:
        def back(article: Article) -> Article:
            if article.id != of.id or any(one.id == note.id for one in article.notes):
                return article
            return replace(article, notes=(*article.notes, note))

        self._context.notices.withdraw("notes")
        self._context.story.edit(back)
