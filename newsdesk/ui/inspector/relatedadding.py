"""The line that adds to a related list: a story of the library by its words, or an address."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from newsdesk.domain import weblink
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.listing import SearchHit
from newsdesk.domain.related import RelatedItem
from newsdesk.domain.suggestion import external_item
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import label
from newsdesk.ui.fields.picker import Hit, Picker
from newsdesk.ui.moments import row_text
from newsdesk.ui.tasks import TaskHandle

_FOUND = 8


class RelatedAdding(QFrame):
    """``taken`` carries the item that somebody picked. ``present`` returns what is there."""

    taken = Signal(object)

    def __init__(self, context: Context, present: Callable[[], set[str]]) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._context = context
        self._present = present
        self._searching: TaskHandle | None = None
        self.picker = Picker(
            context, "Add a story or paste a link", "Add a story or paste a link", icon="search"
        )
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._problem)
        column.addWidget(self.picker)
        self.picker.asked.connect(self._find)
        self.picker.taken.connect(self.taken)
        self.picker.line.typed.connect(lambda: self._say(""))

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _find(self, text: str) -> None:
        if self._searching is not None:
            self._searching.cancel()
        if weblink.story_of(text) is None and ("://" in text or text.startswith("www.")):
            self._offer_link(text)
            return

        def find(desk: Desk) -> tuple[SearchHit, ...]:
            from newsdesk.services import search

            return search.search(desk, text=text, limit=_FOUND)

        self._searching = self._context.tasks.library(find, self._show_found)

    def _show_found(self, found: tuple[SearchHit, ...]) -> None:
        present = self._present()
        self.picker.show_hits([_hit(one) for one in found if one.row.id not in present])

    def _offer_link(self, text: str) -> None:
        url = text if "://" in text else f"https://{text}"
        try:
            item = external_item(url)
        except InvalidInputError as error:
            self.picker.show_hits(())
            self._say(str(error))
            return
        self.picker.show_hits([Hit(item, url, "a page outside the library", icon="external-link")])


def _hit(found: SearchHit) -> Hit:
    row = found.row
    about = " · ".join(part for part in (row.section_label, row_text(row.time)) if part)
    headline = row.headline or "Untitled story"
    return Hit(RelatedItem(article=row.id), headline, about, row.thumbnail)
