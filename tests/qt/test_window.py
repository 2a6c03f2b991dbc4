"""The window as a whole: every command does something, every control has a name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from newsdesk.services.commands import COMMANDS, shortcuts
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


def test_focus_mode_leaves_only_the_page(window: MainWindow, qtbot: QtBot) -> None:
    settled(qtbot, window)
    actions = window.context.actions
    actions.run("view.focus_mode")
    assert not window.stories.isVisible()
    assert not window.inspector.isVisible()
    actions.run("view.focus_mode")
    assert window.stories.isVisible()
