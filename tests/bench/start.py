"""From the command to the caret: against a bare PySide6 window, and against novelWriter."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from newsdesk.services import articles, libraries
from newsdesk.services.settings import Settings
from tests.bench.children import STARTED
from tests.bench.libraries import FOLDER, Prose, copy_of, library
from tests.bench.report import Report, median

ROOT = Path(__file__).resolve().parents[2]
TIMES = 5
WORDS = 1000
PEER = "novelWriter"
PEER_VERSION = "2.7"


def measure(report: Report) -> None:
    report.title(f"Start to the caret in a story of {WORDS:,} words (medians of {TIMES})")
    small = one_story()
    floor = runs(["floor", str(WORDS)])
    ours = runs(["newsdesk", str(small)])
    bare = "bare window"
    report.row(
        "first paint, CPU", ours["paint_cpu"], "ms", floor=floor["paint_cpu"], floor_name=bare
    )
    report.row(
        "caret, CPU", ours["caret_cpu"], "ms",
        floor=floor["caret_cpu"], floor_name=bare, at_most_times=1.5,
    )  # fmt: skip
    report.row(
        "caret, elapsed", ours["caret_wall"], "ms", floor=floor["caret_wall"], floor_name=bare
    )
    for count in (10, 10_000, 100_000):
        large = runs(["newsdesk", str(copy_of(library(count)))])
        report.row(
            f"caret, CPU, with {count:,} stories", large["caret_cpu"], "ms",
            floor=floor["caret_cpu"], floor_name=bare, at_most_times=1.5,
        )  # fmt: skip
    report.row(
        "memory two seconds later", ours["memory"], "MiB",
        floor=floor["memory"], floor_name=bare, at_most_times=1.3,
    )  # fmt: skip
    peer = novelwriter(report)
    if peer is not None:
        report.row(
            "caret, CPU", ours["caret_cpu"], "ms",
            floor=peer["cpu"], floor_name=f"{PEER} to its window", at_most_times=0.5,
        )  # fmt: skip


def one_story() -> Path:
    """A library with one story of 1,000 words."""
    path = Path(tempfile.mkdtemp(prefix="newsdesk-bench-")) / "One.newsdesk"
    desk = libraries.create_empty(path, settings=Settings())
    story = Prose(3).story(0, WORDS)
    articles.add(desk, article=replace(story, section=None))
    desk.library.close()
    return path


def child(command: Sequence[str | Path], home: Path, **more: str) -> dict[str, float]:
    """Run a program that prints a JSON object, and return that."""
    env = {
        **os.environ,
        "NEWSDESK_HOME": str(home),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        STARTED: repr(time.time()),
        **more,
    }
    # As everywhere: the first run compiles, the others read what it compiled.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(
            f"{command} ({done.returncode}) printed no figures:\n{done.stdout}{done.stderr}"
        )
    return json.loads(lines[-1])


def run_child(arguments: Sequence[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-", ignore_cleanup_errors=True) as home:
        return child([sys.executable, "-m", "tests.bench.children", *arguments], Path(home))


def runs(arguments: Sequence[str], times: int = TIMES) -> dict[str, float]:
    """Medians over several runs, after one that warms the caches."""
    run_child(arguments)
    found = [run_child(arguments) for _ in range(times)]
    return {name: median([one[name] for one in found]) for name in found[0]}


# --- the peer ---

WATCH_PEER = """
import json, os, sys, time
from PyQt6 import QtWidgets
from PyQt6.QtCore import QEvent
class Application(QtWidgets.QApplication):
    def notify(self, watched, event):
        done = super().notify(watched, event)
        if event.type() == QEvent.Type.Paint and isinstance(watched, QtWidgets.QWidget):
            if isinstance(watched.window(), QtWidgets.QMainWindow):
                print(json.dumps({"cpu": time.process_time() * 1000}), flush=True)
                os._exit(0)
        return done
QtWidgets.QApplication = Application
import novelwriter
novelwriter.main([])
"""


def novelwriter(report: Report) -> dict[str, float] | None:
    """CPU until novelWriter's main window is first painted, without a story: its best case."""
    python = FOLDER / "novelwriter" / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists() and not install_peer(python.parents[1]):
        report.note(f"({PEER} could not be installed here, so it is not measured.)")
        return None
    found: list[float] = []
    for _ in range(TIMES + 1):
        with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as home:
            found.append(child([python, "-c", WATCH_PEER], Path(home))["cpu"])
    return {"cpu": median(found[1:])}


def install_peer(environment: Path) -> bool:
    """Put the peer into an environment of its own; ours is not touched."""
    uv = shutil.which("uv") or next(
        (str(path) for path in (ROOT / ".tools").glob("uv-*/bin/uv")), None
    )
    if uv is None:
        return False
    FOLDER.mkdir(exist_ok=True)
    wanted = f"{PEER}~={PEER_VERSION}"
    for command in (
        [uv, "venv", "--quiet", "--python", sys.executable, str(environment)],
        [uv, "pip", "install", "--quiet", "--python", str(environment), wanted],
    ):
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            shutil.rmtree(environment, ignore_errors=True)
            return False
    return True
