"""Search: as one types, in any script, ranked, narrowed by operators, never a dead end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.errors import Cancelled, InvalidInputError, NotFoundError
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.listing import ArticleFlag, ArticleQuery, ArticleSort, Cursor
from newsdesk.domain.publication import Section
from newsdesk.services import articles, authors, search, sections
from newsdesk.services import finding as listed
from newsdesk.services.desk import Desk
from newsdesk.storage import finding
from newsdesk.storage import search as asking
from tests.unit.services.people import open_desk, set_clock, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def found(desk: Desk, text: str) -> list[str]:
    return [hit.row.headline for hit in search.search(desk, text=text)]


def test_words_are_found_whatever_their_case_accents_and_script(desk: Desk) -> None:
    write(desk, "Café talks in São Miguel", "The Đặng brothers spoke.")
    write(desk, "Київ: зерно рушило", "Перші кораблі з зерном.")
    write(desk, "港口重新开放", "北京的船只抵达港口。")
    write(desk, "افتتاح الميناء", "وصلت السفن إلى الميناء.")
    assert found(desk, "cafe sao") == ["Café talks in São Miguel"]
    assert found(desk, "DANG") == ["Café talks in São Miguel"]
    assert found(desk, "ЗЕРНО") == ["Київ: зерно рушило"]
    assert found(desk, "北京") == ["港口重新开放"]
    assert found(desk, "الميناء") == ["افتتاح الميناء"]


@pytest.mark.parametrize("typed", ["g", "gr", "gra", "grai", "grain", "grain fl", "Grain fleet "])
def test_every_key_finds_the_headline_that_begins_so(desk: Desk, typed: str) -> None:
    write(desk, "Grain fleet leaves port", "Eleven ships sailed at dawn.")
    write(desk, "Choir sings", "Eleven singers.")
    assert found(desk, typed) == ["Grain fleet leaves port"]


def test_the_word_in_the_headline_outranks_the_word_in_the_text(desk: Desk) -> None:
    write(desk, "Council meets", "The harbour was named once among many other matters.")
    write(desk, "Harbour reopens", "Ships are back.")
    write(desk, "Weather", "Rain.")
    assert found(desk, "harbour") == ["Harbour reopens", "Council meets"]


def test_one_missing_word_of_several_still_finds_the_story(desk: Desk) -> None:
    write(desk, "Grain fleet leaves port", "Eleven ships sailed at dawn for the strait.")
    write(desk, "Choir sings at dawn", "Eleven singers.")
    assert found(desk, "grain fleet strait zeppelin")[0] == "Grain fleet leaves port"


def test_a_missing_word_leaves_what_has_all_others_and_operators_hold(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "RANKED_AT_MOST", 2)  # As where every word has many stories.
    ana, _ = authors.create(desk, display_name="Ana Ruiz")
    write(desk, "Both", "The grain fleet sails.", byline=(BylineRow(ana.id),))
    for number in range(4):
        write(desk, f"Grain {number}", "Grain alone.")
        write(desk, f"Fleet {number}", "A fleet alone.")
    assert found(desk, "grain fleet zeppelin ")[0] == "Both"
    assert found(desk, "grain zeppelin fleet author:ana ") == ["Both"]


def test_a_phrase_must_stand_together(desk: Desk) -> None:
    write(desk, "One", "The black sea is calm.")
    write(desk, "Two", "The sea turned black.")
    assert found(desk, '"black sea"') == ["One"]
    assert set(found(desk, "black sea")) == {"One", "Two"}


def test_a_minus_or_not_leaves_out(desk: Desk) -> None:
    write(desk, "One", "Wheat and barley.")
    write(desk, "Two", "Wheat alone.")
    assert found(desk, "wheat -barley") == found(desk, "wheat NOT barley") == ["Two"]


@pytest.fixture
def newsroom(desk: Desk) -> Desk:
    sections.save(desk, section=Section(SectionSlug("world"), "World news"))
    ana, _ = authors.create(desk, display_name="Олена Коваленко")
    set_clock(desk, "2025-06-01T12:00:00Z")
    write(desk, "Old wheat", "Wheat.", section="world", tags=("Grain Export",))
    set_clock(desk, "2026-03-02T12:00:00Z")
    write(desk, "New wheat", "Wheat TK.", byline=(BylineRow(ana.id),), language="uk")
    third = write(desk, "Third wheat", "Wheat.", byline=(BylineRow(literal_name="Bob Long"),))
    articles.set_state(desk, article_id=third.id, state=ArticleState.READY)
    return desk


@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("wheat section:world", {"Old wheat"}),
        ("wheat section:none", {"New wheat", "Third wheat"}),
        ('wheat section:"world news"', {"Old wheat"}),
        ("wheat state:ready", {"Third wheat"}),
        ("wheat state:rea", {"Third wheat"}),
        ("wheat -state:ready", {"Old wheat", "New wheat"}),
        ("wheat before:2026", {"Old wheat"}),
        ("wheat after:2026-03-02", {"New wheat", "Third wheat"}),
        ("wheat after:today", {"New wheat", "Third wheat"}),
        ("author:olena", {"New wheat"}),
        ("author:Коваленко", {"New wheat"}),
        ("wheat -author:olena", {"Old wheat", "Third wheat"}),
        ('author:"bob long"', {"Third wheat"}),
        ("author:nobody", set[str]()),
        ("tag:grain", {"Old wheat"}),
        ("has:tk", {"New wheat"}),
        ("language:uk", {"New wheat"}),
        ("headline:third", {"Third wheat"}),
        ("has:byline state:ready", {"Third wheat"}),
        ("kovalenko", {"New wheat"}),
    ],
)
def test_operators_narrow_with_words_and_alone(
    newsroom: Desk, typed: str, headlines: set[str]
) -> None:
    assert set(found(newsroom, typed)) == headlines
    listed = articles.rows(newsroom, query=ArticleQuery(text=typed))
    assert {row.headline for row in listed.rows} == headlines


def test_a_renamed_profile_is_found_by_its_new_name_at_once(desk: Desk) -> None:
    ana, _ = authors.create(desk, display_name="Ana Núñez")
    write(desk, "Wheat", byline=(BylineRow(ana.id),))
    authors.save(desk, profile=replace(ana, display_name="Ana Ruiz"))
    assert found(desk, "ruiz") == ["Wheat"]
    assert found(desk, "nunez") == []


def test_the_trash_is_found_only_when_asked_for(desk: Desk) -> None:
    story = write(desk, "Wheat")
    articles.trash(desk, article_id=story.id)
    assert found(desk, "wheat") == []
    assert found(desk, "wheat state:trash") == ["Wheat"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("AND OR", "Type a word"),
        ("-wheat", "Type a word"),
        ("author:", "After “author:” goes"),
        ("before:soon", "is no date"),
        ("state:lost", "There is no state “lost”; there is draft"),
        ("section:lost", "There is no section “lost”"),
        ("has:everything", "There is no has"),
    ],
)
def test_what_finds_nothing_for_certain_is_told_in_a_sentence(
    newsroom: Desk, typed: str, sentence: str
) -> None:
    assert found(newsroom, typed) == []
    assert sentence in search.problems(newsroom, text=typed)[0]
    assert search.problems(newsroom, text="wheat state:draft after:2026") == ()


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '"""',
        "* ^ ( ) { }",
        "NEAR(a b)",
        "headline : x",
        "a" * 5000,
        "\x00",
        "a:b:c",
        "'; --",
        "🜨",
    ],
)
def test_no_text_breaks_the_search(newsroom: Desk, typed: str) -> None:
    search.search(newsroom, text=typed)
    search.complete(newsroom, text=typed)
    articles.rows(newsroom, query=ArticleQuery(text=typed))


