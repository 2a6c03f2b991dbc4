"""The commands as Qt actions: one for each entry of ``COMMANDS``, shared by menus and buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from newsdesk.services.commands import COMMANDS, Command, Need, shortcuts, writes
from newsdesk.ui.icons import Icons


class Actions:
    """Gives actions by the id of their command. One without a handler is never enabled.

    An action is enabled when it is connected, what it needs is there, and nobody disallowed it.
    """

    def __init__(self, icons: Icons) -> None:
        self._owner = QObject()
        self._icons = icons
        self._commands = {command.id: command for command in COMMANDS}
        self._actions: dict[str, QAction] = {}
        self._slots: dict[str, Callable[..., object]] = {}
        self._present: set[Need] = {""}
        self._disallowed: set[str] = set()
        self._writing = True
        self._choices: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            self._actions[command.id] = self._make(command)

    def _make(self, command: Command) -> QAction:
        action = QAction(command.title, self._owner)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(text) for text in shortcuts(command)])
        action.setEnabled(False)
        if command.checkable:
            action.setCheckable(True)
        if command.choice:
            group = self._choices.get(command.choice)
            if group is None:
                group = self._choices[command.choice] = QActionGroup(self._owner)
            group.addAction(action)
        if command.id == "file.quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        return action

    def action(self, name: str) -> QAction:
        """Return the action of a command. Raises KeyError for an id that is not in the table."""
        return self._actions[name]

    def command(self, name: str) -> Command:
        """Return the entry of the table. Raises KeyError for an id that is not in it."""
        return self._commands[name]

    def all(self) -> tuple[QAction, ...]:
        """Return every action, in the order of the table."""
        return tuple(self._actions.values())

    def connect(self, name: str, slot: Callable[..., object]) -> None:
        """Say what a command does. Checkable ones hand the slot whether they are on now.

        A later handler takes the place of an earlier one.
        """
        action = self._actions[name]
        if name in self._slots:
            action.triggered.disconnect()
        self._slots[name] = slot
        if self._commands[name].checkable:
            action.triggered.connect(slot)
        else:
            action.triggered.connect(lambda _checked=False: slot())
        self._refresh(name)

    def connected(self, name: str) -> bool:
        """Whether anything happens when the command is given."""
        return name in self._slots

    def set_present(self, need: Need, present: bool) -> None:  # noqa: FBT001 - a plain setter
        """Say that an open story, or the caret in a text, is there or gone."""
        if present == (need in self._present):
            return
        (self._present.add if present else self._present.discard)(need)
        for name, command in self._commands.items():
            if command.needs == need:
                self._refresh(name)

    def allow(self, name: str, allowed: bool) -> None:  # noqa: FBT001 - a plain setter
        """Say that a connected command makes sense now or not, as Undo with nothing to undo."""
        (self._disallowed.discard if allowed else self._disallowed.add)(name)
        self._refresh(name)

    def let_write(self, allowed: bool) -> None:  # noqa: FBT001 - a plain setter
        """Say whether commands that change the library may be given."""
        self._writing = allowed
        for name, command in self._commands.items():
            if writes(command):
                self._refresh(name)

    def check(self, name: str, on: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show a checkable command as on or off, without running it."""
        self._actions[name].setChecked(on)

    def run(self, name: str) -> None:
        """Give a command, as from the palette; nothing happens where it is not enabled."""
        self._actions[name].trigger()

    def _refresh(self, name: str) -> None:
        self._actions[name].setEnabled(
            name in self._slots
            and self._commands[name].needs in self._present
            and name not in self._disallowed
            and (self._writing or not writes(self._commands[name]))
        )
