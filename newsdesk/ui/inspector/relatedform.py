"""What is overridden of a related item in this place; a page’s title can be fetched here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.listing import ArticleRow
from newsdesk.domain.related import RelatedItem
from newsdesk.ui.controls import button
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.rowlist import GRIP
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.fields.ticks import Tick


class RelatedForm(QWidget):
    """``changed`` carries the name of a field of the item and its new value."""

    changed = Signal(str, object)
    picture_wanted = Signal()
    open_wanted = Signal()
    unpin_wanted = Signal()
    fetch_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label, self.headline = Line(), Line()
        self.teaser = Area(least=2, most=5)
        self.updated = Tick("Show “Updated” time")
        self.fetch = button("Fetch title", "link")
        self.fetch.setToolTip("Asks the page for its title, over the network")
        self._headline_field = Field("Headline here", self.headline)
        self._headline_field.add_to_head(self.fetch)
        self._picture = button("Picture…", "link")
        self._no_picture = button("Its own picture", "link")
        self._lay_out()
        self.label.typed.connect(partial(self.changed.emit, "label"))
        self.headline.typed.connect(self._typed)
        self.teaser.typed.connect(partial(self.changed.emit, "teaser"))
        self.updated.clicked.connect(partial(self.changed.emit, "show_updated"))
        self._picture.clicked.connect(self.picture_wanted)
        self._no_picture.clicked.connect(lambda: self.changed.emit("image", None))
        self.fetch.clicked.connect(self.fetch_wanted)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRIP + 4, 2, 8, 10)
        column.setSpacing(10)
        column.addWidget(Field("Label here", self.label))
        column.addWidget(self._headline_field)
        column.addWidget(Field("Teaser here", self.teaser))
        column.addWidget(self.updated)
        feet = QHBoxLayout()
        feet.setSpacing(12)
        open_it, unpin = button("Open", "link"), button("Unpin", "link")
        open_it.clicked.connect(self.open_wanted)
        unpin.clicked.connect(self.unpin_wanted)
        for step in (self._picture, self._no_picture, open_it, unpin):
            feet.addWidget(step)
        feet.addStretch(1)
        column.addLayout(feet)

    def show_item(self, item: RelatedItem, row: ArticleRow | None) -> None:
        """Show what an item has here; what it would have otherwise stands in grey."""
        self.label.setPlaceholderText(row.section_label if row is not None else "")
        self.headline.setPlaceholderText(row.headline if row is not None else item.url)
        self.label.show_text(item.label)
        self.headline.show_text(item.headline)
        self.teaser.show_text(item.teaser)
        self.updated.setChecked(item.show_updated)
        self._no_picture.setVisible(item.image is not None)
        self.fetch.setVisible(bool(item.url))

    def _typed(self, text: str) -> None:
        self._headline_field.say("")
        self.changed.emit("headline", text)

    # --- the title of a page elsewhere ---

    def show_fetching(self, *, under_way: bool, problem: str = "") -> None:
        """Show whether the title is being fetched, or why it could not be."""
        self.fetch.setText("Stop" if under_way else "Fetch title")
        self._headline_field.say(problem)
