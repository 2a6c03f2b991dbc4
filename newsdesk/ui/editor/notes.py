"""Notes for colleagues at work: written at a passage, kept with the story, in step with undo.

The story holds the notes, the document holds where they stand. Undo and redo know the document
alone; ``NoteKeeper`` brings the story's notes along: a note whose making was undone goes, one that
was deleted comes back with its passage. A passage that was cut or deleted leaves its note in the
list, because nobody's words are lost by an edit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from newsdesk.domain import notes
from newsdesk.domain.article import Article, Note
from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.ids import NoteId
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.editor import notemarks
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.notepopover import NotePopover

_KEY = "notes"


class NoteKeeper(QObject):
    """Connects the command and keeps notes and passages together. ``over`` bears the popover."""

    def __init__(
        self, context: Context, body: BodyEdit, over: QWidget, place_of: Callable[..., QRect]
    ) -> None:
        super().__init__(body)
        self._context = context
        self._body = body
        self._place_of = place_of
        self._known: dict[NoteId, Note] = {}
        self._listed: frozenset[NoteId] = frozenset()
        self._made: dict[NoteId, int] = {}
        self._deleted: dict[NoteId, int] = {}
        self._target: tuple[QTextCursor, NoteId | None] | None = None
        self.popover = NotePopover(context, over)
        self.popover.taken.connect(self._take)
        self.popover.resolved.connect(self._turn)
        self.popover.deleted.connect(self._delete)
        self.popover.closed.connect(self._back)
        body.travelled.connect(self._travelled)
        body.note_activated.connect(self._show_listed)
        context.story.opened.connect(self._opened)
        context.story.changed.connect(self._changed)
        context.actions.connect("insert.note", self.write)
        if context.story.article is not None:
            self._opened(context.story.article)

    # --- writing and reading one ---

    def write(self) -> None:
        """Open the note at the caret, else begin one on the selection or on the word there."""
        cursor = self._body.textCursor()
        found = notemarks.passage_for(cursor) if cursor.hasSelection() else None
        note = None if found else notemarks.note_at(cursor)
        if note is not None and note in self._known:
            self._open(cursor, self._known[note])
            return
        place = found or notemarks.passage_for(cursor)
        if place is None:
            self._context.notices.say("Select the words that the note is about.", key=_KEY)
            return
        self._context.notices.withdraw(_KEY)
        passage = QTextCursor(self._body.document())
        passage.setPosition(place[0])
        passage.setPosition(place[1], KEEP)
        self._open(passage, None)

    def _open(self, cursor: QTextCursor, note: Note | None) -> None:
        self._target = QTextCursor(cursor), None if note is None else note.id
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        self.popover.open_for(self._place_of(start), note)

    def _take(self, text: str) -> None:
        if self._target is None:
            return
        passage, note = self._target
        if note is not None:
            self._edit(
                lambda article: notes.change(
                    article, note, text=text, resolved=self._known[note].resolved
                )
            )
            return
        story = self._context.story.article

        def work(desk: Desk) -> Note:
            from newsdesk.services import notes as services

            return services.write(desk, text=text)

        def done(made: Note) -> None:
            now = self._context.story.article
            if story is not None and now is not None and now.id == story.id:
                self.put(passage, made)

        self._context.tasks.library(work, done, self._failed)

    def put(self, passage: QTextCursor, note: Note) -> None:
        """Put a note on a passage and into the story."""
        if not passage.hasSelection():
            self._context.notices.say(
                "The passage of the note is gone; the note is kept in the list.", key=_KEY
            )
        body = self._body
        body.break_undo()
        if passage.hasSelection():
            self._made[note.id] = body.document().availableUndoSteps()
        place = passage.selectionStart(), passage.selectionEnd()
        notemarks.put(body.document(), place, note.id)
        body.break_undo()
        self._known[note.id] = note
        self._edit(lambda article: replace(article, notes=(*article.notes, note)))

    def _turn(self) -> None:
        note = self._known.get(self._target[1]) if self._target and self._target[1] else None
        if note is not None:
            self._edit(lambda article: notes.change(article, note.id, resolved=not note.resolved))

    def _delete(self) -> None:
        if self._target is not None and self._target[1] is not None:
            gone = self._target[1]
            self._context.story.edit(lambda article: notes.drop(article, gone))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, NewsdeskError):
            raise error
        self._context.notices.fail(error, key=_KEY, lead="The note was not kept.")

    def _back(self, by_key: object) -> None:
        if by_key:
            self._body.setFocus(Qt.FocusReason.PopupFocusReason)

    # --- between text and list ---

    def go_to(self, note: NoteId) -> bool:
        """Select the passage of a note; says whether there is one."""
        places = notemarks.places(self._body.document()).get(note)
        if not places:
            return False
        cursor = self._body.textCursor()
        cursor.setPosition(places[0][0])
        cursor.setPosition(places[0][1], KEEP)
        self._body.setTextCursor(cursor)
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _show_listed(self, note: str) -> None:
        self._context.navigator.show_tab("story")
        self._context.navigator.show_place(f"notes.{note}")

    # --- in step with the story ---

    def standing(self) -> frozenset[NoteId]:
        """Return the notes that have their passages in the text."""
        return frozenset(notemarks.places(self._body.document()))

    def _opened(self, article: Article) -> None:
        self.popover.leave(by_key=True)
        self._target = None
        self._made.clear()
        self._deleted.clear()
        self._known = {note.id: note for note in article.notes}
        self._show(article)

    def _changed(self, article: Article, origin: object) -> None:
        gone = self._listed - {note.id for note in article.notes}
        self._known |= {note.id: note for note in article.notes}
        self._show(article)
        if gone and origin is not self:
            body = self._body
            body.break_undo()
            steps = body.document().availableUndoSteps()
            self._deleted |= dict.fromkeys(gone, steps)
            notemarks.take_off(body.document(), gone)
            body.break_undo()

    def _show(self, article: Article) -> None:
        self._listed = frozenset(note.id for note in article.notes)
        self._body.show_notes(frozenset(note.id for note in article.notes if not note.resolved))

    def _travelled(self) -> None:
        """Bring the story's notes to where undo or redo has taken the text."""
        if not self._known:
            return
        steps = self._body.document().availableUndoSteps()
        standing = self.standing()
        back = [note for name, note in self._known.items() if name in standing - self._listed]
        gone = {
            name
            for name in self._listed - standing
            if steps <= self._made.get(name, -1) or steps > self._deleted.get(name, steps)
        }
        if back or gone:
            self._edit(partial(_with_notes, back=tuple(back), gone=frozenset(gone)))

    def _edit(self, change: Callable[[Article], Article]) -> None:
        self._context.story.edit(change, origin=self)


def _with_notes(article: Article, *, back: tuple[Note, ...], gone: frozenset[NoteId]) -> Article:
    kept = tuple(note for note in article.notes if note.id not in gone)
    return replace(article, notes=kept + back)
