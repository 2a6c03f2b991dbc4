"""Small values kept in the library under a name, as JSON."""

from __future__ import annotations

import json
from typing import Any

from newsdesk.storage.library import Library


def read(library: Library, key: str) -> Any:
    """Return a value as ``json.loads`` gives it; ``None`` when there is none or it is damaged.

    These values are conveniences: a damaged one is not worth refusing the library for.
    """
    kept = library.value("SELECT value FROM library_setting WHERE key = ?", (key,))
    try:
        return None if kept is None else json.loads(kept)
    except ValueError:
        return None


def write(library: Library, key: str, value: Any) -> None:
    """Keep a value that ``json.dumps`` takes."""
    library.execute(
        "INSERT OR REPLACE INTO library_setting VALUES (?, ?)",
        (key, json.dumps(value, ensure_ascii=False)),
    )
