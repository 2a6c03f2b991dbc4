"""Opening a library, reading its first page of stories, counting, saving: by its size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.domain.body import Paragraph
from newsdesk.domain.listing import ArticleQuery, ArticleSort
from newsdesk.domain.text import Run
from newsdesk.services import articles, libraries
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from tests.bench import libraries as libraries_of
from tests.bench.libraries import Prose, copy_of, library
from tests.bench.report import Report, median, percentile, timed

SIZES = (10, *libraries_of.SIZES)
SAVES = 200
SAVE_GOAL = 20.0
_ALL = ArticleQuery()
_PUBLISHED = ArticleQuery(sort=ArticleSort.PUBLISHED)


def measure(report: Report) -> None:
    report.title("A library by its size")
    first: dict[str, float] = {}
    for size in SIZES:
        measure_size(report, size, first)


def measure_size(report: Report, size: int, first: dict[str, float]) -> None:
    path = copy_of(library(size))
    opened = median(timed(lambda: look(path), 7))
    desk = libraries.open_existing(path, settings=Settings())
    name = f"{size:,} stories"
    told = {
        "open, first 100 rows, counts": opened,
        "first 100 rows": median(timed(lambda: page(desk), 30)),
        "100 rows in the middle": median(timed(lambda: page_at(desk, size // 2), 9)),
        "first 100 rows as published": median(timed(lambda: page(desk, _PUBLISHED), 9)),
        "open a story of 200 words": median(timed(lambda: read_first(desk), 30)),
    }
    for what, took in told.items():
        floor = first.setdefault(what, took) if size > SIZES[0] else None
        report.row(f"{name}: {what}", took, "ms", floor=floor, floor_name="10,000 stories")
    saves = save_often(desk)
    report.row(f"{name}: save, p50", median(saves), "ms")
    report.row(f"{name}: save, p99", percentile(saves, 0.99), "ms", at_most=SAVE_GOAL)
    journals = journal_often(desk)
    report.row(f"{name}: journal, p50", median(journals), "ms")
    report.row(f"{name}: journal, p99", percentile(journals, 0.99), "ms", at_most=SAVE_GOAL)
    desk.library.close()


def look(path: Path) -> None:
    desk = libraries.open_existing(path, settings=Settings())
    page(desk)
    articles.counts(desk)
    desk.library.close()


def page(desk: Desk, query: ArticleQuery = _ALL) -> None:
    assert articles.rows(desk, query=query, limit=100).rows


def page_at(desk: Desk, place: int) -> None:
    """The rows in the middle of a list, where the way there is longest."""
    after = articles.cursor_at(desk, query=_ALL, place=place)
    assert articles.rows(desk, query=_ALL, after=after, limit=100).rows


def read_first(desk: Desk) -> None:
    row = articles.rows(desk, query=ArticleQuery(), limit=1).rows[0]
    articles.open_story(desk, article_id=row.id)


def add(desk: Desk, *, seed: int) -> Article:
    story = replace(Prose(seed).story(1, 600), slug="", section=None)
    return articles.add(desk, article=story)[0]


def save_often(desk: Desk) -> list[float]:
    """Save a story of 600 words again and again, each time with another word in it."""
    article = add(desk, seed=9)
    count = 0

    def save() -> None:
        nonlocal article, count
        count += 1
        extra = Paragraph((Run(f"One more word: {count}."),))
        changed = replace(article, body=(*article.body[:-1], extra))
        article, _ = articles.save(desk, article=changed)

    return timed(save, SAVES, warm=5)


def journal_often(desk: Desk) -> list[float]:
    article, _ = articles.add(
        desk, article=replace(Prose(11).story(1, 600), slug="", section=None)
    )
    count = 0

    def keep() -> None:
        nonlocal count
        count += 1
        extra = Paragraph((Run(f"One more word: {count}."),))
        articles.journal(desk, article=replace(article, body=(*article.body, extra)), caret=count)

    return timed(keep, SAVES, warm=5)
