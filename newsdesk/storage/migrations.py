"""Migrations: an append-only table of steps, each taking a library from one schema to the next.

A new one is an entry in ``MIGRATIONS``, its fingerprint in ``FINGERPRINTS`` and a small library
of the schema before it in tests/fixtures/old. Released entries never change.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.domain.values import immutable
from newsdesk.storage import connecting, schema

if TYPE_CHECKING:
    from sqlite_utils import Database


@immutable
class Migration:
    """One step: its statements, then ``reshape`` for what needs sqlite-utils (``transform``)."""

    number: int
    title: str
    statements: str = ""
    reshape: Callable[[Database], None] | None = None


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "The first tables",
        schema.TABLES + schema.INDEXES + schema.COUNTERS + schema.FULL_TEXT,
    ),
)

SCHEMA = MIGRATIONS[-1].number
"""The schema this Newsdesk reads and writes."""

FINGERPRINTS = {
    1: "0d03b48def15b7d3b73a154104ada0317d20f503368c098fa1e4e1e5b1e6c3dc",
}
"""SHA-256 over the statements in ``sqlite_schema`` by schema number: a file with other tables,
triggers or views than ours is not opened, so that no statement of a stranger ever runs.
"""


def statements_of(script: str) -> Iterator[str]:
    """Cut a script into statements, keeping the bodies of triggers whole."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def apply(
    connection: sqlite3.Connection, after: int, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Run every migration numbered above ``after``, all in one transaction.

    An error, or the end of the process, leaves the file as it was.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in migrations:
            if migration.number > after:
                _apply_one(connection, migration)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _apply_one(connection: sqlite3.Connection, migration: Migration) -> None:
    for statement in statements_of(migration.statements):
        connection.execute(statement)
    if migration.reshape is not None:
        from sqlite_utils import Database

        migration.reshape(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {migration.number:d}")


def backup_path(path: Path, schema_number: int) -> Path:
    """Return a free name for the copy taken before migrating away from a schema."""
    stem = f"{path.stem}.before-schema-{schema_number + 1}"
    wanted = path.with_name(f"{stem}.newsdesk-backup")
    count = 1
    while wanted.exists():
        count += 1
        wanted = path.with_name(f"{stem}-{count}.newsdesk-backup")
    return wanted


def back_up_before(connection: sqlite3.Connection, path: Path, schema_number: int) -> Path:
    """Copy the library beside itself before it is migrated, and return the copy's path.

    Raises EnvironmentFailure; then nothing is migrated.
    """
    wanted = backup_path(path, schema_number)
    connecting.copy(connection, wanted)
    return wanted


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 over every table, index, trigger and view of ours and of strangers.

    Left out is what SQLite makes by itself, and nothing else that is named like it.
    """
    rows: list[tuple[str, str, str]] = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE NOT "
        "(type = 'index' AND sql IS NULL) AND NOT (type = 'table' AND name IN "
        "('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')) ORDER BY type, name"
    ).fetchall()
    digest = hashlib.sha256()
    for kind, name, statement in rows:
        if not (kind == "table" and name in schema.SHADOWS):
            digest.update(f"{kind}\0{name}\0{statement}\0".encode())
    return digest.hexdigest()
