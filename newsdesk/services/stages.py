"""Stages: where an export is written whole, before it takes the place of what was there.

A folder that is not there yet appears by one renaming. In one that is, many files change places,
which no disk does at once. So a plan of all of it is written first, and what is replaced or goes
is kept until the end: an error puts everything back, and what a killed process left behind is
carried out by the next export into that folder, or put back where the plan can no longer be kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from newsdesk.domain.errors import LockedError
from newsdesk.domain.values import immutable
from newsdesk.storage.files import sync
from newsdesk.storage.lock import WriteLock, lock_path

_PREFIX: Final = ".newsdesk-"
_PLAN: Final = "plan.json"
_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_REMEMBERED: Final = 1000
"""Folders that are known to be there; a site has one for every story, used once."""
_YOUNG: Final = 60.0
"""Seconds in which a stage without a lock may be one that is only being made."""


class Stage:
    """A temporary folder beside, or inside, the one that is written. Close it in any case."""

    def __init__(self, home: Path) -> None:
        """Make a stage in an existing folder. Raises OSError."""
        self._home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
        self._lock = WriteLock(_marker(self._home))
        self._lock.acquire()
        self._files = self._home / "files"
        self._files.mkdir()
        self._root = str(self._files)
        self._made = {self._root}

    def write(self, name: str, data: bytes) -> None:
        """Write a new file. Raises OSError."""
        path = f"{self._root}/{name}"
        folder = path[: path.rfind("/")]
        if folder not in self._made:
            try:
                os.mkdir(folder)  # noqa: PTH102 - once a page, and a Path costs as much as this
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
            except FileExistsError:
                pass
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            self._made.add(folder)
        handle = os.open(path, _FLAGS, 0o666)
        try:
            written = os.write(handle, data)
            while written < len(data):
                written += os.write(handle, data[written:])
        finally:
            os.close(handle)

    def become(self, to: Path) -> None:
        """Let the whole stage be a folder that is not there yet. Raises OSError."""
        self._files.rename(to)

    def swap(self, to: Path, sizes: Mapping[str, int], stale: Sequence[str]) -> None:
        """Put the files in place, in the order of ``sizes``, and take stale ones away.

        Raises OSError; everything is then as it was.
        """
        plan = _Plan(dict(sizes), tuple(stale))
        unfinished = self._home / f"{_PLAN}.part"
        unfinished.write_bytes(plan.write())
        sync(unfinished)
        unfinished.replace(self._home / _PLAN)
        try:
            _carry_out(self._home, to, plan)
        except OSError:
            _put_back(self._home, to, plan)
            raise
        finally:
            (self._home / _PLAN).unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the stage with all that is still in it."""
        self._lock.release()
        shutil.rmtree(self._home, ignore_errors=True)


@immutable
class _Plan:
    """What changes places: files with their sizes in bytes, and the stale ones that go."""

    sizes: dict[str, int]
    stale: tuple[str, ...]

    def write(self) -> bytes:
        return json.dumps({"files": self.sizes, "stale": self.stale}).encode()


def recover(to: Path) -> None:
    """Finish or put back what an export that was killed left in a folder. Raises OSError."""
    for home in (to, to.parent):
        for stage in home.glob(f"{_PREFIX}*/") if home.is_dir() else ():
            marker = _marker(stage)
            started = lock_path(marker).exists()
            if not started and time.time() - stage.stat().st_mtime < _YOUNG:
                continue
            lock = WriteLock(marker)
            try:
                lock.acquire()
            except LockedError:
                continue  # Another export is at work in it.
            try:
                if home == to:
                    _resume(stage, to)
            finally:
                lock.release()
            shutil.rmtree(stage, ignore_errors=True)


def _marker(stage: Path) -> Path:
    return stage / "stage"


def _resume(stage: Path, to: Path) -> None:
    try:
        read = json.loads((stage / _PLAN).read_bytes())
        plan = _Plan(cast("dict[str, int]", read["files"]), tuple(read["stale"]))
    except (OSError, ValueError, KeyError, TypeError):
        return  # Nothing had changed places yet.
    files = stage / "files"
    waiting = {name: files / name for name in plan.sizes if (files / name).exists()}
    whole = all(path.stat().st_size == plan.sizes[name] for name, path in waiting.items())
    if whole:  # A file that lost its end with the power must not replace a good one.
        _carry_out(stage, to, plan)
    else:
        _put_back(stage, to, plan)


def _carry_out(stage: Path, to: Path, plan: _Plan) -> None:
    files, kept = stage / "files", stage / "kept"
    for name in plan.sizes:
        new, place = files / name, to / name
        if not new.exists():
            continue  # It was put in place before the process was killed.
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            _keep(place, kept / name)
        new.replace(place)
    for name in plan.stale:
        place = to / name
        if place.exists():
            _keep(place, kept / name)
            place.unlink()
            _remove_empty(place, to)


def _keep(place: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.unlink(missing_ok=True)
    try:
        os.link(place, kept)
    except OSError:  # A disk without hard links.
        shutil.copy2(place, kept)


def _put_back(stage: Path, to: Path, plan: _Plan) -> None:
    """Put everything back; what cannot be is left for the next export to write."""
    files, kept = stage / "files", stage / "kept"
    for name in (*plan.sizes, *plan.stale):
        place = to / name
        with contextlib.suppress(OSError):
            if (kept / name).exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                (kept / name).replace(place)
            elif name in plan.sizes and not (files / name).exists():
                place.unlink(missing_ok=True)
                _remove_empty(place, to)


def _remove_empty(place: Path, to: Path) -> None:
    """Remove the folders above a file that went, as long as they are empty."""
    for parent in place.parents:
        if parent == to or to not in parent.parents:
            return
        try:
            parent.rmdir()
        except OSError:
            return
