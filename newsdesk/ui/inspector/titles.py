"""Titles of pages elsewhere, each fetched when somebody asks for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from newsdesk.domain.errors import NewsdeskError
from newsdesk.ui.context import Context
from newsdesk.ui.tasks import Progress, TaskHandle


class Titles(QObject):
    """``found`` carries an address and its title; ``told`` an address, whether its title is being
    fetched, and why it could not be.
    """

    found = Signal(str, str)
    told = Signal(str, bool, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._under_way: dict[str, TaskHandle] = {}

    def turn(self, address: str) -> None:
        """Fetch the title of a page; stop where that is under way."""
        handle = self._under_way.pop(address, None)
        if handle is not None:
            handle.cancel()
            self.told.emit(address, False, "")
            return

        def work(progress: Progress) -> str:
            from newsdesk.services import fetching

            return fetching.page_title(address, check=progress.check)

        self._under_way[address] = self._context.tasks.background(
            work, partial(self._have, address), partial(self._failed, address)
        )
        self.told.emit(address, True, "")

    def fetches(self, address: str) -> bool:
        """Say whether the title of a page is being fetched."""
        return address in self._under_way

    def _have(self, address: str, title: str) -> None:
        del self._under_way[address]
        self.told.emit(address, False, "")
        self.found.emit(address, title)

    def _failed(self, address: str, error: Exception) -> None:
        del self._under_way[address]
        if not isinstance(error, NewsdeskError):
            self._context.tasks.crashed.emit(error)
        self.told.emit(address, False, str(error))
