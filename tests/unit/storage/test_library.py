"""The library file: how it is made, opened, refused, copied, and never harmed."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsdesk.domain.errors import EnvironmentFailure, NewerFormatError
from newsdesk.storage import migrations, schema
from newsdesk.storage.library import Library
from newsdesk.storage.lock import LockedError, holder_of, lock_path

FIXTURES = Path(__file__).parents[2] / "fixtures" / "old"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def digest(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "lib" / "Paper.newsdesk"
    Library.create(made).close()
    return made


# --- what is made ---


def test_a_new_library_is_one_private_file(path: Path) -> None:
    assert [entry.name for entry in path.parent.iterdir()] == ["Paper.newsdesk"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_table_is_strict_and_every_key_is_enforced(path: Path) -> None:
    with Library.open(path) as library:
        tables = library.rows(
            "SELECT name, strict, type FROM pragma_table_list WHERE schema = ?", ("main",)
        )
        ours = {
            name: strict
            for name, strict, kind in tables
            if kind == "table" and not name.startswith("sqlite_")
        }
        assert "article" in ours
        assert all(ours.values()), [name for name, strict in ours.items() if not strict]
        assert library.value("PRAGMA foreign_keys") == 1
        assert library.value("PRAGMA journal_mode") == "wal"
        assert library.value("PRAGMA synchronous") == 2
        assert library.value("PRAGMA trusted_schema") == 0
        assert library.value("PRAGMA application_id") == schema.APPLICATION_ID
        assert library.value("PRAGMA user_version") == migrations.SCHEMA
        with pytest.raises(sqlite3.IntegrityError):
            library.execute("INSERT INTO article_body VALUES (99, '')")


def test_the_fingerprint_is_that_of_the_statements(path: Path) -> None:
    with Library.open(path) as library:
        assert (
            migrations.fingerprint(library.connection)
            == migrations.FINGERPRINTS[migrations.SCHEMA]
        )
    assert set(migrations.FINGERPRINTS) == {step.number for step in migrations.MIGRATIONS}


def test_a_library_is_never_made_over_a_file(path: Path) -> None:
    before = digest(path.parent)
    with pytest.raises(EnvironmentFailure, match="already a file"):
        Library.create(path)
    assert digest(path.parent) == before


def test_a_half_made_library_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = (*migrations.MIGRATIONS, migrations.Migration(99, "Broken", "CREATE TABLE ();"))
    monkeypatch.setattr(migrations.apply, "__defaults__", (broken,))
    with pytest.raises(sqlite3.OperationalError):
        Library.create(tmp_path / "x.newsdesk")
    assert list(tmp_path.iterdir()) == []


# --- what is refused ---


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def foreign_tables(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER evil AFTER UPDATE ON article BEGIN SELECT 1; END")
    connection.close()


def foreign_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 1")
    connection.close()


def cut_off(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def cut_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(50)


def scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000:9000] = bytes(4000)
    path.write_bytes(content)


REFUSED: list[tuple[Callable[[Path], object], str]] = [
    (newer, "newer Newsdesk"),
    (foreign_tables, "changed by another program"),
    (foreign_program, "belongs to another program"),
    (cut_off, "cut off"),
    (cut_header, "cut off"),
    (scribbled, "damaged"),
    (lambda path: path.write_bytes(b""), "it is empty"),
    (lambda path: path.write_text("Dear diary" * 100), "no SQLite file"),
    (lambda path: path.unlink(), "There is no library"),
]


@pytest.mark.parametrize(("harm", "sentence"), REFUSED)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_cannot_be_opened_gets_a_sentence_and_keeps_every_byte(
    path: Path, harm: Callable[[Path], object], sentence: str, read_only: bool
) -> None:
    harm(path)
    before = digest(path.parent)
    with pytest.raises(EnvironmentFailure) as caught:
        Library.open(path, read_only=read_only)
    assert sentence in str(caught.value)
    assert path.name in str(caught.value)
    assert str(caught.value).endswith(".")
    assert digest(path.parent) == before


def test_a_newer_library_is_named_as_newer(path: Path) -> None:
    newer(path)
    with pytest.raises(NewerFormatError):
        Library.open(path)


def test_a_folder_is_not_a_library(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="is a folder"):
        Library.open(tmp_path)


@pytest.mark.skipif(AS_ROOT, reason="root may write anywhere")
def test_a_read_only_file_is_refused_for_writing_and_opened_for_reading(path: Path) -> None:
    path.chmod(0o400)
    with pytest.raises(EnvironmentFailure, match="read-only"):
        Library.open(path)
    Library.open(path, read_only=True).close()


def test_a_read_only_library_refuses_to_be_written_to_with_a_sentence(path: Path) -> None:
    with Library.open(path, read_only=True) as library, pytest.raises(EnvironmentFailure):
        library.execute("INSERT INTO library_setting VALUES ('a', 'b')")


# --- one writer ---


def test_a_second_writer_is_told_who_writes_and_may_read(path: Path) -> None:
    with Library.open(path):
        with pytest.raises(LockedError) as caught:
            Library.open(path)
        assert "has had the library" in str(caught.value)
        holder = holder_of(path)
        assert holder is not None
        assert holder.process == os.getpid()
        with Library.open(path, read_only=True) as reader:
            assert reader.value("SELECT count(*) FROM article") == 0
    assert holder_of(path) is None
    assert not lock_path(path).exists()


def test_a_lock_that_a_crash_left_behind_is_recognised_as_stale(path: Path) -> None:
    child = (
        "import os, pathlib; from newsdesk.storage.library import Library; "
        f"Library.open(pathlib.Path({str(path)!r})); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", child], check=False)
    assert lock_path(path).exists()
    assert holder_of(path) is None
    Library.open(path).close()


def test_a_lock_file_full_of_rubbish_does_no_harm(path: Path) -> None:
    lock_path(path).write_bytes(b"\xff{[" * 100)
    Library.open(path).close()


# --- transactions and copies ---


def test_all_of_a_transaction_is_kept_or_nothing(path: Path) -> None:
    with Library.open(path) as library:

        def half() -> None:
            with library.transaction():
                library.execute("INSERT INTO library_setting VALUES ('a', 'b')")
                with library.transaction():
                    library.execute("INSERT INTO library_setting VALUES ('c', 'd')")
                raise KeyError

        with pytest.raises(KeyError):
            half()
        assert library.rows("SELECT * FROM library_setting") == []


def test_a_copy_stands_alone_and_replaces_nothing_when_it_fails(
    path: Path, tmp_path: Path
) -> None:
    with Library.open(path) as library:
        library.execute("INSERT INTO library_setting VALUES ('a', 'b')")
        copy = tmp_path / "Copy.newsdesk"
        library.copy_to(copy)
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["Copy.newsdesk", "lib"]
        with pytest.raises(EnvironmentFailure):
            library.copy_to(tmp_path / "missing" / "Copy.newsdesk")
    with Library.open(copy) as opened:
        assert opened.rows("SELECT * FROM library_setting") == [("a", "b")]


# --- migrations ---


def test_migrating_backs_up_first_and_keeps_every_row(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(path) as library:
        library.execute("INSERT INTO library_setting VALUES ('a', 'b')")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    later = migrations.Migration(
        migrations.SCHEMA + 1,
        "A table more",
        "CREATE TABLE extra (a TEXT NOT NULL) STRICT;",
        reshape=fill_extra,
    )
    prints = migrations.FINGERPRINTS | {later.number: later_fingerprint(later)}
    monkeypatch.setattr(migrations, "FINGERPRINTS", prints)
    monkeypatch.setattr(migrations, "SCHEMA", later.number)
    monkeypatch.setattr(migrations.apply, "__defaults__", ((*migrations.MIGRATIONS, later),))
    with Library.open(path) as library:
        backup = library.migration_backup
        assert library.rows("SELECT * FROM library_setting") == [("a", "b")]
        assert library.rows("SELECT a FROM extra") == [("made",)]
        assert library.value("PRAGMA user_version") == later.number
    assert backup is not None
    with sqlite3.connect(backup) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (
            migrations.MIGRATIONS[-1].number,
        )
        assert connection.execute("SELECT * FROM library_setting").fetchall() == [("a", "b")]
    connection.close()
    assert before != hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_migration_that_is_only_in_the_log_is_seen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = migrations.Migration(
        migrations.SCHEMA + 1, "A table more", "CREATE TABLE extra (a TEXT NOT NULL) STRICT;"
    )
    crashed = path.with_name("Crashed.newsdesk")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrations.apply(connection, migrations.SCHEMA, (later,))
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    with pytest.raises(NewerFormatError):
        Library.open(crashed)
    prints = migrations.FINGERPRINTS | {later.number: later_fingerprint(later)}
    monkeypatch.setattr(migrations, "FINGERPRINTS", prints)
    monkeypatch.setattr(migrations, "SCHEMA", later.number)
    with Library.open(crashed) as library:
        assert library.migration_backup is None
        assert library.value("PRAGMA user_version") == later.number


def fill_extra(database: Database) -> None:
    database.conn.execute("INSERT INTO extra VALUES ('made')")


def later_fingerprint(later: migrations.Migration) -> str:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.apply(connection, 0, (*migrations.MIGRATIONS, later))
    found = migrations.fingerprint(connection)
    connection.close()
    return found


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = migrations.Migration(
        migrations.SCHEMA + 1, "Broken", "CREATE TABLE a (b) STRICT;\nDROP TABLE nothing;"
    )
    monkeypatch.setattr(migrations, "SCHEMA", broken.number)
    monkeypatch.setattr(migrations.apply, "__defaults__", ((*migrations.MIGRATIONS, broken),))
    before = path.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        Library.open(path)
    assert path.read_bytes() == before


OLD = sorted(FIXTURES.glob("*.newsdesk"))


@pytest.mark.parametrize("old", OLD, ids=lambda old: old.stem)
def test_every_released_schema_opens(old: Path, tmp_path: Path) -> None:
    from newsdesk.services import articles, libraries
    from newsdesk.services.settings import Settings

    copy = Path(shutil.copy(old, tmp_path))
    desk = libraries.open_existing(copy, settings=Settings())
    try:
        names = articles.all_ids(desk)
        stories = [articles.open_story(desk, article_id=name) for name in names]
        assert {story.headline for story in stories} >= {"A story of an older Newsdesk"}
        assert desk.library.rows("PRAGMA foreign_key_check") == []
        assert desk.library.value("PRAGMA integrity_check") == "ok"
    finally:
        desk.library.close()


def test_there_is_a_library_of_every_schema() -> None:
    assert {old.stem for old in OLD} == {f"schema-{step.number}" for step in migrations.MIGRATIONS}
