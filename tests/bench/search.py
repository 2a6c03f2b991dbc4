"""Search as one types, beside the raw FTS5 query for the same words."""

from __future__ import annotations

from functools import partial

from newsdesk.services import libraries, search
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.storage.search import query_words
from tests.bench.clocks import cpu_timed
from tests.bench.libraries import library
from tests.bench.report import Report, median, percentile

SIZES = (10_000, 100_000)
TIMES = 30
FIRST_GOAL = 20.0
SHARES = (("rare", 0.0002), ("1 %", 0.01), ("10 %", 0.1), ("most common", 1.0))
MOST_TIMES = 1.2


def measure(report: Report) -> None:
    report.title("Search (time of the processor, files in memory)")
    for size in SIZES:
        desk = libraries.open_existing(library(size), settings=Settings(), read_only=True)
        first: list[float] = []
        for what, text in texts(desk, size):
            shown = cpu_timed(partial(search.first_hits, desk, text=text), TIMES)
            first += shown
            ranked = cpu_timed(partial(search.search, desk, text=text), TIMES // 3)
            raw = cpu_timed(partial(raw_query, desk, text), 3)
            report.row(
                f"{size:,}: {what}, ranked p50",
                median(ranked),
                "ms",
                floor=median(raw),
                floor_name="raw FTS5",
            )
            report.row(f"{size:,}: {what}, first hits p99", percentile(shown, 0.99), "ms")
        report.row(
            f"{size:,} stories: first hits of all, p99",
            percentile(first, 0.99),
            "ms",
            at_most=FIRST_GOAL,
        )
        desk.library.close()


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
        ("a common and a rare word", f"{chosen['most common']} {chosen['rare']} "),
        ("a headline", headline),
        ("a headline with a word too many", f"{headline} zzzyx "),
        ("a phrase", f'"{" ".join(headline.split()[2:4])}"'),
        ("words and operators", f"{chosen['10 %']} section:news after:2017"),
    ]


def raw_query(desk: Desk, text: str) -> object:
    """The plain query for these words: all of them, by bm25, the last as a beginning."""
    asked = [f'"{word}"' for word in query_words(text.split(" section:", maxsplit=1)[0])]
    if text[-1:].isalnum():
        asked[-1] += "*"
    return desk.library.rows(
        "SELECT rowid FROM article_search WHERE article_search MATCH ? "
        "ORDER BY bm25(article_search) LIMIT 20",
        (" ".join(asked),),
    )
