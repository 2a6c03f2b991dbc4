"""Looking for what is wanted: both engines find the same, and none of them goes on for ever."""

from __future__ import annotations

import re
import threading
import time

import pytest

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.wanted import Hit, Wanted
from newsdesk.services.matching import Finder

RUNAWAY = r"(x+x+)+y"


def test_letters_and_expressions_find_the_same() -> None:
    text = "Port (Board), port (board), PORT (BOARD) 👩‍👩‍👧 Straße"
    for letters in ("port", "(Board)", "👩‍👩‍👧", "straße"):
        for case in (False, True):
            plain = Finder(Wanted(letters, case=case)).hits(text, "x")
            expression = Wanted(re.escape(letters), regex=True, case=case)
            assert Finder(expression).hits(text, "x") == plain


def test_groups_are_put_in_and_nothing_empty_is_found() -> None:
    finder = Finder(Wanted(r"(?P<first>\w+) (\w+)|q*", regex=True))
    assert finder.hits("Ana Núñez", r"\2, \g<first>") == (Hit(0, 9, "Núñez, Ana"),)
    assert finder.matches("…") == ()
    assert len(finder.matches("a b c d e f", 2)) == 2


def test_an_expression_that_does_not_end_is_stopped_with_a_sentence() -> None:
    begun = time.thread_time()
    with pytest.raises(InvalidInputError, match="takes too long") as caught:
        Finder(Wanted(RUNAWAY, regex=True)).matches("x" * 30_000)
    assert time.thread_time() - begun < 1
    assert caught.value.field == "find"


def test_the_time_is_for_all_texts_together() -> None:
    finder = Finder(Wanted(RUNAWAY, regex=True), seconds=0.1)
    finder.matches("x" * 100 + "zy")
    with pytest.raises(InvalidInputError, match="takes too long"):
        _all = [finder.matches("x" * 100 + "zy") for _text in range(1000)]


def test_others_work_meanwhile() -> None:
    refused: list[InvalidInputError] = []

    def look() -> None:
        try:
            Finder(Wanted(RUNAWAY, regex=True)).matches("x" * 30_000)
        except InvalidInputError as error:
            refused.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    turns = 0
    while thread.is_alive():
        turns += 1
        time.sleep(0.001)
    assert refused
    assert turns > 20


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(", "missing"),
        ("a{99999999999999999999}", "too large"),
        ("(?:a{10000}){1000}", "too large"),
        ("((a{1,500}){500}){,500}", "too large"),
        ("a|" * 2_000, "too large"),
        ("(" * 900 + ")" * 900, "no regular expression"),
        (r"\L<x>", "no regular expression"),
    ],
)
def test_what_is_no_expression_or_too_large_is_said_at_once(text: str, said: str) -> None:
    begun = time.thread_time()
    with pytest.raises(InvalidInputError, match=said):
        Finder(Wanted(text, regex=True))
    assert time.thread_time() - begun < 0.5


@pytest.mark.parametrize("to", [r"\4", r"\g<no>", "\\", r"\q"])
def test_a_replacement_with_a_group_that_is_not_there_is_said(to: str) -> None:
    with pytest.raises(InvalidInputError, match="names a group"):
        Finder(Wanted("(port)", regex=True)).hits("port", to)
