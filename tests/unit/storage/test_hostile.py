"""A library from a stranger: no SQL in it ever runs, and nothing it holds is taken on trust."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services import articles, doctor, libraries
from newsdesk.services.settings import Settings
from newsdesk.storage import copies
from newsdesk.storage.library import Library

HIDDEN = (
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ("
    "'trigger', 'sqlite_hidden', 'article', 0, "
    "'CREATE TRIGGER sqlite_hidden AFTER UPDATE ON article "
    "BEGIN DELETE FROM library_setting; END')"
)
"""No statement may make a name that begins like SQLite's own; a stranger's file may hold one."""
DIALOGS = {
    "trigger": (
        "CREATE TRIGGER evil AFTER UPDATE ON article BEGIN DELETE FROM library_setting; END"
    ),
    "hidden trigger": HIDDEN,
    "view": "CREATE VIEW evil AS SELECT load_extension('evil')",
    "view in the place of a table": (
        "DROP TABLE library_setting; CREATE VIEW library_setting AS SELECT 1 AS key, 2 AS value"
    ),
    "virtual table": "CREATE VIRTUAL TABLE evil USING fts5(a)",
    "virtual table as an index's own": "CREATE VIRTUAL TABLE article_search_evil USING fts5(a)",
    "table named as an index's own": "CREATE TABLE article_search_evil (a)",
    "trigger on an index's own": (
        "CREATE TABLE headline_search_evil (a); CREATE TRIGGER evil "
        "AFTER INSERT ON headline_search_evil BEGIN DELETE FROM article; END"
    ),
    "generated column": "ALTER TABLE article ADD COLUMN evil BLOB AS (zeroblob(1000000000))",
    "column": "ALTER TABLE article ADD COLUMN evil TEXT DEFAULT 'evil'",
    "index over an expression": "CREATE INDEX evil ON article (abs(version))",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Gift.newsdesk"
    desk = libraries.create_empty(made, settings=Settings())
    articles.create(desk, headline="A gift")
    desk.library.execute("INSERT INTO library_setting VALUES ('a', 'b')")
    desk.library.close()
    return made


def run(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
        connection.commit()


@pytest.mark.parametrize("script", DIALOGS.values(), ids=DIALOGS)
def test_a_file_with_sql_of_its_own_is_refused_and_not_a_byte_changes(
    path: Path, script: str
) -> None:
    run(path, script)
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(EnvironmentFailure, match="changed by another program"):
            Library.open(path, read_only=read_only)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    with pytest.raises(EnvironmentFailure, match="changed by another program"):
        copies.check(path)
    assert not doctor.examine_file(path, settings=Settings()).healthy
    assert path.read_bytes() == before


def test_a_connection_trusts_nothing_and_bounds_what_it_is_given(path: Path) -> None:
    for read_only in (False, True):
        with Library.open(path, read_only=read_only) as library:
            assert library.value("PRAGMA trusted_schema") == 0
            assert library.value("PRAGMA cell_size_check") == 1
            assert library.value("PRAGMA mmap_size") == 0
            limit = library.connection.getlimit
            assert limit(sqlite3.SQLITE_LIMIT_LENGTH) == 64 * 1024 * 1024
            assert limit(sqlite3.SQLITE_LIMIT_SQL_LENGTH) <= 1_000_000
            assert limit(sqlite3.SQLITE_LIMIT_COLUMN) <= 200
            assert limit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH) <= 10
            assert limit(sqlite3.SQLITE_LIMIT_ATTACHED) <= 1
            with pytest.raises(sqlite3.OperationalError, match="not authorized"):
                library.execute("SELECT load_extension('evil')")


@pytest.mark.parametrize(
    "body",
    [
        '[{"kind": "program", "run": "rm"}]',
        '{"kind": "paragraph"}',
        "[" * 100_000,
        '[{"kind": "paragraph", "runs": [{"text": 1e999}]}]',
        "NaN",
    ],
)
def test_a_body_that_newsdesk_never_wrote_is_told_as_damage(path: Path, body: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE article_body SET body = ?", (body,))
        connection.commit()
    desk = libraries.open_existing(path, settings=Settings())
    with closing(desk.library):
        (name,) = articles.all_ids(desk)
        with pytest.raises(EnvironmentFailure, match="is damaged"):
            articles.open_story(desk, article_id=name)
        assert not doctor.examine(desk).healthy
