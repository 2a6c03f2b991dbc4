"""The block menu: what can stand on an empty line, found by a few letters."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from newsdesk.services.commands import Command
from newsdesk.ui.context import Context
from newsdesk.ui.editor.popover import Popover
from newsdesk.ui.fields.texts import Line

ENTRIES: Final = (
    "insert.picture",
    "block.subhead_2",
    "block.subhead_3",
    "block.quote",
    "block.pull_quote",
    "block.bulleted_list",
    "block.numbered_list",
    "insert.call_out",
    "insert.gallery",
    "insert.embed",
    "insert.table",
    "insert.divider",
    "insert.raw_html",
    "block.preformatted",
)
"""The commands it offers, the most used first."""
_OTHER_WORDS: Final = {
    "insert.picture": "image photo figure",
    "block.subhead_2": "heading h2 title",
    "block.subhead_3": "heading h3",
    "block.quote": "blockquote citation",
    "insert.call_out": "callout newsletter box fact note",
    "insert.embed": "video tweet post link",
    "insert.divider": "line rule break",
    "insert.raw_html": "code html",
    "block.preformatted": "code pre",
    "block.bulleted_list": "ul bullets",
    "block.numbered_list": "ol numbers",
}
_ROW = 32
_SHOWN = 9


class BlockMenu(Popover):
    """Opens at the caret. ``chosen(id)`` carries a command; ``typed(text)`` what was only text."""

    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self._context = context
        self._slash = False
        self.setAccessibleName("Blocks")
        self.field = Line("Find a block")
        self.field.setAccessibleName("Find a block")
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Blocks")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setIconSize(QSize(16, 16))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("look", "popover_list")
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.setFixedWidth(272)
        self.closed.connect(self._closed)

    def open_for(self, place: QRect, *, slash: bool) -> None:
        """Open at a place; after a slash, Escape leaves the slash and what was typed as text."""
        self._slash = slash
        self.field.clear()
        self._narrow("")
        self.open_at(place)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _narrow(self, text: str) -> None:
        if text == "/":
            self._as_text()
            return
        self.list.clear()
        wanted = text.casefold().split()
        for name in ENTRIES:
            command = self._context.actions.command(name)
            words = f"{command.title} {_OTHER_WORDS.get(name, '')}".casefold()
            enabled = self._context.actions.action(name).isEnabled()
            if enabled and all(word in words for word in wanted):
                self.list.addItem(self._item(command))
        rows = min(max(1, self.list.count()), _SHOWN)
        self.list.setFixedHeight(rows * _ROW + 2)
        self.list.setCurrentRow(0)
        self.refit()

    def _item(self, command: Command) -> QListWidgetItem:
        icon = self._context.icons.icon(command.icon, checked="text2")
        item = QListWidgetItem(icon, command.title.removesuffix("…"))
        item.setSizeHint(QSize(0, _ROW))
        item.setData(Qt.ItemDataRole.UserRole, command.id)
        return item

    def _take(self, item: QListWidgetItem) -> None:
        name: str = item.data(Qt.ItemDataRole.UserRole)
        self._slash = False
        self.leave()
        self.chosen.emit(name)

    def _as_text(self) -> None:
        """Give back what was typed as text, for somebody who meant a slash."""
        text = self.field.text()
        self._slash = False
        self.leave()
        self.typed.emit("/" if text == "/" else f"/{text}")

    def _closed(self, by_key: object) -> None:
        if self._slash and by_key:
            self._slash = False
            self.typed.emit(f"/{self.field.text()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose with the arrows and Enter; go back with Backspace on an empty field."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                if self.list.currentRow() >= 0:
                    self._take(self.list.currentItem())
                elif self._slash:
                    self._as_text()
            case Qt.Key.Key_Backspace if not self.field.text():
                self._slash = False
                self.leave(by_key=True)
            case _:
                return False
        return True

    def _step(self, by: int) -> None:
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + by) % count)
