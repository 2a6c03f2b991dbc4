"""Writes an export into a folder: all of it or nothing, and never over anybody else's files.

A manifest in the folder lists every file of ours with its hash and with the exports it belongs
to. It is written after every other file, so one that is younger was altered by somebody.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Final, Self, cast

from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError
from newsdesk.domain.values import immutable
from newsdesk.services import stages

MANIFEST: Final = "newsdesk-export.json"
FORMAT: Final = 1
_NO_FOLDERS: Final = frozenset({"..", ".", ""})
_WRITE: Final = json.JSONEncoder(ensure_ascii=False).encode
_ORDER: Final = (".html", ".json", ".xml", ".txt")
"""What is put in place after everything else, in this order."""


@immutable
class Entry:
    """A file of ours: the hash of its bytes, their number, and the exports it belongs to."""

    sha256: str
    byte_count: int
    exports: tuple[str, ...]


@immutable
class Delivery:
    """What was done in a folder; with ``check`` what would have been done."""

    folder: Path
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    files: Mapping[str, Entry] = field(default_factory=dict[str, Entry])

    @property
    def differs(self) -> bool:
        """Whether the folder was not what the export makes."""
        return bool(self.written or self.removed)


def read_manifest(folder: Path) -> dict[str, Entry]:
    """Return the files of ours in a folder, none where we never wrote.

    Raises InvalidInputError when the manifest is damaged: then nobody knows whose files they are.
    """
    path = folder / MANIFEST
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(folder) from error
    try:
        read = json.loads(text)
        files = cast("dict[str, dict[str, object]]", read["files"])
        return {
            name: Entry(
                str(entry["sha256"]),
                int(str(entry["bytes"])),
                tuple(str(one) for one in cast("list[object]", entry["exports"])),
            )
            for name, entry in files.items()
            if is_plain_name(name)
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder) from error


def is_plain_name(name: str) -> bool:
    """Whether a name stays below the folder it is written to."""
    return "\\" not in name and ":" not in name and _NO_FOLDERS.isdisjoint(name.split("/"))


def _damaged(folder: Path) -> InvalidInputError:
    return InvalidInputError(
        f"The list of exported files “{MANIFEST}” in {folder} cannot be read. "
        "Export into an empty folder, or remove that file together with the old export.",
        field="to",
    )


def write_manifest(files: Mapping[str, Entry]) -> bytes:
    """Return the manifest: the same files give the same bytes."""
    written: dict[tuple[str, ...], str] = {}
    text = io.BytesIO()  # A line a file: short to compare, and quick to write.
    text.write(f'{{"format": {FORMAT}, "files": {{\n'.encode())
    for number, name in enumerate(sorted(files)):
        entry = files[name]
        exports = written.get(entry.exports)
        if exports is None:
            exports = written[entry.exports] = json.dumps(sorted(entry.exports))
        line = (
            f'{_WRITE(name)}: {{"sha256": {_WRITE(entry.sha256)}, "bytes": {entry.byte_count}, '
            f'"exports": {exports}}}'
        )
        text.write((f",\n{line}" if number else line).encode())
    text.write(b"\n}}\n")
    return text.getvalue()


class Folder:
    """A folder that receives one export. Use it as a context; leaving it with an error drops all.

    ``export`` names this export among others in the same folder: its stale files are removed,
    theirs are kept. ``check`` compares and writes nothing.
    """

    def __init__(self, to: Path, *, export: str, check: bool = False) -> None:
        self.to = to.absolute()
        self._place = str(self.to)
        self._export = (export,)
        self._check = check
        if not check:
            try:
                stages.recover(self.to)
            except OSError as error:
                raise _failure(error, self.to) from error
        self._before = read_manifest(self.to)
        self._written_at = _time_of(self.to / MANIFEST)
        self._fresh = not os.path.lexists(self.to)
        self._new: dict[str, Entry] = {}
        self._staged: list[str] = []
        self._folded: set[str] = set()
        self._compared = False
        self._stage: stages.Stage | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._stage is not None:
            self._stage.close()

    def entry(self, name: str) -> Entry | None:
        """Return what an earlier export says of a file that still lies there as it was written."""
        entry = self._before.get(name)
        if entry is None or self._export[0] not in entry.exports:
            return None
        kept_for_another_page = self._new.get(name) is entry
        return entry if kept_for_another_page or self._untouched(name, entry) else None

    def _untouched(self, name: str, entry: Entry) -> bool:
        try:
            found = os.stat(f"{self._place}/{name}")  # noqa: PTH116 - once a file of a site
        except OSError:
            return False
        return found.st_size == entry.byte_count and found.st_mtime_ns <= self._written_at

    def taken(self, name: str) -> bool:
        """Whether this export has brought or kept a file of that name already."""
        return name in self._new

    def keep(self, name: str) -> None:
        """Keep a file of an earlier export as it is."""
        entry = self._before[name]
        if self._new.get(name) is not entry:
            self._new[name] = entry
            self._folded.add(_folded(name))

    def put(self, name: str, data: bytes) -> None:
        """Take a file. Raises InvalidInputError for a name that cannot be, or is taken."""
        if not is_plain_name(name) or name == MANIFEST:
            raise InvalidInputError(f"“{name}” is no name for a file of an export.", field="to")
        folded = _folded(name)
        if folded in self._folded and name not in self._new:
            other = next(one for one in self._new if one.casefold() == folded)
            raise InvalidInputError(
                f"“{name}” and “{other}” differ by capitals only; most disks cannot hold both. "
                "Change one of the slugs.",
                field="slug",
            )
        self._folded.add(folded)
        entry = Entry(hashlib.sha256(data).hexdigest(), len(data), self._export)
        self._new[name] = entry
        if not self._fresh and self._is_there(name, entry, data):
            return
        self._staged.append(name)
        if not self._check:
            try:
                self._staging().write(name, data)
            except OSError as error:
                raise _failure(error, self.to) from error

    def _is_there(self, name: str, entry: Entry, data: bytes) -> bool:
        """Whether a file lies in its place as it is wanted; somebody else's is refused."""
        before = self._before.get(name)
        if before is None:
            self._refuse_foreign(name, data)
            return False
        if before.sha256 != entry.sha256:
            return False
        if not self._check and self._untouched(name, before):
            return True
        try:
            same = (self.to / name).read_bytes() == data
        except OSError:
            return False
        self._compared |= same
        return same

    def _refuse_foreign(self, name: str, data: bytes) -> None:
        path = self.to / name
        try:
            theirs = path.read_bytes() if path.exists() or path.is_symlink() else None
        except OSError:
            theirs = b""
        if theirs is not None and theirs != data:
            raise InvalidInputError(
                f"“{path}” is already there and was not written by Newsdesk. Choose another "
                "folder, or move that file away.",
                field="to",
            )

    def _staging(self) -> stages.Stage:
        if self._stage is None:
            home = self.to if self.to.is_dir() else self.to.parent
            try:
                home.mkdir(parents=True, exist_ok=True)
                self._stage = stages.Stage(home)
            except OSError as error:
                raise _failure(error, self.to) from error
        return self._stage

    def deliver(self) -> Delivery:
        """Put everything in place. Raises EnvironmentFailure; what stood there then still does."""
        files = self._merged()
        stale = tuple(sorted(name for name in self._before if name not in files))
        report = Delivery(
            self.to,
            tuple(sorted(self._staged)),
            len(self._new) - len(self._staged),
            stale,
            dict(self._new),
        )
        manifest = write_manifest(files)
        if self._check:
            return report
        try:
            if not report.differs and files == self._before:
                if self._compared:
                    os.utime(self.to / MANIFEST)  # Younger files were found to be the same.
                return report
            stage = self._staging()
            stage.write(MANIFEST, manifest)
            if self._fresh or not self.to.exists():
                stage.become(self.to)
            else:
                sizes = {name: files[name].byte_count for name in _in_safe_order(self._staged)}
                stage.swap(self.to, {**sizes, MANIFEST: len(manifest)}, stale)
        except OSError as error:
            raise _failure(error, self.to) from error
        return report

    def _merged(self) -> dict[str, Entry]:
        """Return the files of this export and of the others in the folder."""
        if all(entry.exports == self._export for entry in self._before.values()):
            return self._new
        files: dict[str, Entry] = {}
        for name, entry in self._before.items():
            others = tuple(one for one in entry.exports if one != self._export[0])
            if others:
                files[name] = Entry(entry.sha256, entry.byte_count, others)
        for name, entry in self._new.items():
            shared = files.get(name)
            if shared is not None:
                exports = tuple(sorted({*shared.exports, *self._export}))
                files[name] = Entry(entry.sha256, entry.byte_count, exports)
            else:
                files[name] = Entry(entry.sha256, entry.byte_count, self._export)
        return files


def _in_safe_order(names: Iterable[str]) -> Iterator[str]:
    def rank(name: str) -> tuple[int, str]:
        ending = PurePosixPath(name).suffix
        return (_ORDER.index(ending) + 1 if ending in _ORDER else 0, name)

    yield from sorted(names, key=rank)


def _folded(name: str) -> str:
    """Return a name without capitals: itself, as most are, not a copy."""
    folded = name.casefold()
    return name if folded == name else folded


def _time_of(path: Path) -> int:
    """Return when a file was last written, in nanoseconds; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _failure(error: OSError, folder: Path) -> EnvironmentFailure:
    reason = os.strerror(error.errno) if error.errno else str(error)
    return EnvironmentFailure(
        f"The export could not be written to {folder} ({reason}). Make room or choose another "
        "folder; what was there before is still whole.",
        path=str(folder),
    )
