"""What is offered at the caret: the block menu, the "+", the bubble, a link, an embed card."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton
from newsdesk.ui.editor.blockmenu import BlockMenu
from newsdesk.ui.editor.blocks import card_selected
from newsdesk.ui.editor.bubble import Bubble
from newsdesk.ui.editor.cardediting import CardEditing
from newsdesk.ui.editor.embedoffer import EmbedOffer
from newsdesk.ui.editor.formats import Kind, kind_of
from newsdesk.ui.editor.linkediting import LinkEditing
from newsdesk.ui.editor.page import Page
from newsdesk.ui.editor.passagelanguage import PassageLanguage
from newsdesk.ui.editor.pictures import Pictures
from newsdesk.ui.editor.places import caret_place

_BUBBLE_AFTER = 180
"""Milliseconds that a selection stands before the bubble comes: not while it is still made."""


class Inserter(QObject):
    """Shows the menus at the caret and beside a selection, and brings what they offer together.

    ``over`` is the widget that popovers lie on.
    """

    def __init__(self, context: Context, page: Page, over: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._over = over
        self.menu = BlockMenu(context, over)
        self.links = LinkEditing(context, page.body, over)
        self.language = PassageLanguage(context, page.body, over)
        self.cards = CardEditing(context, page.body, over)
        self.pictures = Pictures(context, page, over)
        self.bubble = Bubble(context, over)
        self.offer = EmbedOffer(over)
        self.plus = IconButton(context.theme, context.icons, "plus", "Insert a block", side=24)
        self.plus.setParent(page.body)
        self.plus.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plus.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BUBBLE_AFTER)
        self._wire()

    def _wire(self) -> None:
        body = self._page.body
        body.menu_wanted.connect(partial(self.open_menu, slash=True))
        body.caret_moved.connect(self._caret_moved)
        body.typed.connect(self._typed)
        body.address_alone.connect(self._offer_embed)
        self.offer.taken.connect(self.cards.embed_line)
        self.links.begun.connect(self.bubble.hide)
        self.plus.clicked.connect(self._plus)
        self._timer.timeout.connect(self._show_bubble)
        self.menu.chosen.connect(self._run_block)
        self.menu.typed.connect(self._type)
        self.links.popover.closed.connect(self._back)
        self.menu.closed.connect(self._back)

    def _back(self, by_key: object) -> None:
        if by_key:
            self._page.body.setFocus(Qt.FocusReason.PopupFocusReason)

    # --- places ---

    def follow(self) -> None:
        """Move what is open with the page when it is scrolled."""
        if self.bubble.isVisible():
            self.bubble.put(self._selection_place(), above=True)
        for popover in (self.links.popover, self.language.popover, self.menu):
            if popover.isVisible():
                popover.put(caret_place(self._page.body, self._over))

    def _caret_moved(self) -> None:
        cursor = self._page.body.textCursor()
        if not cursor.hasSelection() or card_selected(cursor):
            self.bubble.hide()
            self._timer.stop()
        else:
            self._timer.start()
        self._show_plus(cursor)

    def _typed(self) -> None:
        self.offer.leave()
        self._show_plus(self._page.body.textCursor())

    def _show_plus(self, cursor: QTextCursor) -> None:
        body = self._page.body
        block = cursor.block()
        empty = block.length() == 1 and kind_of(block) is Kind.PARAGRAPH
        self.plus.setVisible(empty and body.hasFocus())
        if empty:
            rect = body.cursorRect()
            right = block.textDirection() is Qt.LayoutDirection.RightToLeft
            x = body.width() - 26 if right else 2
            self.plus.move(QPoint(x, rect.center().y() - 12))

    def _show_bubble(self) -> None:
        body = self._page.body
        cursor = body.textCursor()
        if QApplication.mouseButtons():
            self._timer.start()
        elif (
            body.hasFocus()
            and self.links.popover.isHidden()
            and cursor.hasSelection()
            and not card_selected(cursor)
        ):
            self.bubble.show_at(self._selection_place())

    def _selection_place(self) -> QRect:
        body = self._page.body
        start = body.textCursor()
        start.setPosition(start.selectionStart())
        first = caret_place(body, self._over, start)
        return QRect(first.topLeft(), first.size())

    # --- the block menu ---

    def _plus(self) -> None:
        self.open_menu()

    def open_menu(self, *, slash: bool = False) -> None:
        """Open the block menu at the caret."""
        self.bubble.hide()
        self._page.body.setFocus()
        self.menu.open_for(caret_place(self._page.body, self._over), slash=slash)

    def _run_block(self, name: str) -> None:
        self._page.body.setFocus()
        self._context.actions.run(name)

    def _type(self, text: str) -> None:
        self._page.body.setFocus()
        self._page.body.insert_text(text)

    # --- embeds ---

    def _offer_embed(self, url: str, position: int) -> None:
        line = QTextCursor(self._page.body.document())
        line.setPosition(position)
        line.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.offer.offer(caret_place(self._page.body, self._over, line), url, position)
