"""Where notes stand in the document, and putting them on a passage or taking them off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtGui import QTextCursor, QTextDocument

from newsdesk.domain.ids import NoteId
from newsdesk.ui.editor import marks
from newsdesk.ui.editor.blocks import KEEP, one_step
from newsdesk.ui.editor.document import blocks_from
from newsdesk.ui.editor.formats import (
    NOTE,
    Kind,
    RunStyle,
    block_style,
    char_format,
    is_card,
    kind_of,
)

Place = tuple[int, int]
"""Start and end in UTF-16 units of the document."""


def places(document: QTextDocument) -> dict[NoteId, list[Place]]:
    """Return the stretches of each note, in the order of the story; neighbours are one."""
    found: dict[NoteId, list[Place]] = {}
    for note, start, end in _noted(document):
        stretches = found.setdefault(note, [])
        # A paragraph's end lies between two stretches of one passage.
        if stretches and start - stretches[-1][1] <= 1:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return found


def _noted(document: QTextDocument) -> Iterator[tuple[NoteId, int, int]]:
    for block in blocks_from(document.begin()):
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            iterator += 1
            found = fragment.charFormat()
            if found.hasProperty(NOTE):
                start = fragment.position()
                yield NoteId(found.stringProperty(NOTE)), start, start + fragment.length()


def note_at(cursor: QTextCursor) -> NoteId | None:
    """Return the note that the caret stands in or touches, or that the selection begins in."""
    start = cursor.selectionStart()
    block = cursor.document().findBlock(start)
    first, last = block.position(), block.position() + block.length() - 1
    reader = QTextCursor(cursor.document())
    for position in (start, start - 1):
        if first <= position < last:
            reader.setPosition(position)
            reader.setPosition(position + 1, KEEP)
            found = reader.charFormat()
            if found.hasProperty(NOTE) and not is_card(found):
                return NoteId(found.stringProperty(NOTE))
    return None


def passage_for(cursor: QTextCursor) -> Place | None:
    """Return what a new note would stand on: the selection, else the word at the caret."""
    if not cursor.hasSelection():
        cursor = QTextCursor(cursor)
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    can_hold = any(
        block.kind is not Kind.PREFORMATTED and stretch.style.note is None
        for block, stretch in marks.selected(cursor)
    )
    if not can_hold or not cursor.selectedText().strip():
        return None
    return cursor.selectionStart(), cursor.selectionEnd()


def put(document: QTextDocument, place: Place, note: NoteId) -> None:
    """Put a note on a passage, as one step of undo; other notes keep what they stand on."""

    def noted(style: RunStyle) -> RunStyle:
        return style if style.note is not None else replace(style, note=note)

    _change(document, [place], noted)


def take_off(document: QTextDocument, notes: frozenset[NoteId]) -> None:
    """Take notes off the text, as one step of undo; nothing happens where there are none."""

    def bare(style: RunStyle) -> RunStyle:
        return replace(style, note=None) if style.note in notes else style

    found = [place for note, where in places(document).items() if note in notes for place in where]
    if found:
        _change(document, found, bare)


def _change(
    document: QTextDocument, where: list[Place], how: Callable[[RunStyle], RunStyle]
) -> None:
    cursor = QTextCursor(document)
    with one_step(cursor):
        for start, end in where:
            block = document.findBlock(start)
            while block.isValid() and block.position() < end:
                _change_block(cursor, block.position(), start, end, how)
                block = block.next()


def _change_block(
    cursor: QTextCursor, first: int, start: int, end: int, how: Callable[[RunStyle], RunStyle]
) -> None:
    block = cursor.document().findBlock(first)
    if kind_of(block) in {Kind.PREFORMATTED, Kind.CARD}:
        return
    style = block_style(block)
    for stretch in list(marks.stretches(block, start, end)):
        wanted = how(stretch.style)
        if wanted != stretch.style:
            cursor.setPosition(stretch.start)
            cursor.setPosition(stretch.end, KEEP)
            cursor.setCharFormat(char_format(wanted, style))
