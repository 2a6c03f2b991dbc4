"""The whole program is killed while somebody types: what was typed a second ago is there.

50 kills in the ordinary run; `NEWSDESK_WINDOW_CRASHES=1000` for the long one. Every third window
opens a new library; the others go on where the kill before left one.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.crash.waiting import waited

pytestmark = pytest.mark.crash

FORKS = sys.platform == "linux"

CRASHES = int(os.environ.get("NEWSDESK_WINDOW_CRASHES", "50" if FORKS else "4"))
AT_ONCE = int(os.environ.get("NEWSDESK_WINDOWS_AT_ONCE", "3"))
PROMISED = float(os.environ.get("NEWSDESK_PROMISED_SECONDS", "1"))
"""Seconds after which a word that the program has handled must be on the disk."""
LIVES = 3
"""Kills that one library goes through."""
PATIENCE = 120.0
"""Seconds after which a window that shows nothing is given up."""
ROOT = Path(__file__).parents[2]
WORK = (
    "typing", "saving", "versions", "export", "site", "backup",
    "sections", "trash", "switching", "profile", "picture", "migrating",
)  # fmt: skip
"""What goes on while words are typed; see ``typist``."""
KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
"""Windows ends a process at once by this name."""


@dataclass
class Run:
    """What one process said until its end."""

    said: list[list[Any]] = field(default_factory=list[list[Any]])
    killed: float = 0.0
    """The moment of the kill, in seconds of the clock that all processes share."""
    waited: float = 0.0
    """Seconds for which the program had waited for a core until then, all threads together."""

    def of(self, word: str) -> list[list[Any]]:
        return [what for said, *what in self.said if said == word]


@dataclass
class Nursery:
    """Starts windows and checks beside the test, one after the other."""

    process: subprocess.Popen[str]

    def ask(self, what: dict[str, object], *, after: str = "", seconds: float = 0) -> Run:
        """Let a process work; with ``after`` it is killed some seconds after it said that word."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{json.dumps(what)}\n")
        self.process.stdin.flush()
        run = Run()
        timers: list[threading.Timer] = []

        def kill_in(seconds: float, child: int, *, noted: bool) -> None:
            def kill() -> None:
                if noted:
                    run.waited, run.killed = waited(child), time.monotonic()
                os.kill(child, KILL)

            timers.append(threading.Timer(seconds, kill))
            timers[-1].start()

        child = None
        for line in self.process.stdout:
            word, *rest = json.loads(line)
            if word == "begun":
                child = rest[0]
                kill_in(PATIENCE, child, noted=False)
            if word == "ended":
                for timer in timers:
                    timer.cancel()
                assert run.killed or not after, "It ended by itself, or never said a word."
                return run
            if word == after:
                assert child
                kill_in(seconds, child, noted=True)
            run.said.append([word, *rest])
        pytest.fail("The nursery ended.")


@dataclass
class Machine:
    """How long the disk makes everybody wait.

    Every quarter of a second it writes as much as a journal does beside the libraries. That a
    journal waits as long, and the transaction before it, is no delay of Newsdesk's.
    """

    file: Path
    waits: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    """When each wait ended and how long it was, in seconds."""
    ended: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        with self.file.open("wb", buffering=0) as stream:
            while not self.ended.is_set():
                begun = time.monotonic()
                time.sleep(0.25)
                stream.seek(0)
                stream.write(bytes(24_000))
                os.fsync(stream.fileno())
                now = time.monotonic()
                self.waits.append((now, now - begun - 0.25))

    def held_up(self, until: float) -> float:
        """Return the longest wait in the three seconds before, and one that went on then."""
        near = [wait for at, wait in self.waits if at - wait <= until and at > until - 3]
        return max(near, default=0.0)


@dataclass
class Fates:
    """What the kills came to, to be told at the end."""

    kills: Counter[str] = field(default_factory=Counter[str])
    words: int = 0
    oldest: float = 0.0
    """Seconds since the program had handled the oldest word that was not there."""
    held_up: list[str] = field(default_factory=list[str])
    """Kills after which such a word was older than promised, but the machine had stood still."""
    late: list[str] = field(default_factory=list[str])
    """Kills after which a word was not there that was due."""


