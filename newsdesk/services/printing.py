"""Prints a page as PDF: with the web view that Newsdesk brings, else with a browser of the system.

Either works in a process of its own, so that one that ends badly takes nothing along.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.moment import Moment
from newsdesk.domain.paper import Paper

PRINT: Final = "--print-page"
"""The option with which Newsdesk, started once more, prints a page and ends."""

_SECONDS: Final = 90
_BROWSERS: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge", "brave-browser", "vivaldi",
)  # fmt: skip
_ELSEWHERE: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
_TIMES: Final = re.compile(rb"(/(?:Creation|Mod)Date ?\(D:)\d{14}")

Printer: TypeAlias = Callable[[Path, Path, Paper], Sequence[str] | None]
"""Returns the command that prints a page as a file; ``None`` where there is none."""


def own_view(page: Path, to: Path, paper: Paper) -> Sequence[str] | None:
    """Return how Newsdesk prints by itself."""
    packed = bool(getattr(sys, "frozen", False))
    own = [sys.executable] if packed else [sys.executable, "-m", "newsdesk"]
    return [*own, PRINT, str(page), "--to", str(to), "--paper", paper.value]


def system_browser(page: Path, to: Path, paper: Paper) -> Sequence[str] | None:
    """Return how a browser of Chromium's kin prints, where the system has one."""
    del paper  # It stands in the page's style sheet.
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    found = found or next((path for path in _ELSEWHERE if Path(path).is_file()), None)
    if found is None:
        return None
    without = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        found,
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--no-pdf-header-footer",
        *without,
        f"--user-data-dir={to.parent / 'browser'}",
        f"--print-to-pdf={to}",
        page.as_uri(),
    ]


def print_page(
    files: Mapping[str, bytes],
    start: str,
    *,
    paper: Paper,
    day: Moment | None = None,
    printers: Sequence[Printer] = (own_view, system_browser),
) -> bytes:
    """Return a page as PDF. ``day`` stands in it as the time it was made, whatever the clock.

    Raises EnvironmentFailure where nothing can print it.
    """
    with tempfile.TemporaryDirectory(prefix="newsdesk-print-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for file, data in files.items():
            path = folder / "page" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for number, printer in enumerate(printers):
            to = folder / f"{number}.pdf"
            command = printer(folder / "page" / start, to, paper)
            if command is not None and (printed := _printed(command, to)):
                return _timeless(printed, day)
    raise EnvironmentFailure(
        "Nothing here can print a page: Newsdesk’s web view does not start, and there is no "
        "Chromium, Chrome or Edge. Install one of them, or print the page from your browser.",
        retryable=True,
    )


def _printed(command: Sequence[str], to: Path) -> bytes:
    """Run a command that prints; the empty string where no whole PDF came of it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        subprocess.run(  # noqa: S603 - our own words and the path of a temporary folder
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        data = to.read_bytes()
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return data if data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") else b""


def _timeless(pdf: bytes, day: Moment | None) -> bytes:
    """Put the story's time where the printer's was: the same length, so nothing else moves."""
    stamp = day.utc.strftime("%Y%m%d%H%M%S") if day is not None else "20000101000000"
    return _TIMES.sub(lambda found: found.group(1) + stamp.encode(), pdf)
