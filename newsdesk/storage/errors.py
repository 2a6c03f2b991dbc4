"""What SQLite and the file system report, said as sentences that name the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from newsdesk.domain.errors import EnvironmentFailure, NewsdeskError, ReplacedError

_PRIMARY = 0xFF
"""Extended result codes keep the primary code in the low byte (sqlite.org/rescode.html)."""

_SENTENCES = {
    sqlite3.SQLITE_BUSY: (
        "The library “{name}” is being written to by another program. "
        "Close it there, or wait a moment, then try again."
    ),
    sqlite3.SQLITE_LOCKED: (
        "The library “{name}” is being written to by another program. "
        "Close it there, or wait a moment, then try again."
    ),
    sqlite3.SQLITE_READONLY: (
        "The library “{name}” cannot be written to: the file or its folder is read-only. "
        "Allow writing to it, or use “Save a copy…” and work on in the copy."
    ),
    sqlite3.SQLITE_PERM: (
        "You may not open the library “{name}”. Ask for the right to read and write {path}."
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk reports an error at the library “{name}”. Check that the drive is still "
        "connected, then try again, or use “Save a copy…” to another drive."
    ),
    sqlite3.SQLITE_FULL: (
        "The disk with the library “{name}” is full. Make some room, then try again; "
        "or use “Save a copy…” to another drive."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The library “{name}” cannot be opened at {path}. "
        "Check that its folder is still there and connected."
    ),
    sqlite3.SQLITE_NOMEM: (
        "There is not enough memory to go on with the library “{name}”. "
        "Close other programs, then try again."
    ),
    sqlite3.SQLITE_TOOBIG: (
        "Something in the library “{name}” is larger than Newsdesk accepts. "
        "If it is text that was pasted, split it into several stories."
    ),
}


def damaged(path: Path | str, detail: str = "") -> EnvironmentFailure:
    """Return the failure for a library whose contents cannot be trusted."""
    name = Path(path).name
    found = f" ({detail})" if detail else ""
    return EnvironmentFailure(
        f"The library “{name}” is damaged{found}. Nothing in it was changed. Open a backup, "
        f"or run “newsdesk doctor --library {path}” to see what can be rescued.",
        path=str(path),
        retryable=False,
    )


def gone(path: Path) -> EnvironmentFailure:
    """Return the failure for an open library whose file is no longer where it was."""
    return EnvironmentFailure(
        f"The library “{path.name}” is no longer in {path.parent}. Put its folder or drive back "
        "and try again, or use “Save a copy…” and go on in the copy.",
        path=str(path),
    )


def replaced(path: Path) -> ReplacedError:
    """Return the failure for an open library in whose place another file was put."""
    return ReplacedError(
        f"Another program, as one that keeps folders in step, put another file in the place of "
        f"the library “{path.name}”. Nothing is written over it. “Open the new file” keeps what "
        "is here as a copy beside it.",
        path=str(path),
    )


def failure(error: sqlite3.Error, path: Path | str) -> NewsdeskError | None:
    """Return a SQLite error as a failure of the surroundings; ``None`` when it is our defect."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The sqlite3 module itself raises this one, without a code.
        return damaged(path, "broken text") if "decode to UTF-8" in str(error) else None
    primary = code & _PRIMARY
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}:
        return damaged(path)
    sentence = _SENTENCES.get(primary)
    if sentence is None:
        return None
    return EnvironmentFailure(
        sentence.format(name=Path(path).name, path=path),
        path=str(path),
        retryable=primary != sqlite3.SQLITE_TOOBIG,
    )


def file_failure(error: OSError, path: Path | str, doing: str) -> EnvironmentFailure:
    """Return an error of the file system as a sentence; ``doing`` as in ``"be copied"``."""
    reason = error.strerror or "unknown reason"
    return EnvironmentFailure(
        f"“{Path(path).name}” could not {doing} ({reason}: {path}). "
        "Check the folder, its rights and the room on the disk, then try again.",
        path=str(path),
    )


@contextmanager
def translated(path: Path | str) -> Generator[None]:
    """Turn SQLite's errors inside the block into failures that name ``path``."""
    try:
        yield
    except sqlite3.Error as error:
        known = failure(error, path)
        if known is None:
            raise
        raise known from error
    except UnicodeDecodeError as error:
        # The sqlite3 module cannot read SQLite's own complaint where it cites broken bytes.
        raise damaged(path, "broken text") from error
