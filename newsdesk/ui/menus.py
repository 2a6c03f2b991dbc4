"""The menu bar, made from the table of commands; each menu is filled when it is first opened."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QMenuBar

from newsdesk.services.commands import COMMANDS, MENUS, Menu
from newsdesk.ui.actions import Actions
from newsdesk.ui.tokens import MENU_BAR

Filler = Callable[[QMenu], None]


class MenuBar(QMenuBar):
    """``add_menu`` adds menus that are no commands, as "Open recent", after a command's id."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._extra: dict[str, tuple[str, Filler]] = {}
        if sys.platform != "darwin":
            self.setFixedHeight(MENU_BAR)
        for name in MENUS:
            menu = QMenu(name, self)
            self.addMenu(menu)
            if sys.platform == "darwin":
                self._fill(menu, name)
            else:
                menu.aboutToShow.connect(partial(self._fill, menu, name))

    def add_menu(self, after: str, title: str, fill: Filler) -> None:
        """Add a menu that is filled anew each time it opens."""
        self._extra[after] = (title, fill)

    def fill_all(self) -> None:
        """Fill every menu now, for those who read them without opening them."""
        for action in self.actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.aboutToShow.emit()

    def _fill(self, menu: QMenu, name: Menu) -> None:
        if not menu.isEmpty():
            return
        entries = sorted((c for c in COMMANDS if c.menu == name), key=lambda c: c.group)
        group = entries[0].group
        submenus: dict[str, QMenu] = {}
        for command in entries:
            if command.group != group:
                menu.addSeparator()
                group = command.group
            place = menu
            if command.submenu:
                if command.submenu not in submenus:
                    submenus[command.submenu] = menu.addMenu(command.submenu)
                place = submenus[command.submenu]
            place.addAction(self._actions.action(command.id))
            if command.id in self._extra:
                title, fill = self._extra[command.id]
                under = menu.addMenu(title)
                under.aboutToShow.connect(partial(fill, under))
