"""Editing a link in place: at the caret, on the selection, or with words to come."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from newsdesk.domain.text import Link
from newsdesk.ui.context import Context
from newsdesk.ui.editor import marks
from newsdesk.ui.editor.blocks import KEEP, card_selected
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.formats import RunStyle, char_format
from newsdesk.ui.editor.linkpopover import LinkPopover
from newsdesk.ui.editor.places import caret_place


class LinkEditing(QObject):
    """Meets the command for links. ``over`` is the widget that its popover lies on.

    ``begun()`` comes when the popover opens.
    """

    begun = Signal()

    def __init__(self, context: Context, body: BodyEdit, over: QWidget) -> None:
        super().__init__(body)
        self._body = body
        self._over = over
        self._target: tuple[int, int] = (0, 0)
        self.popover = LinkPopover(context, over)
        self.popover.taken.connect(self._set_link)
        self.popover.removed.connect(partial(self._set_link, None))
        context.actions.connect("insert.link", self.edit_link)

    def edit_link(self) -> None:
        """Edit the link at the caret, or make one of the selection, or of words to come."""
        body = self._body
        cursor = body.textCursor()
        if card_selected(cursor):
            return
        found = marks.link_around(cursor)
        if found is not None:
            self._target = (found.start, found.end)
            link = found.style.link
        else:
            self._target = (cursor.selectionStart(), cursor.selectionEnd())
            link = None
        self.begun.emit()
        start = QTextCursor(cursor)
        start.setPosition(self._target[0])
        text = cursor.selectedText() if cursor.hasSelection() else ""
        self.popover.open_for(caret_place(self._body, self._over, start), link, text)

    def _set_link(self, link: Link | None) -> None:
        start, end = self._target

        def change(cursor: QTextCursor) -> None:
            target = QTextCursor(cursor.document())
            target.setPosition(start)
            target.setPosition(end, KEEP)
            if target.hasSelection():
                marks.set_link(target, link)
            elif link is not None:
                words = link.title or link.href.removeprefix("https://")
                _, block = marks.format_for_typing(target, RunStyle())
                target.insertText(words, char_format(RunStyle(link=link), block))
            cursor.setPosition(target.selectionEnd())

        self._body.change(change)
