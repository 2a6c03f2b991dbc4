"""What safety costs: the settings of SQLite beside each other, and what typing writes."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from functools import partial
from io import FileIO
from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.domain.body import Paragraph
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.text import Run
from newsdesk.services import articles, backups, keeping, libraries
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from tests.bench.libraries import Prose, copy_of, library
from tests.bench.report import Report, median, percentile, timed
from tests.bench.start import run_child
from tests.bench.typing import story_of

WORDS = 5000
SECONDS = 120
"""Seconds of steady typing: journals with their steps of undo, a save each minute."""
EVERY = 0.6
"""Seconds between two journals, where the disk is quick; see ``ui.keptstory``."""
TYPED = 5
"""Words a second, which is more than anybody types."""
MOST_PAUSE = 5.0
MOST_WRITTEN = 64.0
ROUNDS = 120
VERSIONS = 1000


def measure(report: Report) -> None:
    report.title("What safety costs")
    for stories in (10, 100_000):
        measure_saves(report, stories)
    measure_pauses(report)
    measure_writing(report)
    measure_versions(report)
    measure_backup(report)


def long_story(desk: Desk, words: int = WORDS) -> Article:
    article, _ = articles.add(desk, article=replace(Prose(5).story(1, words), section=None))
    return article


def typed(article: Article, prose: Prose, words: int = TYPED) -> Article:
    """The story with some words more in its middle."""
    body = list(article.body)
    middle = len(body) // 2
    while not isinstance(block := body[middle], Paragraph):
        middle += 1
    runs = (*block.runs, Run(" " + prose.text(words)))
    body[middle] = Paragraph(runs)
    return replace(article, body=tuple(body))


def measure_saves(report: Report, stories: int) -> None:
    """Journal and save in both modes by turns, beside what the disk and SQLite take alone.

    A floor is one commit of as many bytes by SQLite alone, and one write and fsync of them.
    """
    path = copy_of(library(stories))
    desk = libraries.open_existing(path, settings=Settings())
    article, prose = long_story(desk), Prose(6)
    log, took = path.with_name(path.name + "-wal"), defaultdict[str, list[float]](list)

    def journal() -> None:
        nonlocal article
        article = typed(article, prose)
        articles.journal(desk, article=article)

    def save() -> None:
        nonlocal article
        article, _ = articles.save(desk, article=typed(article, prose))

    bare = sqlite3.connect(path.with_name("bare"), isolation_level=None)
    bare.executescript("PRAGMA journal_mode = WAL; CREATE TABLE a (b)")
    with path.with_name("floor").open("wb", buffering=0) as floor, closing(bare):
        for turn in range(ROUNDS):
            mode = ("FULL", "NORMAL")[turn % 2]
            desk.library.execute(f"PRAGMA synchronous = {mode}")
            bare.execute(f"PRAGMA synchronous = {mode}")
            took[f"{mode}: journal"] += timed(journal, 1)
            desk.library.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            spent = time.thread_time()
            took[f"{mode}: save"] += timed(save, 1)
            took["save, processor"].append((time.thread_time() - spent) * 1000)
            written = bytes(log.stat().st_size)
            took[f"{mode}: SQLite alone"] += timed(partial(_commit, bare, written), 1)
            if mode == "FULL":
                took["write and fsync alone"] += timed(partial(_write, floor, written), 1)
    desk.library.close()
    for what, times in sorted(took.items()):
        name = f"{what}, {stories:,} stories"
        report.row(f"{name}, p50", median(times), "ms")
        report.row(f"{name}, p99", percentile(times, 0.99), "ms")


def _commit(connection: sqlite3.Connection, data: bytes) -> None:
    connection.execute("REPLACE INTO a (rowid, b) VALUES (1, ?)", (data,))


def _write(file: FileIO, data: bytes) -> None:
    file.seek(0)
    file.write(data)
    os.fsync(file.fileno())


def measure_pauses(report: Report) -> None:
    """How long the journal holds up the main thread of the real window, while one types."""
    for words in (WORDS, 4 * WORDS):
        found = run_child(["journal", *story_of(words)])
        name = f"journal, main thread, {words:,} words"
        report.row(f"{name}, passed, p50", found["p50"], "ms")
        report.row(f"{name}, computed, p99", found["thread_p99"], "ms", at_most=MOST_PAUSE)
        report.row(f"{name}, on the disk after, p50", found["kept_p50"], "ms")


def written_by_this_process() -> int:
    """Bytes handed to the disk so far (Linux, /proc/self/io: write_bytes)."""
    for line in Path("/proc/self/io").read_text(encoding="ascii").splitlines():
        name, _, number = line.partition(": ")
        if name == "write_bytes":
            return int(number)
    return 0


def measure_writing(report: Report) -> None:
    if sys.platform != "linux":
        report.note("Bytes written are counted on Linux alone.")
        return
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        desk = libraries.create_empty(Path(folder) / "x.newsdesk", settings=Settings())
        article, prose = long_story(desk), Prose(7)
        before = written_by_this_process()
        for turn in range(int(SECONDS / EVERY)):
            since, article = article, typed(article, prose, 1)
            articles.journal(desk, article=article, since=since)
            if turn % 100 == 99:
                article, _ = articles.save(desk, article=article)
        written = (written_by_this_process() - before) / SECONDS / 1024
        desk.library.close()
    name = f"written a second of typing, {WORDS:,} words"
    report.row(name, written, "KB", at_most=MOST_WRITTEN)
    report.row(f"written a minute of typing, {WORDS:,} words", written * 60 / 1024, "MB")


def measure_versions(report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = libraries.create_empty(Path(folder) / "x.newsdesk", settings=Settings())
        article, prose = long_story(desk, 1500), Prose(8)
        took: list[float] = []
        for _ in range(VERSIONS):
            article = typed(article, prose, 3)
            took += timed(lambda: keeping.keep(desk, article, VersionReason.INTERVAL), 1)  # noqa: B023 - called at once
        held: int = desk.library.value("SELECT sum(length(document)) FROM version")
        report.row("1,000 versions of 1,500 words", held / 1_000_000, "MB", at_most=2.0)
        report.row("keep a version, p50", median(took), "ms")
        report.row("keep a version, p99", percentile(took, 0.99), "ms")
        desk.library.close()


def measure_backup(report: Report) -> None:
    path = copy_of(library(10_000))
    with tempfile.TemporaryDirectory() as folder:
        took = timed(lambda: backups.back_up_file(path, Path(folder), settings=Settings()), 3)
    size = path.stat().st_size / 1_000_000
    report.row(f"back up and check 10,000 stories ({size:,.0f} MB)", median(took), "ms")
