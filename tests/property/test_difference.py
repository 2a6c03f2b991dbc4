"""Differences and merges of stories: nothing is left out, whatever the two states are."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.domain.alignment import align
from newsdesk.domain.article import Article, SearchText
from newsdesk.domain.body import Body, Figure, Paragraph, Subhead
from newsdesk.domain.difference import BlockChange, difference
from newsdesk.domain.ids import ArticleId, ImageId
from newsdesk.domain.merging import merge, merge_bodies
from newsdesk.domain.photo import Placement
from newsdesk.domain.storyfields import NOT_COMPARED, Names
from newsdesk.domain.text import Mark, Run
from newsdesk.domain.wording import PieceKind, after_of, before_of, compare
from tests.strategies import articles, bodies, texts, values_of

LINES = st.lists(
    st.sampled_from([f"This is paragraph number {n} of the story" for n in range(8)]), max_size=8
)


def paragraphs(*lines: str) -> Body:
    return tuple(Paragraph((Run(line),)) for line in lines)


@given(texts(20), texts(20))
def test_pieces_make_both_texts(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert before_of(pieces) == before
    assert after_of(pieces) == after
    assert all(piece.text for piece in pieces)


def test_words_change_as_words() -> None:
    pieces = compare("The mayor said no on Monday.", "The mayor said yes on Tuesday.")
    changed = [(piece.kind, piece.text) for piece in pieces if piece.kind is not PieceKind.SAME]
    assert changed == [
        (PieceKind.REMOVED, "no"),
        (PieceKind.ADDED, "yes"),
        (PieceKind.REMOVED, "Monday"),
        (PieceKind.ADDED, "Tuesday"),
    ]


def test_very_long_texts_that_differ_are_compared_as_wholes() -> None:
    before, after = "one two " * 20_000, "two one " * 20_000
    assert [piece.kind for piece in compare(before, after)] == [PieceKind.REMOVED, PieceKind.ADDED]


@given(LINES, LINES)
def test_every_block_stands_on_both_sides_once(old: list[str], new: list[str]) -> None:
    before, after = paragraphs(*old), paragraphs(*new)
    pairs = align(before, after)
    assert sorted(p.before for p in pairs if p.before is not None) == list(range(len(before)))
    assert [p.after for p in pairs if p.after is not None] == list(range(len(after)))


@settings(max_examples=60)
@given(bodies(), bodies())
def test_any_two_bodies_align(before: Body, after: Body) -> None:
    pairs = align(before, after)
    assert len([p for p in pairs if p.after is not None]) == len(after)
    assert align(before, before) == align(before, before)
    assert all(not p.moved and p.before == p.after for p in align(after, after))


def test_a_moved_block_is_shown_as_moved_and_a_changed_one_as_changed() -> None:
    before = paragraphs("Alpha comes first here", "Beta is the second one", "Gamma ends it all")
    after = (before[2], before[0], Paragraph((Run("Beta is the other one"),)))
    found = difference(Article(ArticleId("x"), body=before), Article(ArticleId("x"), body=after))
    assert [block.change for block in found.blocks] == [
        BlockChange.MOVED,
        BlockChange.SAME,
        BlockChange.CHANGED,
    ]
    assert found.count == 2


def test_formatting_level_and_pictures_are_differences_too() -> None:
    picture = ImageId("a" * 64)
    names = Names(images={picture: "Storm"}, credits={picture: "AFP"})
    figure = Figure(Placement(picture, caption=(Run("Before"),), alt_text="A"))
    before = Article(
        ArticleId("x"), body=(*paragraphs("Same words"), Subhead((Run("H"),)), figure)
    )
    after = replace(
        before,
        body=(
            Paragraph((Run("Same words", frozenset({Mark.STRONG})),)),
            Subhead((Run("H"),), 3),
            Figure(Placement(picture, caption=(Run("After"),), alt_text="", crop="wide")),
        ),
    )
    found = difference(before, after, names=names)
    labels = [[detail.label for detail in block.details] for block in found.blocks]
    assert labels == [["Formatting"], ["Kind"], ["Caption", "Alt text", "Crop"]]
    assert found.blocks[2].details[1].after == "decorative"


@settings(max_examples=40)
@given(articles(), articles())
def test_a_difference_names_every_field_that_differs_to_the_eye(a: Article, b: Article) -> None:
    found = difference(a, b)
    assert not difference(a, a)
    for entry in found.fields:
        assert before_of(entry.pieces) == entry.before
        assert after_of(entry.pieces) == entry.after
    if a.headline != b.headline:
        assert "headline" in {entry.name for entry in found.fields}


COMPARED = [entry for entry in dataclasses.fields(Article) if entry.name not in NOT_COMPARED]


@settings(max_examples=40)
@given(articles(), st.data())
def test_what_only_one_side_changed_is_taken(base: Article, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([entry.name for entry in COMPARED]))
    other: Any = getattr(data.draw(values_of(Article)), name)
    changed = replace(base, **{name: other}, version=base.version + 1)
    assert merge(base, base, changed).article == replace(changed, saved_at=changed.saved_at)
    mine = merge(base, replace(changed, version=base.version), base)
    assert getattr(mine.article, name) == other
    assert mine.clean


@given(LINES, LINES, LINES)
def test_both_sides_of_a_merge_are_kept_or_shown(
    old: list[str], ours: list[str], theirs: list[str]
) -> None:
    base, mine, other = paragraphs(*old), paragraphs(*ours), paragraphs(*theirs)
    merged, conflicts = merge_bodies(base, mine, other)
    assert merge_bodies(base, mine, base) == (mine, ())
    assert merge_bodies(base, base, other) == (other, ())
    assert merge_bodies(base, mine, mine) == (mine, ())
    shown = {*merged, *(block for conflict in conflicts for block in conflict.theirs)}
    added = (set(mine) | set(other)) - set(base)
    assert added <= shown
    for conflict in conflicts:
        assert merged[conflict.at : conflict.at + len(conflict.mine)] == conflict.mine


def test_changes_of_two_people_in_different_places_merge_without_asking() -> None:
    base = Article(
        ArticleId("x"), headline="Old", tags=("a", "b"), body=paragraphs("one", "two", "three")
    )
    mine = replace(base, headline="New", tags=("b", "c"), body=paragraphs("1", "two", "three"))
    theirs = replace(
        base,
        version=5,
        standfirst="S",
        tags=("a", "b", "d"),
        search=SearchText("t"),
        body=paragraphs("one", "2", "three", "four"),
    )
    found = merge(base, mine, theirs)
    assert found.clean
    assert found.article.body == paragraphs("1", "2", "three", "four")
    assert found.article.headline == "New"
    assert found.article.standfirst == "S"
    assert found.article.tags == ("b", "d", "c")
    assert found.article.version == 5


def test_neighbouring_blocks_changed_by_two_people_do_not_disturb_each_other() -> None:
    merged, conflicts = merge_bodies(
        paragraphs("one", "two"), paragraphs("1", "two"), paragraphs("one", "2")
    )
    assert merged == paragraphs("1", "2")
    assert conflicts == ()


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_the_same_block_changed_by_both_is_a_conflict_with_both_sides(side: str) -> None:
    _merged, conflicts = merge_bodies(
        paragraphs("one", "two"), paragraphs("mine", "two"), paragraphs("theirs", "two")
    )
    assert getattr(conflicts[0], side) == paragraphs(side)
