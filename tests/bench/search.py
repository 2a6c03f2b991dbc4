"""Search as one types, beside plain FTS5 queries that answer the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from newsdesk.domain.listing import PAGE_SIZE, ArticleQuery, ArticleSort
from newsdesk.services import finding, libraries, search
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.storage import finding as stored
from newsdesk.storage.search import query_words
from tests.bench.clocks import cpu_timed
from tests.bench.libraries import SIZES, library
from tests.bench.report import Report, median, percentile

TIMES = 24
FIRST_GOALS = {100_000: 20.0, 1_000_000: 50.0}
SHARES = (("rare", 0.0002), ("1 %", 0.01), ("10 %", 0.1), ("most common", 1.0))
MOST_TIMES = 1.2
SHOWN = 20
PLAIN_CONDITIONS = (
    "a.deleted_at IS NULL AND a.section = 'news' "
    "AND coalesce(a.first_published_at, a.saved_at) >= 1483228800000000"
)
"""What ``section:news after:2017`` asks for."""


def measure(report: Report) -> None:
    report.title("Search (time of the processor, files in memory)")
    for size in SIZES:
        desk = libraries.open_existing(library(size), settings=Settings(), read_only=True)
        first: list[float] = []
        for what, text in texts(desk, size):
            first += measure_text(report, desk, f"{size:,}: {what}", text)
        report.row(
            f"{size:,} stories: first page of all, p99",
            percentile(first, 0.99),
            "ms",
            at_most=FIRST_GOALS.get(size),
        )
        desk.library.close()


def measure_text(report: Report, desk: Desk, name: str, text: str) -> list[float]:
    """Tell what a search costs, and return what the list took for its first page each time."""
    query = ArticleQuery(text=text, sort=ArticleSort.BEST)
    asked = finding.asked_for(desk, query)
    goal = MOST_TIMES if desk.library.value("SELECT count(*) > 50000 FROM article") else None
    for what, ours, plain in (
        (
            "order",
            partial(stored.ranked, desk.library, asked, limit=SHOWN),
            partial(plain_order, desk, text),
        ),
        ("answer", partial(search.search, desk, text=text), partial(plain_answer, desk, text)),
    ):
        took, floor = in_turn(ours, plain)
        report.row(
            f"{name}, {what}",
            took,
            "ms",
            floor=floor,
            floor_name="plain FTS5",
            at_most_times=goal if what == "order" else None,
        )
    return cpu_timed(partial(first_page, desk, query), TIMES)


def in_turn(ours: Callable[[], object], plain: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of both, measured in turn so that a busy machine slows both."""
    ours_took: list[float] = []
    plain_took: list[float] = []
    for _ in range(3):
        plain_took += cpu_timed(plain, 3)
        ours_took += cpu_timed(ours, TIMES // 3)
    return median(ours_took), median(plain_took)


def first_page(desk: Desk, query: ArticleQuery) -> None:
    """What the list waits for after a key: its first page, with the words marked."""
    found = finding.begin(desk, query=query)
    finding.page(desk, found=found, place=0, limit=PAGE_SIZE)


def texts(desk: Desk, size: int) -> list[tuple[str, str]]:
    """Searches of every sort, made of words that stand in about so many of the stories."""
    chosen: dict[str, str] = {}
    for name, share in SHARES:
        chosen[name] = desk.library.value(
            "SELECT word FROM word WHERE stories <= ? AND length(word) > 3 AND word GLOB '[a-z]*' "
            "ORDER BY stories DESC, word LIMIT 1",
            (max(1, int(size * share)),),
        )
    headline: str = desk.library.value(
        "SELECT headline FROM article WHERE number = ?", (size // 2,)
    )
    found = [(f"a {name} word", f"{word} ") for name, word in chosen.items()]
    return [
        *found,
        ("two letters", chosen["1 %"][:2]),
        ("three letters", chosen["1 %"][:3]),
        ("four letters", chosen["10 %"][:4]),
        ("a most common word, unfinished", chosen["most common"]),
        ("a common and a rare word", f"{chosen['most common']} {chosen['rare']} "),
        ("a headline", headline),
        ("a headline with a word too many", f"{headline} zzzyx "),
        ("a phrase", f'"{" ".join(headline.split()[2:4])}"'),
        ("words and operators", f"{chosen['10 %']} section:news after:2017"),
    ]


def plain_order(desk: Desk, text: str) -> list[int]:
    """The plain query for these words: all of them, by bm25, the last as a beginning.

    Where no story has all of them, any of them: what else would answer.
    """
    words, _space, operators = text.partition(" section:")
    if words.startswith('"'):
        asked = [words]
    else:
        asked = [f'"{word}"' for word in query_words(words)]
        if words[-1:].isalnum() and not operators:
            asked[-1] += "*"
    source, condition = "article_search AS f", ""
    if operators:
        source += " CROSS JOIN article AS a ON a.number = f.rowid"
        condition = f"AND {PLAIN_CONDITIONS} "
    statement = (
        f"SELECT f.rowid FROM {source} WHERE f.article_search MATCH ? {condition}"
        "ORDER BY bm25(article_search) LIMIT ?"
    )
    for expression in (" ".join(asked), " OR ".join(asked)):
        found = desk.library.rows(statement, (expression, SHOWN))
        if found:
            break
    return [row for (row,) in found]


def plain_answer(desk: Desk, text: str) -> object:
    """The same with what a row shows, and FTS5's own passage with the words marked."""
    found = json.dumps(plain_order(desk, text))
    words = " OR ".join(f'"{word}"' for word in query_words(text.partition(" section:")[0]))
    rows = desk.library.rows(
        "SELECT a.*, s.label FROM article AS a LEFT JOIN section AS s ON s.slug = a.section "
        "WHERE a.number IN (SELECT value FROM json_each(?))",
        (found,),
    )
    passages = desk.library.rows(
        "SELECT rowid, snippet(article_search, 2, '[', ']', '…', 24) FROM article_search "
        "WHERE article_search MATCH ? AND rowid IN (SELECT value FROM json_each(?))",
        (words, found),
    )
    return rows, passages
