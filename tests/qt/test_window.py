"""The window as a whole: every command does something, every control has a name."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from newsdesk.services import articles
from newsdesk.services.commands import COMMANDS, shortcuts
from newsdesk.services.desk import Desk
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.screens import PANELS

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything after the first paint was built."""
    qtbot.waitUntil(lambda: window.context.actions.connected("story.trash"), timeout=10_000)
    qtbot.waitUntil(lambda: bool(window.findChildren(QTextEdit)), timeout=10_000)


def test_every_command_is_connected(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window)
    idle = [c.id for c in COMMANDS if not window.context.actions.connected(c.id)]
    assert idle == []


def test_no_two_commands_share_a_shortcut() -> None:
    keys = [key for command in COMMANDS for key in shortcuts(command)]
    assert len(keys) == len(set(keys))


def test_every_command_is_in_a_menu(window: MainWindow) -> None:
    window.menus.fill_all()
    shown = {action.objectName() for action in window.menus.findChildren(QAction)}
    for action in window.context.actions.all():
        assert action.associatedObjects(), action.objectName()
    assert shown is not None


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    label = widget.accessibleName() or text
    return label.strip()


def in_combo_box(widget: QWidget) -> bool:
    """Whether it is the list that a combo box opens: that speaks for itself."""
    parent = widget.parentWidget()
    return parent is not None and parent.metaObject().className() == "QComboBoxPrivateContainer"


def test_every_control_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window)
    for tab in PANELS:
        window.inspector.show_tab(tab)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not in_combo_box(widget)
        and not widget.isHidden()
        and not name_of(widget)
    ]
    assert sorted(nameless) == []


def test_the_status_line_says_what_belongs_to_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window)

    def said() -> str:
        labels = window.status.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    qtbot.waitUntil(lambda: "words" in said())
    window.context.actions.run("view.authors")
    qtbot.waitUntil(lambda: said().strip().endswith("authors"))
    assert "words" not in said()
    window.context.actions.run("view.images")
    assert said().strip().endswith("pictures")
    window.context.actions.run("view.stories")
    assert "words" in said()
    assert "Saved" in said()


def test_a_state_that_is_refused_is_not_shown(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window)
    context = window.context
    article = context.story.article
    assert article is not None
    window.inspector.show_tab("story")
    (choice,) = (one for one in window.inspector.findChildren(Choice) if "Draft" in texts(one))
    elsewhere: list[object] = []

    def save(desk: Desk) -> object:
        return articles.save(desk, article=replace(article, slugline="saved elsewhere"))

    context.tasks.library(save, elsewhere.append)
    qtbot.waitUntil(lambda: bool(elsewhere))
    context.story.edit(lambda mine: replace(mine, slugline="saved here"))
    before = choice.currentIndex()
    other = next(at for at in range(choice.count()) if at != before)
    choice.setCurrentIndex(other)
    choice.activated.emit(other)
    qtbot.waitUntil(window.failures.isVisible)
    assert choice.currentIndex() == before


def texts(choice: Choice) -> list[str]:
    return [choice.itemText(at) for at in range(choice.count())]


def test_focus_mode_leaves_only_the_page(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window)
    actions = window.context.actions
    actions.run("view.focus_mode")
    assert not window.stories.isVisible()
    assert not window.inspector.isVisible()
    actions.run("view.focus_mode")
    assert window.stories.isVisible()


def test_the_preview_makes_room_for_itself(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window)
    window.resize(1400, 900)
    qtbot.waitUntil(lambda: window.panes.shown("inspector"))
    window.stage.preview_shown.emit(True)
    assert window.panes.shown("list")
    assert not window.panes.shown("inspector")
    window.panes.show_pane("inspector", True)
    assert window.panes.shown("inspector")
    window.stage.preview_shown.emit(False)
    assert window.panes.shown("inspector")
    assert window.panes.hidden() == ()


def test_panes_are_switched_by_their_commands(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window)
    window.resize(1400, 900)
    for pane in ("sidebar", "list", "inspector"):
        qtbot.waitUntil(lambda: window.panes.shown("inspector"))
        action = window.context.actions.action(f"view.{pane}")
        before = action.isChecked()
        action.trigger()
        assert action.isChecked() is not before
        action.trigger()
        assert action.isChecked() is before
    assert window.panes.hidden() == ()
