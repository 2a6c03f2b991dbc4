"""Versions, conflicts and undo: every earlier state can be seen and brought back."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from newsdesk.domain import steps
from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.body import Body, Paragraph
from newsdesk.domain.errors import InvalidInputError, NotFoundError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.moment import Moment
from newsdesk.domain.text import Run
from newsdesk.domain.thinning import Kept, ThinningRule, to_drop
from newsdesk.exporting.differencehtml import difference_page
from newsdesk.services import articles, conflicts, keeping, undo, versions
from newsdesk.services.clock import SetClock
from newsdesk.services.desk import Desk
from tests.strategies import articles as any_articles


def body(*lines: str) -> Body:
    return tuple(Paragraph((Run(line),)) for line in lines)


def later(desk: Desk, **span: float) -> None:
    clock = desk.clock
    assert isinstance(clock, SetClock)
    clock.moment = Moment(clock.moment.utc + timedelta(**span), clock.moment.zone)


@pytest.fixture
def story(desk: Desk) -> Article:
    article, _ = articles.create(desk, headline="A story")
    return articles.save(desk, article=replace(article, body=body("One", "Two", "Three")))[0]


def headlines(desk: Desk, article_id: ArticleId) -> list[str]:
    return [row.headline for row in versions.rows(desk, article_id=article_id)]


# --- versions ---


def test_a_version_is_kept_before_a_sitting_and_every_five_minutes(
    desk: Desk, story: Article
) -> None:
    later(desk, days=1)
    at = story
    for minute in range(12):
        later(desk, minutes=1)
        at, _ = articles.save(desk, article=replace(at, headline=f"Minute {minute}"))
    rows = versions.rows(desk, article_id=story.id)
    assert [(row.headline, row.reason) for row in rows if row.at.utc > story.saved_at.utc] == [  # pyright: ignore[reportOptionalMemberAccess] - it was saved
        ("Minute 9", VersionReason.INTERVAL),
        ("Minute 4", VersionReason.INTERVAL),
        ("A story", VersionReason.SITTING),
    ]


def test_a_version_by_hand_has_a_name_and_one_of_publishing_stays(
    desk: Desk, story: Article
) -> None:
    with pytest.raises(InvalidInputError):
        versions.keep(desk, article=story, name=" ")
    versions.keep(desk, article=story, name="Before legal")
    articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)
    for _ in range(40):
        later(desk, hours=13)
        keeping.keep(desk, story, VersionReason.INTERVAL)
    later(desk, days=3000)
    versions.thin(desk)
    rows = versions.rows(desk, article_id=story.id)
    assert len(rows) < 12
    assert {VersionReason.NAMED, VersionReason.PUBLISH} <= {row.reason for row in rows}
    for row in rows:
        assert versions.get(desk, number=row.number).headline == "A story"


def test_what_leans_on_a_version_outlives_it(desk: Desk, story: Article) -> None:
    rng = random.Random(7)
    states: dict[int, Article] = {}
    for number in range(80):
        lines = [f"Paragraph {n} {rng.random()}" for n in range(rng.randint(1, 6))]
        states[number] = replace(story, headline=f"State {number}", body=body(*lines))
        keeping.keep(desk, states[number], VersionReason.INTERVAL)
    from newsdesk.storage import versions as stored

    rows = versions.rows(desk, article_id=story.id)
    gone = rng.sample([row.number for row in rows], 55)
    stored.drop(desk.library, story.id, gone)
    left = versions.rows(desk, article_id=story.id)
    assert len(left) == len(rows) - 55
    for row in left:
        if row.headline.startswith("State"):
            expected = states[int(row.headline.split()[1])]
            assert versions.get(desk, number=row.number).body == expected.body
    assert desk.library.rows("PRAGMA foreign_key_check") == []
    with pytest.raises(NotFoundError):
        versions.get(desk, number=gone[0])


def test_250_versions_of_a_story_of_1500_words_stay_below_half_a_megabyte(desk: Desk) -> None:
    rng = random.Random(1)
    known = [
        "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(2, 10)))
        for _ in range(2000)
    ]
    lines = [rng.choices(known, k=50) for _ in range(30)]
    article, _ = articles.create(desk, headline="Long")
    for _ in range(250):
        line = rng.choice(lines)
        at = rng.randrange(40)
        line[at : at + 5] = rng.choices(known, k=5)
        article = replace(article, body=body(*(" ".join(words) for words in lines)))
        keeping.keep(desk, article, VersionReason.INTERVAL)
    held: int = desk.library.value("SELECT sum(length(document)) FROM version")
    assert held < 500_000


def test_restoring_keeps_what_stood_there_and_the_address(desk: Desk, story: Article) -> None:
    versions.keep(desk, article=story, name="Old")
    number = versions.rows(desk, article_id=story.id)[0].number
    changed, _ = articles.save(desk, article=replace(story, headline="New", body=body("Other")))
    changed, _ = articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)
    back, _ = versions.restore(desk, number=number)
    assert (back.headline, back.body) == ("A story", story.body)
    assert (back.state, back.slug) == (ArticleState.PUBLISHED, changed.slug)
    assert back.version > changed.version
    assert "New" in headlines(desk, story.id)


def test_a_version_can_be_renamed(desk: Desk, story: Article) -> None:
    keeping.keep(desk, story, VersionReason.INTERVAL)
    number = versions.rows(desk, article_id=story.id)[0].number
    versions.rename(desk, number=number, name="Keep this")
    row = versions.rows(desk, article_id=story.id)[0]
    assert (row.name, row.reason) == ("Keep this", VersionReason.NAMED)


def test_the_difference_can_be_printed(desk: Desk, story: Article) -> None:
    other = replace(story, headline="<b>New</b>", body=body("Three", "One", "Two & more"))
    page = difference_page(
        versions.compare(desk, before=story, after=other), before="v1", after="v2"
    )
    assert "<ins>&lt;b&gt;New&lt;/b&gt;</ins>" in page
    assert "<script" not in page
    assert "Moved" in page
    assert "No difference" in difference_page(
        versions.compare(desk, before=story, after=story), before="v1", after="v1"
    )


# --- thinning ---


def test_thinning_keeps_one_an_hour_a_day_a_week() -> None:
    now = Moment.parse("2026-11-24T12:00:00Z")
    states = [Kept(n, Moment(now.utc - timedelta(minutes=10 * n))) for n in range(60_000)]
    gone = set(to_drop(states, now, ThinningRule(everything=1, hourly=7, daily=90)))
    left = [state for state in states if state.number not in gone]
    ages = [(now.utc - state.at.utc) / timedelta(days=1) for state in left]
    assert len([age for age in ages if age <= 1]) == 145
    assert 143 <= len([age for age in ages if 1 < age <= 7]) <= 146
    assert 82 <= len([age for age in ages if 7 < age <= 90]) <= 85
    assert 45 <= len([age for age in ages if age > 90]) <= 49
    assert set(to_drop(left, now, ThinningRule(1, 7, 90))) <= {s.number for s in left}


def test_nothing_protected_and_neither_end_is_dropped() -> None:
    now = Moment.parse("2026-11-24T12:00:00Z")
    states = [Kept(n, Moment(now.utc - timedelta(days=900, seconds=n)), n == 5) for n in range(10)]
    assert {0, 5, 9}.isdisjoint(to_drop(states, now, ThinningRule()))
    assert to_drop(states[:2], now, ThinningRule()) == ()


# --- conflicts ---


def test_two_people_s_changes_are_merged_over_the_version_both_began_with(
    desk: Desk, story: Article
) -> None:
    theirs, _ = articles.save(
        desk, article=replace(story, standfirst="S", body=body("1", "Two", "Three"))
    )
    mine = replace(story, headline="H", body=body("One", "Two", "3"))
    merged = conflicts.merge_with_saved(desk, article=mine, base=story)
    assert merged.clean
    saved, _ = articles.save(desk, article=merged.article)
    assert (saved.headline, saved.standfirst) == ("H", "S")
    assert saved.body == body("1", "Two", "3")
    assert saved.version == theirs.version + 1


def test_without_a_common_state_every_difference_is_shown(desk: Desk, story: Article) -> None:
    articles.save(desk, article=replace(story, headline="Theirs"))
    merged = conflicts.merge_with_saved(desk, article=replace(story, headline="Mine", version=0))
    assert "headline" in {conflict.name for conflict in merged.fields}


def test_keeping_mine_keeps_theirs_as_a_version(desk: Desk, story: Article) -> None:
    articles.save(desk, article=replace(story, headline="Theirs"))
    mine, _ = conflicts.keep_mine(desk, article=replace(story, headline="Mine"))
    assert articles.open_story(desk, article_id=story.id) == mine
    row = versions.rows(desk, article_id=story.id)[0]
    assert (row.headline, row.reason) == ("Theirs", VersionReason.CONFLICT)


# --- undo ---


@settings(max_examples=40)
@given(any_articles(), any_articles())
def test_a_step_goes_both_ways_and_through_json(before: Article, after: Article) -> None:
    after = replace(
        after,
        id=before.id,
        version=before.version,
        created_at=before.created_at,
        saved_at=before.saved_at,
    )
    step = steps.between(before, after, caret=3)
    assert steps.read(steps.write(step)) == step
    assert steps.undone(after, step) == before
    assert steps.redone(before, step) == after
    assert bool(step) == (before != after)


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"fields":{"x":[1,2]},"at":0,"removed":[],"added":[],"caret":0}']
)
def test_what_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        steps.read(text)


def test_a_text_undone_in_the_editor_does_not_come_back_with_the_next_undo(desk: Desk) -> None:
    empty, _ = articles.create(desk)
    first = replace(empty, headline="Ferries", body=(Paragraph((Run("One"),)),))
    second = replace(first, body=(Paragraph((Run("One two"),)),))
    undo.note(desk, before=empty, after=first)
    undo.note(desk, before=first, after=second)
    # The editor takes its text back; the headline, noted in the same step, stays.
    bare = replace(second, body=())
    assert undo.note(desk, before=second, after=bare) == (1, 0)
    undone = undo.undo(desk, article=bare)
    assert undone is not None
    assert (undone.article.headline, undone.article.body) == ("", ())
    redone = undo.redo(desk, article=undone.article)
    assert redone is not None
    assert (redone.article.headline, redone.article.body) == ("Ferries", ())


def test_undo_and_redo_cover_every_field_and_outlive_the_program(
    desk: Desk, story: Article
) -> None:
    at = story
    states = [story]
    for number in range(600):
        then = at
        at = replace(at, standfirst=f"S{number}", tags=(f"t{number}",), body=body(f"B{number}"))
        undo.note(desk, before=then, after=at, caret=number)
        states.append(at)
    undo.note(desk, before=at, after=at)
    assert undo.count(desk, article_id=story.id) == (600, 0)
    for number in range(599, -1, -1):
        found = undo.undo(desk, article=at)
        assert found is not None
        assert (found.article, found.caret) == (states[number], number)
        at = found.article
    assert undo.undo(desk, article=at) is None
    again = undo.redo(desk, article=at)
    assert again is not None
    assert again.article == states[1]
    undo.note(desk, before=again.article, after=replace(again.article, headline="Branch"))
    assert undo.count(desk, article_id=story.id) == (2, 0)


def test_steps_that_no_longer_fit_are_dropped(desk: Desk, story: Article) -> None:
    undo.note(desk, before=story, after=replace(story, headline="H"))
    assert undo.undo(desk, article=replace(story, headline="Changed elsewhere")) is None
    assert undo.count(desk, article_id=story.id) == (0, 0)
