"""What a command says: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from newsdesk.domain.errors import InvalidInputError, NewsdeskError

_QUIET_SECONDS: Final = 0.5


class Exit(IntEnum):
    """The exit codes."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    KNOWN_ERROR = 3


@dataclass(slots=True)
class Console:
    """Prints for a person, or with ``json`` for a script."""

    json: bool = False
    _begun: float = field(default_factory=time.monotonic)
    _open_line: bool = False

    def result(self, value: object, lines: Iterable[str]) -> None:
        """Print a result: the value as JSON, or the lines."""
        self._end_line()
        if self.json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        else:
            for line in lines:
                sys.stdout.write(f"{line}\n")

    def text(self, text: str) -> None:
        """Print text as it is."""
        self._end_line()
        sys.stdout.write(text)

    def note(self, sentence: str) -> None:
        """Say something beside the result."""
        self._end_line()
        sys.stderr.write(f"{sentence}\n")

    def progress(self, done: int, total: int, what: str = "") -> None:
        """Say how far long work is; nothing is said of work that is done at once."""
        if self.json or time.monotonic() - self._begun < _QUIET_SECONDS:
            return
        line = f"{done} of {total} {what}".rstrip()
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{line[:100]}")
            self._open_line = True
        elif done == total or done % max(1, total // 10) == 0:
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    def error(self, error: NewsdeskError) -> None:
        """Print a known error: a sentence, or with ``json`` an object."""
        self._end_line()
        if not self.json:
            sys.stderr.write(f"newsdesk: {error}\n")
            return
        value: dict[str, object] = {"kind": type(error).__name__, "message": str(error)}
        if isinstance(error, InvalidInputError) and error.field:
            value["field"] = error.field
        sys.stderr.write(json.dumps({"error": value}, ensure_ascii=False) + "\n")

    def _end_line(self) -> None:
        if self._open_line:
            sys.stderr.write("\r\x1b[K")
            self._open_line = False


def columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Set rows in columns; the last one runs on."""
    listed = list(rows)
    if not listed:
        return []
    widths = [max(len(row[at]) for row in listed) for at in range(len(listed[0]) - 1)]
    widths.append(0)
    return ["  ".join(map(str.ljust, row, widths)) for row in listed]


def without_empty(value: Mapping[str, object]) -> dict[str, object]:
    """Return a record without the fields that say nothing."""
    return {name: entry for name, entry in value.items() if entry not in (None, "", [], {})}
