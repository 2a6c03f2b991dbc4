"""Stories: made, saved, journalled, moved, thrown away, brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.body import Body, Figure, Paragraph
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.cleaning import normal_article
from newsdesk.domain.errors import (
    EnvironmentFailure,
    InUseError,
    InvalidInputError,
    NotFoundError,
    StaleArticleError,
)
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.listing import ArticleFlag, ArticleQuery, ArticleSort
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Placement
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.related import RelatedItem, RelatedList
from newsdesk.domain.text import Link, Run
from newsdesk.services import articles, libraries, publication, sections
from newsdesk.services.changes import Kind
from newsdesk.services.clock import SetClock
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from tests.strategies import HOSTILE, raw_bodies

NEWS = SectionSlug("news")


def body(*lines: str) -> Body:
    return tuple(Paragraph((Run(line),)) for line in lines)


def later(desk: Desk, **span: float) -> None:
    clock = desk.clock
    assert isinstance(clock, SetClock)
    clock.moment = Moment(clock.moment.utc + timedelta(**span), clock.moment.zone)


def save(desk: Desk, article: Article, **fields: Any) -> Article:
    return articles.save(desk, article=replace(article, **fields))[0]


@pytest.fixture
def story(desk: Desk) -> Article:
    sections.save(desk, section=Section(NEWS, "News"))
    return articles.create(desk, section=NEWS, headline="A story")[0]


# --- writing and reading ---


def test_what_is_saved_is_read_back(desk: Desk, story: Article) -> None:
    saved = save(desk, story, standfirst="Why", body=body("One", "Two"), tags=("a",))
    assert articles.open_story(desk, article_id=story.id) == saved
    assert saved.version == story.version + 1
    assert articles.find(desk, saved.slug) == story.id
    assert articles.find(desk, story.id.upper()) == story.id
    assert articles.find(desk, "nothing") is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw_bodies())
def test_any_body_is_read_back_in_normal_form(desk: Desk, raw: Body) -> None:
    article, _ = articles.create(desk)
    typed = tuple(
        block
        for block in raw
        if not hasattr(block, "placement") and not hasattr(block, "placements")
    )
    saved = save(desk, article, body=typed)
    assert saved.body == normal_article(replace(article, body=typed)).body
    assert articles.open_story(desk, article_id=article.id).body == saved.body


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_breaks_a_save_or_a_search(
    desk: Desk, story: Article, text: str
) -> None:
    saved = save(
        desk, story, headline=text, standfirst=text, kicker=text, internal_note=text,
        series=text, tags=(text,), body=body(text, f"x{text}y"),
    )  # fmt: skip
    assert articles.open_story(desk, article_id=story.id) == saved
    articles.rows(desk, query=ArticleQuery(text=text))
    articles.journal(desk, article=replace(story, version=saved.version, headline=text))


def test_a_text_that_is_too_long_is_refused_before_it_is_written(
    desk: Desk, story: Article
) -> None:
    long = body("word " * 250_000)
    with pytest.raises(InvalidInputError, match="longer than"):
        save(desk, story, body=long)
    with pytest.raises(InvalidInputError, match="longer than"):
        articles.journal(desk, article=replace(story, body=long))
    assert articles.open_story(desk, article_id=story.id) == story


def test_a_stale_save_is_refused_and_changes_nothing(desk: Desk, story: Article) -> None:
    saved = save(desk, story, headline="Theirs")
    with pytest.raises(StaleArticleError) as caught:
        save(desk, story, headline="Mine")
    assert (caught.value.ours, caught.value.theirs) == (story.version, saved.version)
    assert articles.open_story(desk, article_id=story.id).headline == "Theirs"


NOBODY, NO_PICTURE = AuthorId("0" * 36), Placement(ImageId("a" * 64))
POINTING: list[tuple[dict[str, Any], str]] = [
    ({"section": SectionSlug("nowhere")}, "section"),
    ({"slug": "Not a slug"}, "slug"),
    ({"byline": (BylineRow(NOBODY),)}, "byline.0.author"),
    ({"lead": NO_PICTURE}, "body"),
    ({"body": (Figure(NO_PICTURE),)}, "body"),
]


@pytest.mark.parametrize(("change", "field"), POINTING)
def test_what_points_to_nothing_is_refused_with_the_field(
    desk: Desk, story: Article, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        save(desk, story, **change)
    assert caught.value.field == field
    assert articles.open_story(desk, article_id=story.id) == story


# --- slugs ---


def test_the_slug_follows_the_headline_until_it_is_set_and_is_unique(desk: Desk) -> None:
    empty, _ = articles.create(desk, language="uk")
    assert empty.slug == ""
    first = save(desk, empty, headline="Київ і світ")
    assert first.slug == "kyiv-i-svit"
    second, _ = articles.create(desk, language="uk", headline="Київ і світ")
    assert second.slug == "kyiv-i-svit-2"
    assert save(desk, first, headline="Other").slug == "kyiv-i-svit"
    with pytest.raises(InvalidInputError) as caught:
        save(desk, second, slug="kyiv-i-svit")
    assert caught.value.field == "slug"


def test_the_slug_of_a_published_story_never_moves_by_itself(desk: Desk, story: Article) -> None:
    published, _ = articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)
    assert save(desk, published, slug="").slug == published.slug


# --- states ---


def test_publishing_sets_the_first_time_once(desk: Desk, story: Article) -> None:
    first, changes = articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)
    assert first.first_published_at == desk.clock.now()
    assert changes.touches(Kind.VERSION, story.id)
    later(desk, days=1)
    articles.set_state(desk, article_id=story.id, state=ArticleState.DRAFT)
    again, _ = articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)
    assert again.first_published_at == first.first_published_at


def test_the_numbers_beside_the_lists_are_those_of_the_lists(desk: Desk, story: Article) -> None:
    for state in ArticleState:
        made, _ = articles.create(desk, section=NEWS if state is ArticleState.DRAFT else None)
        articles.set_state(desk, article_id=made.id, state=state)
    articles.trash(desk, article_id=story.id)
    counts = articles.counts(desk)
    assert counts.total == len(ArticleState)
    assert counts.trashed == 1
    for state in ArticleState:
        page = articles.rows(desk, query=ArticleQuery(state=state))
        assert page.total == counts.by_state[state] == len(page.rows) == 1
    assert articles.rows(desk, query=ArticleQuery(section=NEWS)).total == 1
    trash = articles.rows(desk, query=ArticleQuery(flags=frozenset({ArticleFlag.TRASHED})))
    assert (trash.total, [row.id for row in trash.rows]) == (1, [story.id])
    assert articles.rows(desk, query=ArticleQuery(sort=ArticleSort.PUBLISHED)).total == 1


def test_pages_hold_every_story_once(desk: Desk) -> None:
    made = {articles.create(desk, headline=f"Story {n}")[0].id for n in range(25)}
    seen: list[ArticleId] = []
    after = None
    while True:
        page = articles.rows(desk, query=ArticleQuery(), after=after, limit=7)
        seen.extend(row.id for row in page.rows)
        after = page.next
        if after is None:
            break
    assert len(seen) == 25
    assert set(seen) == made


# --- journal ---


def reopened(desk: Desk) -> Desk:
    path = desk.library.path
    desk.library.close()
    return libraries.open_existing(path, settings=Settings(), clock=desk.clock)


def test_what_was_journalled_is_there_at_the_next_start(desk: Desk, story: Article) -> None:
    typed = replace(story, headline="Typed and lost", body=body("Not yet saved"))
    articles.journal(desk, article=typed, caret=7, scroll=40)
    assert articles.open_story(desk, article_id=story.id).headline == "Typed and lost"
    again = reopened(desk)
    assert articles.recovered(again) == (story.id,)
    found = articles.open_story(again, article_id=story.id)
    assert (found.headline, found.body) == (typed.headline, typed.body)
    assert articles.place(again, article_id=story.id) == (7, 40)
    assert articles.rows(again, query=ArticleQuery()).rows[0].headline == "Typed and lost"
    third = reopened(again)
    assert articles.recovered(third) == ()
    third.library.close()


def test_a_save_takes_the_journal_over(desk: Desk, story: Article) -> None:
    articles.journal(desk, article=replace(story, headline="Older"))
    save(desk, story, headline="Newer")
    again = reopened(desk)
    assert articles.recovered(again) == ()
    assert articles.open_story(again, article_id=story.id).headline == "Newer"
    again.library.close()


def test_a_journal_over_an_older_version_waits_for_its_writer(desk: Desk, story: Article) -> None:
    save(desk, story, headline="Saved elsewhere")
    articles.journal(desk, article=replace(story, headline="Mine"))
    again = reopened(desk)
    mine = articles.open_story(again, article_id=story.id)
    assert mine.headline == "Mine"
    with pytest.raises(StaleArticleError):
        articles.save(again, article=mine)
    assert articles.saved_story(again, article_id=story.id).headline == "Saved elsewhere"
    again.library.close()


def test_a_journalled_story_is_recovered_without_what_is_gone(desk: Desk, story: Article) -> None:
    typed = replace(
        story, headline="Kept", byline=(BylineRow(AuthorId("0" * 36), literal_name="Ana"),),
        body=(*body("Text"), Figure(Placement(ImageId("a" * 64)))), section=SectionSlug("gone"),
    )  # fmt: skip
    articles.journal(desk, article=typed)
    again = reopened(desk)
    found = articles.saved_story(again, article_id=story.id)
    assert found.headline == "Kept"
    assert found.body == body("Text")
    assert found.byline[0].literal_name == "Ana"
    assert found.section == NEWS
    again.library.close()


def test_a_library_opened_for_reading_shows_the_journal_too(desk: Desk, story: Article) -> None:
    articles.journal(desk, article=replace(story, headline="Typed"))
    reader = libraries.open_existing(desk.library.path, settings=Settings(), read_only=True)
    assert articles.open_story(reader, article_id=story.id).headline == "Typed"
    articles.keep_place(reader, article_id=story.id, caret=1, scroll=1)
    with pytest.raises(EnvironmentFailure):
        articles.journal(reader, article=story)
    reader.library.close()


# --- copies and the trash ---


def test_a_copy_is_a_draft_without_history(desk: Desk, story: Article) -> None:
    articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)
    copy, _ = articles.duplicate(desk, article_id=story.id)
    assert copy.headline == "A story (copy)"
    assert copy.state is ArticleState.DRAFT
    assert copy.first_published_at is None
    assert copy.slug == "a-story-copy"
    mine, _ = articles.keep_copy(desk, article=replace(story, headline="Mine"))
    assert mine.id not in {story.id, copy.id}


def test_an_imported_story_keeps_its_id_where_it_is_free(desk: Desk, story: Article) -> None:
    wanted = ArticleId("12345678-1234-1234-1234-123456789abc")
    one, _ = articles.add(desk, article=replace(story, id=wanted, version=9))
    assert (one.id, one.version, one.slug) == (wanted, 1, "a-story-2")
    two, _ = articles.add(desk, article=replace(story, id=wanted))
    assert two.id != wanted
    odd, _ = articles.add(desk, article=replace(story, id=ArticleId("../etc/passwd")))
    assert len(odd.id) == 36


def test_the_trash_gives_back_and_empties_but_for_what_is_pointed_to(
    desk: Desk, story: Article
) -> None:
    pointing, _ = articles.create(desk, headline="Pointing")
    save(desk, pointing, related=RelatedList(items=(RelatedItem(article=story.id),)))
    linking, _ = articles.create(desk, headline="Linking")
    link = Run("there", link=Link(f"newsdesk:{linking.id}"))
    inside, _ = articles.create(desk, headline="Inside")
    save(desk, inside, body=(Paragraph((link,)),))
    alone, _ = articles.create(desk, headline="Alone")
    with pytest.raises(InUseError) as caught:
        articles.delete(desk, article_id=story.id)
    assert caught.value.users == ("Pointing",)
    for one in (story, linking, alone):
        articles.trash(desk, article_id=one.id)
    articles.restore(desk, article_id=alone.id)
    assert articles.counts(desk).trashed == 2
    articles.trash(desk, article_id=alone.id)
    changes = articles.empty_trash(desk)
    assert changes.ids(Kind.ARTICLE) == {alone.id}
    assert articles.counts(desk).trashed == 2
    articles.trash(desk, article_id=pointing.id)
    articles.trash(desk, article_id=inside.id)
    assert len(articles.empty_trash(desk).ids(Kind.ARTICLE)) == 4
    assert desk.library.rows("PRAGMA foreign_key_check") == []
    with pytest.raises(NotFoundError):
        articles.open_story(desk, article_id=story.id)


# --- sections and the publication ---


def test_a_section_is_renamed_with_its_stories(desk: Desk, story: Article) -> None:
    made, _ = sections.save(desk, section=Section(SectionSlug(""), "World  News"))
    assert made.slug == "world-news"
    sections.save(desk, section=Section(SectionSlug("home"), "Home"), was=NEWS)
    assert articles.open_story(desk, article_id=story.id).section == "home"
    assert articles.counts(desk).by_section[SectionSlug("home")] == 1
    assert (
        articles.rows(desk, query=ArticleQuery(section=SectionSlug("home"))).rows[0].section_label
        == "Home"
    )
    with pytest.raises(InUseError):
        sections.delete(desk, slug=SectionSlug("home"))
    with pytest.raises(InvalidInputError):
        sections.save(desk, section=Section(SectionSlug("home"), "Home"), was=made.slug)
    sections.reorder(desk, slugs=[made.slug])
    assert [section.slug for section in sections.all_sections(desk)] == ["world-news", "home"]
    sections.delete(desk, slug=made.slug)
    with pytest.raises(NotFoundError):
        sections.delete(desk, slug=made.slug)


@pytest.mark.parametrize(
    ("section", "field"),
    [
        (Section(SectionSlug("x"), " "), "label"),
        (Section(SectionSlug("x"), "X", colour="red"), "colour"),
        (Section(SectionSlug("X y"), "X"), "slug"),
        (Section(SectionSlug("assets"), "X"), "slug"),
    ],
)
def test_a_section_that_cannot_be_is_refused_with_the_field(
    desk: Desk, section: Section, field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        sections.save(desk, section=section)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (Publication(url="example.org"), "url"),
        (Publication(privacy_url="javascript:alert(1)"), "privacy_url"),
        (Publication(time_zone="Mars/Olympus"), "time_zone"),
        (Publication(time_zone="../../etc/passwd"), "time_zone"),
        (Publication(words_per_minute=0), "words_per_minute"),
    ],
)
def test_a_publication_that_cannot_be_is_refused_with_the_field(
    desk: Desk, paper: Publication, field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        publication.save(desk, publication=paper)
    assert caught.value.field == field
    assert publication.get(desk) == Publication()


def test_new_stories_take_the_language_of_the_publication(desk: Desk) -> None:
    assert publication.save(desk, publication=Publication("P", language="uk"))
    assert not publication.save(desk, publication=Publication("P", language="uk"))
    assert articles.create(desk)[0].language == "uk"
    assert articles.create(desk, language="fr")[0].language == "fr"


# --- libraries ---


def test_recent_libraries_are_listed_latest_first(tmp_path: Path) -> None:
    from newsdesk.services.paths import under

    paths = under(tmp_path / "home")
    made = [tmp_path / f"{name}.newsdesk" for name in "abc"]
    for path in made:
        libraries.create_empty(path, settings=Settings()).library.close()
        libraries.remember(paths, path)
    libraries.remember(paths, made[0])
    made[1].unlink()
    assert libraries.recent(paths) == [made[0], made[2]]
    paths.recent.write_text("{broken", encoding="utf-8")
    assert libraries.recent(paths) == []


def test_a_copy_is_never_written_over_the_library_itself(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure):
        libraries.save_copy(desk, to=desk.library.path)
    libraries.save_copy(desk, to=tmp_path / "Copy.newsdesk")
    libraries.open_existing(tmp_path / "Copy.newsdesk", settings=Settings()).library.close()