def test_the_passage_shows_the_words_as_they_are_written(desk: Desk) -> None:
    write(
        desk,
        "Grain",
        "Nothing to see in this first paragraph of the story, which is long enough.\n"
        "Then the Đặng brothers, Straße 5, sailed for the CAFÉ at dawn, said the harbour master.",
    )
    (hit,) = search.search(desk, text="cafe dang strasse")
    marked = [hit.excerpt[start:end] for start, end in hit.matches]
    assert marked == ["Đặng", "Straße", "CAFÉ"]
    assert hit.excerpt.startswith("…")
    assert search.headline_matches(desk, headline="Grain", text="gra") == ((0, 5),)


HARBOURS = [f"Harbour {number}" for number in range(30)]


@pytest.fixture
def harbours(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Thirty stories of one word, and bounds so small that an answer takes many steps."""
    monkeypatch.setattr(finding, "AT_ONCE", 4)
    monkeypatch.setattr(finding, "RANKED_AT_MOST", 5)
    made = list[Article]()
    for number, headline in enumerate(HARBOURS):
        set_clock(desk, f"2026-03-{number % 28 + 1:02}T12:{number:02}:00Z")
        made.append(write(desk, headline, "Ships." if number % 2 else "Ships in the harbour."))
        if number % 3 == 0:
            articles.set_state(desk, article_id=made[-1].id, state=ArticleState.PUBLISHED)
    articles.trash(desk, article_id=made[-1].id)
    return desk


@pytest.mark.parametrize("sort", ArticleSort)
@pytest.mark.parametrize("text", ["harbour", "harbour state:draft", "state:draft", "ships"])
def test_a_long_answer_comes_in_steps_and_holds_each_story_once(
    harbours: Desk, sort: ArticleSort, text: str
) -> None:
    query = ArticleQuery(text=text, sort=sort)
    found = listed.begin(harbours, query=query)
    steps = 1
    while not found.finished:
        listed.go_on(harbours, found=found)
        steps += 1
    page, marks = listed.page(harbours, found=found, place=0, limit=100)
    published = {headline for headline in HARBOURS[:29] if int(headline.split()[1]) % 3 == 0}
    wanted = set(HARBOURS[:29])
    if "draft" in text:
        wanted -= published
    if sort is ArticleSort.PUBLISHED:
        wanted &= published
    headlines = [row.headline for row in page.rows]
    assert set(headlines) == wanted
    assert len(headlines) == len(wanted) == page.total
    assert page.next is None
    if sort is not ArticleSort.BEST or text == "state:draft":
        times = [row.time if sort is ArticleSort.PUBLISHED else row.saved_at for row in page.rows]
        assert times == sorted(times, reverse=True)
    if text == "harbour" and wanted:
        assert steps > 3
        assert marks[page.rows[0].id].headline == ((0, 7),)


def test_a_phrase_of_common_words_is_found_a_stretch_at_a_time(
    harbours: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_COMMON", 1)
    monkeypatch.setattr(finding, "_PHRASES_AT_ONCE", 3)
    write(harbours, "Ships in the harbour", "None.")
    write(harbours, "Boats", "Ships lie in the harbour.")
    titles = found(harbours, '"ships in the harbour"')
    assert titles[0] == "Ships in the harbour"
    assert titles[1:4] == [HARBOURS[28], HARBOURS[26], HARBOURS[24]]
    query = ArticleQuery(text='"in the harbour"', sort=ArticleSort.BEST)
    assert len(articles.rows(harbours, query=query).rows) == 17


def test_what_is_found_is_read_from_any_place(harbours: Desk) -> None:
    query = ArticleQuery(text="harbour", sort=ArticleSort.BEST)
    everything = articles.rows(harbours, query=query, limit=50).rows
    assert len(everything) == 29
    first = articles.rows(harbours, query=query, limit=10)
    again = articles.rows(harbours, query=query, after=Cursor(25, 0), limit=10)
    assert first.rows == everything[:10]
    assert again.rows == everything[25:]
    assert (again.next, again.total) == (None, 29)


def test_an_operator_that_waits_for_its_value_leaves_the_list_as_it_was(harbours: Desk) -> None:
    assert len(articles.rows(harbours, query=ArticleQuery(text="author:")).rows) == 29
    assert not articles.rows(harbours, query=ArticleQuery(text="-harbour")).rows


def test_a_search_within_a_list_stays_in_it(harbours: Desk) -> None:
    ana, _ = authors.create(harbours, display_name="Ana")
    write(harbours, "Harbour of Ana", byline=(BylineRow(ana.id),))
    for query, headlines in (
        (ArticleQuery(author=ana.id), ["Harbour of Ana"]),
        (ArticleQuery(flags=frozenset({ArticleFlag.TRASHED})), [HARBOURS[-1]]),
        (ArticleQuery(state=ArticleState.SPIKED), []),
    ):
        rows = articles.rows(harbours, query=replace(query, text="harbour")).rows
        assert [row.headline for row in rows] == headlines


def test_a_search_of_a_list_stops_at_the_next_key(harbours: Desk) -> None:
    found = listed.begin(harbours, query=ArticleQuery(text="harbour"))
    with pytest.raises(Cancelled):
        listed.go_on(harbours, found=found, cancelled=lambda: True)


def test_the_next_key_stops_a_search_and_nothing_else(desk: Desk) -> None:
    with desk.library.transaction():
        for number in range(200):
            articles.create(desk, headline=f"Wheat {number}")
    looks = 0

    def pressed_meanwhile() -> bool:
        nonlocal looks
        looks += 1
        return looks > 1

    with pytest.raises(Cancelled):
        search.search(desk, text="wheat", cancelled=lambda: True)
    with pytest.raises(Cancelled):
        search.search(desk, text="wheat", cancelled=pressed_meanwhile)
    assert looks > 1
    assert search.search(desk, text="wheat", cancelled=lambda: False)
    write(desk, "Still writing", "As before.")


def test_completion_offers_operators_and_then_their_values(newsroom: Desk) -> None:
    def offered(typed: str) -> list[str]:
        return [completion.text for completion in search.complete(newsroom, text=typed)]

    assert offered("wheat se") == ["wheat section:"]
    assert offered("wheat -st") == ["wheat -state:"]
    assert offered("section:wo") == ["section:world "]
    assert offered("author:ole") == ['author:"Олена Коваленко" ']
    assert offered("tag:Gra") == ['tag:"Grain Export" ']
    assert offered("has:t") == ["has:tk "]
    assert offered("after:y") == ["after:yesterday "]
    assert offered("wheat ") == offered("nothing:here") == []


def test_searches_are_kept_in_the_library(desk: Desk) -> None:
    kept, changes = search.save_search(desk, name="To check", text="has:tk state:review")
    assert changes
    assert search.saved(desk) == (kept,)
    search.save_search(desk, name="Checks", text=kept.text, search_id=kept.id)
    assert [one.name for one in search.saved(desk)] == ["Checks"]
    with pytest.raises(InvalidInputError):
        search.save_search(desk, name=" ", text="x")
    search.delete_search(desk, search_id=kept.id)
    assert search.saved(desk) == ()
    with pytest.raises(NotFoundError):
        search.delete_search(desk, search_id=kept.id)
