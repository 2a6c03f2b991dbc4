"""Files that are whole or not there: what was written is on the disk before it is relied on."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path


def sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk. Raises OSError."""
    if path.is_dir() and sys.platform == "win32":
        return  # Windows keeps folders by itself and cannot open them.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def taking_place(path: Path, *, private: bool = False, lasting: bool = True) -> Generator[Path]:
    """Give a new, empty file to write into, which takes the place of ``path`` at the end.

    Until then, and where anything fails, what stood there still does and nothing is left beside
    it. ``private`` shuts out all but its owner; without ``lasting`` nobody waits for the disk.
    Raises OSError.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600 if private else 0o666))
        yield part
        if lasting:
            sync(part)
        part.replace(path)
        if lasting:
            sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, pieces: Iterable[bytes], *, lasting: bool = True) -> None:
    """Write a file whole or not at all, in a folder that is there. Raises OSError."""
    with taking_place(path, lasting=lasting) as part, part.open("wb") as stream:
        stream.writelines(pieces)
