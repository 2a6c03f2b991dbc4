"""What Newsdesk does by itself while somebody works: backups, and tidying the log away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from newsdesk.domain.errors import UnreachableError
from newsdesk.services.desk import Desk
from newsdesk.services.paths import Paths
from newsdesk.ui.context import Context
from newsdesk.ui.notices import NoticeButton
from newsdesk.ui.tasks import Progress

_FIRST_AFTER = 60_000
"""Milliseconds after the start at which it is first asked whether a backup is due."""
_EVERY = 300_000
_KEY = "backup"


class Rounds(QObject):
    """Makes its rounds on a timer. ``library`` says which library is open now."""

    def __init__(self, context: Context, library: Callable[[], Path], paths: Paths) -> None:
        super().__init__()
        self._context = context
        self._library = library
        self._paths = paths
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go)
        self._timer.start(_FIRST_AFTER)

    def stop(self) -> None:
        """Make no more rounds."""
        self._timer.stop()

    def go(self) -> None:
        """Make one round now: back up where it is time, in the background."""
        self._timer.start(_EVERY)
        if self._busy:
            return
        self._busy = True
        library, settings = self._library(), self._context.settings.settings
        paths = self._paths

        def work(_progress: Progress) -> bool:
            from newsdesk.services import backups

            folder = backups.folder_for(settings, paths)
            if not backups.due(library, folder, settings=settings):
                return False
            backups.back_up_file(library, folder, settings=settings)
            return True

        self._context.tasks.background(work, self._done, self._failed)

    def _done(self, made: bool) -> None:  # noqa: FBT001 - a result that is handed over
        self._busy = False
        if made:
            self._context.notices.withdraw(_KEY)
        self._context.tasks.library(_fold_log)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, UnreachableError):
            retry = NoticeButton("Try again", self.go)
            self._context.notices.say(str(error), key=_KEY, buttons=(retry,))
            return
        self._context.notices.fail(
            error,
            key=_KEY,
            lead="No backup could be made.",
            buttons=(NoticeButton("Retry", self.go, primary=True),),
        )


def _fold_log(desk: Desk) -> None:
    """Fold the write-ahead log into the file while nobody waits for it."""
    desk.library.checkpoint()
