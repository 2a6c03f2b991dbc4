"""Notes for colleagues: written, found, resolved, and never parted from their words by an edit."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsdesk.domain.article import Note
from newsdesk.domain.body import Body, ListBlock, ListItem, Paragraph, Preformatted, Quote
from newsdesk.domain.ids import NoteId
from newsdesk.domain.normal import normal_body
from newsdesk.domain.notes import passages
from newsdesk.domain.text import Mark, Run
from newsdesk.ui.editor import edits, marks, moving, notemarks
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.document import fill, read
from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.inspector.notes import NoteRow, Notes
from newsdesk.ui.inspector.storypanel import StoryPanel
from tests.qt.test_editor import editor

__all__ = ["editor"]

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NOTE = NoteId("note-1")
BODY: Body = (
    Paragraph((Run("The quay reopens after nine years of work."),)),
    Paragraph((Run("Fishermen said the harbour wall is sound."),)),
    Paragraph((Run("A last paragraph."),)),
)


def select(editor: StoryEditor, words: str) -> None:
    body = editor.page.body
    found = body.document().find(words)
    assert not found.isNull()
    body.setTextCursor(found)


def write(editor: StoryEditor, words: str, text: str, qtbot: QtBot) -> NoteId:
    before = {note.id for note in notes_of(editor)}
    select(editor, words)
    editor.context.actions.run("insert.note")
    popover = editor.tools.notes.popover
    assert popover.isVisible()
    QTest.keyClicks(popover.text, text)
    QTest.keyClick(popover.text, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(notes_of(editor)) == len(before) + 1)
    assert popover.isHidden()
    (made,) = {note.id for note in notes_of(editor)} - before
    return made


def travel(editor: StoryEditor, command: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(editor.context.actions.action(command).isEnabled)
    editor.context.actions.run(command)


def notes_of(editor: StoryEditor) -> tuple[Note, ...]:
    article = editor.context.story.collected()
    assert article is not None
    return article.notes


def passage(editor: StoryEditor, note: NoteId) -> str | None:
    article = editor.context.story.collected()
    assert article is not None
    return passages(article.body).get(note)


@pytest.fixture
def text(editor: StoryEditor) -> StoryEditor:
    editor.context.story.edit(lambda article: replace(article, body=BODY, notes=()))
    editor.page.body.document().clearUndoRedoStacks()
    return editor


def list_of(editor: StoryEditor) -> Notes:
    panel = editor.window().findChild(StoryPanel)
    assert isinstance(panel, StoryPanel)
    found = panel.findChild(Notes)
    assert isinstance(found, Notes)
    return found


def rows_of(editor: StoryEditor) -> list[NoteRow]:
    return [row for row in list_of(editor).findChildren(NoteRow) if not row.isHidden()]


def test_a_note_is_written_at_its_passage_and_undone(text: StoryEditor, qtbot: QtBot) -> None:
    note = write(text, "nine years", "Was it not eight?", qtbot)
    assert passage(text, note) == "nine years"
    (made,) = notes_of(text)
    assert made.text == "Was it not eight?"
    assert made.at is not None
    assert text.page.body.hasFocus()
    travel(text, "edit.undo", qtbot)
    assert notes_of(text) == ()
    assert passage(text, note) is None
    travel(text, "edit.redo", qtbot)
    assert notes_of(text) == (made,)
    assert passage(text, note) == "nine years"


def test_the_word_at_the_caret_will_do_and_an_empty_line_will_not(
    text: StoryEditor, qtbot: QtBot
) -> None:
    select(text, "harbour")
    cursor = text.page.body.textCursor()
    cursor.setPosition(cursor.selectionStart() + 2)
    text.page.body.setTextCursor(cursor)
    text.context.actions.run("insert.note")
    QTest.keyClicks(text.tools.notes.popover.text, "Which?")
    QTest.keyClick(text.tools.notes.popover.text, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(notes_of(text)) == 1)
    assert passage(text, notes_of(text)[0].id) == "harbour"
    cursor.movePosition(cursor.MoveOperation.End)
    text.page.body.setTextCursor(cursor)
    QTest.keyClick(text.page.body, Key.Key_Return)
    text.context.actions.run("insert.note")
    assert text.tools.notes.popover.isHidden()


def test_at_its_passage_the_same_command_opens_the_note(text: StoryEditor, qtbot: QtBot) -> None:
    note = write(text, "nine years", "First", qtbot)
    select(text, "nine")
    cursor = text.page.body.textCursor()
    cursor.setPosition(cursor.selectionEnd())
    text.page.body.setTextCursor(cursor)
    text.context.actions.run("insert.note")
    popover = text.tools.notes.popover
    assert popover.text.toPlainText() == "First"
    QTest.keyClicks(popover.text, "Second")
    QTest.mouseClick(text.page.headline.viewport(), Qt.MouseButton.LeftButton)
    assert popover.isHidden()
    assert [one.text for one in notes_of(text)] == ["Second"]
    assert passage(text, note) == "nine years"


def test_escape_leaves_everything_as_it_was(text: StoryEditor) -> None:
    select(text, "nine years")
    text.context.actions.run("insert.note")
    QTest.keyClicks(text.tools.notes.popover.text, "Never mind")
    QTest.keyClick(text.tools.notes.popover.text, Key.Key_Escape)
    assert notes_of(text) == ()
    assert text.page.body.hasFocus()
    assert text.page.body.textCursor().selectedText() == "nine years"


def test_the_list_leads_to_the_passage_and_the_sign_leads_back(
    text: StoryEditor, qtbot: QtBot
) -> None:
    text.context.navigator.show_tab("story")
    note = write(text, "harbour wall", "Who says?", qtbot)
    (row,) = rows_of(text)
    assert "Who says?" in row.passage.accessibleName()
    QTest.keyClick(row.passage, Key.Key_Space)
    body = text.page.body
    assert body.hasFocus()
    assert body.textCursor().selectedText() == "harbour wall"
    text.area.bring_caret()
    body.repaint()
    sign = next(
        QPointF(x, y)
        for y in range(0, body.height(), 4)
        for x in range(body.width() - 40, body.width(), 4)
        if body.body_painter.signs.note_at(QPointF(x, y)) == note
    )
    QTest.mouseClick(
        body.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        sign.toPoint(),
    )
    assert row.passage.hasFocus()


def test_resolve_reopen_delete_and_undo_of_it(text: StoryEditor, qtbot: QtBot) -> None:
    text.context.navigator.show_tab("story")
    note = write(text, "nine years", "Eight?", qtbot)
    (row,) = rows_of(text)
    row.turned.emit()
    assert notes_of(text)[0].resolved
    assert rows_of(text) == []
    assert text.page.body.body_painter.signs.notes == frozenset()
    list_of(text).show_note(note)
    (row,) = rows_of(text)
    row.turned.emit()
    assert not notes_of(text)[0].resolved
    row.deleted.emit()
    assert notes_of(text) == ()
    assert passage(text, note) is None
    travel(text, "edit.undo", qtbot)
    assert [one.text for one in notes_of(text)] == ["Eight?"]
    assert passage(text, note) == "nine years"
    travel(text, "edit.redo", qtbot)
    assert notes_of(text) == ()


def test_a_note_goes_along_when_its_words_are_cut_and_pasted(
    text: StoryEditor, qtbot: QtBot
) -> None:
    text.context.navigator.show_tab("story")
    note = write(text, "nine years", "Eight?", qtbot)
    select(text, "after nine years of")
    text.page.body.cut()
    assert passage(text, note) is None
    assert len(notes_of(text)) == 1
    list_of(text).show_article(text.context.story.article)  # pyright: ignore[reportArgumentType] - one is open
    (row,) = rows_of(text)
    assert not row.passage.isEnabled()
    cursor = text.page.body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    text.page.body.setTextCursor(cursor)
    text.page.body.paste()
    assert passage(text, note) == "nine years"
    # A second copy has no note: a note stands on one passage.
    text.page.body.paste()
    assert passage(text, note) == "nine years"
    mime = QGuiApplication.clipboard().mimeData()
    assert note.encode() not in mime.html().encode()
    assert "Eight?" not in mime.html() + mime.text()
    for _ in range(3):
        travel(text, "edit.undo", qtbot)
    assert passage(text, note) == "nine years"
    assert len(notes_of(text)) == 1


def test_deleted_words_leave_their_note_in_the_list(text: StoryEditor, qtbot: QtBot) -> None:
    note = write(text, "nine years", "Eight?", qtbot)
    select(text, "reopens after nine years of")
    QTest.keyClick(text.page.body, Key.Key_Delete)
    assert passage(text, note) is None
    assert [one.text for one in notes_of(text)] == ["Eight?"]
    travel(text, "edit.undo", qtbot)
    assert passage(text, note) == "nine years"
    travel(text, "edit.redo", qtbot)
    assert [one.text for one in notes_of(text)] == ["Eight?"]


def test_notes_are_saved_and_shown_again(text: StoryEditor, qtbot: QtBot) -> None:
    note = write(text, "nine years", "Eight?", qtbot)
    article = text.context.story.article
    assert article is not None
    text.context.story.flush()
    qtbot.waitUntil(lambda: text.context.story.state == "saved")
    text.context.story.open(article.id)
    qtbot.waitUntil(lambda: text.context.story.state == "saved")
    assert [one.id for one in notes_of(text)] == [note]
    assert text.page.body.body_painter.signs.notes == frozenset({note})


def test_a_passage_over_several_blocks_skips_what_holds_no_notes() -> None:
    document = QTextDocument()
    body: Body = (
        Paragraph((Run("One "), Run("bold", frozenset({Mark.STRONG})))),
        Preformatted("code"),
        Quote(((Run("said"),),), (Run("somebody"),)),
        ListBlock((ListItem((Run("item"),), 0),)),
    )
    fill(document, body)
    notemarks.put(document, (0, document.characterCount() - 1), NOTE)
    noted = read(document)
    assert passages(noted)[NOTE] == "One bold said somebody item"
    document.undo()
    assert read(document) == body
    document.redo()
    assert read(document) == noted
    notemarks.take_off(document, frozenset({NOTE}))
    assert read(document) == body


def test_the_bubble_offers_it(text: StoryEditor) -> None:
    buttons = text.tools.inserter.bubble.findChildren(QWidget)
    names = [button.accessibleName() for button in buttons]
    assert any("Note for colleagues" in name for name in names)


# --- random edits ---

Step = tuple[str, Any]


def steps() -> st.SearchStrategy[list[Step]]:
    place = st.floats(0, 1)
    return st.lists(
        st.one_of(
            st.tuples(st.just("insert"), st.tuples(place, st.sampled_from(("x", "two words ")))),
            st.tuples(st.just("remove"), st.tuples(place, place)),
            st.tuples(st.just("enter"), place),
            st.tuples(st.just("mark"), st.tuples(place, place)),
            st.tuples(st.just("move"), st.tuples(place, st.sampled_from((-1, 1)))),
            st.tuples(st.just("undo"), st.integers(1, 4)),
            st.tuples(st.just("redo"), st.integers(1, 4)),
        ),
        max_size=14,
    )


def at(document: QTextDocument, share: float, within: tuple[int, int]) -> int:
    """A position outside a passage, by its share of all that there are."""
    places = [one for one in range(document.characterCount()) if not within[0] < one < within[1]]
    return places[round(share * (len(places) - 1))]


def do(document: QTextDocument, step: Step) -> None:
    name, value = step
    cursor = QTextCursor(document)
    within = notemarks.places(document)[NOTE][0]
    match name:
        case "insert":
            cursor.setPosition(at(document, value[0], within))
            style, block = marks.format_for_typing(cursor, marks.run_style(cursor.charFormat()))
            cursor.insertText(value[1], marks.char_format(style, block))
        case "remove":
            ends = sorted(at(document, share, within) for share in value)
            if ends[0] >= within[1] or ends[1] <= within[0]:
                cursor.setPosition(ends[0])
                cursor.setPosition(ends[1], KEEP)
                edits.remove_selection(cursor)
        case "enter":
            cursor.setPosition(at(document, value, within))
            edits.enter(cursor)
        case "mark":
            cursor.setPosition(round(value[0] * (document.characterCount() - 1)))
            cursor.setPosition(round(value[1] * (document.characterCount() - 1)), KEEP)
            marks.toggle(cursor, Mark.STRONG)
        case "move":
            cursor.setPosition(round(value[0] * (document.characterCount() - 1)))
            moving.move_blocks(cursor, value[1])
        case _:
            for _ in range(value):
                (document.undo if name == "undo" else document.redo)()


@given(steps())
@settings(max_examples=60)
def test_random_edits_around_it_leave_a_note_on_its_words(taken: list[Step]) -> None:
    assert QApplication.instance() is not None
    document = QTextDocument()
    noted = Run("nine years", frozenset({Mark.EMPHASIS}), note=NOTE)
    first = Paragraph((Run("The quay reopens after "), noted, Run(" of work.")))
    fill(document, normal_body((first, *BODY[1:])))
    for step in taken:
        do(document, step)
        assert passages(read(document)) == {NOTE: "nine years"}, step
