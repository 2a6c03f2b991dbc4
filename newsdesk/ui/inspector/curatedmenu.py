"""The lists to use again: choosing one for a story, keeping the pins as one, deleting one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from newsdesk.domain.ids import CuratedListId
from newsdesk.domain.related import CuratedList, RelatedLevel, RelatedList
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui import dialogs
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button


class Changer(Protocol):
    """What changes the list of the open story."""

    def change(self, change: Callable[[RelatedList], RelatedList]) -> None:
        """Change the list by a function of it."""
        ...

    def window(self) -> QWidget:
        """Return the window that questions stand in."""
        ...


class CuratedMenu(QObject):
    """A link that opens a menu."""

    def __init__(self, context: Context, panel: Changer) -> None:
        super().__init__()
        self._context = context
        self._panel = panel
        self._lists: tuple[CuratedList, ...] = ()
        self._chosen: CuratedList | None = None
        self.button = button("Choose a list", "link")
        self.button.setAccessibleName("Curated list")
        self.button.clicked.connect(self._open)

    def show_lists(self, lists: tuple[CuratedList, ...], chosen: CuratedList | None) -> None:
        """Show which list the story uses."""
        self._lists, self._chosen = lists, chosen
        self.button.setText("Change" if chosen is not None else "Choose a list")

    def _open(self) -> None:
        menu = QMenu(self.button)
        none = QAction("No list", menu)
        none.setCheckable(True)
        none.setChecked(self._chosen is None)
        none.triggered.connect(lambda: self.choose(None))
        menu.addAction(none)
        for entry in self._lists:
            action = QAction(f"{entry.name} ({len(entry.items)})", menu)
            action.setCheckable(True)
            action.setChecked(self._chosen is not None and entry.id == self._chosen.id)
            action.triggered.connect(self._chooser(entry.id))
            menu.addAction(action)
        menu.addSeparator()
        article = self._context.story.article
        pins = article.related.items if article is not None else ()
        keep = menu.addAction("Keep the pins as a list…", self._keep)
        keep.setEnabled(bool(pins))
        if self._chosen is not None:
            menu.addAction(f"Delete “{self._chosen.name}”…", self._delete)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _chooser(self, name: CuratedListId) -> Callable[[], None]:
        return lambda: self.choose(name)

    def choose(self, name: CuratedListId | None) -> None:
        """Use a list for the open story, or none."""
        self._panel.change(lambda related: replace(related, curated=name))

    def _keep(self) -> None:
        name, agreed = QInputDialog.getText(
            self._panel.window(), "Keep the pins as a list", "Name of the list"
        )
        if agreed:
            self.keep(name)

    def keep(self, name: str) -> None:
        """Keep the pins of the open story as a list to use again, and use it here."""
        article = self._context.story.article
        if article is None:
            return
        pins = tuple(item for item in article.related.items if item.level is RelatedLevel.PINNED)
        wanted = CuratedList(CuratedListId(""), name, pins)

        def work(desk: Desk) -> tuple[CuratedList, Changes]:
            from newsdesk.services import related

            return related.save_curated(desk, curated_list=wanted)

        def done(result: tuple[CuratedList, Changes]) -> None:
            kept = result[0]
            self._panel.change(lambda related: replace(related, items=(), curated=kept.id))
            self._context.bus.tell(result[1])

        self._context.tasks.library(work, done, self._failed)

    def _delete(self) -> None:
        chosen = self._chosen
        if chosen is None or not dialogs.confirm(
            self._panel.window(),
            f"Delete the list “{chosen.name}”?",
            "Stories that use it will show their pins and the suggestions only.",
            "Delete",
        ):
            return

        def work(desk: Desk) -> Changes:
            from newsdesk.services import related

            return related.delete_curated(desk, list_id=chosen.id)

        self.choose(None)
        self._context.tasks.library(work, self._context.bus.tell, self._failed)

    def _failed(self, error: Exception) -> None:
        self._context.notices.fail(error, key="curated", lead="The list was not changed.")
