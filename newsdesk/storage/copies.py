"""Whole copies of a library while somebody writes to it, and whether a copy is sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from newsdesk.domain.values import immutable
from newsdesk.storage import connecting, recognise
from newsdesk.storage.errors import damaged, translated


@immutable
class Contents:
    """What a copy was found to hold: numbers of stories and pictures, and its size in bytes."""

    stories: int
    images: int
    byte_count: int


def copy(source: Path, target: Path) -> Contents:
    """Write a checked copy of a library through SQLite's online backup.

    It reads through a connection of its own: that is one read transaction, which in WAL mode
    neither waits for the writer nor makes it wait. May be called from any thread. Raises
    EnvironmentFailure and leaves nothing behind.
    """
    found: list[Contents] = []
    with translated(source), closing(_reader(source)) as reader:
        connecting.copy(
            reader, target, check=lambda part: found.append(_check(part, called=source))
        )
    return found[0]


def check(path: Path) -> Contents:
    """Read a library from its first page to its last. Raises EnvironmentFailure when it is bad."""
    return _check(path, called=path)


def _check(path: Path, *, called: Path) -> Contents:
    found = recognise.recognise(path)
    with translated(called), closing(_reader(path)) as reader:
        recognise.check_schema(reader, called)
        report: str = reader.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if report != "ok":
            raise damaged(called, report[:120])
        if reader.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise damaged(called, "something in it points to what is not there")
        stories: int = reader.execute("SELECT count(*) FROM article").fetchone()[0]
        images: int = reader.execute("SELECT count(*) FROM image").fetchone()[0]
    return Contents(stories, images, found.size)


def _reader(path: Path) -> sqlite3.Connection:
    connection = connecting.connect(path)
    connecting.guard(connection)
    return connection
