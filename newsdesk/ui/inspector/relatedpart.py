"""A part of the Related panel: pinned, curated, suggested, copies, or who links here."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import label
from newsdesk.ui.fields.rowlist import RowList
from newsdesk.ui.inspector.relatedrow import RelatedRow


class RelatedPart(QWidget):
    """A part of the panel: an icon, a name with a number, a note or a link, and its rows."""

    def __init__(self, context: Context, icon: str, name: str, right: QWidget) -> None:
        super().__init__()
        self._context = context
        self._icon_name = icon
        self._icon = QLabel()
        self.name = label(name, "heading")
        self._title = name
        self.rows: RowList[RelatedRow] = RowList(context)
        self.rows.setAccessibleName(name)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.rows)
        self._draw()
        context.theme.changed.connect(self._draw)

    def rename(self, title: str) -> None:
        """Show another name."""
        self._title = title

    def count(self, number: int) -> None:
        """Show how many there are."""
        self.name.setText(f"{self._title}  {number}" if number else self._title)

    def _draw(self) -> None:
        self._icon.setPixmap(self._context.icons.pixmap(self._icon_name, "text2", 14))
