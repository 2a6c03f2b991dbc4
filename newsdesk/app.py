"""Starts Newsdesk: puts the parts together, opens the library and shows the window.

What the first paint does not need is imported after it; tests/qt/test_start.py holds this.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.domain.values import immutable
from newsdesk.services.desk import Desk
from newsdesk.services.paths import Paths, standard_paths
from newsdesk.services.settings import Settings
from newsdesk.ui.lane import Lane

if TYPE_CHECKING:
    from newsdesk.ui.starting import Session


_SWITCH = 0.0005
"""Seconds for which another thread may keep a key waiting; Python's own 5 ms add up to frames."""


@immutable
class Start:
    """What Newsdesk was started with. ``screenshot`` writes a picture of the window and ends."""

    library: Path | None = None
    story: str = ""
    screenshot: Path | None = None
    size: tuple[int, int] = (1280, 800)
    scheme: str = ""


def open_desk(path: Path, settings: Settings, paths: Paths, *, read_only: bool = False) -> Desk:
    """Open a library, or make the sample where there is none. Runs in the library's thread.

    Raises EnvironmentFailure.
    """
    from newsdesk.services import libraries

    if read_only:
        desk = libraries.open_existing(path, settings=settings, read_only=True)
    else:
        desk = libraries.open_or_create(path, settings=settings)
    libraries.remember(paths, path)
    return desk


def start(options: Start, paths: Paths | None = None) -> int:
    """Run Newsdesk until its window is closed; returns the exit code."""
    if options.screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    paths = paths or standard_paths()
    settings = Settings(paths.settings)
    library = (options.library or paths.library).absolute()
    lane = Lane()
    session = begin(options, paths, settings, library, lane)
    return session.run()


def begin(options: Start, paths: Paths, settings: Settings, library: Path, lane: Lane) -> Session:
    """Import Qt, put the parts together and begin to open the library."""
    sys.setswitchinterval(_SWITCH)
    return _session()(
        library=library,
        story=options.story,
        screenshot=options.screenshot,
        size=options.size,
        scheme=options.scheme,
        paths=paths,
        settings=settings,
        lane=lane,
        open_library=lambda path, *, read_only=False: open_desk(
            path, settings, paths, read_only=read_only
        ),
    )


@cache
def _session() -> type[Session]:
    """Import Qt and the window, without looking for garbage in what stays as long as we run."""
    collecting = gc.isenabled()
    gc.disable()
    _import_qt()
    from newsdesk.ui.starting import Session

    gc.freeze()
    if collecting:
        gc.enable()
    return Session


def _import_qt() -> None:
    """Import Qt and leave Python's own ``import`` in force.

    PySide6 puts another in its place, for ``from __feature__ import …``, which nobody uses here.
    That one reads the source of each module imported from then on, and all of it stays in memory.
    """
    pythons = builtins.__import__
    importlib.import_module("PySide6.QtWidgets")
    builtins.__import__ = pythons


def main(arguments: Sequence[str] | None = None) -> int:
    """Start with what stands on the command line: a library, a story, options."""
    import argparse

    parser = argparse.ArgumentParser(prog="newsdesk", description="A newsroom editor.")
    parser.add_argument("library", nargs="?", type=Path, help="the library to open")
    parser.add_argument("--story", default="", help="the slug or id of the story to show")
    parser.add_argument("--screenshot", type=Path, help="write a picture of the window and end")
    parser.add_argument("--size", default="1280x800", help="size of the picture")
    parser.add_argument("--scheme", default="", choices=("", "light", "dark"), help="colours")
    # How an export prints its page: this program once more, without a window.
    parser.add_argument("--print-page", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--to", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--paper", default="A4", help=argparse.SUPPRESS)
    found = parser.parse_args(arguments)
    if found.print_page is not None:
        from newsdesk.ui.preview.printing import print_page

        return print_page(found.print_page, found.to, found.paper)
    width, _, height = found.size.partition("x")
    return start(
        Start(
            library=found.library,
            story=found.story,
            screenshot=found.screenshot,
            size=(int(width), int(height)),
            scheme=found.scheme,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
