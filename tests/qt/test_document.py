"""The body as a text document and back, whatever was typed, pasted, moved or undone between."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsdesk.domain.body import Body, Divider, ListBlock, ListItem, Paragraph, Quote
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Link, Mark, Run
from newsdesk.ui.editor import inserts, marks
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.document import fill, read
from newsdesk.ui.editor.editorcommands import STYLES
from newsdesk.ui.fonts import page_font
from newsdesk.ui.theme import Theme
from tests import strategies

Key = Qt.Key
Step = tuple[str, Any]

KEYS = (
    Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Tab, Key.Key_Backtab, Key.Key_Left,
    Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End,
)  # fmt: skip
TYPED = (
    "a",
    "word",
    "two words ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "---",
    "é",
    "Олена",
    "שלום",
    "👩‍👩‍👧",
    "\u00a0",
    "``` ",
)


def steps() -> st.SearchStrategy[list[Step]]:
    """What a person may do, in any order."""
    place = st.floats(0, 1)
    return st.lists(
        st.one_of(
            st.tuples(st.just("type"), st.sampled_from(TYPED)),
            st.tuples(st.just("key"), st.sampled_from(KEYS)),
            st.tuples(st.just("go"), place),
            st.tuples(st.just("select"), st.tuples(place, place)),
            st.tuples(st.just("paste"), strategies.bodies()),
            st.tuples(st.just("style"), st.sampled_from(tuple(STYLES.values()))),
            st.tuples(st.just("mark"), st.sampled_from(tuple(Mark))),
            st.tuples(st.just("move"), st.sampled_from((-1, 1))),
            st.tuples(st.just("card"), st.just(Divider())),
            st.tuples(st.just("break"), st.none()),
        ),
        max_size=14,
    )


@pytest.fixture(scope="module")
def theme() -> Theme:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    return Theme(application)


def position(edit: BodyEdit, share: float) -> int:
    return round(share * (edit.document().characterCount() - 1))


def take(edit: BodyEdit, step: Step) -> None:
    """Do one step as the window does it."""
    what, value = step
    cursor = edit.textCursor()
    match what:
        case "type":
            QTest.keyClicks(edit, value) if value.isascii() else edit.insert_text(value)
        case "key":
            QTest.keyClick(edit, value)
        case "go":
            cursor.setPosition(position(edit, value))
            edit.setTextCursor(cursor)
        case "select":
            cursor.setPosition(position(edit, value[0]))
            cursor.setPosition(position(edit, value[1]), KEEP)
            edit.setTextCursor(cursor)
        case "paste":
            edit.change(lambda cursor: inserts.insert_body(cursor, value))
        case "style":
            edit.restyle(value)
        case "mark":
            edit.toggle_mark(value)
        case "move":
            edit.move_blocks(value)
        case "card":
            edit.insert_card(value)
        case _:
            edit.break_undo()


@given(strategies.bodies())
def test_a_body_comes_back_from_the_document_as_it_was(theme: Theme, body: Body) -> None:
    document = QTextDocument()
    document.setDefaultFont(page_font(18))
    fill(document, body)
    assert read(document) == body


@settings(max_examples=60)
@given(strategies.bodies(), steps())
def test_undoing_everything_gives_the_body_back(
    theme: Theme, body: Body, done: list[Step]
) -> None:
    edit = BodyEdit(theme)
    edit.resize(600, 400)
    edit.load(body)
    for step in done:
        take(edit, step)
        found = edit.body()
        assert found == read(edit.document()), "what was kept is what is there"
        assert found == normal_body(found), "what is read is in normal form"
    after = edit.body()
    undone = 0
    while edit.document().isUndoAvailable():
        edit.undo()
        undone += 1
        assert undone < 500
    assert edit.body() == body
    while edit.document().isRedoAvailable():
        edit.redo()
    assert edit.body() == after
    edit.deleteLater()


@given(strategies.bodies(), steps())
@settings(max_examples=30)
def test_the_counters_count_what_a_whole_count_counts(
    theme: Theme, body: Body, done: list[Step]
) -> None:
    edit = BodyEdit(theme)
    edit.load(body)
    for step in done:
        take(edit, step)
    counted = edit.counters.words, edit.counters.to_come
    edit.counters.recount()
    assert counted == (edit.counters.words, edit.counters.to_come)
    edit.deleteLater()


class TestKeys:
    @pytest.fixture
    def edit(self, theme: Theme, qtbot: QtBot) -> BodyEdit:
        edit = BodyEdit(theme)
        qtbot.addWidget(edit)
        edit.resize(600, 400)
        edit.load((Paragraph((Run("One two three"),)), Paragraph((Run("Four"),))))
        return edit

    def end(self, edit: BodyEdit) -> None:
        edit.moveCursor(QTextCursor.MoveOperation.End)

    def test_a_start_as_in_markdown_turns_the_line_and_one_undo_takes_it_back(
        self, edit: BodyEdit
    ) -> None:
        self.end(edit)
        QTest.keyClick(edit, Key.Key_Return)
        QTest.keyClicks(edit, "- ")
        QTest.keyClicks(edit, "item")
        assert edit.body()[-1] == ListBlock((ListItem((Run("item"),)),))
        for _ in range(4):
            if edit.document().lastBlock().text() == "- ":
                break
            edit.undo()
        assert edit.body()[-1] == Paragraph((Run("-"),))

    def test_what_is_typed_after_a_link_is_not_linked(self, edit: BodyEdit) -> None:
        cursor = edit.textCursor()
        cursor.setPosition(4)
        cursor.setPosition(7, KEEP)
        marks.set_link(cursor, Link("https://example.org/"))
        cursor.setPosition(7)
        edit.setTextCursor(cursor)
        QTest.keyClicks(edit, "x")
        link = Link("https://example.org/")
        assert edit.body()[0] == Paragraph((Run("One "), Run("two", link=link), Run("x three")))

    def test_an_address_pasted_over_words_links_them_in_one_step(self, edit: BodyEdit) -> None:
        before = edit.body()
        cursor = edit.textCursor()
        cursor.setPosition(4)
        cursor.setPosition(7, KEEP)
        edit.setTextCursor(cursor)
        QApplication.clipboard().setText("https://example.org/a")
        edit.paste()
        runs = edit.body()[0]
        assert isinstance(runs, Paragraph)
        assert runs.runs[1] == Run("two", link=Link("https://example.org/a"))
        edit.undo()
        assert edit.body() == before

    def test_undo_goes_back_word_by_word(self, edit: BodyEdit) -> None:
        self.end(edit)
        QTest.keyClicks(edit, " alpha beta")
        edit.undo()
        assert edit.body()[-1] == Paragraph((Run("Four alpha"),))

    def test_enter_in_a_quote_goes_on_and_on_an_empty_line_leaves_it(self, edit: BodyEdit) -> None:
        self.end(edit)
        edit.restyle(STYLES["block.quote"])
        QTest.keyClick(edit, Key.Key_Return)
        QTest.keyClicks(edit, "More")
        QTest.keyClick(edit, Key.Key_Return)
        QTest.keyClick(edit, Key.Key_Return)
        QTest.keyClicks(edit, "Out")
        assert edit.body()[-2:] == (
            Quote(((Run("Four"),), (Run("More"),))),
            Paragraph((Run("Out"),)),
        )

    def test_a_card_is_chosen_removed_and_brought_back(self, edit: BodyEdit) -> None:
        before = edit.body()
        self.end(edit)
        edit.insert_card(Divider())
        assert Divider() in edit.body()
        QTest.keyClick(edit, Key.Key_Delete)
        assert edit.body() == before
        edit.undo()
        assert Divider() in edit.body()
