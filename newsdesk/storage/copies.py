"""Whole copies of a library while somebody writes to it, and whether a copy is sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from newsdesk.domain.values import immutable
from newsdesk.storage import recognise
from newsdesk.storage.errors import damaged, file_failure, translated
from newsdesk.storage.files import sync


@immutable
class Contents:
    """What a copy was found to hold: numbers of stories and pictures, and its size in bytes."""

    stories: int
    images: int
    byte_count: int


def copy(source: Path, target: Path) -> Contents:
    """Write a checked copy of a library through SQLite's online backup.

    It reads through a connection of its own, in one step: that is one read transaction, which in
    WAL mode neither waits for the writer nor makes it wait. May be called from any thread.
    ``target`` must not exist. Raises EnvironmentFailure and leaves nothing behind.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        with translated(source), closing(_reader(source)) as reader:
            _write(reader, unfinished)
        contents = check(unfinished)
        sync(unfinished)
        unfinished.rename(target)
        sync(target.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise file_failure(error, target, "be written") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return contents


def _write(reader: sqlite3.Connection, target: Path) -> None:
    with translated(target), closing(sqlite3.connect(target)) as writer:
        reader.backup(writer)
        # A copy stands alone: without -wal and -shm beside it.
        writer.execute("PRAGMA journal_mode = DELETE")


def check(path: Path) -> Contents:
    """Read a library from its first page to its last. Raises EnvironmentFailure when it is bad."""
    found = recognise.recognise(path)
    with translated(path), closing(_reader(path)) as reader:
        recognise.check_schema(reader, path)
        report: str = reader.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if report != "ok":
            raise damaged(path, report[:120])
        if reader.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise damaged(path, "something in it points to what is not there")
        stories: int = reader.execute("SELECT count(*) FROM article").fetchone()[0]
        images: int = reader.execute("SELECT count(*) FROM image").fetchone()[0]
    return Contents(stories, images, found.size)


def _reader(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection
