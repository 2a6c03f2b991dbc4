"""Strategies for property tests: any value of the domain, made from the dataclasses alone.

``values_of(kind)`` makes a value of any annotation that the codec knows, so that a new field is
tested from the day it is declared. ``bodies()`` are in normal form; ``raw_bodies()`` are not.
"""

from __future__ import annotations

import types
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from newsdesk.domain.article import Article
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.body import Block, Body
from newsdesk.domain.codec import field_types, kind_of
from newsdesk.domain.moment import Moment
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Link, Mark, Run

PIECES = (
    "word", "Ana Núñez", " ", "  ", "\u00a0", "—", "“quoted”", "TK", "3.14", "don’t", "a/b",
    "Олена", "ґедзь", "محرر", "\u200f", "שלום", "東京", "한국", "ไทย", "नमस्ते", "e\u0301", "é", "ﬁ",
    "👩‍👩‍👧", "🏳️‍🌈", "\u202e", "\u200d", "<b>", "&amp;", "';--", "%s", "\\", "{0}", "Ⅷ", "ß", "İ",
)  # fmt: skip
"""Words that break text fields, in many scripts; joined at random."""

HOSTILE = (
    "\x00", "\x07", "\x1b[31m", "\ud800", "\ufffe", "\uffff", "\ufffc", "\u2028", "\r\n", "\t",
    "\u0085", "a" * 5000, "\u0300" * 50, "' OR 1=1 --", "</script>", "${jndi:x}", "\ufeff",
)  # fmt: skip
"""What may be typed, pasted or read, and must neither break anything nor stay as it is."""


def texts(most: int = 6) -> SearchStrategy[str]:
    """Texts that the codec takes: no control characters."""
    return st.lists(st.sampled_from(PIECES), max_size=most).map("".join)


def hostile_texts() -> SearchStrategy[str]:
    """Texts with anything in them."""
    return st.lists(st.sampled_from(PIECES + HOSTILE), max_size=6).map("".join)


def ids() -> SearchStrategy[str]:
    """Ids of stories, profiles and lists."""
    return st.uuids().map(str)


def moments() -> SearchStrategy[Moment]:
    """Moments between 1900 and 2200, to the microsecond, with and without a zone."""
    times = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
    return st.builds(Moment, times, st.sampled_from(("", "Europe/Kyiv", "America/New_York")))


def runs_(most: int = 4) -> SearchStrategy[tuple[Run, ...]]:
    """Runs as they come, not in normal form."""
    links = st.builds(
        Link,
        href=st.sampled_from(("https://example.org/a?b=1&c", "mailto:desk@example.org", "#top")),
        title=texts(2),
        rel=st.sampled_from(("", "nofollow")),
    )
    run = st.builds(
        Run,
        text=texts(4),
        marks=st.frozensets(st.sampled_from(Mark), max_size=3),
        link=st.one_of(st.none(), st.none(), links),
        language=st.sampled_from(("", "", "uk", "ar")),
        note=st.one_of(st.none(), st.none(), ids()),
    )
    return st.lists(run, max_size=most).map(tuple)


@cache
def values_of(kind: Any) -> SearchStrategy[Any]:
    """Values of any annotation that the domain uses."""
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return simple
    supertype = getattr(kind, "__supertype__", None)
    if supertype is not None:
        return ids() if supertype is str else values_of(supertype)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return st.one_of(*map(values_of, arguments))
    if origin is tuple:
        return _tuples(arguments[0])
    if origin is frozenset:
        return st.frozensets(values_of(arguments[0]), max_size=3)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    record = cast("type[Any]", kind)
    return st.builds(record, **{name: values_of(of) for name, of in field_types(record).items()})


def _tuples(item: Any) -> SearchStrategy[tuple[Any, ...]]:
    if item is Run:
        return runs_()
    if isinstance(item, types.UnionType) and kind_of(get_args(item)[0]) is not None:
        return bodies()
    return st.lists(values_of(item), max_size=2).map(tuple)


_SIMPLE: dict[Any, SearchStrategy[Any]] = {
    str: texts(3),
    int: st.integers(0, 10_000),
    float: st.floats(0, 1, allow_nan=False).map(lambda number: round(number, 6)),
    bool: st.booleans(),
    date: st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    Moment: moments(),
    types.NoneType: st.none(),
}


def blocks() -> SearchStrategy[Block]:
    """Blocks of every kind, not in normal form."""
    return st.one_of([values_of(member) for member in get_args(Block)])


def raw_bodies(most: int = 6) -> SearchStrategy[tuple[Block, ...]]:
    """Bodies as they come, not in normal form."""
    return st.lists(blocks(), max_size=most).map(tuple)


def bodies(most: int = 5) -> SearchStrategy[Body]:
    """Bodies in normal form."""
    return raw_bodies(most).map(normal_body)


def articles() -> SearchStrategy[Article]:
    """Stories with any value in any field; what they point to exists nowhere."""
    return values_of(Article)


def profiles() -> SearchStrategy[AuthorProfile]:
    """Profiles with any value in any field."""
    return values_of(AuthorProfile)
