"""Is this file a library that we can open? Told from its header, before SQLite touches it.

Offsets are those of the SQLite file format, section 1.3 (sqlite.org/fileformat.html).
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from newsdesk.domain.errors import EnvironmentFailure, NewerFormatError
from newsdesk.domain.values import immutable
from newsdesk.storage import migrations
from newsdesk.storage.errors import damaged, file_failure
from newsdesk.storage.schema import APPLICATION_ID

_HEADER_LENGTH = 100
_MAGIC = b"SQLite format 3\x00"


@immutable
class Found:
    """What a file shows before SQLite opens it: its bytes, whether a log stands beside it."""

    size: int
    has_log: bool


def recognise(path: Path) -> Found:
    """Read the header of a library. Nothing is written, no file appears beside it.

    Raises EnvironmentFailure with a sentence for everything that is no library of ours, and
    NewerFormatError for one of a newer Newsdesk.
    """
    header, size = _header(path)
    if not header:
        raise _foreign(path, "it is empty")
    if not header.startswith(_MAGIC):
        raise _foreign(path, "it is no SQLite file")
    if len(header) < _HEADER_LENGTH:
        raise damaged(path, "the file is cut off")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _foreign(path, "it belongs to another program")
    log = path.with_name(path.name + "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    refuse_newer(path, int.from_bytes(header[60:64], "big"))
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    if page_size < 512 or page_size & (page_size - 1):
        raise damaged(path, "its header makes no sense")
    if size < pages * page_size and not has_log:
        raise damaged(path, "the file is cut off")
    return Found(size, has_log)


def check_schema(connection: sqlite3.Connection, path: Path) -> int:
    """Return the number of a file's schema; refuse other tables, triggers or views than its own.

    While a log stands beside the file the header may still tell of the schema before.
    """
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    refuse_newer(path, number)
    if number not in migrations.FINGERPRINTS:
        raise damaged(path, f"it has the unknown schema {number}")
    if migrations.fingerprint(connection) != migrations.FINGERPRINTS[number]:
        raise damaged(path, "its tables were changed by another program")
    return number


def refuse_newer(path: Path, schema: int) -> None:
    """Raise NewerFormatError for a schema that this Newsdesk does not know yet."""
    if schema > migrations.SCHEMA:
        raise NewerFormatError(
            f"The library “{path.name}” was written by a newer Newsdesk (schema {schema}, this "
            f"one knows up to {migrations.SCHEMA}). Update Newsdesk to open it; "
            "it was not changed.",
            path=str(path),
            retryable=False,
        )


def check_writable(path: Path) -> None:
    """Raise EnvironmentFailure when the file or its folder cannot be written to."""
    for place, what in ((path, "the file"), (path.parent, "its folder")):
        if not os.access(place, os.W_OK):
            raise EnvironmentFailure(
                f"The library “{path.name}” cannot be written to: {what} is read-only "
                f"({place}). Allow writing to it, or copy it to another folder and open the copy.",
                path=str(path),
            )


def _header(path: Path) -> tuple[bytes, int]:
    if path.is_dir():
        raise EnvironmentFailure(
            f"“{path.name}” is a folder, not a library. Choose the file inside it.",
            path=str(path),
            retryable=False,
        )
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_LENGTH), path.stat().st_size
    except FileNotFoundError as error:
        raise EnvironmentFailure(
            f"There is no library “{path.name}” in {path.parent}. "
            "Check that the drive is connected, or choose another file.",
            path=str(path),
        ) from error
    except OSError as error:
        raise file_failure(error, path, "be read") from error


def _foreign(path: Path, why: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        f"“{path.name}” is not a Newsdesk library: {why}. It was not changed. "
        "Choose a file that Newsdesk made, or import its contents instead.",
        path=str(path),
        retryable=False,
    )
