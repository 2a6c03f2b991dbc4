"""What two people changed in the same place, and every way to decide on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.domain.article import Article
from newsdesk.domain.body import Body, Paragraph
from newsdesk.domain.clashes import Side, clashes, settled
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.merging import merge
from newsdesk.domain.text import Run


def body(*texts: str) -> Body:
    return tuple(Paragraph((Run(text),)) for text in texts)


BASE = Article(
    id=ArticleId("a"),
    headline="Pilots end strike",
    kicker="News",
    body=body("One.", "Two.", "Three.", "Four."),
)
MINE = replace(
    BASE, headline="Pilots call off strike", body=body("One.", "Two of mine.", "Three.", "Mine.")
)
THEIRS = replace(
    BASE,
    headline="Pilots suspend strike",
    kicker="Harbour",
    body=body("One, theirs.", "Two of theirs.", "Three.", "Theirs."),
)


def texts(article: Article) -> list[str]:
    return [
        "".join(run.text for run in block.runs)
        for block in article.body
        if isinstance(block, Paragraph)
    ]


def test_each_clash_is_named_with_both_sides_in_words() -> None:
    found = clashes(merge(BASE, MINE, THEIRS), MINE, THEIRS)
    assert [(clash.label, clash.is_text) for clash in found] == [
        ("Headline", False),
        ("Block 2", True),
        ("Block 4", True),
    ]
    said = "".join(f"[{piece.kind}]{piece.text}" for piece in found[0].pieces)
    assert "call off" in said
    assert "suspend" in said


@pytest.mark.parametrize(
    ("sides", "headline", "expected"),
    [
        ("MMM", "call off", ["One, theirs.", "Two of mine.", "Three.", "Mine."]),
        ("TTT", "suspend", ["One, theirs.", "Two of theirs.", "Three.", "Theirs."]),
        ("MTM", "call off", ["One, theirs.", "Two of theirs.", "Three.", "Mine."]),
        ("TBM", "suspend", ["One, theirs.", "Two of mine.", "Two of theirs.", "Three.", "Mine."]),
        ("MTB", "call off", ["One, theirs.", "Two of theirs.", "Three.", "Mine.", "Theirs."]),
    ],
)
def test_what_is_chosen_for_each_clash_stands(
    sides: str, headline: str, expected: list[str]
) -> None:
    known = {"M": Side.MINE, "T": Side.THEIRS, "B": Side.BOTH}
    article = settled(merge(BASE, MINE, THEIRS), [known[side] for side in sides])
    assert headline in article.headline
    assert article.kicker == "Harbour"
    assert texts(article) == expected


def test_blocks_that_one_side_removed_and_the_other_changed_can_be_had_either_way() -> None:
    mine = replace(BASE, body=body("One.", "Three.", "Four."))
    theirs = replace(BASE, body=body("One.", "Two, better.", "Three.", "Four."))
    merged = merge(BASE, mine, theirs)
    assert len(clashes(merged, mine, theirs)) == 1
    assert texts(settled(merged, [Side.MINE])) == ["One.", "Three.", "Four."]
    assert texts(settled(merged, [Side.THEIRS])) == ["One.", "Two, better.", "Three.", "Four."]
