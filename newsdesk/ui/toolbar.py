"""The toolbar above the page: a dozen actions, all of them from the table of commands.

Its place is there from the first paint on, its buttons come right after.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton

from newsdesk.services.commands import COMMANDS
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton
from newsdesk.ui.tokens import TOOLBAR

_MIDDLE = (
    "format.strong",
    "format.emphasis",
    "insert.link",
    "block.quote",
    "block.bulleted_list",
    "insert.picture",
    "insert.call_out",
)


class Toolbar(QFrame):
    """List, paragraph style, formatting and inserting; preview, export and inspector."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._styles_made = False
        self.setProperty("look", "paper")
        self.setAccessibleName("Toolbar")
        self.setFixedHeight(TOOLBAR)

    def fill(self) -> None:
        """Make the buttons."""
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        row.addWidget(self._button("view.list"))
        self._part(row)
        self._style = self._style_button()
        row.addWidget(self._style)
        self._part(row)
        for name in _MIDDLE:
            row.addWidget(self._button(name))
        row.addStretch(1)
        row.addWidget(self._button("view.preview"))
        row.addSpacing(6)
        self._export = self._export_button()
        row.addWidget(self._export)
        row.addSpacing(6)
        row.addWidget(self._button("view.inspector"))
        self._draw()
        self._show_style()
        self._context.theme.changed.connect(self._draw)

    def _button(self, name: str) -> IconButton:
        command = self._context.actions.command(name)
        made = IconButton(self._context.theme, self._context.icons, command.icon, command.title)
        made.follow(self._context.actions.action(name))
        if name in {"view.list", "view.inspector"}:
            made.setCheckable(False)
        return made

    def _part(self, row: QHBoxLayout) -> None:
        line = Hairline(self._context.theme, down=True)
        line.setFixedHeight(20)
        row.addSpacing(6)
        row.addWidget(line)
        row.addSpacing(6)

    def _style_button(self) -> QToolButton:
        made = QToolButton()
        made.setText("Paragraph")
        made.setAccessibleName("Paragraph style")
        made.setToolTip("Paragraph style")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        made.setIconSize(QSize(16, 16))
        made.setFixedHeight(32)
        made.setMinimumWidth(108)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setEnabled(False)
        made.pressed.connect(self._make_styles)
        for action in self._styles():
            action.changed.connect(self._show_style)
        return made

    def _styles(self) -> list[QAction]:
        actions = self._context.actions
        return [actions.action(entry.id) for entry in COMMANDS if entry.choice == "block"]

    def _make_styles(self) -> None:
        """Build the menu when it is first wanted."""
        if not self._styles_made:
            self._styles_made = True
            menu = QMenu(self._style)
            menu.addActions(self._styles())
            self._style.setMenu(menu)

    def _show_style(self) -> None:
        styles = self._styles()
        self._style.setEnabled(any(action.isEnabled() for action in styles))
        chosen = next((action.text() for action in styles if action.isChecked()), None)
        if chosen is not None:
            self._style.setText(chosen)

    def _export_button(self) -> QPushButton:
        action = self._context.actions.action("file.export")
        made = QPushButton(" Export…")
        made.setAccessibleName("Export…")
        made.setIconSize(QSize(16, 16))
        made.setToolTip(f"Export  {action.shortcut().toString()}")
        made.setAutoDefault(False)

        def refresh() -> None:
            made.setEnabled(action.isEnabled())

        refresh()
        action.changed.connect(refresh)
        made.clicked.connect(action.trigger)
        return made

    def _draw(self) -> None:
        self._style.setIcon(self._context.icons.icon("chevron-down"))
        self._export.setIcon(self._context.icons.icon("upload", "text"))
