"""Opening, making and copying libraries, and the list of those opened before."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import cast

from newsdesk.domain.article import Article
from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services import indexing, recovery, saving
from newsdesk.services.clock import Clock, SystemClock, local_zone
from newsdesk.services.desk import Desk
from newsdesk.services.paths import Paths
from newsdesk.services.settings import Settings, write_atomically
from newsdesk.storage import journal
from newsdesk.storage.library import Library

_LOG = logging.getLogger(__name__)
_REMEMBERED = 15
_LARGEST_LIST = 100_000


def open_or_create(path: Path, *, settings: Settings, clock: Clock | None = None) -> Desk:
    """Open a library; where there is none, make one with the sample stories in it.

    Raises EnvironmentFailure, LockedError and NewerFormatError.
    """
    if path.exists():
        return open_existing(path, settings=settings, clock=clock)
    from newsdesk.services import sample

    desk = create_empty(path, settings=settings, clock=clock)
    try:
        sample.fill(desk)
    except BaseException:
        # Half a sample would be taken for somebody's library at the next start.
        desk.library.close()
        path.unlink(missing_ok=True)
        raise
    return desk


def open_existing(
    path: Path, *, settings: Settings, read_only: bool = False, clock: Clock | None = None
) -> Desk:
    """Open a library and save what its journal knows more than it.

    Raises EnvironmentFailure, LockedError and NewerFormatError; the file is then unchanged.
    """
    library = Library.open(path, read_only=read_only)
    desk = Desk(library, clock or SystemClock(local_zone()), settings)
    try:
        found = recovery.recover(desk)
        indexing.in_step(desk)
    except BaseException:
        library.close()
        raise
    _LOG.info("Opened a library (%s)", "read-only" if read_only else "writing")
    return replace(desk, recovered=found)


def close(desk: Desk) -> None:
    """Do what saves have put off, then close the library. Raises EnvironmentFailure."""
    try:
        indexing.in_step(desk)
    finally:
        desk.library.close()


def create_empty(path: Path, *, settings: Settings, clock: Clock | None = None) -> Desk:
    """Make a library without stories. Raises EnvironmentFailure, also when the file exists."""
    return Desk(Library.create(path), clock or SystemClock(local_zone()), settings)


def make_empty(path: Path) -> None:
    """Make the file of a library without stories. Raises EnvironmentFailure, also when it exists.

    What opens it later decides with which settings.
    """
    Library.create(path).close()


def save_copy(desk: Desk, *, to: Path, unsaved: Article | None = None) -> None:
    """Write a copy of the library that stands alone; ``to`` must not be the library itself.

    ``unsaved`` is what stands on the screen and could not be saved here; the copy holds it.
    An existing file is replaced once the copy is whole. Raises EnvironmentFailure.
    """
    target = to.absolute()
    # Where the library's own file is gone, its name is as good as any.
    if target.exists() and (
        target == desk.library.path
        or (desk.library.path.exists() and target.samefile(desk.library.path))
    ):
        raise EnvironmentFailure(
            "This is the library itself. Choose another name for the copy.",
            path=str(to),
            retryable=False,
        )
    desk.library.copy_to(target)
    if unsaved is not None:
        _put_in(target, unsaved, desk.settings)


def _put_in(library: Path, article: Article, settings: Settings) -> None:
    """Save a story into a closed library; what was saved elsewhere meanwhile waits for it."""
    desk = open_existing(library, settings=settings)
    try:
        journal.write(
            desk.library, saving.journalled(article), desk.clock.now(), caret=0, scroll=0
        )
        recovery.recover(desk)
    finally:
        close(desk)


def keep_beside(desk: Desk, *, unsaved: Article | None = None) -> Path:
    """Write what is open here beside the file that took its place, and return the copy.

    ``unsaved`` as for ``save_copy``. Raises EnvironmentFailure.
    """
    path = desk.library.path
    stamp = desk.clock.now().utc.strftime("%Y-%m-%d %H.%M.%S")
    copy = path.with_name(f"{path.stem} (before it was replaced, {stamp}){path.suffix}")
    save_copy(desk, to=copy, unsaved=unsaved)
    return copy


def recent(paths: Paths) -> list[Path]:
    """Return the libraries opened before that are still there, the latest first."""
    return [path for path in _remembered(paths) if path.is_file()]


def remember(paths: Paths, path: Path) -> None:
    """Put a library at the top of the list. A list that cannot be written is only logged."""
    wanted = path.absolute()
    others = [other for other in _remembered(paths) if other != wanted]
    try:
        write_atomically(
            paths.recent,
            json.dumps([str(other) for other in [wanted, *others][:_REMEMBERED]], indent=2) + "\n",
        )
    except EnvironmentFailure as error:
        _LOG.warning("The list of recent libraries was not written: %s", error)


def _remembered(paths: Paths) -> list[Path]:
    try:
        with paths.recent.open("rb") as stream:
            found: object = json.loads(stream.read(_LARGEST_LIST))
    except (OSError, ValueError, RecursionError):
        return []
    names = cast("list[object]", found) if isinstance(found, list) else []
    return [Path(name) for name in names if isinstance(name, str) and "\0" not in name]
