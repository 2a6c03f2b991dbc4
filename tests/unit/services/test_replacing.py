"""Find and replace throughout the library: plans, all or nothing, and the one undo."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.domain.article import Article, ArticleState, SearchText
from newsdesk.domain.body import CallOut, Paragraph, Quote, Table, TableRow
from newsdesk.domain.errors import (
    Cancelled,
    InvalidInputError,
    NotFoundError,
    StaleArticleError,
)
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.replacing import Scope
from newsdesk.domain.text import Link, Mark, Run, plain
from newsdesk.domain.textparts import TextPart
from newsdesk.domain.wanted import Wanted
from newsdesk.services import articles, replacing, undo, versions
from newsdesk.services.changes import Kind
from newsdesk.services.desk import Desk
from newsdesk.services.replacing import Plan
from tests.unit.services.people import open_desk, set_clock, write

BOARD = Wanted("Port Board", case=True, words=True)
STRONG = frozenset({Mark.STRONG})


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as desk:
        yield desk


def look(desk: Desk, wanted: Wanted = BOARD, to: str = "Port Office", **scope: object) -> Plan:
    return replacing.plan(desk, wanted=wanted, replacement=to, scope=replace(Scope(), **scope))


def read(desk: Desk, article: Article) -> Article:
    return articles.saved_story(desk, article_id=article.id)


def first_words(desk: Desk, article: Article) -> str:
    block = read(desk, article).body[0]
    assert isinstance(block, Paragraph)
    return plain(block.runs)


def test_every_kind_of_text_is_found_with_the_words_around_it(paper: Desk) -> None:
    story = write(
        paper, "The Port Board moves", "“The Port Board has moved,” she said.", kicker="Port Board"
    )
    body = (
        *story.body,
        Quote(((Run("Port Board, always"),),), (Run("Port Board"),)),
        CallOut(title="Port Board", paragraphs=((Run("About the Port Board"),),)),
        Table((TableRow(((Run("Port Board"),), (Run("4"),))),), caption=(Run("Port Board"),)),
    )
    search = SearchText(title="Port Board")
    articles.save(paper, article=replace(story, body=body, search=search))

    plan = look(paper)

    (found,) = plan.stories
    assert plan.spots == 10
    assert [spot.part for spot in found.spots].count(TextPart.BODY) == 6
    first = next(spot for spot in found.spots if spot.path == "body.0.runs")
    assert (first.before, first.found, first.replacement) == (
        "“The ",
        "Port Board",
        "Port Office",
    )
    assert first.after == " has moved,” she said."
    assert look(paper, parts=frozenset({TextPart.HEADLINE})).spots == 1


def test_capitals_whole_words_and_groups(paper: Desk) -> None:
    write(paper, "a", "port boards, PORT BOARD, Port Board")
    assert look(paper).spots == 1
    assert look(paper, Wanted("Port Board")).spots == 3
    assert look(paper, Wanted("Port Board", words=True)).spots == 2
    groups = Wanted(r"(\w+) (board)", regex=True)
    spots = look(paper, groups, r"\2 of \1").stories[0].spots
    assert [spot.replacement for spot in spots] == ["board of port", "BOARD of PORT",
                                                    "Board of Port"]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "to"),
    [
        (Wanted("(", regex=True), ""),
        (Wanted("a{99999999999999999999}", regex=True), ""),
        (Wanted("port", regex=True), r"\4"),
        (Wanted("port", regex=True), r"\g<no>"),
    ],
)
def test_what_is_no_expression_is_said(paper: Desk, wanted: Wanted, to: str) -> None:
    write(paper, "port")
    with pytest.raises(InvalidInputError):
        look(paper, wanted, to)


def test_nothing_is_found_for_nothing(paper: Desk) -> None:
    write(paper, "port")
    assert look(paper, Wanted("")).stories == ()
    assert look(paper, Wanted("x*", regex=True)).stories == ()


def test_words_parted_by_formatting_and_in_other_scripts_are_found(paper: Desk) -> None:
    link = Link("https://example.org/a")
    runs = (Run("The Po", STRONG, link), Run("rt Bo"), Run("ard", STRONG), Run(" met"))
    story = write(paper, "Порт")
    story = articles.save(paper, article=replace(story, body=(Paragraph(runs),)))[0]
    write(paper, "İstanbul ve Isparta")

    assert look(paper).spots == 1
    assert look(paper, Wanted("порт")).spots == 1
    assert look(paper, Wanted("ISTANBUL")).spots == 1
    replacing.apply(paper, chosen=look(paper))
    after = read(paper, story).body
    assert after == (
        Paragraph(
            (Run("The ", STRONG, link), Run("Port Office", STRONG, link), Run(" met")),
        ),
    ) or after == (Paragraph((Run("The Port Office", STRONG, link), Run(" met"))),)


def test_formatting_around_stays_and_the_first_letter_gives_it(paper: Desk) -> None:
    runs = (Run("In "), Run("Port Board", STRONG), Run(" and Port Board."))
    story = write(paper, "Plain")
    story = articles.save(paper, article=replace(story, body=(Paragraph(runs),)))[0]
    replacing.apply(paper, chosen=look(paper))
    assert read(paper, story).body == (
        Paragraph((Run("In "), Run("Port Office", STRONG), Run(" and Port Office."))),
    )


def test_scope_and_trash(paper: Desk) -> None:
    old = write(paper, "Port Board one")
    moment = set_clock(paper, "2026-03-05T12:00:00Z")
    write(paper, "Port Board two", state=ArticleState.REVIEW)
    gone = write(paper, "Port Board three")
    articles.trash(paper, article_id=gone.id)
    assert look(paper).spots == 2
    assert [s.headline for s in look(paper, since=moment).stories] == ["Port Board two"]
    assert [s.article for s in look(paper, state=ArticleState.DRAFT).stories] == [old.id]


def test_only_what_is_ticked_changes_and_a_version_is_kept_first(paper: Desk) -> None:
    one = write(paper, "One", "Port Board and Port Board")
    two = write(paper, "Two", "Port Board")
    plan = look(paper)
    story = next(found for found in plan.stories if found.article == one.id)
    chosen = replace(plan, stories=(replace(story, spots=story.spots[1:]),))

    saved, changes = replacing.apply(paper, chosen=chosen)

    assert [article.id for article in saved] == [one.id]
    assert first_words(paper, one) == "Port Board and Port Office"
    assert read(paper, two) == two
    assert changes.ids(Kind.ARTICLE) == {one.id}
    kept = versions.rows(paper, article_id=one.id)[0]
    assert kept.reason is VersionReason.REPLACE
    assert "Port Office" in kept.name
    assert versions.get(paper, number=kept.number).body == one.body
    back = undo.undo(paper, article=read(paper, one))
    assert back is not None
    assert back.article.body == one.body


def test_a_story_changed_since_the_plan_stops_all(paper: Desk) -> None:
    one = write(paper, "One", "Port Board")
    two = write(paper, "Two", "Port Board")
    plan = look(paper)
    articles.save(paper, article=replace(one, headline="One, changed"))
    with pytest.raises(StaleArticleError):
        replacing.apply(paper, chosen=plan)
    assert read(paper, two) == two
    assert replacing.last(paper) is None


def test_what_the_journal_holds_is_what_is_looked_through(paper: Desk) -> None:
    one = write(paper, "One", "nothing here")
    typed = replace(one, body=(Paragraph((Run("Port Board typed"),)),))
    articles.journal(paper, article=typed)
    plan = look(paper)
    assert plan.spots == 1
    articles.journal(paper, article=replace(typed, body=(Paragraph((Run("other"),)),)))
    with pytest.raises(StaleArticleError):
        replacing.apply(paper, chosen=plan)
    articles.journal(paper, article=typed)
    replacing.apply(paper, chosen=plan)
    assert first_words(paper, one) == "Port Office typed"
    replacing.undo_last(paper)
    assert read(paper, one).body == typed.body


def test_one_undo_takes_all_back_but_what_changed_since(paper: Desk) -> None:
    stories = [write(paper, f"Story {n}", "Port Board", slug=f"s-{n}") for n in range(4)]
    replacing.apply(paper, chosen=look(paper))
    assert replacing.last(paper) == replacing.Replacement("Port Board", "Port Office", 4)
    touched = articles.save(
        paper, article=replace(read(paper, stories[1]), headline="Touched since")
    )[0]
    articles.journal(paper, article=replace(read(paper, stories[2]), standfirst="typed since"))

    undone, _changes = replacing.undo_last(paper)

    assert set(undone.restored) == {stories[0].id, stories[3].id}
    assert set(undone.left) == {"Touched since", "Story 2"}
    for n in (0, 3):
        now = read(paper, stories[n])
        assert replace(now, version=1, saved_at=None) == replace(
            stories[n], version=1, saved_at=None
        )
    assert read(paper, stories[1]) == touched
    assert replacing.last(paper) is None
    with pytest.raises(NotFoundError):
        replacing.undo_last(paper)


def test_stopping_changes_nothing(paper: Desk) -> None:
    stories = [write(paper, f"Story {n}", "Port Board") for n in range(3)]
    plan = look(paper)

    def stop(done: int, total: int, what: str) -> None:
        del total, what
        if done == 2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        replacing.apply(paper, chosen=plan, progress=stop)
    assert [read(paper, story) for story in stories] == stories
    with pytest.raises(InvalidInputError):
        replacing.apply(paper, chosen=replace(plan, stories=()))


def test_a_plan_is_made_beside_the_librarys_thread(paper: Desk) -> None:
    write(paper, "Port Board")
    heard: list[tuple[int, int]] = []
    plan = replacing.plan_apart(
        paper.library.path,
        settings=paper.settings,
        wanted=BOARD,
        replacement="x",
        scope=Scope(),
        progress=lambda done, total, _what: heard.append((done, total)),
    )
    assert plan.spots == 1
    assert heard[-1] == (1, 1)
    replacing.apply(paper, chosen=plan)


def test_marks_of_stories_that_want_a_second_look(paper: Desk) -> None:
    write(paper, "Port Board", state=ArticleState.PUBLISHED)
    write(paper, "Port Board", legal_flag=True)
    marked = {(story.published, story.legal) for story in look(paper).stories}
    assert marked == {(True, False), (False, True)}


def test_a_damaged_record_is_no_record(paper: Desk) -> None:
    for record in ([1], {"find": "a", "replacement": "b", "stories": [["x"]]}):
        from newsdesk.storage import keptvalues

        keptvalues.write(paper.library, "last_replacement", record)
        assert replacing.last(paper) is None


def test_deleted_stories_are_named(paper: Desk) -> None:
    story = write(paper, "Port Board")
    replacing.apply(paper, chosen=look(paper))
    articles.delete(paper, article_id=ArticleId(story.id))
    assert replacing.undo_last(paper)[0].left == ("a story that was deleted",)


def test_more_matches_than_anybody_reads(paper: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "MOST", 5)
    for n in range(4):
        write(paper, f"Story {n}", "Port Board Port Board")
    started = time.monotonic()
    plan = look(paper)
    assert (plan.spots, plan.more) == (5, True)
    assert time.monotonic() - started < 5
