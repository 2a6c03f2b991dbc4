"""Searches as they are typed, read into words, phrases and operators."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.searchquery import Narrowed, Operator, Words, first_day, read


def test_words_phrases_and_operators_are_told_apart() -> None:
    query = read('grain "black sea" -rust author:"Olena K" -state:draft ')
    assert query.words == (
        Words("grain"),
        Words("black sea", phrase=True),
        Words("rust", excluded=True),
    )
    assert [(n.operator, n.value, n.excluded) for n in query.narrowed] == [
        (Operator.AUTHOR, "Olena K", False),
        (Operator.STATE, "draft", True),
    ]
    assert query.problems == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gra", (Words("gra", unfinished=True),)),
        ("gra ", (Words("gra"),)),
        ('"black se', (Words("black se", phrase=True, unfinished=True),)),
        ('"black sea"', (Words("black sea", phrase=True),)),
        ("at:home", (Words("at:home", unfinished=True),)),
        ("NOT rust ", (Words("rust", excluded=True),)),
        ("wheat AND rye ", (Words("wheat"), Words("rye"))),
    ],
)
def test_the_last_word_may_go_on_until_something_ends_it(
    text: str, words: tuple[Words, ...]
) -> None:
    assert read(text).words == words


def test_the_value_of_an_operator_is_found_again_in_the_text() -> None:
    text = 'a tag:"b c" d'
    (narrowed,) = read(text).narrowed
    assert narrowed == Narrowed(Operator.TAG, "b c", start=text.index("b c"))


@given(st.text(max_size=80))
def test_anything_can_be_read(text: str) -> None:
    read(text)


TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("2026-3-7", date(2026, 3, 7)),
        ("today", TODAY),
        ("Yesterday", date(2026, 3, 1)),
        ("week", date(2026, 2, 23)),
        ("2026-13", None),
        ("0000", None),
        ("soon", None),
    ],
)
def test_days(value: str, day: date | None) -> None:
    assert first_day(value, TODAY) == day
