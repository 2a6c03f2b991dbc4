"""Cards made and edited by their commands: what is not text and no picture of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QWidget

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
from newsdesk.ui.context import Context
from newsdesk.ui.editor import inserts, linking
from newsdesk.ui.editor.blocks import KEEP, one_step
from newsdesk.ui.editor.body import BodyEdit


class CardEditing(QObject):
    """Meets the commands for cards. ``over`` is the widget that dialogs belong to."""

    def __init__(self, context: Context, body: BodyEdit, over: QWidget) -> None:
        super().__init__(body)
        self._context = context
        self._body = body
        self._over = over
        body.card_activated.connect(self.edit_card)
        slots: tuple[tuple[str, Callable[..., object]], ...] = (
            ("insert.call_out", partial(self._new, CallOut(CallOutKind.NEWSLETTER))),
            ("insert.embed", self._embed),
            ("insert.table", partial(self._new, Table())),
            ("insert.raw_html", partial(self._new, RawHtml())),
            ("insert.divider", partial(self.insert, Divider())),
        )
        for name, slot in slots:
            self._context.actions.connect(name, slot)

    def insert(self, block: Block) -> None:
        """Insert a card at the caret."""
        self._body.insert_card(block)
        self._body.setFocus()

    def _new(self, block: Block) -> None:
        self._open_dialog(block, self.insert)

    def _embed(self) -> None:
        """Ask for an address, unless it stands at the caret, alone on its line."""
        cursor = self._body.textCursor()
        url = linking.address_alone(cursor)
        if url:
            self.embed_line(url, cursor.block().position())
        else:
            self._new(Embed(""))

    def embed_line(self, url: str, position: int) -> None:
        """Turn a line that is nothing but an address into an embed card, as one step of undo."""
        line = QTextCursor(self._body.document())
        line.setPosition(position)
        if linking.address_alone(line) != url:
            return

        def change(cursor: QTextCursor) -> None:
            with one_step(line):
                line.movePosition(QTextCursor.MoveOperation.StartOfBlock)
                line.movePosition(QTextCursor.MoveOperation.EndOfBlock, KEEP)
                line.removeSelectedText()
                inserts.insert_card(line, Embed(url, urlsplit(url).hostname or ""))
            if cursor.block() == line.block():
                cursor.movePosition(QTextCursor.MoveOperation.NextBlock)

        self._body.change(change)
        self._body.setFocus()

    def edit_card(self, position: int) -> None:
        """Open what edits the card at a position."""
        block = self._body.card_at(position)
        replace_it = partial(self._body.replace_card, position)
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
