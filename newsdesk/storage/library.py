"""The library: one SQLite file that holds everything, opened by one thread."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Self, TypeAlias

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.storage import connecting, migrations, recognise
from newsdesk.storage.connecting import connect, guard
from newsdesk.storage.errors import damaged, file_failure, gone, replaced, translated
from newsdesk.storage.lock import WriteLock
from newsdesk.storage.schema import APPLICATION_ID

Standing: TypeAlias = Literal["here", "gone", "replaced"]
"""Whether the open file is still what its path leads to."""

Row = tuple[Any, ...]
"""A row as SQLite gives it: STRICT tables and the readers beside each query fix its types."""

_JOURNAL_SIZE_LIMIT = 16 * 1024 * 1024
_LONG_LOG = 4 * 1024 * 1024
_CHECKED_AT_ONCE = 4 * 1024 * 1024
"""Bytes up to which a file's pages are all checked when it is opened (a few milliseconds);
larger ones are checked in the background by ``services.doctor``."""


class Library:
    """An open library. All of its methods belong to the thread that opened it.

    ``path`` is the file; ``read_only`` says that nothing can be saved here.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        read_only: bool,
        lock: WriteLock | None = None,
        migration_backup: Path | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.migration_backup = migration_backup
        self._connection = connection
        self._lock = lock
        self._file = _identity(path)
        self._closed = False

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False) -> Library:
        """Open a library; ``create`` makes it where there is none.

        Raises EnvironmentFailure (damaged, foreign, not allowed, gone), LockedError (somebody
        else writes) and NewerFormatError; the file's bytes are then as they were.
        """
        path = path.absolute()
        if create and not path.exists():
            return cls.create(path)
        found = recognise.recognise(path)
        if read_only:
            return cls(path, _read_only_connection(path, found), read_only=True)
        recognise.check_writable(path)
        lock = WriteLock(path)
        lock.acquire()
        try:
            return cls._open_locked(path, found, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_locked(cls, path: Path, found: recognise.Found, lock: WriteLock) -> Library:
        schema = _check(path, found)
        connection = connect(path, write=True)
        try:
            with translated(path):
                _prepare(connection)
                backup = None
                if schema < migrations.SCHEMA:
                    backup = migrations.back_up_before(connection, path, schema)
                    migrations.apply(connection, schema)
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, read_only=False, lock=lock, migration_backup=backup)

    @classmethod
    def create(cls, path: Path) -> Library:
        """Make a new, empty library. Raises EnvironmentFailure, also when the file exists."""
        path = path.absolute()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Reserves the name, private to its owner, and refuses to touch what stands there.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError as error:
            raise EnvironmentFailure(
                f"There is already a file “{path.name}” in {path.parent}. "
                "Choose another name, or open that file.",
                path=str(path),
                retryable=False,
            ) from error
        except OSError as error:
            raise file_failure(error, path, "be created") from error
        lock = WriteLock(path)
        try:
            lock.acquire()
            connection = connect(path, create=True)
            try:
                with translated(path):
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
                    _prepare(connection)
                    migrations.apply(connection, 0)
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.release()
            path.unlink(missing_ok=True)
            raise
        return cls(path, connection, read_only=False, lock=lock)

    def close(self) -> None:
        """Fold the log into the file and close it. Closing twice is allowed."""
        if self._closed:
            return
        self._closed = True
        try:
            with translated(self.path):
                if not self.read_only and self.standing() == "replaced":
                    # SQLite leaves the log of a file that was moved; the new one must not find it.
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Keep all that is written inside, or nothing; an inner one joins the outer one."""
        if self._connection.in_transaction:
            yield
            return
        self._check_standing()
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            with translated(self.path):
                self._connection.commit()
        except BaseException:
            # A full disk may have rolled back already; rolling back twice is allowed.
            self._connection.rollback()
            raise

    def standing(self) -> Standing:
        """Say whether the path still leads to the file that is open here."""
        now = _identity(self.path)
        if now is None:
            return "gone"
        return "here" if now == self._file else "replaced"

    def _check_standing(self) -> None:
        """Refuse to write into a file that nobody can find again; SQLite would."""
        match self.standing():
            case "gone":
                raise gone(self.path)
            case "replaced":
                raise replaced(self.path)
            case "here":
                return

    def data_version(self) -> int:
        """Return a number that changes when another connection writes to the file."""
        return self.value("PRAGMA data_version")

    @contextmanager
    def snapshot(self) -> Generator[None]:
        """Read one unchanging state of the library, whoever writes meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    def execute(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run one statement and return how many rows it changed."""
        with translated(self.path):
            return self._connection.execute(statement, values).rowcount

    def insert(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run an INSERT and return the number of its row."""
        with translated(self.path):
            return self._connection.execute(statement, values).lastrowid or 0

    def execute_many(self, statement: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement for each sequence of values."""
        with translated(self.path):
            self._connection.executemany(statement, values)

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""
        with translated(self.path):
            return self._connection.execute(statement, values).fetchall()

    def each(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one, for many; write nothing meanwhile."""
        with translated(self.path):
            yield from self._connection.execute(statement, values)

    def row(self, statement: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, ``None`` without one."""
        with translated(self.path):
            return self._connection.execute(statement, values).fetchone()

    def value(self, statement: str, values: Sequence[object] = ()) -> Any:
        """Return the first value of the first row, ``None`` without one."""
        found = self.row(statement, values)
        return None if found is None else found[0]

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file; for when the desk is idle."""
        if not self.read_only and not self._connection.in_transaction:
            self.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def fold_long_log(self) -> None:
        """Fold the log into the file where it has grown, so that no save has to."""
        log = self.path.with_name(self.path.name + "-wal")
        try:
            long = log.stat().st_size >= _LONG_LOG
        except OSError:
            return
        if long and not self._connection.in_transaction:
            self.checkpoint()

    def copy_to(self, target: Path) -> None:
        """Write a copy that stands alone and takes the place of ``target``.

        Raises EnvironmentFailure and leaves nothing behind.
        """
        connecting.copy(self._connection, target)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for the rooms of storage that need more than statements."""
        return self._connection


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from every other one of this machine, ``None`` for none there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare(connection: sqlite3.Connection) -> None:
    """Make a connection ready for writing. What a saved story needs is on the disk (FULL)."""
    guard(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL_SIZE_LIMIT:d}")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    # Some systems build SQLite so that each page that falls free is written once more, with
    # zeros: half of all that a journal wrote.
    connection.execute("PRAGMA secure_delete = FAST")


def _read_only_connection(path: Path, found: recognise.Found) -> sqlite3.Connection:
    """Open for reading, as ``immutable`` where the folder lets nobody make SQLite's -shm file."""
    _refuse_older(path, _check(path, found))
    immutable = not found.has_log and not os.access(path.parent, os.W_OK)
    connection = connect(path, immutable=immutable)
    try:
        with translated(path):
            guard(connection)
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_older(path: Path, schema_number: int) -> None:
    if schema_number < migrations.SCHEMA:
        raise EnvironmentFailure(
            f"The library “{path.name}” was made by an older Newsdesk and must be "
            "brought up to date first. Open it once for writing, or make a copy of it.",
            path=str(path),
            retryable=False,
        )


def _check(path: Path, found: recognise.Found) -> int:
    """Look through a connection that cannot write, before one that may is opened.

    Returns the number of the schema, as the log beside the file may have it already.
    Where no log stands beside the file it is taken for immutable, so that SQLite makes no files
    beside one that is then refused.
    """
    alone = not path.with_name(path.name + "-wal").exists()
    connection = connect(path, immutable=alone)
    try:
        with translated(path):
            guard(connection)
            schema = recognise.check_schema(connection, path)
            if found.size <= _CHECKED_AT_ONCE:
                report: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                if report != "ok":
                    raise damaged(path)
    finally:
        connection.close()
    return schema
