"""An export that is killed while files change places is carried out by the next one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services import stages
from newsdesk.services.folders import MANIFEST, Folder

FILES = 12
_VICTIM = """
import os, sys
from pathlib import Path
from newsdesk.services.folders import Folder

left = int(sys.argv[2])
replace = Path.replace

def counted(self, target):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    return replace(self, target)

Path.replace = counted
with Folder(Path(sys.argv[1]), export="site") as folder:
    for number in range(12):
        folder.put(f"new/{number}/index.html", b"new" * number)
    folder.put("same.html", b"changed")
    folder.deliver()
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def first_export(to: Path) -> dict[str, bytes]:
    with Folder(to, export="site") as folder:
        for number in range(FILES):
            folder.put(f"old/{number}.html", b"old")
        folder.put("same.html", b"before")
        folder.deliver()
    (to / "theirs.txt").write_bytes(b"not ours")
    return contents(to)


def wanted() -> dict[str, bytes]:
    new = {f"new/{number}/index.html": b"new" * number for number in range(FILES)}
    return {**new, "same.html": b"changed", "theirs.txt": b"not ours"}


@pytest.mark.parametrize("at", [0, 1, 2, 5, FILES, FILES + 1, FILES + 2])
def test_a_killed_exchange_is_finished_by_the_next_export(tmp_path: Path, at: int) -> None:
    to = tmp_path / "site"
    before = first_export(to)
    killed = subprocess.run(
        [sys.executable, "-c", _VICTIM, str(to), str(at)], check=False, timeout=60
    )
    assert killed.returncode == 9
    stages.recover(to)
    assert contents(to) == (before if at == 0 else wanted())
    with Folder(to, export="site") as folder:  # And its manifest fits.
        for name in ("same.html",) if at else ():
            assert folder.entry(name) is not None
    assert not list(to.glob(".newsdesk-*"))


def test_a_staged_file_that_lost_its_end_puts_everything_back(tmp_path: Path) -> None:
    to = tmp_path / "site"
    before = first_export(to)
    subprocess.run([sys.executable, "-c", _VICTIM, str(to), "5"], check=False, timeout=60)
    (stage,) = to.glob(".newsdesk-*")
    (stage / "files" / "same.html").write_bytes(b"")
    stages.recover(to)
    assert contents(to) == before


def test_an_exchange_that_fails_puts_everything_back(tmp_path: Path) -> None:
    to = tmp_path / "site"
    before = first_export(to)
    with Folder(to, export="site") as folder:
        folder.put("same.html", b"changed")
        folder.put("then/blocked.html", b"no file can be put where a folder is")
        (to / "then" / "blocked.html").mkdir(parents=True)
        with pytest.raises(EnvironmentFailure, match="could not be written"):
            folder.deliver()
    assert contents(to) == before


def test_a_stage_of_an_export_at_work_is_left_alone(tmp_path: Path) -> None:
    to = tmp_path / "site"
    first_export(to)
    with Folder(to, export="other") as working:
        working.put("one.html", b"1")
        stages.recover(to)
        working.deliver()
    assert contents(to)["one.html"] == b"1"
