"""Inserting and editing what is not text: pictures, cards, links; the menus that offer them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from newsdesk.domain.article import Article
from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Divider,
    Embed,
    Figure,
    Gallery,
    RawHtml,
    Table,
)
from newsdesk.domain.photo import ImageAsset, Placement, PlacementRole
from newsdesk.domain.text import Link
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton
from newsdesk.ui.editor import marks
from newsdesk.ui.editor.blockmenu import BlockMenu
from newsdesk.ui.editor.blocks import KEEP, card_selected
from newsdesk.ui.editor.bubble import Bubble
from newsdesk.ui.editor.clipboard import BodyClipboard
from newsdesk.ui.editor.embedoffer import EmbedOffer
from newsdesk.ui.editor.formats import Kind, RunStyle, char_format, kind_of
from newsdesk.ui.editor.linkpopover import LinkPopover
from newsdesk.ui.editor.page import Page
from newsdesk.ui.notices import NoticeButton

if TYPE_CHECKING:
    from newsdesk.ui.images.adding import Source

_BUBBLE_AFTER = 180
"""Milliseconds that a selection stands before the bubble comes: not while it is still made."""


class Inserter(QObject):
    """Connects the commands of the Insert menu and meets what the page asks for.

    ``over`` is the widget that popovers lie on.
    """

    def __init__(self, context: Context, page: Page, over: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._over = over
        self._link_target: tuple[int, int] = (0, 0)
        self.menu = BlockMenu(context, over)
        self.link = LinkPopover(context, over)
        self.bubble = Bubble(context, over)
        self.offer = EmbedOffer(over)
        self.clipboard = BodyClipboard(context, page.body, self.take_pasted)
        self.plus = IconButton(context.theme, context.icons, "plus", "Insert a block", side=24)
        self.plus.setParent(page.body)
        self.plus.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plus.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BUBBLE_AFTER)
        self._connect()
        self._wire()

    def _connect(self) -> None:
        slots: tuple[tuple[str, Callable[..., object]], ...] = (
            ("insert.picture", self._choose_figures),
            ("insert.lead", self.choose_lead),
            ("insert.gallery", self._choose_gallery),
            ("insert.link", self.edit_link),
            ("insert.call_out", partial(self._new, CallOut(CallOutKind.NEWSLETTER))),
            ("insert.embed", partial(self._new, Embed(""))),
            ("insert.table", partial(self._new, Table())),
            ("insert.raw_html", partial(self._new, RawHtml())),
            ("insert.divider", partial(self._insert, Divider())),
        )
        for name, slot in slots:
            self._context.actions.connect(name, slot)

    def _wire(self) -> None:
        page, body = self._page, self._page.body
        body.card_activated.connect(self.edit_card)
        body.menu_wanted.connect(partial(self.open_menu, slash=True))
        body.caret_moved.connect(self._caret_moved)
        body.typed.connect(self._typed)
        body.address_alone.connect(self._offer_embed)
        self.offer.taken.connect(self.embed)
        self.plus.clicked.connect(self._plus)
        self._timer.timeout.connect(self._show_bubble)
        self.menu.chosen.connect(self._run_block)
        self.menu.typed.connect(self._type)
        self.link.taken.connect(self._set_link)
        self.link.removed.connect(partial(self._set_link, None))
        self.link.closed.connect(self._back)
        self.menu.closed.connect(self._back)
        page.lead.wanted.connect(self.choose_lead)
        page.lead.edit_wanted.connect(self._edit_lead)
        page.lead.removed.connect(partial(self.set_lead, None))

    def _back(self, by_key: object) -> None:
        if by_key:
            self._page.body.setFocus(Qt.FocusReason.PopupFocusReason)

    # --- places ---

    def caret_place(self, cursor: QTextCursor | None = None) -> QRect:
        """Where a cursor stands, in the pixels of what popovers lie on."""
        body = self._page.body
        rect = body.cursorRect() if cursor is None else body.cursorRect(cursor)
        return QRect(body.mapTo(self._over, rect.topLeft()), rect.size())

    def follow(self) -> None:
        """Move what is open with the page when it is scrolled."""
        if self.bubble.isVisible():
            self.bubble.put(self._selection_place(), above=True)
        for popover in (self.link, self.menu):
            if popover.isVisible():
                popover.put(self.caret_place())

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
            and self.link.isHidden()
            and cursor.hasSelection()
            and not card_selected(cursor)
        ):
            self.bubble.show_at(self._selection_place())

    def _selection_place(self) -> QRect:
        cursor = self._page.body.textCursor()
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        first = self.caret_place(start)
        return QRect(first.topLeft(), first.size())

    # --- the block menu ---

    def _plus(self) -> None:
        self.open_menu()

    def open_menu(self, *, slash: bool = False) -> None:
        """Open the block menu at the caret."""
        self.bubble.hide()
        self._page.body.setFocus()
        self.menu.open_for(self.caret_place(), slash=slash)

    def _run_block(self, name: str) -> None:
        self._page.body.setFocus()
        self._context.actions.run(name)

    def _type(self, text: str) -> None:
        self._page.body.setFocus()
        self._page.body.insert_text(text)

    # --- links ---

    def edit_link(self) -> None:
        """Edit the link at the caret, or make one of the selection, or of words to come."""
        body = self._page.body
        cursor = body.textCursor()
        if card_selected(cursor):
            return
        found = marks.link_around(cursor)
        if found is not None:
            self._link_target = (found.start, found.end)
            link = found.style.link
        else:
            self._link_target = (cursor.selectionStart(), cursor.selectionEnd())
            link = None
        self.bubble.hide()
        start = QTextCursor(cursor)
        start.setPosition(self._link_target[0])
        text = cursor.selectedText() if cursor.hasSelection() else ""
        self.link.open_for(self.caret_place(start), link, text)

    def _set_link(self, link: Link | None) -> None:
        start, end = self._link_target

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

        self._page.body.change(change)

    # --- cards ---

    def _insert(self, block: Block) -> None:
        self._page.body.insert_card(block)
        self._page.body.setFocus()

    def _new(self, block: Block) -> None:
        self._open_dialog(block, self._insert)

    def edit_card(self, position: int) -> None:
        """Open what edits the card at a position."""
        block = self._page.body.card_at(position)
        replace_it = partial(self._page.body.replace_card, position)
        if isinstance(block, Figure):
            from newsdesk.ui.images.adding import edit_picture

            edit_picture(
                self._context,
                self._over,
                block.placement.image,
                placement=block.placement,
                changed=lambda placement: replace_it(Figure(placement)),
            )
        else:
            self._open_dialog(block, replace_it)

    def _open_dialog(self, block: Block, taken: Callable[[Block], object]) -> None:
        from newsdesk.ui.editor import carddialogs

        context, over = self._context, self._over
        dialog: QDialog
        match block:
            case CallOut():
                dialog = carddialogs.CallOutDialog(context, over, block, taken)
            case Embed():
                dialog = carddialogs.EmbedDialog(context, over, block, taken)
            case RawHtml():
                dialog = carddialogs.RawHtmlDialog(over, block, taken)
            case Table():
                from newsdesk.ui.editor.tabledialog import TableDialog

                dialog = TableDialog(context, over, block, taken)
            case Gallery():
                from newsdesk.ui.editor.gallerydialog import GalleryDialog

                dialog = GalleryDialog(context, over, block, taken)
            case _:
                return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # --- pictures ---

    def _choose_figures(self) -> None:
        self._choose(self.insert_figures)

    def _choose(
        self, chosen: Callable[[tuple[ImageAsset, ...]], object], *, many: bool = True
    ) -> None:
        from newsdesk.ui.images.adding import choose_pictures

        choose_pictures(self._context, self._over, chosen, many=many)

    def insert_figures(self, assets: tuple[ImageAsset, ...]) -> None:
        """Insert pictures at the caret, one below the other."""
        for asset in assets:
            self._page.body.insert_card(Figure(Placement(asset.id)))
        self._page.body.setFocus()

    def _choose_gallery(self) -> None:
        def chosen(assets: tuple[ImageAsset, ...]) -> None:
            if assets:
                placements = tuple(Placement(a.id, PlacementRole.GALLERY) for a in assets)
                self._insert(Gallery(placements))

        self._choose(chosen)

    def choose_lead(self) -> None:
        """Ask for the lead photo."""

        def chosen(assets: tuple[ImageAsset, ...]) -> None:
            if assets:
                self.set_lead(Placement(assets[0].id, PlacementRole.LEAD))

        self._choose(chosen, many=False)

    def set_lead(self, placement: Placement | None) -> None:
        """Give the story another lead photo, or none."""
        before = self._context.story.article

        def change(article: Article) -> Article:
            return replace(article, lead=placement)

        self._context.story.edit(change)
        if placement is None and before is not None and before.lead is not None:
            self._context.notices.say(
                "The lead photo was taken out of the story. It stays in the library.",
                key="lead",
                buttons=(NoticeButton("Undo", partial(self.set_lead, before.lead)),),
            )
        else:
            self._context.notices.withdraw("lead")

    def _edit_lead(self) -> None:
        article = self._context.story.article
        if article is not None and article.lead is not None:
            from newsdesk.ui.images.adding import edit_picture

            edit_picture(
                self._context,
                self._over,
                article.lead.image,
                placement=article.lead,
                changed=self.set_lead,
            )

    def take_files(self, sources: tuple[Source, ...], *, lead: bool, at: int | None) -> None:
        """Read pictures that were dropped or pasted: as the lead photo, or into the text."""
        from newsdesk.ui.images.adding import add_files

        def added(assets: tuple[ImageAsset, ...]) -> None:
            if not assets:
                return
            if lead:
                self.set_lead(Placement(assets[0].id, PlacementRole.LEAD))
                assets = assets[1:]
            if at is not None:
                cursor = self._page.body.textCursor()
                cursor.setPosition(min(at, self._page.body.document().characterCount() - 1))
                self._page.body.setTextCursor(cursor)
            self.insert_figures(assets)

        add_files(self._context, sources, added)

    def take_pasted(self, sources: Sequence[Source]) -> None:
        """Take pictures from the clipboard in at the caret."""
        self.take_files(tuple(sources), lead=False, at=None)

    def _offer_embed(self, url: str) -> None:
        self.offer.offer(self.caret_place(), url)

    def embed(self, url: str) -> None:
        """Turn a line that is nothing but an address into an embed card."""
        body = self._page.body

        def change(cursor: QTextCursor) -> None:
            block = cursor.block()
            cursor.setPosition(block.position())
            cursor.setPosition(block.position() + block.length() - 1, KEEP)
            cursor.removeSelectedText()

        body.change(change)
        self._insert(Embed(url, urlsplit(url).hostname or ""))
