"""The menu at a word of the text: what may have been meant, then the usual commands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from newsdesk.services.spelling import Unknown
from newsdesk.ui.context import Context
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.positions import unit_of
from newsdesk.ui.editor.spelling import SpellChecker

_COMMANDS = (
    ("edit.undo", "edit.redo"),
    ("edit.cut", "edit.copy", "edit.paste", "edit.paste_plain"),
    ("insert.link", "format.unlink", "insert.note"),
    ("edit.select_all",),
)


class ContextMenu:
    """Makes and shows the menu."""

    def __init__(self, context: Context, body: BodyEdit, spelling: SpellChecker) -> None:
        self._context = context
        self._body = body
        self._spelling = spelling
        body.context_menu.connect(self.show)

    def make(self) -> QMenu:
        """Make the menu for where the caret stands."""
        menu = QMenu(self._body)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        unknown = self._spelling.unknown_at(self._body.textCursor())
        if unknown is not None:
            self._add_spelling(menu, unknown)
        for number, names in enumerate(_COMMANDS):
            if number:
                menu.addSeparator()
            for name in names:
                menu.addAction(self._context.actions.action(name))
        return menu

    def show(self, point: QPoint) -> None:
        """Show the menu at a point of the screen."""
        self.make().popup(point)

    def _add_spelling(self, menu: QMenu, unknown: Unknown) -> None:
        block = self._body.textCursor().block()
        first = block.position() + unit_of(block.text(), unknown.start)
        last = block.position() + unit_of(block.text(), unknown.end)
        suggestions = self._spelling.suggestions(unknown.word)
        for word in suggestions:
            action = menu.addAction(word)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.triggered.connect(partial(self._replace, first, last, word))
        if not suggestions:
            menu.addAction("No suggestions").setEnabled(False)
        menu.addSeparator()
        add = menu.addAction("Add to dictionary")
        add.triggered.connect(partial(self._learn, unknown.word, True))
        ignore = menu.addAction("Ignore until Newsdesk is closed")
        ignore.triggered.connect(partial(self._learn, unknown.word, False))
        menu.addAction(self._context.actions.action("edit.spelling"))
        menu.addSeparator()

    def _replace(self, first: int, last: int, word: str, _on: object = None) -> None:
        def change(cursor: QTextCursor) -> None:
            cursor.setPosition(first + 1)
            look = cursor.charFormat()
            cursor.setPosition(first)
            cursor.setPosition(last, KEEP)
            cursor.insertText(word, look)

        self._body.change(change)

    def _learn(self, word: str, keep: bool, _on: object = None) -> None:  # noqa: FBT001 - bound by partial
        self._spelling.learn(word, keep=keep)
