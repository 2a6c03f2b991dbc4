"""The disk fails while somebody writes: full, broken, interrupted, gone. Nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services import articles, doctor, libraries
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings

ROOT = Path(__file__).parents[2]
COMPILER = shutil.which("cc")
needs_shim = pytest.mark.skipif(
    COMPILER is None or sys.platform != "linux",
    reason="Faults are injected by a small C library, on Linux with a C compiler.",
)
ROUNDS = int(os.environ.get("NEWSDESK_FAULT_ROUNDS", "60"))


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert COMPILER is not None
    library = tmp_path_factory.mktemp("shim") / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run(
        [COMPILER, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True
    )
    return library


def new_library(folder: Path) -> Path:
    path = folder / "Library.newsdesk"
    desk = libraries.create_empty(path, settings=Settings())
    articles.create(desk, headline="State 0")
    desk.library.close()
    return path


@needs_shim
@pytest.mark.crash
@pytest.mark.parametrize(
    ("number", "chance", "half", "sentence"),
    [
        (errno.ENOSPC, 150, 0, "is full"),
        (errno.ENOSPC, 1000, 0, "is full"),
        (errno.EIO, 100, 0, "disk reports an error"),
        (errno.EIO, 100, 1, ""),
        (errno.EINTR, 300, 0, ""),
        (errno.EDQUOT, 200, 0, "disk reports an error"),
    ],
)
def test_a_failing_disk_is_met_with_a_sentence_and_everything_is_written_afterwards(
    shim: Path, tmp_path: Path, number: int, chance: int, half: int, sentence: str
) -> None:
    path, control = new_library(tmp_path), tmp_path / "control"
    control.write_text("0 0 0", encoding="ascii")
    arguments = [path, control, number, chance, half, ROUNDS]
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("enduring.py")), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "LD_PRELOAD": str(shim),
            "NEWSDESK_FAULTS": str(control),
        },
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["kept"] == ROUNDS
    if sentence:
        assert report["refused"] > 0
        assert any(sentence in said for said in report["said"]), report["said"]
    desk = libraries.open_existing(path, settings=Settings())
    (article_id,) = articles.all_ids(desk)
    assert articles.open_story(desk, article_id=article_id).headline == f"State {ROUNDS}"
    assert doctor.examine(desk).healthy
    desk.library.close()


def test_a_full_disk_keeps_what_was_there_and_takes_the_text_when_there_is_room(
    desk: Desk,
) -> None:
    article, _ = articles.create(desk, headline="Before")
    desk.library.checkpoint()
    pages: int = desk.library.value("PRAGMA page_count")
    free: int = desk.library.value("PRAGMA freelist_count")
    assert desk.library.value(f"PRAGMA max_page_count = {pages:d}") == pages
    # Twice what pages that are free already could take, also when the text is kept compressed.
    room = (free + 32) * desk.library.value("PRAGMA page_size")
    noise = random.Random(1).randbytes(2 * room).hex()
    long = replace(article, headline="After", standfirst=noise)
    with pytest.raises(EnvironmentFailure, match="is full"):
        articles.save(desk, article=long)
    with pytest.raises(EnvironmentFailure, match="is full"):
        articles.journal(desk, article=long)
    assert articles.open_story(desk, article_id=article.id) == article
    desk.library.execute("PRAGMA max_page_count = 1000000")
    saved, _ = articles.save(desk, article=long)
    assert saved.headline == "After"
    assert doctor.examine(desk).healthy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not remove a file in use.")
def test_a_library_whose_folder_is_gone_says_so_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "Stick"
    path = new_library(folder)
    shutil.move(folder, tmp_path / "Unplugged")
    with pytest.raises(EnvironmentFailure, match="There is no library"):
        libraries.open_existing(path, settings=Settings())
    shutil.move(tmp_path / "Unplugged", folder)
    libraries.open_existing(path, settings=Settings()).library.close()
