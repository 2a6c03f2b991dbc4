"""Killed while a library is brought up to date: it is as it was, or up to date, never between.

6 crashes in the ordinary run; `NEWSDESK_MIGRATION_CRASHES=200` for the long one.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from newsdesk.services import articles, libraries
from newsdesk.services.settings import Settings
from newsdesk.storage import copies, migrations
from tests.crash.migrator import LATER, ROWS

pytestmark = pytest.mark.crash

CRASHES = int(os.environ.get("NEWSDESK_MIGRATION_CRASHES", "6"))
ROOT = Path(__file__).parents[2]


def migrate_and_be_killed(library: Path, delay: float) -> bool:
    """Return whether the migration was done before the kill."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("migrator.py")), str(library)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begin\n"
    time.sleep(delay)
    process.kill()
    said = process.stdout.read()
    process.stdout.close()
    process.wait()
    return "done" in said


def schema_of(library: Path) -> int:
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (1,)
        number: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if number == LATER.number:
            assert connection.execute("SELECT count(*) FROM future").fetchone() == (ROWS,)
        return number


def test_a_library_is_migrated_whole_or_not_at_all(tmp_path: Path) -> None:
    rng = random.Random(3)
    met: set[int] = set()
    for turn in range(CRASHES):
        library = tmp_path / f"Library{turn}.newsdesk"
        desk = libraries.create_empty(library, settings=Settings())
        articles.create(desk, headline="Kept")
        desk.library.close()
        # The last turn gets to its end.
        last = turn == CRASHES - 1
        done = finish(library) if last else migrate_and_be_killed(library, rng.random() * 0.4)
        number = schema_of(library)
        met.add(number)
        assert number in {migrations.SCHEMA, LATER.number}
        assert not done or number == LATER.number
        for backup in tmp_path.glob(f"Library{turn}.before-schema-*.newsdesk-backup"):
            assert copies.check(backup).stories == 1
        if number == LATER.number:
            assert list(tmp_path.glob(f"Library{turn}.before-schema-*.newsdesk-backup"))
    assert LATER.number in met


def finish(library: Path) -> bool:
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("migrator.py")), str(library)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return True
