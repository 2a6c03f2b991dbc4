"""How SQLite answers what lists and searches ask: along an index, never story by story."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsdesk.domain.article import ArticleState
from newsdesk.domain.ids import AuthorId, SectionSlug
from newsdesk.domain.listing import ArticleFlag, ArticleQuery, ArticleSort
from newsdesk.services import articles, libraries
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.storage import journal

ANA = AuthorId("0" * 36)
NEWS = SectionSlug("news")
QUERIES = [
    ArticleQuery(),
    ArticleQuery(state=ArticleState.DRAFT),
    ArticleQuery(section=NEWS),
    ArticleQuery(section=NEWS, state=ArticleState.DRAFT),
    ArticleQuery(flags=frozenset({ArticleFlag.HAS_TK})),
    ArticleQuery(flags=frozenset({ArticleFlag.TRASHED})),
    ArticleQuery(author=ANA),
    ArticleQuery(author=ANA, section=NEWS),
]


def plans(tmp_path: Path, work: Callable[[Desk], object]) -> list[str]:
    """Return each step of every statement that some work runs."""
    desk = libraries.create_empty(tmp_path / "desk.newsdesk", settings=Settings())
    run: list[str] = []
    connection = desk.library.connection
    connection.set_trace_callback(run.append)
    work(desk)
    connection.set_trace_callback(None)
    steps = [
        step
        for statement in run
        if statement.startswith("SELECT")
        for *_numbers, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    ]
    desk.library.close()
    assert steps
    return steps


@pytest.mark.parametrize("sort", [ArticleSort.SAVED, ArticleSort.PUBLISHED])
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_list_is_read_counted_and_jumped_into_along_an_index(
    tmp_path: Path, query: ArticleQuery, sort: ArticleSort
) -> None:
    asked = ArticleQuery(query.state, query.section, query.author, "", sort, query.flags)

    def work(desk: Desk) -> None:
        articles.rows(desk, query=asked)
        articles.cursor_at(desk, query=asked, place=1000)

    for step in plans(tmp_path, work):
        assert "TEMP B-TREE FOR ORDER BY" not in step or "byline" in step, step
        assert not step.startswith(("SCAN a ", "SCAN b ")) or "INDEX" in step, step


def test_a_byline_is_looked_up_by_its_story(tmp_path: Path) -> None:
    """By its author it would be all of that author's stories for each match."""
    steps = plans(
        tmp_path,
        lambda desk: [
            articles.rows(desk, query=ArticleQuery(author=ANA)),
            articles.rows(desk, query=ArticleQuery(author=ANA, text="word")),
        ],
    )
    assert "SEARCH twin USING PRIMARY KEY (article=? AND position<?)" in steps
    assert "SEARCH b USING PRIMARY KEY (article=?)" in steps


def test_what_a_crash_left_is_looked_for_in_the_journal(tmp_path: Path) -> None:
    steps = plans(tmp_path, lambda desk: journal.pending(desk.library))
    assert steps[0].startswith("SCAN journal")
