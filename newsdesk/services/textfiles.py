"""Text files from outside: bounded, decoded, or a sentence that says why not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes of a file of text that are read."""


def read_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Read a whole file. Raises InvalidInputError for a large one and EnvironmentFailure."""
    try:
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except OSError as error:
        raise EnvironmentFailure(
            f"“{path.name}” cannot be read ({error.strerror or 'unknown reason'}). Check that it "
            "is still there and that you may read it.",
            path=str(path),
        ) from error
    if len(data) > largest:
        raise InvalidInputError(f"“{path.name}” is larger than {largest // 1024 // 1024} MB.")
    return data


def decoded(data: bytes, name: str) -> str:
    """Return text from UTF-8, or from UTF-16 with a mark. Raises InvalidInputError."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            f"“{name}” is not UTF-8 text (byte {error.start + 1} is wrong). Save it as UTF-8."
        ) from error
