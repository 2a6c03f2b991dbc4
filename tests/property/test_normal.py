"""The normal form of bodies and of whole stories."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain import articlejson
from newsdesk.domain.article import Article
from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Embed,
    Figure,
    Gallery,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    PullQuote,
    Quote,
    RawHtml,
    Subhead,
    Table,
    TableRow,
)
from newsdesk.domain.cleaning import clean, normal_article, one_line
from newsdesk.domain.ids import ArticleId, ImageId, NoteId
from newsdesk.domain.normal import normal_body, normal_runs
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Link, Run
from tests.strategies import HOSTILE, articles, hostile_texts, profiles, raw_bodies


@given(raw_bodies())
def test_the_normal_form_is_its_own_normal_form(body: tuple[Block, ...]) -> None:
    once = normal_body(body)
    assert normal_body(once) == once


@given(st.lists(st.builds(Run, text=hostile_texts()), max_size=5))
def test_runs_in_normal_form_have_no_neighbours_alike_and_no_space_at_their_ends(
    runs: list[Run],
) -> None:
    normal = normal_runs(runs)
    assert normal_runs(normal) == normal
    assert len(normal) <= 1
    for run in normal:
        assert run.text == run.text.strip(" \n")
        assert run.text


@given(raw_bodies())
def test_lists_begin_at_level_0_and_tables_are_rectangles(body: tuple[Block, ...]) -> None:
    for block in normal_body(body):
        match block:
            case ListBlock():
                levels = [item.level for item in block.items]
                assert levels[0] == 0
                assert all(b <= a + 1 for a, b in pairwise(levels))
            case Table():
                assert len({len(row.cells) for row in block.rows}) == 1
            case _:
                pass


@given(articles(), hostile_texts(), hostile_texts())
def test_a_normal_story_can_be_written_and_read_whatever_was_typed(
    article: Article, headline: str, note: str
) -> None:
    typed = replace(
        article,
        headline=headline,
        internal_note=note,
        tags=(headline, note),
        body=(*article.body, Paragraph((Run(note),))),
    )
    kept = normal_article(typed)
    assert normal_article(kept) == kept
    assert articlejson.read_article(articlejson.write_article(kept)) == kept
    assert "\n" not in kept.headline


def blocks_of(bad: str) -> tuple[Block, ...]:
    """Blocks with a text in every place that one can stand in."""
    link = Link(bad, bad, bad)
    runs = (Run(bad, link=link, language=bad, note=NoteId(bad)), Run("x", link=link))
    placement = Placement(ImageId("a" * 64), caption=runs, alt_text=bad, crop=bad)
    return (
        Paragraph(runs),
        Subhead(runs),
        Quote((runs,), runs),
        PullQuote(runs, runs),
        ListBlock((ListItem(runs),)),
        Figure(placement),
        Gallery((placement,), runs),
        Embed(bad, bad, bad, bad, runs),
        CallOut(CallOutKind.NOTE, bad, bad, (runs,), bad, bad),
        Table((TableRow((runs,)),), caption=runs),
        Preformatted(bad, bad),
        RawHtml(bad),
    )


@pytest.mark.parametrize("bad", HOSTILE)
def test_no_text_in_any_place_of_a_body_makes_it_unreadable(bad: str) -> None:
    article = Article(ArticleId("x"), body=blocks_of(f"a{bad}b{bad}"))
    kept = normal_article(article)
    assert articlejson.read_article(articlejson.write_article(kept)) == kept
    assert normal_article(kept) == kept


@given(profiles(), hostile_texts())
def test_cleaning_reaches_every_text(profile: object, text: str) -> None:
    cleaned = clean(profile)
    assert clean(cleaned) == cleaned
    assert "\0" not in one_line(text)


def test_a_clean_value_comes_back_itself() -> None:
    article = Article(id=ArticleId("x"), headline="Plain", tags=("one",))
    assert clean(article) is article
