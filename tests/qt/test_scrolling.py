"""A long list shows any place at once, in the order in which walking would reach it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.byline import BylineRow, CreditRole
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import ArticleQuery, ArticleSort
from newsdesk.domain.moment import Moment
from newsdesk.services import articles, authors
from newsdesk.services.desk import Desk
from newsdesk.storage import finding
from newsdesk.ui.library.storylist import StoryList
from newsdesk.ui.models.stories import StoriesModel
from tests.qt.bench import bench, press

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


def test_what_is_found_grows_and_stays_while_it_is_looked_for_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "RANKED_AT_MOST", 50)
    monkeypatch.setattr(finding, "AT_ONCE", 70)
    with bench(tmp_path) as made:
        made.work(fill)
        model = StoriesModel(made.context.tasks)
        totals: list[int] = []
        model.totalled.connect(totals.append)

        def look_at_the_end(total: int) -> None:
            """As who stands there while the list grows: the last page is not full yet."""
            model.row(total - 1)

        model.totalled.connect(look_at_the_end)
        model.ask(ArticleQuery(text="story", sort=ArticleSort.BEST))
        made.wait(lambda: model.total == MANY)
        assert len(totals) > 10
        made.settle(6)
        for place in range(0, MANY, 30):
            made.wait(lambda place=place: model.row(place) is not None)
        totals.clear()
        model.refresh()
        made.settle(40)
        assert totals == [MANY]
        assert not made.errors


def test_home_and_end_go_to_both_ends_of_the_list(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        made.work(fill)
        stories = StoryList(made.context)
        stories.model.ask(ArticleQuery())
        made.wait(lambda: stories.model.total == MANY)
        press(stories.view, Qt.Key.Key_End)
        assert stories.view.currentIndex().row() == MANY - 1
        made.wait(lambda: stories.model.row(MANY - 1) is not None)
        press(stories.view, Qt.Key.Key_Home)
        assert stories.view.currentIndex().row() == 0
        stories.deleteLater()


def test_every_list_jumps_to_any_place(tmp_path: Path) -> None:
    """By author, by the day of publishing, and what a search finds: each knows its length."""
    with bench(tmp_path) as made:
        ana, _changes = made.work(lambda desk: authors.create(desk, display_name="Ana"))
        twice = (BylineRow(ana.id), BylineRow(ana.id, credit_role=CreditRole.PHOTOS))
        day = Moment.parse("2026-03-01T12:00:00Z")

        def fill_published(desk: Desk) -> None:
            with desk.library.transaction():
                for number in range(MANY):
                    story = Article(
                        headline=f"Story {number}",
                        id=ArticleId(""),
                        byline=twice,
                        state=ArticleState.PUBLISHED,
                        first_published_at=Moment(day.utc + timedelta(minutes=number)),
                    )
                    articles.add(desk, article=story)

        made.work(fill_published)
        for query in (
            ArticleQuery(author=ana.id),
            ArticleQuery(author=ana.id, sort=ArticleSort.PUBLISHED, state=ArticleState.PUBLISHED),
            ArticleQuery(sort=ArticleSort.PUBLISHED),
            ArticleQuery(text="story", sort=ArticleSort.SAVED),
            ArticleQuery(text="story", sort=ArticleSort.PUBLISHED, author=ana.id),
        ):
            model = StoriesModel(made.context.tasks)
            model.ask(query)
            made.wait(lambda model=model: model.total == MANY)
            for place in (1100, 620, MANY - 1):
                model.row(place)
                made.wait(lambda model=model, place=place: model.row(place) is not None)
                row = model.row(place)
                assert row is not None
                assert row.headline == f"Story {MANY - 1 - place}"
        assert not made.errors
