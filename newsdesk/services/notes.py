"""Notes for colleagues on passages of a story."""

from __future__ import annotations

import uuid

from newsdesk.domain.article import Note
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import NoteId
from newsdesk.services import person
from newsdesk.services.desk import Desk


def write(desk: Desk, *, text: str) -> Note:
    """Return a note of now by whoever is at the keyboard, to be put on a passage.

    Raises InvalidInputError for a note without words.
    """
    words = text.strip()
    if not words:
        raise InvalidInputError("A note needs words.", field="text")
    return Note(NoteId(str(uuid.uuid4())), words, person.name(desk), desk.clock.now())
