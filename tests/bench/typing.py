"""From the key to the painted letter, against a bare QTextEdit, with everything on."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from newsdesk.services import articles, libraries
from newsdesk.services.settings import Settings
from tests.bench.libraries import Prose
from tests.bench.report import Report
from tests.bench.start import run_child

SIZES = (1_000, 20_000, 50_000)
FRAME = 16.0
"""Milliseconds of a frame at 60 a second."""


def measure(report: Report) -> None:
    report.title("A key to its paint (300 keys, spelling, counters and journal on)")
    for words in SIZES:
        floor = run_child(["keys-floor", str(words)])
        ours = run_child(["keys", *story_of(words)])
        name = f"{words:,} words"
        bare = "QTextEdit"
        report.row(
            f"{name}, p50", ours["p50"], "ms",
            floor=floor["p50"], floor_name=bare, at_most_times=2,
        )  # fmt: skip
        report.row(
            f"{name}, p99", ours["p99"], "ms",
            floor=floor["p99"], floor_name=bare, at_most=FRAME,
        )  # fmt: skip
        report.row(
            f"{name}, p50 of the main thread", ours["thread_p50"], "ms",
            floor=floor["thread_p50"], floor_name=bare, at_most_times=2,
        )  # fmt: skip
        report.row(
            f"{name}, p99 of the main thread", ours["thread_p99"], "ms",
            floor=floor["thread_p99"], floor_name=bare, at_most=FRAME,
        )  # fmt: skip
        report.row(f"{name}, CPU a key", ours["cpu"], "ms", floor=floor["cpu"], floor_name=bare)
        report.row(
            f"{name}, memory", ours["memory"], "MiB", floor=floor["memory"], floor_name=bare
        )


def story_of(words: int) -> list[str]:
    """A library with one story, and the story's slug."""
    path = Path(tempfile.mkdtemp(prefix="newsdesk-bench-")) / "Long.newsdesk"
    desk = libraries.create_empty(path, settings=Settings())
    article, _ = articles.add(desk, article=replace(Prose(5).story(0, words), section=None))
    desk.library.close()
    return [str(path), article.slug]
