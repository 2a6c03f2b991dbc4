"""One writer at a time: a lock file beside the library that says who writes and since when.

The operating system holds the lock and drops it with the process, so a lock file that a crash
left behind is recognised at once; its text is only for people.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from newsdesk.domain.errors import LockedError
from newsdesk.domain.values import immutable
from newsdesk.storage.errors import file_failure

_NOTICE_LIMIT = 4096
_LOCKED_BYTE = 1 << 30
"""Windows forbids reading locked bytes; this one lies far behind the notice."""


@immutable
class Holder:
    """Who holds a lock: user, machine, process number, and since when (UTC, RFC 3339)."""

    user: str = ""
    machine: str = ""
    process: int = 0
    since: str = ""

    def sentence(self, path: Path) -> str:
        """Say who writes, in words."""
        who, since = self._who(), self._since()
        return (
            f"{who} has had the library “{path.name}” open{since}. Close it there, then try again."
        )

    def in_words(self) -> str:
        """Say who writes and since when, as the beginning of a sentence."""
        return f"{self._who()} has been writing in this library{self._since()}"

    def _who(self) -> str:
        return (self.user or "Somebody") + (f" on {self.machine}" if self.machine else "")

    def _since(self) -> str:
        return f" since {self.since[:16].replace('T', ' ')} UTC" if self.since else ""


def lock_path(library: Path) -> Path:
    """Return the lock file of a library."""
    return library.with_name(library.name + ".lock")


class WriteLock:
    """The lock of one library, held from ``acquire`` to ``release``."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock. Raises LockedError with a sentence about the holder."""
        path = lock_path(self._library)
        while self._file is None:
            try:
                handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise file_failure(error, path, "be created") from error
            if not _lock(handle):
                holder = _read(handle)
                os.close(handle)
                raise LockedError(holder.sentence(self._library), path=str(self._library))
            if _same_file(handle, path):
                self._file = handle
            else:  # Its owner removed it between our opening and locking it.
                os.close(handle)
        _write(self._file)

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held.

        In a folder that was made read-only its file stays, and is known to be stale.
        """
        if self._file is None:
            return
        path = lock_path(self._library)
        if sys.platform == "win32":
            os.close(self._file)
            with contextlib.suppress(OSError):
                path.unlink()
        else:
            with contextlib.suppress(OSError):
                if _same_file(self._file, path):
                    path.unlink()
            os.close(self._file)
        self._file = None


def holder_of(library: Path) -> Holder | None:
    """Say who holds a library's lock right now; ``None`` when nobody does."""
    try:
        handle = os.open(lock_path(library), os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _lock(handle) else _read(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # File systems without locks cannot keep anybody out; SQLite's own locks still do.
            return True
        return True


def _same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _read(handle: int) -> Holder:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        notice: object = json.loads(os.read(handle, _NOTICE_LIMIT))
    except (OSError, ValueError):
        return Holder()
    if not isinstance(notice, dict):
        return Holder()
    fields = cast("dict[object, object]", notice)
    process = fields.get("process")
    return Holder(
        user=str(fields.get("user", ""))[:80],
        machine=str(fields.get("machine", ""))[:80],
        process=process if isinstance(process, int) else 0,
        since=str(fields.get("since", ""))[:40],
    )


if sys.platform == "win32":

    def _machine() -> str:
        return os.environ.get("COMPUTERNAME", "")

else:

    def _machine() -> str:
        return os.uname().nodename


def _write(handle: int) -> None:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    notice = {
        "user": user,
        "machine": _machine(),
        "process": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(notice).encode())
