"""Files on their way into the library: chosen, read off the main thread, shown when done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtWidgets import QWidget

from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.services.importing import ImportReport
from newsdesk.services.incoming import Incoming
from newsdesk.ui import dialogs
from newsdesk.ui.context import Context
from newsdesk.ui.images.dropping import SUFFIXES
from newsdesk.ui.importing.dialog import ImportDialog
from newsdesk.ui.tasks import Progress, TaskHandle

KINDS: Final = (
    "Stories (*.json *.html *.htm *.xhtml *.md *.markdown *.txt *.text);;"
    "Story files (*.json);;Web pages (*.html *.htm *.xhtml);;Markdown (*.md *.markdown);;"
    "Plain text (*.txt *.text);;All files (*)"
)
SHOW_AFTER: Final = 400
"""Milliseconds after which a single file gets a dialog, too; most are in by then."""
_KEY: Final = "import"


class ImportFiles(QObject):
    """One import: ``ask`` lets a person choose, ``take`` is for files that were dropped.

    The first story that came in is opened. What could not be read or was left out is shown.
    """

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent
        self._files: tuple[Path, ...] = ()
        self._next = 0
        self._reports: list[ImportReport] = []
        self._failed = 0
        self._handle: TaskHandle | None = None
        self._dialog: ImportDialog | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)

    @property
    def dialog(self) -> ImportDialog | None:
        """The dialog, where one was needed."""
        return self._dialog

    def ask(self) -> None:
        """Let the person choose files and import them."""
        files = dialogs.ask_for_files(self._parent, "Import stories", KINDS)
        if files:
            self.take(files)

    def take(self, files: Sequence[Path]) -> None:
        """Import files, one after the other."""
        self._files = tuple(files)
        if len(self._files) > 1:
            self._show()
        else:
            self._timer.start(SHOW_AFTER)
        self._context.story.flush()
        self._read_next()

    def _show(self) -> None:
        if self._dialog is not None:
            return
        dialog = ImportDialog([path.name for path in self._files], self._parent)
        self._dialog = dialog
        dialog.stopped.connect(self._stop)
        dialog.story_wanted.connect(self._context.navigator.show_story)
        dialog.working(min(self._next, len(self._files) - 1))
        dialog.open()

    def _read_next(self) -> None:
        if self._next >= len(self._files):
            self._finish()
            return
        place = self._next
        path = self._files[place]
        if self._dialog is not None:
            self._dialog.working(place)
        self._handle = self._context.tasks.background(
            partial(_read, path),
            partial(self._take_in, place),
            partial(self._not_read, place),
            partial(self._progressed, place),
        )

    def _progressed(self, place: int, done: int, total: int, what: str) -> None:
        if self._dialog is not None:
            self._dialog.progress(place, done, total, what)

    def _take_in(self, place: int, incoming: Incoming) -> None:
        # Once it is with the library it is taken in whole; stopping waits for it.
        self._handle = None
        self._context.tasks.library(
            partial(_keep, incoming), partial(self._taken, place), partial(self._not_read, place)
        )

    def _taken(self, place: int, kept: tuple[ImportReport, Changes]) -> None:
        report, changes = kept
        self._context.bus.tell(changes)
        self._reports.append(report)
        if report.notes:
            self._show()
        if self._dialog is not None:
            self._dialog.imported(place, report)
        if len(self._reports) == 1:
            self._context.navigator.show_story(report.article.id)
        self._go_on(place)

    def _not_read(self, place: int, error: Exception) -> None:
        self._failed += 1
        if len(self._files) == 1 and self._dialog is None:
            self._timer.stop()
            name = self._files[0].name
            self._context.notices.fail(error, key=_KEY, lead=f"“{name}” was not imported.")
        elif self._dialog is not None:
            self._dialog.failed(place, str(error))
        self._go_on(place)

    def _go_on(self, place: int) -> None:
        if self._next == place:
            self._next = place + 1
            self._read_next()

    def _stop(self) -> None:
        """Read no further file; what is in stays in."""
        if self._handle is not None:
            self._handle.cancel()
        self._next = len(self._files)
        self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        if self._dialog is not None:
            self._dialog.ended(len(self._reports), self._failed)
        elif self._reports:
            headline = self._reports[0].article.headline or self._reports[0].name
            self._context.notices.say(f"Imported “{headline}”.", key=_KEY)


def stories_in(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of a drop that are no pictures: the import says what it cannot read."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() not in SUFFIXES and path.is_file())


def take_dropped(context: Context, window: QWidget, data: QMimeData) -> bool:
    """Import the stories of a drop; says whether there were any."""
    files = stories_in(data)
    if files:
        ImportFiles(context, window).take(files)
    return bool(files)


def _read(path: Path, progress: Progress) -> Incoming:
    from newsdesk.services import incoming

    return incoming.read_file(path, progress=progress)


def _keep(incoming: Incoming, desk: Desk) -> tuple[ImportReport, Changes]:
    from newsdesk.services import importing

    return importing.take_in(desk, incoming=incoming)
