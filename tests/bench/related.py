"""Ten suggestions with their reasons, beside the plain full-text query for the same stories."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from newsdesk.domain.ids import ArticleId
from newsdesk.services import libraries, related
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.storage import strongwords, textindex
from newsdesk.storage.folding import words
from tests.bench.clocks import cpu_timed
from tests.bench.libraries import SIZES, copy_of, library
from tests.bench.report import Report, median, percentile

ASKED = 200
ADDED = 200
WORDS_OF_PLAIN_QUERY = 40
GOALS = {100_000: 10.0, 1_000_000: 30.0}
TIMES_FASTER = 4


class _UndoneError(Exception):
    """Leaves a transaction without keeping anything."""


def _undo() -> None:
    raise _UndoneError


def measure(report: Report) -> None:
    report.title("Related stories (time of the processor, files in memory)")
    for size in SIZES:
        desk = libraries.open_existing(copy_of(library(size)), settings=Settings())
        measure_suggestions(report, desk, size)
        measure_cost(report, desk, size)
        desk.library.close()


def measure_suggestions(report: Report, desk: Desk, size: int) -> None:
    chosen = random.Random(5).sample(range(1, size + 1), ASKED)
    ids = [
        ArticleId(desk.library.value("SELECT id FROM article WHERE number = ?", (number,)))
        for number in chosen
    ]
    queries = [strongest_query(desk, number) for number in chosen]
    ours = one_by_one(lambda at: related.suggestions(desk, article_id=ids[at]))
    plain = one_by_one(lambda at: plain_query(desk, queries[at]))
    name = f"{size:,} stories: ten suggestions with reasons"
    for what, share in (("p50", 0.5), ("p99", 0.99)):
        goal = GOALS.get(size)
        report.row(
            f"{name}, {what}",
            percentile(ours, share),
            "ms",
            floor=percentile(plain, share),
            floor_name="FTS5 OR of 40 words",
            at_most=goal if what == "p99" else None,
            at_most_times=1 / TIMES_FASTER if goal else None,
        )


def one_by_one(work: Callable[[int], object]) -> list[float]:
    """Milliseconds for each story asked for, none of them asked twice."""
    return [cpu_timed(partial(work, at), 1)[0] for at in range(ASKED)]


def strongest_query(desk: Desk, number: int) -> str:
    """The 40 words with the highest tf-idf weight of a story, as the usual query for "related"."""
    headline, standfirst, body, *_others = textindex.kept_columns(desk.library, number)
    counted = Counter(words(f"{standfirst} {body}"))
    for word in words(headline):
        counted[word] += 3
    total = strongwords.stories(desk.library)
    held = dict(desk.library.rows("SELECT word, stories FROM word"))
    weighed = sorted(
        counted,
        key=lambda word: (
            -(1 + math.log(counted[word])) * math.log((total + 1) / (held.get(word, 0) + 0.5))
        ),
    )
    return " OR ".join(f'"{word}"' for word in weighed[:WORDS_OF_PLAIN_QUERY])


def plain_query(desk: Desk, expression: str) -> Sequence[object]:
    return desk.library.rows(
        "SELECT rowid FROM article_search WHERE article_search MATCH ? "
        "ORDER BY bm25(article_search, 4.0, 1.0, 1.0, 0.0, 0.0, 0.0) LIMIT 11",
        (expression,),
    )


def measure_cost(report: Report, desk: Desk, size: int) -> None:
    """What a new story pays for being found: its terms, its weights, their rows."""
    took: list[float] = []
    try:
        with desk.library.transaction():
            for number in random.Random(6).sample(range(1, size + 1), ADDED):
                columns = textindex.kept_columns(desk.library, number)
                strongwords.drop(desk.library, number, columns)
                took += cpu_timed(partial(add, desk, number, columns), 1)
            _undo()
    except _UndoneError:
        pass
    report.row(f"{size:,} stories: index cost of an added story, p50", median(took), "ms")
    kept = desk.library.value("SELECT sum(length(vector) + length(names) + 12) FROM story_words")
    posted = desk.library.value("SELECT count(*) FROM strong_word")
    report.row(f"{size:,} stories: kept of each, without pages", kept / size, "bytes")
    report.row(f"{size:,} stories: postings of each", posted / size, "rows")


def add(desk: Desk, number: int, columns: textindex.Columns) -> None:
    spelled = (columns[0], f"{columns[1]}\n{columns[2]}")
    strongwords.keep(desk.library, number, old=None, new=columns, spelled=spelled)
