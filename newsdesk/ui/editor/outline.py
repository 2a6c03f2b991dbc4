"""The outline: the subheads of the story, to go to one of them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from newsdesk.ui.controls import label
from newsdesk.ui.editor.document import blocks_from
from newsdesk.ui.editor.formats import Kind, block_style, kind_of
from newsdesk.ui.editor.popover import Popover

_ROW = 30
_MOST = 12
_INDENT = "    "


def subheads(document: QTextDocument) -> tuple[tuple[int, int, str], ...]:
    """Return each subhead as (position in UTF-16 units, level, text)."""
    return tuple(
        (block.position(), block_style(block).level, block.text())
        for block in blocks_from(document.begin())
        if kind_of(block) is Kind.SUBHEAD
    )


class Outline(Popover):
    """Lists the subheads; ``chosen(position)`` carries the one that was taken."""

    chosen = Signal(int)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAccessibleName("Outline")
        self._none = label("No subheads yet. Type ## and a space on a new line.", "note")
        self.list = QListWidget()
        self.list.setAccessibleName("Subheads")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("look", "popover_list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._none)
        column.addWidget(self.list)
        self.setFixedWidth(360)

    def open_for(self, document: QTextDocument, place: QRect) -> None:
        """Show a document's subheads at a place."""
        found = subheads(document)
        self.list.clear()
        for position, level, text in found:
            item = QListWidgetItem(f"{_INDENT * (level - 2)}{text}")
            item.setData(Qt.ItemDataRole.UserRole, position)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, level {level}")
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        self.list.setFixedHeight(min(len(found), _MOST) * _ROW + 2)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        self.open_at(place)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, item: QListWidgetItem) -> None:
        position: int = item.data(Qt.ItemDataRole.UserRole)
        self.leave(by_key=True)
        self.chosen.emit(position)
