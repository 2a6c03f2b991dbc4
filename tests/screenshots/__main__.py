"""Write a picture of every screen: `python3 dev.py screenshots DIR [SCREEN …] [--twice]`.

Each is taken from the real program over the sample library, light and dark, at 1280×800 and at
1920×1080; `--twice` adds pictures for screens with two pixels to the point. One process takes all
the pictures of one size and scheme, because the scale is chosen when Qt starts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = ((1280, 800), (1920, 1080))
SCHEMES = ("light", "dark")


def take(folder: Path, screens: list[str], size: tuple[int, int], scheme: str, scale: int) -> int:
    """Take the pictures of one size and scheme in a process of their own."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-shots-", ignore_cleanup_errors=True) as home:
        env = {
            **os.environ,
            "NEWSDESK_HOME": home,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale),
        }
        width, height = size
        end = f"{width}x{height}_{scheme}" + ("_2x" if scale > 1 else "")
        told = [str(folder), str(width // scale), str(height // scale), scheme, end, *screens]
        command = [sys.executable, "-m", "tests.screenshots.session", *told]
        return subprocess.run(command, env=env, check=False).returncode


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("screens", nargs="*", help="only these (their names are printed)")
    parser.add_argument("--twice", action="store_true", help="also for dense screens")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    folder: Path = chosen.folder.resolve()
    failed = 0
    for size in SIZES:
        for scheme in SCHEMES:
            failed |= take(folder, chosen.screens, size, scheme, 1)
    if chosen.twice:
        dense = (SIZES[0][0] * 2, SIZES[0][1] * 2)
        for scheme in SCHEMES:
            failed |= take(folder, chosen.screens, dense, scheme, 2)
    print(f"Pictures are in {folder}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
