"""The page of the open story, written anew while one types: one writing at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from newsdesk.domain.errors import Cancelled
from newsdesk.services import previews
from newsdesk.services.previews import Gathered, PreviewLook, PreviewPage
from newsdesk.ui.context import Context
from newsdesk.ui.tasks import TaskHandle

FOLLOW_AFTER: Final = 70
"""Milliseconds from a key to the page that has it, while no page is being written."""


class Follower(QObject):
    """Signals: ``written(PreviewPage)``, ``pictured(PreviewPage)`` its pictures came after it,
    ``failed(error)``, ``emptied()`` no story is open.
    """

    written = Signal(object)
    pictured = Signal(object)
    failed = Signal(object)
    emptied = Signal()

    def __init__(
        self, context: Context, folder: Path, look: Callable[[], PreviewLook], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._folder = folder
        self._look = look
        self._pictures: TaskHandle | None = None
        self._awaited = False
        self._busy = False
        self._stale = True
        self._wanted = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write)
        story = context.story
        for signal in (story.typed, story.changed, story.opened, story.closed):
            signal.connect(self.later)
        context.bus.changed.connect(self.later)

    def follow(self, *, wanted: bool) -> None:
        """Follow while somebody looks; do no work out of sight."""
        self._wanted = wanted
        if not wanted:
            self._timer.stop()
        elif self._stale:
            self._timer.start(0)

    def later(self, *_what: object) -> None:
        """Write the page soon. Keys that come meanwhile do not put it off."""
        self._stale = True
        if self._wanted and not self._busy and not self._timer.isActive():
            self._timer.start(FOLLOW_AFTER)

    def now(self) -> None:
        """Write the page at once, as for another look at it."""
        self._stale = True
        if self._wanted and not self._busy:
            self._timer.start(0)

    def _write(self) -> None:
        article = self._context.story.collected()
        self._stale = False
        if article is None:
            self.emptied.emit()
            return
        self._busy = True
        self._context.tasks.library(
            lambda desk: previews.gather(desk, article=article), self._gathered, self._failed
        )

    def _gathered(self, gathered: Gathered) -> None:
        folder, look = self._folder, self._look()
        self._context.tasks.background(
            lambda _: previews.write(gathered, folder=folder, look=look),
            self._written,
            self._failed,
        )

    def _written(self, page: PreviewPage) -> None:
        self._ended()
        self.written.emit(page)
        if self._pictures is not None:
            self._pictures.cancel()
        if self._awaited and not page.wanted:
            # The last ones came while a newer page was written, and nobody was told.
            self.pictured.emit(page)
        self._awaited = bool(page.wanted)
        if page.wanted:
            self._pictures = self._context.tasks.background(
                lambda progress: previews.add_pictures(page, check=progress.check),
                lambda _came: self._pictured(page),
                self._failed_pictures,
            )

    def _pictured(self, page: PreviewPage) -> None:
        self._awaited = False
        self.pictured.emit(page)

    def _failed_pictures(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _failed(self, error: Exception) -> None:
        self._ended()
        self.failed.emit(error)

    def _ended(self) -> None:
        self._busy = False
        if self._stale and self._wanted:
            self._timer.start(FOLLOW_AFTER)
