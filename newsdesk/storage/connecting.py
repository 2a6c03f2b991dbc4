"""Connections to SQLite that trust nothing in the file: it may come from a stranger."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from newsdesk.storage.errors import file_failure, translated
from newsdesk.storage.files import taking_place

_BUSY_MS = 250
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 64 * 1024 * 1024,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,  # VACUUM needs one.
}
"""What the file may ask of SQLite at most; bytes for the first two."""


def connect(
    path: Path, *, write: bool = False, create: bool = False, immutable: bool = False
) -> sqlite3.Connection:
    """Open a database; ``immutable`` makes no files beside it. Raises EnvironmentFailure."""
    mode = "rwc" if create else "rw" if write else "ro"
    with translated(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}",
            uri=True,
            isolation_level=None,
            timeout=_BUSY_MS / 1000,
        )
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_TRUSTED_SCHEMA, False)
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    return connection


def guard(connection: sqlite3.Connection) -> None:
    """Trust nothing that the file says, and keep 16 MiB of it at most. Raises sqlite3.Error."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -16384")


def copy(
    source: sqlite3.Connection, target: Path, *, check: Callable[[Path], object] | None = None
) -> None:
    """Copy a database in one step; the copy takes the place of ``target`` once ``check`` took it.

    Stepped on a connection of its own it would begin again at each save. The copy stands alone,
    without -wal and -shm, and is its owner's alone. Raises EnvironmentFailure, and what ``check``
    raises; what stood at ``target`` then still does.
    """
    try:
        with taking_place(target, private=True) as part:
            with translated(target), closing(sqlite3.connect(part)) as copied:
                source.backup(copied)
                copied.execute("PRAGMA journal_mode = DELETE")
            if check is not None:
                check(part)
    except OSError as error:
        raise file_failure(error, target, "be written") from error
