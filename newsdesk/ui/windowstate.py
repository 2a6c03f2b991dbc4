"""How the window stood when it was left: its size, its panes, the story that was open."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, field
from pathlib import Path
from typing import cast

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.values import immutable
from newsdesk.services.settings import read_object, write_atomically


@immutable
class WindowState:
    """``geometry`` is Qt's own, in hexadecimal; widths are in pixels. ``story`` is an id."""

    geometry: str = ""
    widths: dict[str, int] = field(default_factory=dict[str, int])
    hidden: tuple[str, ...] = ()
    folded: bool | None = None
    tab: str = "story"
    story: str = ""


def file_for(folder: Path, library: Path) -> Path:
    """Return the file that keeps the window of a library."""
    name = hashlib.sha256(str(library.absolute()).encode()).hexdigest()[:16]
    return folder / f"window-{name}.json"


def read(file: Path) -> WindowState:
    """Read how the window stood; a file that is missing or unusable gives the usual window."""
    try:
        found = read_object(file)
    except (OSError, ValueError):
        return WindowState()
    widths = found.get("widths")
    hidden = found.get("hidden")
    folded = found.get("folded")
    return WindowState(
        geometry=_text(found.get("geometry"), 4096),
        widths=_widths(cast("dict[object, object]", widths)) if isinstance(widths, dict) else {},
        hidden=tuple(_text(name, 40) for name in cast("list[object]", hidden)[:20])
        if isinstance(hidden, list)
        else (),
        folded=folded if isinstance(folded, bool) else None,
        tab=_text(found.get("tab"), 40) or "story",
        story=_text(found.get("story"), 80),
    )


def write(file: Path, state: WindowState) -> None:
    """Keep how the window stands. A folder that cannot be written to loses this and no more."""
    try:
        write_atomically(file, json.dumps(asdict(state), indent=1, sort_keys=True) + "\n")
    except EnvironmentFailure:
        return


def _text(value: object, most: int) -> str:
    return value if isinstance(value, str) and len(value) <= most else ""


def _widths(found: dict[object, object]) -> dict[str, int]:
    return {
        name: value
        for name, value in found.items()
        if isinstance(name, str) and isinstance(value, int) and 0 < value < 10_000
    }
