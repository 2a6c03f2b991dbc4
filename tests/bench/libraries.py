"""Libraries and stories of any size to measure with; large ones are kept under .bench."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.body import Block, Figure, Paragraph, Subhead
from newsdesk.domain.ids import ArticleId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Placement
from newsdesk.domain.publication import Section
from newsdesk.domain.text import Run
from newsdesk.services import libraries, sections
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.storage import articles as stored
from newsdesk.storage import textindex
from newsdesk.storage.library import Library
from newsdesk.storage.migrations import FINGERPRINTS, SCHEMA
from newsdesk.storage.terms import names

SIZES = (10_000, 100_000, *((1_000_000,) if os.environ.get("NEWSDESK_BENCH_MILLION") else ()))
"""Stories of the libraries that finding is measured in; making a million takes half an hour."""
FOLDER = Path(__file__).resolve().parents[2] / ".bench"
SECTIONS = ("news", "valley", "business", "culture", "science")
VOCABULARY = 30_000
WORDS_A_STORY = 200
_AT_ONCE = 10_000
_APART_UP_TO = 100_000
_START = Moment.parse("2016-01-01T06:00:00Z")
_SYLLABLES = tuple(
    first + last for first in "bdfgklmnprstvz" for last in ("a", "e", "i", "o", "u")
)


class Prose:
    """Made-up words, a few of them very common, as in any language (Zipf's law)."""

    def __init__(self, seed: int, stories: int = 0) -> None:
        self.apart = timedelta(minutes=20) * min(1.0, _APART_UP_TO / max(stories, 1))
        self.chance = random.Random(seed)
        made = random.Random(1)
        self.words = [
            "".join(made.choices(_SYLLABLES, k=made.randint(1, 4))) for _ in range(VOCABULARY)
        ]
        self.weights = [1 / (rank + 2.7) for rank in range(VOCABULARY)]
        self.sums: list[float] = []
        total = 0.0
        for weight in self.weights:
            total += weight
            self.sums.append(total)

    def text(self, count: int) -> str:
        chosen = self.chance.choices(self.words, cum_weights=self.sums, k=count)
        chosen[0] = chosen[0].capitalize()
        return " ".join(chosen) + "."

    def story(self, number: int, words: int = WORDS_A_STORY) -> Article:
        """A published story of about so many words, one every 20 minutes since 2016.

        In a larger library they are closer to each other, so that none is of the future.
        """
        written = Moment(_START.utc + self.apart * number)
        body: list[Block] = []
        while words > 0:
            count = min(words, self.chance.randint(30, 60))
            body.append(Paragraph((Run(self.text(count)),)))
            words -= count
            if len(body) % 6 == 0:
                body.append(Subhead((Run(self.text(4)),)))
        return Article(
            id=ArticleId(str(uuid.UUID(int=self.chance.getrandbits(128), version=4))),
            section=SectionSlug(SECTIONS[number % len(SECTIONS)]),
            slug=f"story-{number}",
            headline=self.text(8)[:-1],
            standfirst=self.text(16),
            body=tuple(body),
            state=ArticleState.PUBLISHED,
            created_at=written,
            saved_at=written,
            first_published_at=written,
            tags=(self.words[2000 + number % 500],),
        )


def with_pictures(story: Article, images: list[ImageId]) -> Article:
    """The story with pictures spread through its text."""
    body = list(story.body)
    step = max(1, len(body) // len(images))
    for at, image in reversed(list(enumerate(images))):
        body.insert(at * step + 1, Figure(Placement(image)))
    return replace(story, body=tuple(body))


def fill(desk: Desk, count: int, *, seed: int = 7) -> None:
    """Add stories to an empty library as an import would, but index them all at the end.

    Story by story a million of them would take hours: each scatters its words over the indexes.
    """
    prose = Prose(seed, count)
    library = desk.library
    for label in SECTIONS:
        sections.save(desk, section=Section(SectionSlug(label), label.capitalize()))
    library.execute("PRAGMA cache_size = -1000000")
    for first in range(0, count, _AT_ONCE):
        with library.transaction():
            for number in range(first, min(count, first + _AT_ONCE)):
                add_unindexed(library, prose.story(number))
    with library.transaction():
        textindex.rebuild(library)


def add_unindexed(library: Library, story: Article) -> None:
    """Add a story with its words and names kept, for the indexes to be made of later."""
    text = textindex.body_text(story)
    row = stored.insert_unindexed(library, story, text)
    kept = (row, *textindex.columns(library, story, text))
    library.execute("INSERT INTO article_text VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
    told = "\n".join(names(story.headline, f"{story.standfirst}\n{text}"))
    library.execute("INSERT INTO story_words VALUES (?, 0, x'', ?)", (row, told))


def library(count: int) -> Path:
    """The path of a library with so many stories, made where it is not there yet."""
    path = FOLDER / f"library-{FINGERPRINTS[SCHEMA][:8]}-{count}.newsdesk"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        started = time.monotonic()
        desk = libraries.create_empty(unfinished, settings=Settings())
        fill(desk, count)
        desk.library.close()
        unfinished.rename(path)
        took = time.monotonic() - started
        each = 1000 * took / count
        print(f"  (made a library of {count:,} stories: {took:.0f} s, {each:.1f} ms each)")
    return path


def copy_of(path: Path) -> Path:
    """A copy to write in, in a folder of its own that goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="newsdesk-bench-"))
    return Path(shutil.copy(path, folder / path.name))
