"""Texts of any value of the domain made fit to be kept: no control characters, one spelling.

A cleaner is compiled once for each type from the dataclasses. Values in which nothing had to
change come back as they are. Bodies have a normal form besides (``normal.py``).
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final, TypeVar, Union, get_args, get_origin

from newsdesk.domain.article import Article
from newsdesk.domain.body import Body, Preformatted
from newsdesk.domain.codec import field_types
from newsdesk.domain.ids import NoteId
from newsdesk.domain.normal import normal_body, normal_runs, normal_text
from newsdesk.domain.text import Run, Runs

T = TypeVar("T")
Cleaner = Callable[[Any], Any]

_ONE_LINE: Final = (
    "kicker", "slug", "slugline", "headline", "headline_short", "headline_print", "standfirst",
    "byline_text", "language", "series",
)  # fmt: skip
"""Fields of an article that are one line of text, whatever was pasted into them."""

_SPACES = re.compile(r"[ \n\t]+")


def clean(value: T) -> T:
    """Return a value of a domain type with every text in it fit to be kept."""
    found: T = _cleaner(type(value))(value)
    return found


def one_line(text: str) -> str:
    """Return a text as one line: runs of spaces and line breaks become one space."""
    return _SPACES.sub(" ", normal_text(text)).strip(" ")


def normal_article(article: Article) -> Article:
    """Return a story as it is kept: its body in normal form, every other text cleaned."""
    body = normal_body(_cleaner(Body)(article.body))
    kept = replace(clean(replace(article, body=())), body=body)
    lines = {name: one_line(getattr(kept, name)) for name in _ONE_LINE}
    return replace(kept, **lines, tags=_labels(kept.tags), keywords=_labels(kept.keywords))


def _labels(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return labels without empty ones and without repetitions, in their order."""
    return tuple(dict.fromkeys(label for label in map(one_line, labels) if label))


@cache
def _cleaner(kind: Any) -> Cleaner:
    if kind is str:
        return normal_text
    if kind == Runs:
        return _clean_runs
    if kind is Preformatted:
        return _clean_preformatted
    supertype = getattr(kind, "__supertype__", None)
    if supertype is not None:
        return _cleaner(supertype)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _of_union(arguments)
    if origin is tuple:
        return _of_tuple(_cleaner(arguments[0]))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _of_record(kind)
    return _same


def _same(value: object) -> object:
    return value


def _clean_runs(runs: Runs) -> Runs:
    """Return runs in normal form, with their links and languages cleaned too."""
    return normal_runs(
        run if run.link is None and not run.language and run.note is None else _clean_run(run)
        for run in runs
    )


def _clean_run(run: Run) -> Run:
    link = None if run.link is None else clean(run.link)
    note = None if run.note is None else NoteId(normal_text(run.note))
    return replace(run, link=link, language=normal_text(run.language), note=note)


def _clean_preformatted(block: Preformatted) -> Preformatted:
    """Leave the text, whose tabs count, to ``normal_body``."""
    return replace(block, code_language=normal_text(block.code_language))


def _of_union(members: tuple[Any, ...]) -> Cleaner:
    others = [member for member in members if member is not types.NoneType]
    if len(others) > 1:
        by_type = {member: _cleaner(member) for member in others}
        return lambda value: by_type[type(value)](value)
    inner = _cleaner(others[0])
    return lambda value: None if value is None else inner(value)


def _of_tuple(item: Cleaner) -> Cleaner:
    if item is _same:
        return _same
    return lambda value: tuple([item(entry) for entry in value])


def _of_record(cls: type) -> Cleaner:
    if cls.__name__ == "Moment":
        return _same
    cleaners = {
        name: cleaner
        for name, kind in field_types(cls).items()
        if (cleaner := _cleaner(kind)) is not _same
    }

    def clean_record(value: Any) -> Any:
        changed = {
            name: cleaned
            for name, cleaner in cleaners.items()
            if (cleaned := cleaner(getattr(value, name))) != getattr(value, name)
        }
        return replace(value, **changed) if changed else value

    return clean_record
