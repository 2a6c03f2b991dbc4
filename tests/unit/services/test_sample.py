"""The sample library: what an editor meets on the first start."""

import re
import time
from collections.abc import Iterator

import pytest

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Divider,
    Embed,
    Figure,
    Gallery,
    ListBlock,
    Paragraph,
    PullQuote,
    Quote,
    Subhead,
    Table,
)
from newsdesk.domain.credit import render
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import ArticleQuery
from newsdesk.domain.notes import passages
from newsdesk.domain.photo import Placement
from newsdesk.domain.reading import word_count
from newsdesk.domain.related import RelatedLevel
from newsdesk.domain.weblink import direction
from newsdesk.services import articles, authors, images, related, sample, versions
from newsdesk.services.desk import Desk

FINISHED = {
    ArticleState.REVIEW, ArticleState.READY, ArticleState.SCHEDULED, ArticleState.PUBLISHED,
}  # fmt: skip
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def stories_of(desk: Desk) -> list[Article]:
    rows = articles.rows(desk, query=ArticleQuery(), limit=100).rows
    return [articles.open_story(desk, article_id=row.id) for row in rows]


@pytest.fixture
def stories(sample_desk: Desk) -> list[Article]:
    return stories_of(sample_desk)


def placements(story: Article) -> Iterator[Placement]:
    if story.lead:
        yield story.lead
    for block in story.body:
        match block:
            case Figure():
                yield block.placement
            case Gallery():
                yield from block.placements
            case _:
                pass


def test_twelve_finished_stories_of_news_length_in_four_sections(stories: list[Article]) -> None:
    finished = [story for story in stories if story.state in FINISHED]
    assert len([story for story in finished if 250 <= word_count(story.body) <= 700]) >= 12
    assert len({story.section for story in finished}) >= 4
    assert all(story.headline and story.standfirst and story.byline for story in finished)


def test_notes_stand_on_passages_one_of_them_resolved(stories: list[Article]) -> None:
    noted = {note.id: note for story in stories for note in story.notes}
    stood_on = {note: words for story in stories for note, words in passages(story.body).items()}
    assert noted.keys() == stood_on.keys()
    assert {note.resolved for note in noted.values()} == {True, False}
    assert "38 of 120 shops that applied" in stood_on.values()


def test_every_kind_of_block_is_in_use(stories: list[Article]) -> None:
    kinds: set[type[Block]] = {type(block) for story in stories for block in story.body}
    assert kinds >= {
        Paragraph, Subhead, Quote, PullQuote, ListBlock, Figure, Gallery, Embed, CallOut, Table,
        Divider,
    }  # fmt: skip
    boxes = {
        block.purpose for story in stories for block in story.body if isinstance(block, CallOut)
    }
    assert boxes >= {CallOutKind.NEWSLETTER, CallOutKind.FACT_BOX}


def test_five_people_with_biographies_in_three_scripts(sample_desk: Desk) -> None:
    profiles = [authors.get(sample_desk, author_id=row.id) for row in authors.rows(sample_desk)]
    people = [profile for profile in profiles if profile.avatar]
    assert len(people) >= 5
    assert {entry.language for one in people for entry in one.biographies} >= {"en-GB", "uk", "ar"}
    for person in people:
        for biography in person.biographies:
            text = " ".join(run.text for runs in biography.long for run in runs)
            assert sum(text.count(mark) for mark in (". ", ".")) / 2 >= 7 or len(text) > 500
            assert 0 < len(biography.short) <= 250


def test_pictures_say_what_they_show_and_whose_they_are(
    sample_desk: Desk, stories: list[Article]
) -> None:
    used = {placement.image for story in stories for placement in placements(story)}
    assets = images.many(sample_desk, images=used)
    assert set(assets) == used
    for asset in assets.values():
        assert asset.alt_text
        assert asset.caption
        assert render(asset.credit)
        assert asset.copyright_notice
        assert asset.date_taken
        assert asset.width >= 1600
    chains = {render(asset.credit) for asset in assets.values()}
    assert "Tomasz Wierzba/Larkmere Ledger via Mereland Press Agency" in chains


def test_the_stories_that_show_what_newsdesk_can_do(stories: list[Article]) -> None:
    by_slug = {story.slug: story for story in stories}
    states = {story.state for story in stories}
    assert states >= {ArticleState.DRAFT, ArticleState.LEGAL, *FINISHED}
    assert any(direction(story.language) == "rtl" for story in stories)
    assert any(story.language == "uk" for story in stories)
    assert any(len(story.corrections) == 1 for story in stories)
    assert any(len(story.corrections) >= 3 and story.updated_at for story in stories)
    assert any(story.state is ArticleState.PUBLISHED and not story.lead for story in stories)
    lake = by_slug["day-on-the-lake"]
    assert len({placement.image for placement in placements(lake)}) == 10
    assert len(lake.byline) == 3
    items = [item for story in stories for item in story.related.items]
    assert any(item.url for item in items)
    assert any(item.article and item.level is RelatedLevel.PINNED for item in items)


def test_times_lie_around_the_day_it_was_made(sample_desk: Desk, stories: list[Article]) -> None:
    now = sample_desk.clock.now()
    for story in stories:
        assert story.saved_at
        assert story.created_at
        assert story.created_at <= story.saved_at <= now
        published = story.first_published_at
        assert (published is not None) == (story.state is ArticleState.PUBLISHED)
        assert published is None or published <= now
    assert any(story.embargoed_until and story.embargoed_until > now for story in stories)
    scheduled = [story for story in stories if story.state is ArticleState.SCHEDULED]
    assert scheduled
    assert all(story.scheduled_at and story.scheduled_at > now for story in scheduled)


def test_published_bylines_are_frozen_and_one_differs_from_its_profile(
    stories: list[Article],
) -> None:
    published = [story for story in stories if story.state is ArticleState.PUBLISHED]
    rows = [row for story in published for row in story.byline if row.author]
    assert all(row.frozen and row.frozen.name for row in rows)
    assert "Business Reporter" in {row.frozen.role for row in rows if row.frozen}


def test_the_newest_story_is_finished_and_has_the_caret_in_its_text(sample_desk: Desk) -> None:
    newest = articles.rows(sample_desk, query=ArticleQuery(), limit=1).rows[0]
    assert newest.state is ArticleState.READY
    caret, _ = articles.place(sample_desk, article_id=ArticleId(newest.id))
    assert caret > 0


def test_filling_takes_little_time(desk: Desk) -> None:
    started = time.process_time()
    sample.fill(desk)
    assert time.process_time() - started < 1.5


def test_lists_to_use_again_and_earlier_states_are_there(sample_desk: Desk) -> None:
    assert [found.name for found in related.curated_lists(sample_desk)] == ["Getting about"]
    lead = articles.find(sample_desk, "night-trams-return-kestrel-bridge")
    assert lead
    kept = versions.rows(sample_desk, article_id=lead)
    assert [row.name for row in kept] == ["After the subs", "With the traders", "First draft"]
    assert {row.by for row in kept} == {"Imogen Farrow", "Daniel Okonjo-Reid"}
