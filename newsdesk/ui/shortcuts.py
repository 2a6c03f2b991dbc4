"""The sheet of all shortcuts, made from the table of commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from newsdesk.services.commands import COMMANDS, MENUS, Command, shortcuts
from newsdesk.ui.controls import Dialog, label


def native_keys(command: Command) -> str:
    """Return the shortcuts of a command as this system writes them."""
    form = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(keys).toString(form) for keys in shortcuts(command))


class ShortcutSheet(Dialog):
    """Every command that has a shortcut, by menu; typing narrows it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(560, 640)
        self._rows: list[tuple[str, QWidget, QWidget]] = []
        self._headings: list[tuple[QWidget, list[QWidget]]] = []
        search = QLineEdit()
        search.setPlaceholderText("Find a command or a key")
        search.setAccessibleName("Find a command or a key")
        search.textChanged.connect(self._narrow)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(20, 8, 20, 20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._fill()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        top = QHBoxLayout()
        top.setContentsMargins(20, 0, 20, 4)
        top.addWidget(search)
        column.addLayout(top)
        column.addWidget(area, 1)

    def _fill(self) -> None:
        row = 0
        for menu in MENUS:
            commands = [c for c in COMMANDS if c.menu == menu and c.shortcut]
            if not commands:
                continue
            heading = label(menu, "heading")
            heading.setContentsMargins(0, 12, 0, 0)
            self._grid.addWidget(heading, row, 0)
            members: list[QWidget] = []
            row += 1
            for command in commands:
                name, keys = label(command.title.removesuffix("…")), label(native_keys(command))
                keys.setProperty("look", "quiet")
                self._grid.addWidget(name, row, 0)
                self._grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight)
                self._rows.append((f"{name.text()} {keys.text()}".casefold(), name, keys))
                members.append(name)
                row += 1
            self._headings.append((heading, members))
        self._grid.setRowStretch(row, 1)

    def _narrow(self, text: str) -> None:
        for words, name, keys in self._rows:
            shown = text.casefold().strip() in words
            name.setVisible(shown)
            keys.setVisible(shown)
        for heading, members in self._headings:
            heading.setVisible(any(not member.isHidden() for member in members))
