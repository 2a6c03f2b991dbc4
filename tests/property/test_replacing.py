"""Replacing and taking it back leaves any story as it was, and what is replaced reads right."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.domain.article import Article
from newsdesk.domain.cleaning import normal_article
from newsdesk.domain.replacing import Spot, replaced, spots_in
from newsdesk.domain.steps import between, undone
from newsdesk.domain.text import Runs, plain
from newsdesk.domain.textparts import Place, visited
from newsdesk.domain.wanted import Wanted, folded
from newsdesk.services.matching import Finder
from tests.strategies import PIECES, articles

WANTED = st.builds(
    Wanted,
    text=st.sampled_from([piece for piece in PIECES if piece.strip()]),
    case=st.booleans(),
    words=st.booleans(),
)


def spots_of(article: Article, wanted: Wanted, to: str) -> tuple[Spot, ...]:
    finder = Finder(wanted)
    return spots_in(article, lambda text: finder.hits(text, to))


def texts(article: Article) -> dict[str, str]:
    found: dict[str, str] = {}

    def keep(place: Place, runs: Runs) -> Runs:
        found[place.path] = plain(runs)
        return runs

    visited(article, keep)
    return found


def written_anew(wanted: Wanted, to: str, text: str) -> str:
    made, at = "", 0
    for match in Finder(wanted).matches(text):
        made += text[at : match.start()] + to
        at = match.end()
    return made + text[at:]


@settings(max_examples=40)
@given(articles())
def test_a_walk_that_changes_nothing_gives_the_story_back(article: Article) -> None:
    assert visited(article, lambda _place, runs: runs) == article


@settings(max_examples=40)
@given(articles(), WANTED, st.sampled_from(PIECES))
def test_texts_read_as_if_each_were_replaced_by_itself(
    article: Article, wanted: Wanted, to: str
) -> None:
    spots = spots_of(article, wanted, to)
    after = replaced(article, spots)
    before = texts(article)
    expected = {path: written_anew(wanted, to, text) for path, text in before.items()}
    now = texts(after)
    assert {path: text for path, text in now.items() if text} == {
        path: text for path, text in expected.items() if text
    }


@settings(max_examples=40)
@given(articles(), WANTED, st.sampled_from(PIECES))
def test_replacing_can_be_taken_back(article: Article, wanted: Wanted, to: str) -> None:
    before = normal_article(article)
    after = normal_article(replaced(before, spots_of(before, wanted, to)))
    step = between(before, after)
    assert undone(after, step) == before if step else after == before


@settings(max_examples=40)
@given(articles(), WANTED)
def test_only_the_chosen_places_change(article: Article, wanted: Wanted) -> None:
    spots = spots_of(article, wanted, "§")
    after = replaced(article, spots[::2])
    assert len(spots_of(after, replace(wanted, case=True, text="§", words=False), "")) >= len(
        spots[::2]
    )
    assert replaced(article, ()) == article


@settings(max_examples=40)
@given(articles(), WANTED)
def test_every_text_with_a_match_holds_the_folded_words(article: Article, wanted: Wanted) -> None:
    for spot in spots_of(article, wanted, ""):
        assert all(needle in folded(spot.found) for needle in wanted.needles())
