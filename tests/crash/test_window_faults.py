"""The real window while its disk is full, broken, away or read-only: nothing typed is lost.

The window runs as an unprivileged user in a mount namespace of its own, so the faults are real:
a small tmpfs that is filled up, a medium that is unplugged and plugged in again. That takes Linux
and the right to mount.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from newsdesk.domain.reading import text_of
from newsdesk.services import articles, doctor, libraries
from newsdesk.services.settings import Settings
from tests.crash.enduringwindow import TYPED
from tests.crash.test_faults import needs_shim, shim

__all__ = ["shim"]

ROOT = Path(__file__).parents[2]
NOBODY = 65534
ROUNDS = int(os.environ.get("NEWSDESK_WINDOW_FAULTS", "1"))


def as_nobody(*command: str) -> list[str]:
    """The command, run without privileges."""
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]


def may_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None or os.geteuid() != 0:
        return False
    # Python or the checkout may lie in a folder that is closed to everybody but root.
    program = as_nobody(sys.executable, "-c", "import newsdesk, PySide6.QtCore")
    return (
        subprocess.run(
            ["unshare", "-m", *program],
            check=False,
            capture_output=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        ).returncode
        == 0
    )


pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(
        not may_mount(),
        reason="Real faults need Linux, the right to mount (root) and a Python all may run.",
    ),
]


@dataclass
class Window:
    """A window under a fault, and the shell beside it that makes and mends the fault."""

    process: subprocess.Popen[str]
    shell: subprocess.Popen[str]

    def run(self, command: str) -> None:
        """Run a command in the window's mount namespace, as root."""
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        self.shell.stdin.write(f"{command} 2>&1; echo done $?\n")
        self.shell.stdin.flush()
        said: list[str] = []
        for line in self.shell.stdout:
            if line.startswith("done"):
                return
            said.append(line)
        pytest.fail("".join(said))

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def hear(self, word: str) -> dict[str, object]:
        """Wait until the window says a word, and return what it says with it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said, what = json.loads(line)
            if said == word:
                return cast("dict[str, object]", what) if word == "told" else {"value": what}
            if said == "failed":
                pytest.fail(str(what))
        assert self.process.stderr is not None
        pytest.fail(self.process.stderr.read())


@dataclass
class Stage:
    """A folder for the medium, and beside it the home of the window and room for its copy."""

    folder: Path
    sample: Path
    shell: subprocess.Popen[str]
    environment: dict[str, str]
    windows: list[subprocess.Popen[str]] = field(default_factory=list[subprocess.Popen[str]])

    @property
    def library(self) -> Path:
        return self.folder / "medium" / "Library.newsdesk"

    def start(self) -> Window:
        """Start the window as nobody, in the namespace of the shell."""
        arguments = (self.folder / "home", self.library, self.folder / "Copy.newsdesk")
        script = str(Path(__file__).with_name("enduringwindow.py"))
        window = as_nobody(sys.executable, script, *map(str, arguments))
        process = subprocess.Popen(
            ["nsenter", "-t", str(self.shell.pid), "-m", *window],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=self.environment,
        )
        self.windows.append(process)
        return Window(process, self.shell)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder open to everybody; each pytest that starts closes those of its own to others."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-faults-") as made:
        Path(made).chmod(0o777)
        yield Path(made)


@pytest.fixture
def stage(folder: Path, sample_path: Path) -> Iterator[Stage]:
    for name in ("medium", "tmpfs", "home"):
        (folder / name).mkdir(mode=0o777)
    (folder / "home").chmod(0o777)
    shell = subprocess.Popen(
        ["unshare", "-m", "sh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "home"),
    }
    made = Stage(folder, sample_path, shell, environment)
    window = Window(shell, shell)
    medium, tmpfs = folder / "medium", folder / "tmpfs"
    window.run(f"mount -t tmpfs -o size=24m,mode=777 tmpfs {tmpfs}")
    window.run(f"mkdir {tmpfs}/files && mount --bind {tmpfs}/files {medium}")
    window.run(f"cp {sample_path} {made.library}")
    window.run(f"chown -R {NOBODY}:{NOBODY} {medium}")
    try:
        yield made
    finally:
        for process in made.windows:
            process.kill()
            process.communicate()
    assert shell.stdin is not None
    assert shell.stdout is not None
    shell.stdin.close()
    shell.stdout.close()
    shell.wait(10)


def kept(path: Path) -> list[str]:
    desk = libraries.open_existing(path, settings=Settings())
    try:
        report = doctor.examine(desk)
        assert report.healthy, report.findings
        return [
            text_of(articles.open_story(desk, article_id=name).body)
            for name in articles.all_ids(desk)
        ]
    finally:
        desk.library.close()


def endure(stage: Stage, broken: str, mended: str, sentence: str) -> None:
    """Type while something is broken; the text stays, is told, copied, and written at last."""
    window = stage.start()
    window.hear("ready")
    window.run(broken)
    window.tell("broken")
    told = window.hear("told")
    assert told["on_screen"]
    assert told["state"] == "failed"
    assert sentence in str(told["text"])
    window.run(mended)
    window.tell("mended")
    assert window.hear("saved")["value"]
    assert window.process.wait(30) == 0
    result = stage.folder / "Result.newsdesk"
    for ending in ("", "-wal"):
        window.run(f"cp {stage.library}{ending} {result}{ending} || true")
    for path in (result, stage.folder / "Copy.newsdesk"):
        assert sum(TYPED in text for text in kept(path)) == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_the_disk_is_full(stage: Stage, _round: int) -> None:
    filler = stage.folder / "tmpfs" / "filler"
    endure(stage, f"cat /dev/zero > {filler} || true", f"rm {filler}", "is full")


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_the_medium_is_unplugged_and_plugged_in_again(stage: Stage, _round: int) -> None:
    medium, tmpfs = stage.folder / "medium", stage.folder / "tmpfs"
    endure(
        stage,
        f"umount -l {medium}",
        f"mount --bind {tmpfs}/files {medium}",
        "is no longer in",
    )


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_the_folder_is_moved_away_and_back(stage: Stage, _round: int) -> None:
    files = stage.folder / "medium"
    endure(
        stage,
        f"mkdir {files}/away && mv {files}/Library* {files}/away",
        f"mv {files}/away/* {files}",
        "is no longer in",
    )


def test_a_file_and_folder_made_read_only_are_told_and_lose_nothing(folder: Path) -> None:
    shared = folder / "Shared"
    shared.mkdir()
    shutil.chown(shared, NOBODY, NOBODY)
    script = Path(__file__).with_name("shutout.py")
    subprocess.run(
        as_nobody(sys.executable, str(script), str(shared / "Library.newsdesk")),
        check=True,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )


@needs_shim
@pytest.mark.parametrize("_round", range(ROUNDS))
@pytest.mark.parametrize(
    ("number", "sentence"), [(errno.EIO, "disk reports an error"), (errno.EROFS, "disk reports")]
)
def test_the_disk_fails_or_turns_read_only(
    stage: Stage,
    shim: Path,
    number: int,
    sentence: str,
    _round: int,
) -> None:
    control = stage.folder / "control"
    control.write_text("0 0 0", encoding="ascii")
    shared = Path(shutil.copy(shim, stage.folder / "faults.so"))
    shared.chmod(0o755)
    stage.environment |= {
        "LD_PRELOAD": str(shared),
        "NEWSDESK_FAULTS": str(control),
        "NEWSDESK_FAULTS_UNDER": "/medium/",
    }
    endure(stage, f"echo {number} 1000 0 > {control}", f"echo 0 0 0 > {control}", sentence)
