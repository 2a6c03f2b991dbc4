"""Light and dark: another scheme changes colours and nothing else."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.theme import Scheme

PLACES = (
    "tab.story",
    "tab.byline",
    "tab.related",
    "tab.checks",
    "tab.history",
    "view.authors",
    "view.images",
)


def places_of(window: MainWindow) -> dict[int, tuple[str, QRect]]:
    """Where everything in sight stands, by the identity of its widget."""
    return {
        id(widget): (f"{type(widget).__name__} {widget.accessibleName()}", widget.geometry())
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and type(widget).__name__ != "QFocusFrame"
    }


@pytest.mark.parametrize("place", PLACES)
def test_another_scheme_moves_nothing(window: MainWindow, qtbot: QtBot, place: str) -> None:
    theme = window.context.theme
    theme.choose(Scheme.LIGHT)
    window.context.actions.run(place)
    qtbot.wait(300)
    before = places_of(window)
    theme.choose(Scheme.DARK)
    qtbot.wait(200)
    after = places_of(window)
    moved = {
        name: (at, after[key][1])
        for key, (name, at) in before.items()
        if key in after and after[key][1] != at
    }
    assert moved == {}


def test_another_scheme_keeps_scroll_and_undo(window: MainWindow, qtbot: QtBot) -> None:
    theme = window.context.theme
    theme.choose(Scheme.LIGHT)
    editor = window.findChild(StoryEditor)
    assert isinstance(editor, StoryEditor)
    body, bar = editor.page.body, editor.area.verticalScrollBar()
    text = body.toPlainText()
    body.insertPlainText("Kept")
    bar.setValue(300)
    theme.choose(Scheme.DARK)
    qtbot.wait(100)
    assert bar.value() == 300
    body.undo()
    assert body.toPlainText() == text
