"""Rich paragraphs as a text document and back: the small text editors' only truth."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from newsdesk.domain.ids import NoteId
from newsdesk.domain.normal import normal_runs
from newsdesk.domain.text import Link, Mark, Run, Runs

_CODE = int(QTextCharFormat.Property.UserProperty) + 1
_LANGUAGE = _CODE + 1
_NOTE = _CODE + 2
_TITLE = _CODE + 3
_REL = _CODE + 4
_BETWEEN = 6
"""Pixels below a paragraph, so that one is told from a line that was broken."""
_ALIGNMENT = QTextCharFormat.VerticalAlignment


def format_of(run: Run, link_colour: QColor) -> QTextCharFormat:
    """Return how a run is shown; what cannot be seen is kept in properties."""
    made = QTextCharFormat()
    if Mark.STRONG in run.marks:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(Mark.EMPHASIS in run.marks)
    made.setFontUnderline(Mark.UNDERLINE in run.marks)
    made.setFontStrikeOut(Mark.STRIKE in run.marks)
    if Mark.SUPERSCRIPT in run.marks:
        made.setVerticalAlignment(_ALIGNMENT.AlignSuperScript)
    elif Mark.SUBSCRIPT in run.marks:
        made.setVerticalAlignment(_ALIGNMENT.AlignSubScript)
    if Mark.CODE in run.marks:
        made.setProperty(_CODE, True)
    if run.language:
        made.setProperty(_LANGUAGE, run.language)
    if run.note:
        made.setProperty(_NOTE, run.note)
    if run.link is not None:
        set_link(made, run.link, link_colour)
    return made


def set_link(made: QTextCharFormat, link: Link, colour: QColor) -> None:
    """Make a format a link, shown in its colour."""
    made.setAnchor(True)
    made.setAnchorHref(link.href)
    made.setForeground(colour)
    made.setProperty(_TITLE, link.title)
    made.setProperty(_REL, link.rel)


def fill(document: QTextDocument, paragraphs: Iterable[Runs], link_colour: QColor) -> None:
    """Put paragraphs into an emptied document; there is nothing to undo afterwards."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    below = QTextBlockFormat()
    below.setBottomMargin(_BETWEEN)
    cursor.setBlockFormat(below)
    for place, runs in enumerate(paragraphs):
        if place:
            cursor.insertBlock()
        for run in runs:
            cursor.insertText(run.text.replace("\n", "\u2028"), format_of(run, link_colour))
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def read(document: QTextDocument) -> tuple[Runs, ...]:
    """Return the paragraphs of a document in normal form; empty ones go."""
    found: list[Runs] = []
    block = document.begin()
    while block.isValid():
        runs = normal_runs(_runs(block))
        if runs:
            found.append(runs)
        block = block.next()
    return tuple(found)


def _runs(block: QTextBlock) -> Iterable[Run]:
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if fragment.isValid():
            yield _run(fragment.text().replace("\u2028", "\n"), fragment.charFormat())
        place += 1


def _run(text: str, made: QTextCharFormat) -> Run:
    marks: set[Mark] = set()
    if made.fontWeight() >= QFont.Weight.DemiBold:
        marks.add(Mark.STRONG)
    if made.fontItalic():
        marks.add(Mark.EMPHASIS)
    if made.fontUnderline():
        marks.add(Mark.UNDERLINE)
    if made.fontStrikeOut():
        marks.add(Mark.STRIKE)
    if made.verticalAlignment() == _ALIGNMENT.AlignSuperScript:
        marks.add(Mark.SUPERSCRIPT)
    if made.verticalAlignment() == _ALIGNMENT.AlignSubScript:
        marks.add(Mark.SUBSCRIPT)
    if made.property(_CODE):
        marks.add(Mark.CODE)
    link = None
    if made.isAnchor() and made.anchorHref():
        link = Link(
            made.anchorHref(), str(made.property(_TITLE) or ""), str(made.property(_REL) or "")
        )
    note = str(made.property(_NOTE) or "")
    return Run(
        text,
        frozenset(marks),
        link,
        str(made.property(_LANGUAGE) or ""),
        NoteId(note) if note else None,
    )
