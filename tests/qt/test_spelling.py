"""The dialog of spelling: another dictionary, none, and the words that were added."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from newsdesk.domain.body import Paragraph
from newsdesk.domain.text import Run
from newsdesk.services import dictionaries
from newsdesk.services.settings import Settings
from newsdesk.ui.editor.spellingdialog import SpellingDialog
from newsdesk.ui.editor.storyeditor import StoryEditor
from tests.qt.test_editor import editor, show

__all__ = ["editor"]


@pytest.fixture
def words_file(editor: StoryEditor, tmp_path: Path) -> Path:
    """Where the words are kept: beside settings that have a file."""
    editor.context.settings.settings = Settings(tmp_path / "settings.json")
    return tmp_path / "words.txt"


def opened(editor: StoryEditor) -> SpellingDialog:
    editor.context.actions.run("edit.spelling")
    found = editor.window().findChildren(SpellingDialog)
    return next(dialog for dialog in found if dialog.isVisible())


def choose(dialog: SpellingDialog, text: str) -> None:
    place = dialog.choice.findText(text, Qt.MatchFlag.MatchStartsWith)
    assert place >= 0
    dialog.choice.setCurrentIndex(place)
    dialog.choice.activated.emit(place)


def flagged(editor: StoryEditor) -> list[str]:
    block = editor.page.body.document().firstBlock()
    return [one.word for one in editor.tools.spelling.unknown_in(block)]


def test_another_dictionary_is_chosen_for_the_language(
    editor: StoryEditor, words_file: Path, qtbot: QtBot
) -> None:
    assert words_file
    show(editor, (Paragraph((Run("They recieve colour and aluminum."),)),))
    qtbot.waitUntil(lambda: flagged(editor) == ["recieve", "aluminum"], timeout=20_000)

    dialog = opened(editor)
    assert dialog.choice.currentText() == "What fits best: English (UK)"
    choose(dialog, "English (US)")
    qtbot.waitUntil(lambda: flagged(editor) == ["recieve", "colour"], timeout=20_000)
    choose(dialog, "Nothing")
    qtbot.waitUntil(lambda: not flagged(editor), timeout=20_000)
    assert editor.context.settings.text("writing.dictionaries") == "en-GB: off"
    dialog.accept()

    dialog = opened(editor)
    assert dialog.choice.value == dictionaries.OFF
    choose(dialog, "What fits best")
    assert not editor.context.settings.text("writing.dictionaries")
    qtbot.waitUntil(lambda: flagged(editor) == ["recieve", "aluminum"], timeout=20_000)
    dialog.accept()


def test_words_that_were_added_are_seen_and_removed(
    editor: StoryEditor, words_file: Path, qtbot: QtBot
) -> None:
    show(editor, (Paragraph((Run("We recieve wisdum."),)),))
    qtbot.waitUntil(lambda: flagged(editor) == ["recieve", "wisdum"], timeout=20_000)
    editor.tools.spelling.learn("recieve", keep=True)
    assert flagged(editor) == ["wisdum"]

    dialog = opened(editor)
    assert dialog.words.count() == 1
    QTest.keyClicks(dialog.line, "wisdum")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dictionaries.read_words(words_file) == ("recieve", "wisdum")
    qtbot.waitUntil(lambda: not flagged(editor), timeout=20_000)
    dialog.words.setCurrentRow(0)
    QTest.keyClick(dialog.words, Qt.Key.Key_Delete)
    assert dictionaries.read_words(words_file) == ("wisdum",)
    qtbot.waitUntil(lambda: flagged(editor) == ["recieve"], timeout=20_000)
    dialog.accept()
