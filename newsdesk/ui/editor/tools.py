"""What works on the page and is not seen before it is used: made after the caret is there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.editor.accessible import StoryParts
from newsdesk.ui.editor.clipboard import BodyClipboard
from newsdesk.ui.editor.contextmenu import ContextMenu
from newsdesk.ui.editor.editorcommands import EditorCommands
from newsdesk.ui.editor.findbar import FindBar
from newsdesk.ui.editor.inserting import Inserter
from newsdesk.ui.editor.leading import Leading
from newsdesk.ui.editor.notes import NoteKeeper
from newsdesk.ui.editor.page import Page
from newsdesk.ui.editor.pagearea import PageArea
from newsdesk.ui.editor.places import caret_place
from newsdesk.ui.editor.spelling import SpellChecker


class Tools(QObject):
    """The tools of one page. ``over`` is the widget that popovers lie on.

    They connect to the story after the page did, so they hear of a change when it is shown.
    """

    def __init__(self, context: Context, page: Page, area: PageArea, over: QWidget) -> None:
        super().__init__(page)
        body = page.body
        self.find_bar = FindBar(context, body)
        self.parts = StoryParts(body, page)
        self.inserter = Inserter(context, page, over)
        self.clipboard = BodyClipboard(context, body, self.inserter.pictures.take_pasted)
        self.commands = EditorCommands(context, page)
        self.spelling = SpellChecker(context, body, area.blocks_in_sight)
        self.menu = ContextMenu(context, body, self.spelling)
        self.notes = NoteKeeper(context, body, over, partial(caret_place, body, over))
        self.leading = Leading(context, page, area, self.notes, over)
        area.scrolled.connect(self.spelling.again)
        area.scrolled.connect(self.inserter.follow)
        self.find_bar.moved.connect(area.bring_caret)
        if context.story.article is not None:
            self.commands.show_story()
