"""The library's thread is killed at random moments, and nothing that was kept is ever lost.

50 crashes in the ordinary run; `NEWSDESK_CRASHES=1000` for the long one.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsdesk.domain.ids import ArticleId
from newsdesk.services import articles, backups, doctor, libraries, versions
from newsdesk.services.settings import Settings
from newsdesk.storage import copies
from tests.crash.writer import state

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(sys.platform == "win32", reason="The writer forks; Windows cannot."),
]

CRASHES = int(os.environ.get("NEWSDESK_CRASHES", "50"))
ROOT = Path(__file__).parents[2]


@dataclass
class Writer:
    """The nursery of children to be killed, and what they said was kept."""

    process: subprocess.Popen[str]
    kept: int = 0

    def crash(self, seed: int, after: int, delay: float) -> None:
        """Let a child keep some states, kill it after a moment, and read what it still said.

        With ``after`` below 0 it is killed while it opens the library.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"go {seed} {self.kept}\n")
        self.process.stdin.flush()
        child, killed = 0, False
        for line in self.process.stdout:
            word, _, rest = line.strip().partition(" ")
            if word == "begun":
                child = int(rest)
            elif word == "kept":
                self.kept = int(rest)
                after -= 1
            elif word == "dead":
                return
            elif word == "failed":
                pytest.fail("The child ended by itself.")
            if not killed and (after < 0 or (after == 0 and word != "begun")):
                killed = True
                time.sleep(delay)
                os.kill(child, signal.SIGKILL)
        pytest.fail("The writer ended.")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "Library.newsdesk"
    desk = libraries.create_empty(path, settings=Settings())
    article, _ = articles.create(desk, headline="State 0")
    articles.save(desk, article=state(article, 0))
    desk.library.close()
    return path


@pytest.fixture
def writer(library: Path, tmp_path: Path) -> Iterator[Writer]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("writer.py")), library, tmp_path / "B"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    yield Writer(process)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.stdout.close()
    process.wait(30)


def check(library: Path, kept: int, article_id: ArticleId) -> int:
    """Open what the crash left; return the number of the state that is there."""
    desk = libraries.open_existing(library, settings=Settings())
    try:
        assert desk.library.value("PRAGMA integrity_check") == "ok"
        assert desk.library.rows("PRAGMA foreign_key_check") == []
        found = articles.open_story(desk, article_id=article_id)
        number = int(found.headline.removeprefix("State "))
        # The state after the last one that was kept may have been on the disk before the kill.
        assert kept <= number <= kept + 1
        assert found == state(found, number)
        last = versions.rows(desk, article_id=article_id)[:1]
        assert all(versions.get(desk, number=row.number).headline == row.headline for row in last)
        return number
    finally:
        desk.library.close()


def test_nothing_that_was_kept_is_lost_whenever_the_program_is_killed(
    library: Path, writer: Writer, tmp_path: Path
) -> None:
    rng = random.Random(20261124)
    desk = libraries.open_existing(library, settings=Settings())
    (article_id,) = articles.all_ids(desk)
    desk.library.close()
    for _ in range(CRASHES):
        writer.crash(rng.randrange(1 << 30), rng.randrange(-2, 20), rng.random() * 0.03)
        writer.kept = check(library, writer.kept, article_id)
    assert writer.kept > 3 * CRASHES
    desk = libraries.open_existing(library, settings=Settings())
    report = doctor.examine(desk)
    assert report.healthy, report.findings
    assert articles.counts(desk).total == report.stories
    desk.library.close()
    found = backups.list_backups(library, tmp_path / "B")
    for backup in found:
        copies.check(backup.path)
    for backup in found[:2]:
        assert doctor.examine_file(backup.path, settings=Settings()).healthy
