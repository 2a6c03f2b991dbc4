"""Bylines freeze when a story goes out, and move on only when somebody says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from newsdesk.domain.article import ArticleState
from newsdesk.domain.author import Biography, RolePeriod
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.errors import NotFoundError
from newsdesk.domain.ids import ArticleId
from newsdesk.services import articles, authors, bylines
from newsdesk.services.desk import Desk
from tests.unit.services.people import open_desk, set_clock, write

ROLES = (
    RolePeriod("Reporter", until=date(2026, 3, 31)),
    RolePeriod("Bureau Chief", since=date(2026, 4, 1)),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def test_the_line_follows_the_profile_until_it_is_frozen(desk: Desk) -> None:
    ana, _ = authors.create(desk, display_name="Ana Núñez")
    story = write(desk, "Grain", byline=(BylineRow(ana.id), BylineRow(literal_name="Bob Long")))
    assert bylines.line(desk, article=story) == "By Ana Núñez and Bob Long"
    frozen = bylines.freeze(desk, article=story)
    authors.save(desk, profile=replace(ana, display_name="Ana Ruiz"))
    assert bylines.line(desk, article=story) == "By Ana Ruiz and Bob Long"
    assert bylines.line(desk, article=frozen) == "By Ana Núñez and Bob Long"
    assert bylines.freeze(desk, article=frozen) == frozen


def test_typed_words_replace_the_line_and_keep_the_people(desk: Desk) -> None:
    ana, _ = authors.create(desk, display_name="Ana Núñez")
    story = write(desk, "Grain", byline=(BylineRow(ana.id),), byline_text="From our own reporter")
    assert bylines.line(desk, article=story) == "From our own reporter"
    assert bylines.rendered(desk, article=story) == "By Ana Núñez"
    assert [person.profile for person in bylines.people(desk, article=story)] == [ana]


def test_an_old_story_keeps_the_old_title(desk: Desk) -> None:
    ana, _ = authors.create(desk, display_name="Ana Núñez", roles=ROLES)
    story = write(desk, "Grain", byline=(BylineRow(ana.id),))
    articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)
    set_clock(desk, "2026-06-01T12:00:00Z")
    old = articles.open_story(desk, article_id=story.id)
    new = write(desk, "Rain", byline=(BylineRow(ana.id),))
    roles = [bylines.freeze(desk, article=article).byline[0].frozen for article in (old, new)]
    assert [kept.role for kept in roles if kept] == ["Reporter", "Bureau Chief"]


def test_the_biography_frozen_is_that_of_the_storys_language(desk: Desk) -> None:
    biographies = (Biography("en", "Writes."), Biography("uk", "Пише."))
    ana, _ = authors.create(desk, display_name="Ana Núñez", biographies=biographies)
    story = write(desk, "Зерно", byline=(BylineRow(ana.id),), language="uk")
    kept = bylines.freeze(desk, article=story).byline[0].frozen
    assert kept is not None
    assert kept.bio_short == "Пише."


def test_differences_are_told_field_by_field_and_brought_up_to_date(desk: Desk) -> None:
    ana, _ = authors.create(
        desk, display_name="Ana Núñez", biographies=(Biography("", "Writes of grain."),)
    )
    story = write(desk, "Grain", byline=(BylineRow(literal_name="Bob"), BylineRow(ana.id)))
    untouched = write(desk, "Rain", byline=(BylineRow(ana.id),))
    story, _ = articles.save(desk, article=bylines.freeze(desk, article=story))
    assert bylines.differences(desk, article=story) == ()

    authors.save(
        desk,
        profile=replace(
            ana, display_name="Ana Ruiz", biographies=(Biography("", "Writes of rain."),)
        ),
    )
    told = [(d.position, d.field, d.then, d.now) for d in bylines.differences(desk, article=story)]
    assert told == [
        (1, "name", "Ana Núñez", "Ana Ruiz"),
        (1, "bio_short", "Writes of grain.", "Writes of rain."),
    ]
    (update,) = bylines.preview(desk, article_ids=(story.id, untouched.id))
    assert (update.line_then, update.line_now) == ("By Bob and Ana Núñez", "By Bob and Ana Ruiz")

    saved, changes = bylines.bring_up_to_date(desk, article_ids=(story.id, untouched.id))
    assert [article.id for article in saved] == [story.id]
    assert changes
    assert bylines.line(desk, article=saved[0]) == "By Bob and Ana Ruiz"
    assert bylines.differences(desk, article=saved[0]) == ()
    assert articles.open_story(desk, article_id=untouched.id) == untouched


def test_one_missing_story_stops_the_whole_update(desk: Desk) -> None:
    ana, _ = authors.create(desk, display_name="Ana Núñez")
    story = write(desk, "Grain", byline=(BylineRow(ana.id),))
    story, _ = articles.save(desk, article=bylines.freeze(desk, article=story))
    authors.save(desk, profile=replace(ana, display_name="Ana Ruiz"))
    with pytest.raises(NotFoundError):
        bylines.bring_up_to_date(desk, article_ids=(story.id, ArticleId("gone")))
    assert articles.open_story(desk, article_id=story.id) == story
