"""Checks of the text as such: what was left open, slips of the keyboard, its structure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdesk.domain.body import Paragraph, Quote, Subhead, Table
from newsdesk.domain.checking.case import Case, Found, excerpt, passages
from newsdesk.domain.reading import TO_COME, plain, words_in

LONG_PARAGRAPH = 120
"""Words above which a paragraph is a grey block on a phone."""

_DOUBLE_SPACE = re.compile(r"(?<=\S)  +(?=\S)")
_REPEATED = re.compile(r"\b([^\W\d_]{2,}) (\1)\b", re.IGNORECASE)
_MEANT_TWICE = frozenset({"had", "that", "bye", "is", "ha", "so", "no", "very", "que", "vous"})
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_]) +[,.;:!?](?=\s|$)")
_STRAIGHT = re.compile(r"(?<!\d)\"|(?<=[^\W\d_])'(?=[^\W\d_])|(?<!\w)'(?=\w)")
_STRAIGHT_IS_RIGHT = frozenset({"he", "yi"})
"""Languages in which a straight mark is letter as often as quotation (gershayim)."""
_SPACED_MARKS = frozenset({"fr", "br"})


def to_come(case: Case) -> Iterator[Found]:
    """Something that was to be filled in later."""
    for passage in passages(case):
        for found in TO_COME.finditer(passage.text):
            where = excerpt(passage.text, *found.span())
            yield Found(f"Something is still to come: “{where}”.", passage.field, passage.block)


def double_spaces(case: Case) -> Iterator[Found]:
    """Two spaces where one is meant."""
    for passage in passages(case):
        if found := _DOUBLE_SPACE.search(passage.text):
            where = excerpt(passage.text, *found.span())
            yield Found(f"There are two spaces in “{where}”.", passage.field, passage.block)


def straight_quotes(case: Case) -> Iterator[Found]:
    """Typewriter quotes where the language has its own."""
    if case.language in _STRAIGHT_IS_RIGHT:
        return
    for passage in passages(case):
        if found := _STRAIGHT.search(passage.text):
            where = excerpt(passage.text, *found.span())
            yield Found(f"There is a straight quote in “{where}”.", passage.field, passage.block)


def repeated_words(case: Case) -> Iterator[Found]:
    """The same word twice in a row."""
    for passage in passages(case):
        for found in _REPEATED.finditer(passage.text):
            if found[1].casefold() not in _MEANT_TWICE:
                yield Found(f"“{found[1]}” stands twice in a row.", passage.field, passage.block)


def space_before_mark(case: Case) -> Iterator[Found]:
    """A space before a comma or a full stop."""
    if case.language in _SPACED_MARKS:
        return
    for passage in passages(case):
        if found := _BEFORE_MARK.search(passage.text):
            where = excerpt(passage.text, *found.span())
            yield Found(
                f"There is a space before a mark in “{where}”.", passage.field, passage.block
            )


def levels_skipped(case: Case) -> Iterator[Found]:
    """Subheads that jump a level confuse those who walk a page by its headings."""
    last = 1
    for at, block in enumerate(case.story.body):
        if not isinstance(block, Subhead):
            continue
        if block.level > last + 1:
            yield Found(
                f"“{plain(block.runs)}” is a subhead of level {block.level} below level {last}.",
                "body", at,
            )  # fmt: skip
        last = block.level


def quote_unattributed(case: Case) -> Iterator[Found]:
    """A block quote says whose words they are."""
    for at, block in enumerate(case.story.body):
        if isinstance(block, Quote) and not plain(block.attribution).strip():
            yield Found("This quote does not say whose words they are.", "body", at)


def table_without_header(case: Case) -> Iterator[Found]:
    """A table whose columns have no names cannot be read out."""
    for at, block in enumerate(case.story.body):
        if isinstance(block, Table) and not (block.header_row or block.header_column):
            yield Found("This table has no header row.", "body", at)


def long_paragraphs(case: Case) -> Iterator[Found]:
    """Very long paragraphs are skipped on a phone."""
    for at, block in enumerate(case.story.body):
        if isinstance(block, Paragraph):
            words = words_in(plain(block.runs))
            if words > LONG_PARAGRAPH:
                yield Found(f"This paragraph has {words} words; break it up.", "body", at)
