"""A search box above a grid of pictures, with what it says when nothing is found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from newsdesk.domain.listing import ImageFlag
from newsdesk.services.changes import Changes, Kind
from newsdesk.ui.context import Context
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.images.grid import ImageGrid
from newsdesk.ui.library.storylist import SearchBox
from newsdesk.ui.tokens import FIELD

_SEARCH_AFTER = 120
"""Milliseconds without a key after which a search begins."""
_REFRESH_AFTER = 150
"""Milliseconds after a change in the library; many pictures added at once are one reading."""

_LACKING = {
    ImageFlag.MISSING_ALT: "Every picture has an alt text",
    ImageFlag.MISSING_CREDIT: "Every picture has a credit",
    ImageFlag.UNUSED: "Every picture is in use",
}


class PictureSearch(QWidget):
    """The grid, narrowed by ``box`` and flags. ``add`` is the step offered while it is empty."""

    def __init__(self, context: Context, add: Callable[[], object], *, many: bool = False) -> None:
        super().__init__()
        self._context = context
        self._add = add
        self._flags: frozenset[ImageFlag] = frozenset()
        self.box = SearchBox(context)
        self.box.setPlaceholderText("Search caption, credit, place, keyword")
        self.box.setAccessibleName("Search pictures")
        self.box.setFixedHeight(FIELD)
        self.grid = ImageGrid(context, many=many)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.grid)
        self._empty: EmptyState | None = None
        self._stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self.box.textChanged.connect(lambda: self._timer.start(_SEARCH_AFTER))
        self.box.left_down.connect(self._into_grid)
        self.grid.images.loaded.connect(self._show)
        context.bus.changed.connect(self._library_changed)

    def narrow(self, flags: frozenset[ImageFlag]) -> None:
        """Show only pictures with these flags."""
        self._flags = flags
        self._ask()

    def refresh(self) -> None:
        """Read the pictures anew."""
        self._ask()

    def _ask(self) -> None:
        self._timer.stop()
        self._stale = False
        self.grid.images.ask(self.box.text().strip(), self._flags)

    def _library_changed(self, changes: Changes) -> None:
        kinds = {Kind.IMAGE, Kind.LIBRARY}
        if ImageFlag.UNUSED in self._flags:
            kinds |= {Kind.ARTICLE, Kind.AUTHOR}
        if not any(changes.touches(kind) for kind in kinds):
            return
        if not self.isVisible():
            self._stale = True
        elif not self._timer.isActive():
            self._timer.start(_REFRESH_AFTER)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while it was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._ask()

    def _show(self) -> None:
        images = self.grid.images
        if images.total:
            self._stack.setCurrentWidget(self.grid)
            return
        if self._empty is None:
            self._empty = EmptyState(self._context)
            self._stack.addWidget(self._empty)
        if images.text:
            self._empty.say(
                "search",
                "Nothing found",
                f"No picture here has “{images.text}” in its caption, credit, place or keywords.",
                ("Show all pictures", self.box.clear),
            )
        elif images.narrowed:
            title = _LACKING[min(images.narrowed)]
            self._empty.say("circle-check", title, "Nothing is left to do here.")
        else:
            self._empty.say(
                "images",
                "Your pictures will be here",
                "Drop them on this window, or choose them from disk. Captions, credits and "
                "dates are read from the files.",
                ("Add pictures…", self._add),
                primary=True,
            )
        self._stack.setCurrentWidget(self._empty)

    def _into_grid(self) -> None:
        self.grid.setFocus()
        if not self.grid.image and self.grid.images.total:
            self.grid.setCurrentIndex(self.grid.images.index_of(0))
