"""Work in the window: a long story with many pictures, the list of a large library, long work."""

# pyright: reportUnknownMemberType=false
# Pillow's own annotations name numpy's types, which are not installed.

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from newsdesk.domain.body import Block, Paragraph
from newsdesk.domain.ids import ImageId
from newsdesk.domain.text import Run
from newsdesk.services import articles, images, libraries
from newsdesk.services.desk import Desk
from newsdesk.services.pictures import read_picture
from newsdesk.services.settings import Settings
from tests.bench.children import paragraphs
from tests.bench.libraries import Prose, copy_of, library, with_pictures
from tests.bench.report import Report, median
from tests.bench.start import child

WORDS = 20_000
PICTURES = 40
TIMES = 3
OPEN, MEMORY, FRAME, HELD, PASTE = 150.0, 100.0, 16.0, 50.0, 1000.0


def measure(report: Report) -> None:
    report.title(
        f"In the window: {WORDS:,} words with {PICTURES} pictures, in a library of 100,000 stories"
        f" (medians of {TIMES}, without waiting for a free core)"
    )
    path = copy_of(library(100_000))
    short, long = fill(path)
    found: list[dict[str, float]] = []
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as home:
            command = [sys.executable, "-m", "tests.bench.working", path, short, long, home]
            found.append(child(command, Path(home)))
    told = {name: median([one[name] for one in found]) for name in found[0]}
    report.row("open, to the painted caret", told["open_passed"], "ms", at_most=OPEN)
    report.row("open, computed on the main thread", told["open_computed"], "ms")
    report.row("memory that opening it adds", told["open_memory"], "MiB", at_most=MEMORY)
    report.row("wheel over the list, p50", told["scroll_p50"], "ms")
    report.row("wheel over the list, p99", told["scroll_p99"], "ms", at_most=FRAME)
    for name in ("open", "switch", "save", "export", "search"):
        what = f"longest pause of the main thread: {name}"
        report.row(what, told[f"gap_{name}"], "ms", at_most=HELD)
    report.row("paste 200,000 characters of HTML", told["paste"], "ms", at_most=PASTE)


def fill(path: Path) -> tuple[str, str]:
    """Add a short story and a long one with pictures; returns their ids."""
    desk = libraries.open_existing(path, settings=Settings())
    short, _ = articles.add(desk, article=replace(Prose(21).story(1, 600), section=None))
    body: tuple[Block, ...] = tuple(Paragraph((Run(text),)) for text in paragraphs(WORDS))
    story = replace(Prose(22).story(2), section=None, slug="", body=body)
    long, _ = articles.add(desk, article=with_pictures(story, add_pictures(desk)))
    desk.library.close()
    return short.id, long.id


def add_pictures(desk: Desk) -> list[ImageId]:
    """Add photographs of 2 megapixels, each another one."""
    from PIL import Image

    grain = Image.effect_noise((1600, 1200), 60)
    made: list[ImageId] = []
    for number in range(PICTURES):
        out = io.BytesIO()
        grain.point([(value + 5 * number) % 256 for value in range(256)]).save(out, "JPEG")
        picture = read_picture(out.getvalue(), f"picture-{number}.jpg")
        made.append(images.add(desk, picture=picture)[0].id)
    return made
