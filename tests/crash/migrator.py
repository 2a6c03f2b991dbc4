"""Opens a library with a Newsdesk of the future, to be killed: `python migrator.py LIBRARY`."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.storage import migrations
from newsdesk.storage.library import Library

if TYPE_CHECKING:
    from sqlite_utils import Database

ROWS = 60_000


def fill(database: Database) -> None:
    database.conn.executemany(
        "INSERT INTO future VALUES (?, ?)", ((n, f"row {n}") for n in range(ROWS))
    )


LATER = migrations.Migration(
    migrations.SCHEMA + 1,
    "The future",
    "CREATE TABLE future (a INTEGER PRIMARY KEY, b TEXT NOT NULL) STRICT;",
    reshape=fill,
)


def teach() -> None:
    """Make this process know one schema more."""
    steps = (*migrations.MIGRATIONS, LATER)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.apply(connection, 0, steps)
    known = {**migrations.FINGERPRINTS, LATER.number: migrations.fingerprint(connection)}
    connection.close()
    migrations.FINGERPRINTS = known
    migrations.SCHEMA = LATER.number
    migrations.apply.__defaults__ = (steps,)


if __name__ == "__main__":
    teach()
    os.write(1, b"begin\n")
    Library.open(Path(sys.argv[1])).close()
    os.write(1, b"done\n")
