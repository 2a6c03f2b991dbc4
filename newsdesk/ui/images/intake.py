"""Pictures on their way into the library: read off the main thread, added as they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.photo import ImageAsset
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.services.pictures import NewPicture, read_picture
from newsdesk.ui.context import Context
from newsdesk.ui.notices import NoticeButton
from newsdesk.ui.tasks import Progress, TaskHandle

Source: TypeAlias = Path | bytes
"""A picture file, or the bytes of one (from the clipboard)."""
Chosen: TypeAlias = Callable[[tuple[ImageAsset, ...]], object]

SHOW_AFTER = 400
"""Milliseconds of reading after which its progress is shown; most pictures are in by then."""
_AT_ONCE = 2
_KEY = "pictures"
_MEGABYTE = 1024 * 1024


class Adding(QObject):
    """Pictures on their way into the library, two at a time, in the order they were given.

    ``progressed`` carries how many are in, how many there are, and the name of the latest.
    ``finished`` carries the assets, once; pictures that could not be read are left out and said
    in a notice. ``stop`` ends it: what is in stays in the library, ``finished`` is not emitted.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    stopped = Signal()

    def __init__(
        self,
        context: Context,
        sources: Sequence[Source],
        done: Chosen | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self._context = context
        self._sources = tuple(sources)
        self._done = done
        self._assets: dict[int, ImageAsset] = {}
        self._problems: dict[int, str] = {}
        self._handles: dict[int, TaskHandle] = {}
        self._next = 0
        self._over = False
        self._largest = context.settings.number("images.largest") * _MEGABYTE
        self._notice: QTimer | None = None
        if not quiet:
            self._notice = QTimer(self)
            self._notice.setSingleShot(True)
            self._notice.setInterval(SHOW_AFTER)
            self._notice.timeout.connect(self._show_progress)
        self._latest = ""

    @property
    def running(self) -> bool:
        """Whether pictures are still awaited."""
        return not self._over

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences about pictures that could not be taken in, in their order."""
        return tuple(self._problems[place] for place in sorted(self._problems))

    def start(self) -> None:
        """Begin to read."""
        if self._notice is not None:
            self._notice.start()
        if not self._sources:
            QTimer.singleShot(0, self._finish_when_done)
        for _ in range(_AT_ONCE):
            self._read_next()

    def stop(self) -> None:
        """Stop reading. Pictures that are in stay in the library."""
        if self._over:
            return
        self._over = True
        for handle in self._handles.values():
            handle.cancel()
        self._withdraw()
        count = len(self._assets)
        kept = f" {count:,} of {len(self._sources):,} are in the library." if count else ""
        self._context.notices.say(f"Stopped adding pictures.{kept}", key=_KEY)
        self.stopped.emit()
        _under_way.discard(self)

    def _read_next(self) -> None:
        if self._over or self._next >= len(self._sources):
            return
        place = self._next
        self._next += 1
        source = self._sources[place]
        largest = self._largest

        def read(progress: Progress) -> NewPicture:
            return read_picture(source, largest=largest, check=progress.check)

        self._handles[place] = self._context.tasks.background(
            read,
            lambda picture: self._add(place, picture),
            lambda error: self._failed(place, error),
        )

    def _add(self, place: int, picture: NewPicture) -> None:
        from newsdesk.services import images

        def work(desk: Desk) -> tuple[ImageAsset, Changes]:
            return images.add(desk, picture=picture)

        def added(result: tuple[ImageAsset, Changes]) -> None:
            self._assets[place], changes = result
            self._latest = result[0].original_name
            self._context.bus.tell(changes)
            self._went_on(place)

        self._handles[place] = self._context.tasks.library(
            work, added, lambda error: self._failed(place, error)
        )

    def _failed(self, place: int, error: Exception) -> None:
        if isinstance(error, NewsdeskError):
            self._problems[place] = str(error)
        else:
            # A defect of ours, not of the picture: it goes where such things are reported.
            self._context.tasks.crashed.emit(error)
            self._problems[place] = "A picture could not be read."
        self._went_on(place)

    def _went_on(self, place: int) -> None:
        del self._handles[place]
        self.progressed.emit(self._count, len(self._sources), self._latest)
        if self._notice is not None and not self._notice.isActive() and not self._over:
            self._show_progress()
        self._read_next()
        self._finish_when_done()

    @property
    def _count(self) -> int:
        return len(self._assets) + len(self._problems)

    def _finish_when_done(self) -> None:
        if self._over or self._count < len(self._sources):
            return
        self._over = True
        self._withdraw()
        self._say_problems()
        assets = tuple(self._assets[place] for place in sorted(self._assets))
        _under_way.discard(self)
        self.finished.emit(assets)
        if self._done is not None:
            self._done(assets)

    def _withdraw(self) -> None:
        if self._notice is not None:
            self._notice.stop()
            self._context.notices.withdraw(_KEY)

    def _show_progress(self) -> None:
        total = len(self._sources)
        if self._over or self._notice is None:
            return
        what = "Reading the picture…" if total == 1 else f"{self._count:,} of {total:,} pictures"
        self._context.notices.say(what, key=_KEY, buttons=(NoticeButton("Stop", self.stop),))

    def _say_problems(self) -> None:
        problems = self.problems
        if not problems:
            return
        first = problems[0]
        if len(self._sources) == 1:
            text = first
        else:
            many = f"{len(problems):,} of {len(self._sources):,} pictures could not be taken in."
            text = f"{many} {first}" + (" …" if len(problems) > 1 else "")
        self._context.notices.say(text, key=_KEY)


_under_way: set[Adding] = set()
"""Keeps those that nobody else holds alive until they end."""


def add_files(
    context: Context, sources: Sequence[Source], done: Chosen, *, quiet: bool = False
) -> Adding:
    """Read pictures in the background, with progress, and add them to the library.

    ``done`` is called once on the main thread with the assets, in the order of the sources;
    those that could not be read are left out (empty when none could) and said in a notice.
    ``quiet`` shows no progress of its own, for dialogs that do.
    """
    adding = Adding(context, sources, done, quiet=quiet)
    _under_way.add(adding)
    adding.start()
    return adding