@dataclass
class Library:
    """One library, killed again and again, and the words that must be in it."""

    path: Path
    folder: Path
    work: str
    before: dict[str, str]
    rng: random.Random
    shown: list[str] = field(default_factory=list[str])
    number: int = 0

    def live(self, nursery: Nursery, machine: Machine, fates: Fates) -> None:
        """Type, be killed, and look at what is there."""
        asked: dict[str, object] = {
            "what": "type",
            "library": str(self.path),
            "folder": str(self.folder),
            "work": self.work,
            "count": self.number,
            "fresh": not self.shown,
            "seed": self.rng.randrange(1 << 30),
        }
        while_opening = self.rng.random() < (0.5 if self.work == "migrating" else 0.1)
        if while_opening:
            run = nursery.ask(asked, after="begun", seconds=self.rng.random() * 0.8)
        else:
            run = nursery.ask(asked, after="ready", seconds=self.rng.random() * 3)
        for text, before in run.of("ready"):
            assert set(self.shown) <= set(text.split())
            # The caret stands where it was.
            assert not self.shown or before.split()[-len(self.shown) :] == self.shown
        fates.kills[f"{self.work}{', opening' if while_opening else ''}"] += 1
        kept = self._found(nursery)
        self._judge(run, kept, machine.held_up(run.killed), fates)

    def _judge(self, run: Run, kept: list[str], wait: float, fates: Fates) -> None:
        """Hold the words that are there to those that were there before and those typed."""
        typed: list[tuple[int, float, float]] = [(n, at, had) for n, at, had in run.of("typed")]
        # The last word may have been on its way when it was killed.
        numbers = range(self.number + 1, self.number + len(typed) + 2)
        expected = [*self.shown, *(f"w{number}" for number in numbers)]
        assert len(self.shown) <= len(kept) <= len(expected)
        whole = sum(word == wanted for word, wanted in zip(kept, expected, strict=False))
        assert len(kept) <= whole + 1
        assert kept[:whole] == expected[:whole]
        assert kept == expected[:whole] or expected[whole].startswith(kept[-1])
        last = self.number + whole - len(self.shown)
        missing = [(at, had) for number, at, had in typed if number > last]
        at, had = missing[0] if missing else (run.killed, run.waited)
        lost, core = run.killed - at, run.waited - had
        switched = max((number for (number,) in run.of("kept")), default=last)
        if lost > PROMISED or switched > last:
            told = f"{self.work}: {lost:.2f} s, {core:.2f} s without a core, disk {wait:.2f} s"
            excused = lost <= PROMISED + core + 2 * wait and switched <= last
            (fates.held_up if excused else fates.late).append(told)
        fates.oldest = max(fates.oldest, lost)
        fates.words += len(typed)
        self.shown, self.number = kept, self.number + len(typed) + 1

    def _found(self, nursery: Nursery) -> list[str]:
        """Return the words found, and hold everything else to what it was."""
        texts = look(nursery, self.path, self.folder)
        others = {name for name in texts if name not in self.before and texts[name]}
        changed = {name for name, text in self.before.items() if texts[name] != text}
        assert len(changed | others) <= 1
        for name in changed:
            was, now = self.before[name], texts[name]
            assert now.startswith(was) or now.endswith(was)
            return (now[len(was) :] if now.startswith(was) else now[: len(now) - len(was)]).split()
        return []


def look(nursery: Nursery, path: Path, folder: Path) -> dict[str, str]:
    """Return every text of a library, which must be sound."""
    run = nursery.ask({"what": "check", "library": str(path), "folder": str(folder)})
    (found,) = run.of("checked")
    texts, faults, healthy, findings = found
    assert faults == [["ok"]]
    assert healthy, findings
    return {name: " ".join(text.split()) for name, text in texts.items()}


@pytest.fixture
def nurseries() -> Iterator[list[Nursery]]:
    made = [
        subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("nursery.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        )
        for _ in range(AT_ONCE)
    ]
    yield [Nursery(process) for process in made]
    for process in made:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.stdout.close()
        process.wait(30)


def test_what_was_typed_before_the_kill_is_there_at_the_next_start(
    sample_path: Path, tmp_path: Path, nurseries: list[Nursery]
) -> None:
    fates = Fates()
    before = look(nurseries[0], sample_path, tmp_path)
    lives = [LIVES] * (CRASHES // LIVES) + [CRASHES % LIVES] * bool(CRASHES % LIVES)
    waiting = list(enumerate(lives))

    def work(nursery: Nursery) -> None:
        while waiting:
            turn, times = waiting.pop()
            folder = tmp_path / str(turn)
            folder.mkdir()
            path = Path(shutil.copy(sample_path, folder / "Library.newsdesk"))
            library = Library(path, folder, WORK[turn % len(WORK)], before, random.Random(turn))
            for _ in range(times):
                library.live(nursery, machine, fates)
            shutil.rmtree(folder)

    machine = Machine(tmp_path / "machine")
    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        pool.submit(machine.watch)
        try:
            for done in [pool.submit(work, nursery) for nursery in nurseries]:
                done.result()
        finally:
            machine.ended.set()
    sys.stdout.write(f"{fates}\n")
    assert fates.kills.total() == CRASHES
    assert not fates.late
