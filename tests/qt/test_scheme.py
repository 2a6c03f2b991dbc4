"""Light and dark: another scheme changes colours and nothing else."""

from pytestqt.qtbot import QtBot

from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.theme import Scheme


def editor_of(window: MainWindow) -> StoryEditor:
    editor = window.findChild(StoryEditor)
    assert isinstance(editor, StoryEditor)
    return editor


def test_another_scheme_leaves_the_page_as_high_as_it_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    theme, page = window.context.theme, editor_of(window).page
    theme.choose(Scheme.LIGHT)
    fields = (page.kicker, page.headline, page.standfirst, page.lead, page.body)
    before = [(field.minimumHeight(), field.height()) for field in fields]
    theme.choose(Scheme.DARK)
    qtbot.wait(50)
    assert [(field.minimumHeight(), field.height()) for field in fields] == before


def test_another_scheme_keeps_scroll_and_undo(window: MainWindow, qtbot: QtBot) -> None:
    theme = window.context.theme
    theme.choose(Scheme.LIGHT)
    editor = editor_of(window)
    body, bar = editor.page.body, editor.area.verticalScrollBar()
    text = body.toPlainText()
    body.insertPlainText("Kept")
    bar.setValue(300)
    theme.choose(Scheme.DARK)
    qtbot.wait(100)
    assert bar.value() == 300
    body.undo()
    assert body.toPlainText() == text
