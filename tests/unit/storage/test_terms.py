"""What a story is about: terms in any script, names by their capitals."""

from __future__ import annotations

import pytest

from newsdesk.storage.folding import fold
from newsdesk.storage.terms import name_terms, names, stem, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [("ships", "ship"), ("cities", "city"), ("voting", "voted"), ("корабель", "корабля")],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    if one.isascii():
        assert stem(one) == stem(other)
    else:
        assert stem(one)[:5] == stem(other)[:5]


def test_scripts_without_spaces_give_two_signs_a_term() -> None:
    assert terms(fold("港口重新")) == ["港口", "口重", "重新"]


def test_names_are_told_by_capitals_inside_sentences() -> None:
    text = (
        "On Monday Olena Kovalenko's team met Ana de la Cruz of the Bank of Tollin. Nobody from "
        "Keddle came. “We hope,” Bob Long said. I'm told that I may go. The team left."
    )
    told = names("Team meets in Varnel", text)
    assert set(told) == {
        "Olena Kovalenko", "Ana de la Cruz", "Bank of Tollin", "Keddle", "Bob Long", "Varnel",
    }  # fmt: skip
    assert "kovalenko" in name_terms(told)


def test_a_headline_in_title_case_tells_no_names() -> None:
    assert names("Heavy Rain Hits Low Streets", "It rained.") == ()


def test_names_in_cyrillic_are_told_too() -> None:
    text = "Сьогодні Олена Коваленко та Петро Гай були в Одесі. Потім Коваленко поїхала."
    assert set(names("", text)) >= {"Олена Коваленко", "Петро Гай", "Одесі"}


def test_scripts_without_capitals_have_no_names() -> None:
    assert names("港口", "北京的船只抵达港口。") == ()
