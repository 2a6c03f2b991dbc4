"""Related stories: what is about the same comes first, with a reason one can check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.body import Paragraph
from newsdesk.domain.errors import InvalidInputError, NotFoundError
from newsdesk.domain.ids import ArticleId, CuratedListId, SectionSlug
from newsdesk.domain.publication import Section
from newsdesk.domain.related import CuratedList, RelatedItem, RelatedLevel, RelatedList
from newsdesk.domain.suggestion import Suggestion, external_item
from newsdesk.domain.text import Link, Run
from newsdesk.services import articles, related, sections
from newsdesk.services.desk import Desk
from newsdesk.storage import strongwords, textindex
from tests.unit.services.people import open_desk, set_clock, write

DAM = (
    "Engineers at the Varnel dam opened two gates on Monday after the river Ossa rose by three "
    "metres. The mayor of Tollin, Ida Brekke, asked people in low streets to leave their homes."
)
DAM_AGAIN = (
    "Water behind the Varnel dam fell for the first time since Monday, the operator said. In "
    "Tollin the mayor, Ida Brekke, let families return to streets near the Ossa."
)
OTHER_DAM = (
    "A crack was found in the wall of the Keddle dam during an inspection. Engineers lowered the "
    "water and people in two villages were told to be ready to leave."
)
MATCH = (
    "Port Albin beat Marrow Town by two goals to one in the rain. Captain Lou Fenn scored twice "
    "and left the pitch with a sore knee late in the second half."
)
FILLER = (
    ("Choir wins prize", "The choir of the old mill sang in the hall and won a prize of honour."),
    ("Bakery opens", "A bakery opened in the square with bread, cakes and a long queue outside."),
    ("Bus fares rise", "Fares for the buses rise in spring, the transport office told riders."),
    ("Library hours", "The library stays open until nine in the evening for the exam weeks."),
    ("Garden show", "Roses and tulips filled the park while visitors took home seeds and soil."),
    ("School roof", "The roof of the school is new and dry, and lessons are back in the rooms."),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        for headline, text in FILLER:
            write(opened, headline, text)
        yield opened


def suggested(desk: Desk, story: Article, /, **asked: object) -> tuple[Suggestion, ...]:
    return related.suggestions(desk, article_id=story.id, **asked)  # pyright: ignore[reportArgumentType] - each test names its own


def headlines(found: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.row.headline for suggestion in found]


def test_the_same_event_stands_before_the_same_kind_of_event(desk: Desk) -> None:
    write(desk, "Crack in Keddle dam", OTHER_DAM)
    write(desk, "Families return to Tollin", DAM_AGAIN)
    write(desk, "Albin win in the rain", MATCH)
    story = write(desk, "Varnel dam opens its gates", DAM)
    found = suggested(desk, story)
    assert headlines(found)[:2] == ["Families return to Tollin", "Crack in Keddle dam"]
    assert found[0].score > 2 * found[1].score
    assert "Both mention" in found[0].reason
    assert "Varnel" in found[0].reason
    assert "Ida Brekke" in found[0].reason
    assert "Both about" in found[1].reason
    assert "dam" in found[1].reason


def test_names_count_more_than_common_words(desk: Desk) -> None:
    write(desk, "Streets closed", "Cars must be gone by noon, said engineers who lay new streets.")
    write(desk, "Portrait", "Ida Brekke grew up on a farm near Tollin and likes to row.")
    story = write(desk, "Flood", DAM)
    assert headlines(suggested(desk, story))[0] == "Portrait"


def test_of_equal_stories_the_recent_one_and_the_one_before_come_first(desk: Desk) -> None:
    written: list[str] = []
    for when in ("2024-01-05T08:00:00Z", "2026-02-25T08:00:00Z", "2026-03-07T08:00:00Z"):
        set_clock(desk, when)
        story = write(desk, "Albin again", f"{MATCH} {DAM_AGAIN}")
        articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)
        written.append(story.id)
    two_years_before, a_week_before, five_days_after = written
    set_clock(desk, "2026-03-02T12:00:00Z")
    asked = write(desk, "Report", MATCH)
    assert [s.row.id for s in suggested(desk, asked)][:3] == [
        a_week_before,
        five_days_after,
        two_years_before,
    ]


def test_ties_are_told_before_words(desk: Desk) -> None:
    sections.save(desk, section=Section(SectionSlug("news"), "News"))
    series = write(desk, "Part one", "Snow on the pass.", series="A winter on the pass")
    cited = write(desk, "Ferry stops", "No ferry today.", section="news")
    story = write(desk, "Part two", "Ice on the lake.", series="A winter on the pass")
    link = Run("as we wrote", link=Link(f"newsdesk:{cited.id}"))
    story, _ = articles.save(
        desk, article=replace(story, section=SectionSlug("news"), body=(Paragraph((link,)),))
    )
    reasons = {s.row.id: s.reason for s in suggested(desk, story)}
    assert reasons[series.id].startswith("Same series: A winter on the pass")
    assert reasons[cited.id].startswith("Cited in this story")
    assert "Links to this story" in {s.row.id: s.reason for s in suggested(desk, cited)}[story.id]
    assert [row.id for row in related.linked_from(desk, article_id=cited.id)] == [story.id]


def test_near_copies_are_shown_as_such_and_last(desk: Desk) -> None:
    story = write(desk, "Varnel dam opens its gates", DAM)
    same = write(desk, "Varnel dam opens gates", DAM)
    earlier = write(desk, "River rises", "The river rose a little.")
    translation = write(
        desk, "Дамба", "Ворота дамби відчинено.", language="uk", translated_from=story.id
    )
    story, _ = articles.save(desk, article=replace(story, rewrite_of=earlier.id))
    write(desk, "Families return to Tollin", DAM_AGAIN)
    found = suggested(desk, story)
    assert next(s.row.headline for s in found if not s.near_copy) == "Families return to Tollin"
    copies = {s.row.id: s.reason for s in found if s.near_copy}
    assert copies == {
        same.id: "Nearly the same text",
        earlier.id: "Earlier version of this story",
        translation.id: "Translation of this story",
    }
    assert [s.near_copy for s in found] == sorted(s.near_copy for s in found)


FLOOD = (
    "The Varnel rose by 3.2 metres on Tuesday, said Ana Keddle of the Tollin council. In Marwick "
    "some 1,400 people left their homes before 06:30. Bob Harrow, who runs the Keddle dam, opened "
    "9 of its 14 gates. The Oster bridge between Marwick and Brenn is closed until 28 March. Last "
    "year, Harrow had asked Tollin for 2,750,000 crowns to mend them."
)
GERMAN_FLOOD = (
    "Der Pegel der Varnel stieg am Dienstag um 3,2 Meter, sagte Ana Keddle vom Rat der Stadt "
    "Tollin. In Marwick verließen vor 06:30 Uhr etwa 1.400 Menschen ihre Häuser. Bob Harrow, der "
    "den Keddle-Damm leitet, öffnete 9 der 14 Tore. Die Osterbrücke zwischen Marwick und Brenn "
    "bleibt bis zum 28. März gesperrt. Im vergangenen Jahr hatte Harrow von Tollin 2.750.000 "
    "Kronen verlangt, um sie zu reparieren."
)
GERMAN_REPORT = (
    "Nach dem Hochwasser kehren die Menschen nach Marwick zurück. Am Freitag zählte der Rat von "
    "Tollin 312 beschädigte Häuser. Die Brücke nach Brenn ist offen, die Varnel fällt. Bob Harrow "
    "schloss 11 der 14 Tore am Keddle-Damm. Ana Keddle dankte 1.400 Helfern aus Brenn und Oster."
)


def test_a_translation_that_nobody_declared_is_told_by_names_and_numbers_in_their_order(
    desk: Desk,
) -> None:
    write(desk, "Varnel über die Ufer getreten", GERMAN_FLOOD, language="de")
    write(desk, "Marwick räumt auf", GERMAN_REPORT, language="de")
    story = write(desk, "Varnel bursts its banks", FLOOD)
    copies = {
        found.row.headline: found.reason for found in suggested(desk, story) if found.near_copy
    }
    assert copies == {
        "Varnel über die Ufer getreten": "Probably a translation: same names and numbers"
    }
    typed = replace(story, headline="Varnel")
    assert [s.near_copy for s in suggested(desk, story, article=typed)][-1]


def test_the_storys_own_language_comes_first(desk: Desk) -> None:
    write(desk, "Bericht", DAM_AGAIN, language="de")
    write(desk, "Crack in Keddle dam", OTHER_DAM)
    story = write(desk, "Varnel dam opens its gates", DAM)
    found = headlines(suggested(desk, story))
    assert found[0] == "Crack in Keddle dam"
    assert found[-1] == "Bericht"


def test_stories_in_inflected_and_unspaced_scripts_are_related_too(desk: Desk) -> None:
    ship = write(
        desk, "Корабель у порту", "Корабель із зерном зайшов у порт Одеси.", language="uk"
    )
    asked = write(desk, "Кораблі в портах", "Кораблі з зерном чекають в порту.", language="uk")
    assert suggested(desk, asked)[0].row.id == ship.id
    port = write(desk, "港口重新开放", "北京的船只抵达港口。", language="zh")
    asked = write(desk, "船只抵达", "更多船只抵达港口。", language="zh")
    assert suggested(desk, asked)[0].row.id == port.id


def test_what_is_listed_spiked_or_in_the_trash_is_not_suggested(desk: Desk) -> None:
    listed = write(desk, "Listed", DAM_AGAIN)
    spiked = write(desk, "Spiked", DAM_AGAIN)
    articles.set_state(desk, article_id=spiked.id, state=ArticleState.SPIKED)
    gone = write(desk, "Gone", DAM_AGAIN)
    articles.trash(desk, article_id=gone.id)
    pins = RelatedList(items=(RelatedItem(article=listed.id),))
    story = write(desk, "Varnel dam opens its gates", DAM, related=pins)
    assert not {"Listed", "Spiked", "Gone"} & set(headlines(suggested(desk, story)))


def test_the_index_follows_every_edit(desk: Desk) -> None:
    other = write(desk, "Families return to Tollin", DAM_AGAIN)
    story = write(desk, "Varnel dam opens its gates", DAM)
    assert headlines(suggested(desk, story))[0] == other.headline
    articles.save(desk, article=replace(other, headline="Roses", body=()))
    assert other.id not in [s.row.id for s in suggested(desk, story)]
    articles.delete(desk, article_id=other.id)
    assert other.id not in [s.row.id for s in suggested(desk, story)]
    count = desk.library.value(
        "SELECT count(*) FROM strong_word WHERE article NOT IN (SELECT number FROM article)"
    )
    assert count == 0


def test_the_words_made_anew_suggest_the_same(desk: Desk) -> None:
    write(desk, "Crack in Keddle dam", OTHER_DAM)
    write(desk, "Families return to Tollin", DAM_AGAIN)
    story = write(desk, "Varnel dam opens its gates", DAM)
    before = headlines(suggested(desk, story))
    desk.library.execute("UPDATE word SET stories = 1")
    desk.library.execute("DELETE FROM strong_word")
    with desk.library.transaction():
        textindex.rebuild(desk.library)
    after = suggested(desk, story)
    assert headlines(after)[:2] == before[:2]
    assert "Both mention" in after[0].reason
    postings = desk.library.rows("SELECT article, word, weight FROM strong_word")
    vectors = desk.library.rows("SELECT article, vector FROM story_words")
    assert set(postings) == {
        (row, word, step)
        for row, kept in vectors
        for word, step in strongwords.unpack(kept).posted()
    }


def test_what_stands_on_the_screen_counts_before_it_is_saved(desk: Desk) -> None:
    write(desk, "Families return to Tollin", DAM_AGAIN)
    story = write(desk, "Empty")
    assert suggested(desk, story) == ()
    typed = replace(story, headline="Dam", body=(Paragraph((Run(DAM),)),))
    assert headlines(suggested(desk, story, article=typed))[0] == "Families return to Tollin"


def test_a_story_that_is_gone_is_said_to_be(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        related.suggestions(desk, article_id=ArticleId("gone"))


def publish(desk: Desk, headline: str, text: str) -> Article:
    story = write(desk, headline, text)
    return articles.set_state(desk, article_id=story.id, state=ArticleState.PUBLISHED)[0]


def test_a_page_shows_pins_then_the_list_then_what_was_found(desk: Desk) -> None:
    automatic = publish(desk, "Families return to Tollin", DAM_AGAIN)
    write(desk, "Only a draft", DAM_AGAIN)
    pinned, listed = write(desk, "Pinned", "P."), write(desk, "Listed", "L.")
    kept, _ = related.save_curated(
        desk,
        curated_list=CuratedList(
            CuratedListId(""),
            "Floods",
            (RelatedItem(article=listed.id), RelatedItem(article=pinned.id)),
        ),
    )
    outside = external_item(" https://example.org/gauge ", "River gauge")
    story = write(
        desk,
        "Varnel dam opens its gates",
        DAM,
        related=RelatedList(
            items=(outside, RelatedItem(article=pinned.id)), curated=kept.id, wanted=4
        ),
    )
    shown = related.resolve(desk, article=story)
    assert [(item.article or item.url, item.level) for item in shown] == [
        ("https://example.org/gauge", RelatedLevel.PINNED),
        (pinned.id, RelatedLevel.PINNED),
        (listed.id, RelatedLevel.CURATED),
        (automatic.id, RelatedLevel.AUTOMATIC),
    ]
    assert "Both mention" in shown[-1].reason
    assert related.rows(desk, ids=[pinned.id])[pinned.id].headline == "Pinned"


def test_lists_that_name_each_other_end(desk: Desk) -> None:
    one, two = publish(desk, "One", DAM), publish(desk, "Two", DAM_AGAIN)
    for story, other in ((one, two), (two, one)):
        pins = RelatedList(items=(RelatedItem(article=other.id), RelatedItem(article=story.id)))
        saved, _ = articles.save(desk, article=replace(story, related=pins))
        shown = related.resolve(desk, article=saved)
        assert shown[0].article == other.id
        assert story.id not in [item.article for item in shown]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "example.org", "https://exa mple.org", "data:text/html,x"]
)
def test_only_web_pages_can_be_pinned_from_outside(url: str) -> None:
    with pytest.raises(InvalidInputError):
        external_item(url)


def test_curated_lists_are_kept_changed_and_removed(desk: Desk) -> None:
    story = write(desk, "One")
    items = (RelatedItem(article=story.id), RelatedItem(article=story.id))
    kept, changes = related.save_curated(
        desk, curated_list=CuratedList(CuratedListId(""), " Floods ", items)
    )
    assert changes
    assert (kept.name, kept.version, len(kept.items)) == ("Floods", 1, 1)
    assert related.curated_lists(desk) == (kept,)
    renamed, _ = related.save_curated(desk, curated_list=replace(kept, name="Rivers"))
    with pytest.raises(InvalidInputError, match="elsewhere"):
        related.save_curated(desk, curated_list=replace(kept, name="Lakes"))
    for wrong in (
        CuratedList(CuratedListId(""), " "),
        CuratedList(CuratedListId(""), "X", (RelatedItem(url="javascript:x"),)),
        CuratedList(CuratedListId(""), "X", (RelatedItem(article=ArticleId("gone")),)),
    ):
        with pytest.raises(InvalidInputError):
            related.save_curated(desk, curated_list=wrong)
    related.delete_curated(desk, list_id=renamed.id)
    assert related.curated_lists(desk) == ()
