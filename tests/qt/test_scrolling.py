"""A long list shows any place at once, in the order in which walking would reach it."""

from __future__ import annotations

from pathlib import Path

from newsdesk.domain.listing import ArticleFlag, ArticleQuery, ArticleSort
from newsdesk.services import articles
from newsdesk.services.desk import Desk
from newsdesk.ui.models.stories import StoriesModel
from tests.qt.bench import bench

MANY = 1230


def fill(desk: Desk) -> None:
    with desk.library.transaction():
        for number in range(MANY):
            articles.create(desk, headline=f"Story {number}")


def test_far_places_are_jumped_to_and_read_as_if_walked_to(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        made.work(fill)
        model = StoriesModel(made.context.tasks)
        model.ask(ArticleQuery())
        made.wait(lambda: model.total == MANY)
        for place in (1100, MANY - 1, 620, 5, 1199, 700):
            model.row(place)
            made.wait(lambda place=place: model.row(place) is not None)
            row = model.row(place)
            assert row is not None
            assert row.headline == f"Story {MANY - 1 - place}"
        assert model.total == MANY


def test_where_the_cursor_cannot_be_told_one_walks(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        made.work(fill)
        model = StoriesModel(made.context.tasks)
        model.ask(ArticleQuery(text="story"))
        made.wait(lambda: model.total > 0)
        model.row(850)
        made.wait(lambda: model.total > 850 and model.row(850) is not None)
        nowhere = (
            ArticleQuery(text="story"),
            ArticleQuery(flags=frozenset({ArticleFlag.TRASHED})),
            ArticleQuery(sort=ArticleSort.PUBLISHED),
        )
        for query in nowhere:

            def told(desk: Desk, query: ArticleQuery = query) -> bool:
                return articles.cursor_at(desk, query=query, place=9) is not None

            assert not made.work(told)
        assert not made.errors
