"""The formatting bubble: a few commands beside a selection, for those who use the mouse."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton
from newsdesk.ui.editor.popover import Popover

COMMANDS: Final = (
    "format.strong",
    "format.emphasis",
    "insert.link",
    "insert.note",
    "",
    "block.subhead_2",
    "block.quote",
    "block.bulleted_list",
)
"""What it offers; an empty entry parts two groups."""


class Bubble(Popover):
    """Its buttons never take the focus: the selection stays where it is."""

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self.setAccessibleName("Formatting")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        for name in COMMANDS:
            if not name:
                line = Hairline(context.theme, down=True)
                line.setFixedHeight(20)
                row.addSpacing(3)
                row.addWidget(line)
                row.addSpacing(3)
                continue
            command = context.actions.command(name)
            made = IconButton(context.theme, context.icons, command.icon, command.title)
            made.follow(context.actions.action(name))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(made)

    def show_at(self, place: QRect) -> None:
        """Show it above a place of the widget, without taking the focus."""
        if self.isHidden():
            self.adjustSize()
            self.put(place, above=True)
            self.show()
            self.raise_()
        else:
            self.put(place, above=True)
