"""How long a process waited for a core; needs nothing of Qt."""

from __future__ import annotations

import contextlib
from pathlib import Path


def waited(process: int) -> float:
    """Return the seconds for which threads of a process were ready while others had the cores.

    0 where the system does not tell (everywhere but on Linux).
    """
    total = 0
    for entry in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):
            total += int(entry.read_text(encoding="ascii").split()[1])
    return total / 1_000_000_000
