"""From the key to the painted letter, against a bare QTextEdit, with everything on."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from newsdesk.domain import bodyjson
from newsdesk.domain.body import Block, Paragraph, Quote, Subhead
from newsdesk.domain.reading import word_count
from newsdesk.services import articles, libraries
from newsdesk.services.resources import resource
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
            f"{name}, p50", ours["free_p50"], "ms",
            floor=floor["free_p50"], floor_name=bare, at_most_times=2,
        )  # fmt: skip
        report.row(
            f"{name}, p99", ours["free_p99"], "ms",
            floor=floor["free_p99"], floor_name=bare, at_most=FRAME,
        )  # fmt: skip
        report.row(
            f"{name}, p99 with waiting for a core", ours["p99"], "ms",
            floor=floor["p99"], floor_name=bare,
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
    """A library with one story in English, as most of its words must be known, and its slug."""
    path = Path(tempfile.mkdtemp(prefix="newsdesk-bench-")) / "Long.newsdesk"
    desk = libraries.create_empty(path, settings=Settings())
    body: list[Block] = []
    for block in cycle(sample_text()):
        if words <= 0:
            break
        body.append(block)
        words -= word_count((block,))
    story = replace(Prose(5).story(0, 1), section=None, body=tuple(body))
    article, _ = articles.add(desk, article=story)
    desk.library.close()
    return [str(path), article.slug]


def sample_text() -> list[Block]:
    """The running text of the sample library's English stories."""
    found: list[Block] = []
    for file in sorted(resource("sample", "stories").glob("*.json")):
        value = json.loads(file.read_text("utf-8"))
        if "language" not in value:
            blocks = bodyjson.read_value(value["body"])
            found += [one for one in blocks if isinstance(one, Paragraph | Subhead | Quote)]
    return found
