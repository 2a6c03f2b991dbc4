"""The targets at the left of the export dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.export.reading import PAPER, TargetShown

_ICONS = {
    "page": "folder", "zip": "file-archive", "single": "file-code", "pdf": "files",
    "fragment": "clipboard-copy", "markdown": "file-text", "text": "file", "ninjs": "file-box",
    "rss": "rss", "atom": "rss", "jsonfeed": "rss", PAPER: "newspaper",
}  # fmt: skip
_GROUPS = (
    ("For readers", ("page", "zip", "single", "pdf")),
    ("For a CMS or a desk", ("fragment", "markdown", "text", "ninjs")),
    ("Feeds", ("rss", "atom", "jsonfeed")),
    ("Not this story alone", (PAPER,)),
)


class TargetList(QListWidget):
    """``chosen`` carries the name of a target."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName("Where it goes")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "targets")
        self.setFixedWidth(184)
        self.setIconSize(QSize(16, 16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._changed)
        context.theme.changed.connect(self._draw)

    def show_targets(self, targets: Sequence[TargetShown]) -> None:
        """Show targets in their groups; those of no group stand last."""
        by_name = {target.name: target for target in targets}
        grouped = {name for _title, names in _GROUPS for name in names}
        rest = tuple(name for name in by_name if name not in grouped)
        for title, names in (*_GROUPS, ("Others", rest)):
            there = [by_name[name] for name in names if name in by_name]
            if there:
                self._add_heading(title)
            for target in there:
                item = QListWidgetItem(target.title)
                item.setData(Qt.ItemDataRole.UserRole, target.name)
                item.setToolTip(target.about)
                item.setSizeHint(QSize(0, 32))
                self.addItem(item)
        self._draw()
        self.setCurrentRow(1)

    def choose(self, name: str) -> None:
        """Choose a target by its name."""
        for place in range(self.count()):
            if self.item(place).data(Qt.ItemDataRole.UserRole) == name:
                self.setCurrentRow(place)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(fonts.font("caption"))
        item.setSizeHint(QSize(0, 34 if self.count() else 28))
        self.addItem(item)

    def _draw(self) -> None:
        for place in range(self.count()):
            item = self.item(place)
            name = item.data(Qt.ItemDataRole.UserRole)
            if name:
                item.setIcon(self._context.icons.icon(_ICONS.get(name, "file")))

    def _changed(self, item: QListWidgetItem, _before: QListWidgetItem) -> None:
        name = item.data(Qt.ItemDataRole.UserRole)
        if name:
            self.chosen.emit(name)
