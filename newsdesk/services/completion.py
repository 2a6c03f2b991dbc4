"""What may follow what somebody has typed into the search box."""

from __future__ import annotations

from newsdesk.domain.searchquery import HINTS, LONGEST, Operator
from newsdesk.domain.values import immutable
from newsdesk.services.desk import Desk
from newsdesk.storage import authornames, authors, searchfilters
from newsdesk.storage.folding import fold

_MOST = 12
_DATES = ("today", "yesterday", "week", "month")


@immutable
class Completion:
    """A way to go on. ``text`` is the whole search with it; ``label`` and ``detail`` are shown."""

    text: str
    label: str
    detail: str = ""


def complete(desk: Desk, *, text: str) -> tuple[Completion, ...]:
    """Return ways to go on from the end of a text: operators, then their values."""
    text = text[:LONGEST]
    head, last = _last_word(text)
    minus = "-" if last.startswith("-") else ""
    word = last.removeprefix("-")
    name, colon, value = word.partition(":")
    if not colon:
        return tuple(
            Completion(f"{head}{minus}{operator.value}:", f"{operator.value}:", HINTS[operator])
            for operator in Operator
            if word and operator.value.startswith(word.lower())
        )
    try:
        operator = Operator(name.lower())
    except ValueError:
        return ()
    typed = value.strip('"“”')
    return tuple(
        Completion(f"{head}{minus}{operator.value}:{_quoted(found)} ", found, detail)
        for found, detail in _values(desk, operator, typed)[:_MOST]
    )


def _last_word(text: str) -> tuple[str, str]:
    """Cut off the word being typed; an open quotation mark keeps its spaces in it."""
    quotes = text.count('"')
    if quotes % 2:
        at = text.rindex('"')
        start = max(text.rfind(" ", 0, at), -1) + 1
    else:
        start = text.rfind(" ") + 1
    return text[:start], text[start:]


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _values(desk: Desk, operator: Operator, typed: str) -> list[tuple[str, str]]:
    asked = fold(typed)
    match operator:
        case Operator.AUTHOR:
            return _authors(desk, typed)
        case Operator.TAG:
            return [(tag, "") for tag in searchfilters.tags(desk.library, typed, _MOST)]
        case Operator.BEFORE | Operator.AFTER:
            return [(day, "") for day in _DATES if day.startswith(asked)]
        case _:
            known = searchfilters.values(desk.library, operator)
            return [(value, "") for value in known if fold(value).startswith(asked)]


def _authors(desk: Desk, typed: str) -> list[tuple[str, str]]:
    day = desk.clock.now().utc.date()
    if typed:
        ids = authornames.find(desk.library, typed, _MOST)
        rows = authors.rows_of(desk.library, ids, day)
    else:
        rows = authors.rows(desk.library, authors.AuthorFilter(retired=False), day)[:_MOST]
    return [(row.display_name, row.role) for row in rows]
