"""Files and folders made to last: what was written is on the disk before it is relied on."""

from __future__ import annotations

import os
import sys
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
