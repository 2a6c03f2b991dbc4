"""What somebody types to search, read into words, phrases and operators.

``grain "black sea" author:olena -state:spiked after:2026-01`` – words and phrases must all stand
in a story (or as many as any story has), a minus or NOT leaves out, operators narrow. Nothing
typed is ever an error; what cannot be understood is told in ``problems``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from newsdesk.domain.values import immutable

LONGEST: Final = 1000
"""Characters of a search that are read."""
MOST_TERMS: Final = 24
"""Words, phrases and operators that are read."""


class Operator(StrEnum):
    """The words before a colon that narrow a search."""

    AUTHOR = "author"
    SECTION = "section"
    STATE = "state"
    TAG = "tag"
    HEADLINE = "headline"
    LANGUAGE = "language"
    BEFORE = "before"
    AFTER = "after"
    HAS = "has"


HINTS: Final[dict[Operator, str]] = {
    Operator.AUTHOR: "a name, as author:olena",
    Operator.SECTION: "a section, as section:sport, or section:none",
    Operator.STATE: "a state, as state:draft, or state:trash",
    Operator.TAG: "a tag, keyword or series, as tag:grain",
    Operator.HEADLINE: "a word of the headline, as headline:port",
    Operator.LANGUAGE: "a language, as language:uk",
    Operator.BEFORE: "the first day left out, as before:2026-03-01 or before:2026",
    Operator.AFTER: "the first day wanted, as after:2026-03 or after:yesterday",
    Operator.HAS: "what a story has, as has:tk",
}
"""What stands behind each operator, for completion and for sentences."""

HAS: Final = ("tk", "legal", "sensitive", "picture", "byline", "embargo", "related", "series")
"""What ``has:`` can ask for."""


@immutable
class Words:
    """A word or, with several, a phrase; ``unfinished`` when somebody may still be typing it."""

    text: str
    phrase: bool = False
    excluded: bool = False
    unfinished: bool = False


@immutable
class Narrowed:
    """An operator with its value; ``start`` is where its value begins in what was typed."""

    operator: Operator
    value: str
    excluded: bool = False
    start: int = 0


@immutable
class SearchQuery:
    """A search as it was understood. ``problems`` are sentences on what was not."""

    words: tuple[Words, ...] = ()
    narrowed: tuple[Narrowed, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing in it asks for anything."""
        return not self.narrowed and all(word.excluded for word in self.words)


_TERM = re.compile(
    r"""(?P<minus>[-−](?=\S))?
    (?:(?P<operator>[A-Za-z]+):)?
    (?:["“”„«](?P<quoted>[^"“”»]*)(?P<closed>["“”»])?|(?P<plain>\S*))""",
    re.VERBOSE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def read(text: str) -> SearchQuery:
    """Read a search as it was typed, also while it is being typed."""
    text = text[:LONGEST].replace("\x00", " ")
    words: list[Words] = []
    narrowed: list[Narrowed] = []
    problems: list[str] = []
    negated = joiners = False
    for match in _terms(text):
        value = match["quoted"] if match["quoted"] is not None else match["plain"] or ""
        operator = _operator(match["operator"])
        if operator is None and match["operator"]:
            value = f"{match['operator']}:{value}"
        if operator is None and match["quoted"] is None and value in {"AND", "OR", "NOT"}:
            joiners = True
            negated = value == "NOT"
            continue
        excluded = bool(match["minus"]) or negated
        negated = False
        if operator is not None:
            if value:
                start = match.start("quoted" if match["quoted"] is not None else "plain")
                narrowed.append(Narrowed(operator, value, excluded, start))
            else:
                problems.append(f"After “{operator.value}:” goes {HINTS[operator]}.")
        elif value.strip():
            open_ended = match.end() == len(text) and not match["closed"]
            quoted = match["quoted"] is not None
            words.append(Words(value, quoted, excluded, open_ended))
    query = SearchQuery(tuple(words[:MOST_TERMS]), tuple(narrowed[:MOST_TERMS]), tuple(problems))
    if query.empty and not problems and (joiners or words or text.strip()):
        return SearchQuery(
            query.words, query.narrowed, ("Type a word to look for, not only what to leave out.",)
        )
    return query


def _terms(text: str) -> list[re.Match[str]]:
    return [match for match in _TERM.finditer(text) if match.group().strip()]


def _operator(name: str | None) -> Operator | None:
    try:
        return Operator(name.lower()) if name else None
    except ValueError:
        return None


def first_day(value: str, today: date) -> date | None:
    """Return the first day of a day, month or year; ``None`` for what is no date.

    ``today`` and ``yesterday`` are days too, ``week`` and ``month`` begin 7 and 30 days ago.
    """
    ago = {"today": 0, "yesterday": 1, "week": 7, "month": 30}.get(value.lower())
    if ago is not None:
        return today - timedelta(days=ago)
    match = _DAY.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
