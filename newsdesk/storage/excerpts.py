"""The passage of a story around the words that were searched for, and where they stand in it.

The index keeps folded words; the passage is cut from the story as it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, cast

from newsdesk.storage.folding import fold
from newsdesk.storage.library import Library

LENGTH = 180
"""Characters of a passage."""

_BEFORE = 40
_MOST_PLACES = 200
_SIGN = "sign"
"""What the groups are called that hold signs of scripts without spaces."""
_LONGEST_TEXT = 200_000

Passage = tuple[str, tuple[tuple[int, int], ...]]
"""A text and the places (start, end) of the words in it, in characters."""


def passages(
    library: Library, numbers: Sequence[int], phrases: Sequence[tuple[str, bool]]
) -> dict[int, Passage]:
    """Return a passage of each story. ``phrases`` are folded, each with whether it may go on."""
    found = library.rows(
        "SELECT b.article, b.body, "
        "coalesce(iif(json_valid(f.fields), f.fields ->> '$.standfirst', ''), '') "
        "FROM article_body AS b JOIN article_fields AS f ON f.article = b.article "
        "WHERE b.article IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    pattern = _pattern(phrases)
    return {row: _passage(standfirst, body, pattern) for row, body, standfirst in found}


def _passage(standfirst: str, body: str, pattern: re.Pattern[str] | None) -> Passage:
    text = " ".join((standfirst, *_texts(json.loads(body)))).strip()[:_LONGEST_TEXT]
    return cut(text, pattern)


def cut(text: str, pattern: re.Pattern[str] | None) -> Passage:
    """Return the passage with the most different words, the first of equal ones."""
    if pattern is None or not text:
        return _shortened(text, 0), ()
    folded, origin = _aligned(text)
    places = [(match.start(), match.end(), match.group()) for match in _places(pattern, folded)]
    if not places:
        return _shortened(text, 0), ()
    best, most = 0, 0
    for at, (start, _end, _word) in enumerate(places):
        near = start + LENGTH - _BEFORE
        different = {word for _begin, end, word in places[at : at + 20] if end <= near}
        if len(different) > most:
            best, most = at, len(different)
    first = origin[places[best][0]] if origin else places[best][0]
    begin = _word_start(text, max(0, first - _BEFORE))
    passage = _shortened(text, begin)
    shift = begin - (1 if begin else 0)  # An ellipsis stands before a passage cut from the middle.
    marks: list[tuple[int, int]] = []
    for start, end, _word in places:
        low = (origin[start] if origin else start) - shift
        high = (origin[end - 1] + 1 if origin else end) - shift
        if low >= 0 and high <= len(passage):
            marks.append((low, high))
    return passage, tuple(marks)


def places(text: str, phrases: Sequence[tuple[str, bool]]) -> tuple[tuple[int, int], ...]:
    """Return where folded phrases stand in a text, as (start, end) in characters."""
    pattern = _pattern(phrases)
    if pattern is None:
        return ()
    folded, origin = _aligned(text)
    found = [(match.start(), match.end()) for match in _places(pattern, folded)]
    if not origin:
        return tuple(found)
    return tuple((origin[start], origin[end - 1] + 1) for start, end in found)


def _pattern(phrases: Sequence[tuple[str, bool]]) -> re.Pattern[str] | None:
    parts: list[str] = []
    for phrase, goes_on in phrases:
        words = [re.escape(word) for word in phrase.split()]
        if words:
            # Scripts without spaces are asked for sign by sign and stand together in the text.
            text = r"\W*".join(words)
            alone = words[0].isascii() or len(words[0]) > 1
            ending = r"\w*" if goes_on else (r"(?!\w)" if alone else "")
            parts.append(
                f"{text}{ending}" if alone else f"(?P<{_SIGN}{len(parts)}>{text}{ending})"
            )
    return re.compile("|".join(parts)) if parts else None


def _places(pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """Yield where the words stand.

    That a word begins there is looked at afterwards: asked for in the expression, it would keep
    Python from searching for the first letters, which is three times as fast.
    """
    for found, match in enumerate(pattern.finditer(folded)):
        if found >= _MOST_PLACES:
            return
        start = match.start()
        inside = start > 0 and (folded[start - 1].isalnum() or folded[start - 1] == "_")
        if match.end() > start and (not inside or match.lastgroup is not None):
            yield match


def _aligned(text: str) -> tuple[str, list[int]]:
    """Return a text folded, and where each of its characters comes from; [] when none moved."""
    if text.isascii():
        return text.lower(), []
    parts: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        folded = _folded(character)
        parts.append(folded)
        origin.extend([at] * len(folded))
    folded = "".join(parts)
    return folded, [] if len(folded) == len(text) and origin == list(range(len(text))) else origin


@cache
def _folded(character: str) -> str:
    folded = fold(character)
    return folded.strip() or folded[:1]


def _word_start(text: str, at: int) -> int:
    """Return the beginning of the word after a place, or the place where none is near."""
    if at == 0:
        return 0
    space = text.find(" ", at, at + _BEFORE)
    return space + 1 if space >= 0 else at


def _shortened(text: str, begin: int) -> str:
    rest = text[begin : begin + LENGTH]
    if begin + LENGTH < len(text):
        space = rest.rfind(" ")
        rest = f"{rest[: space if space > LENGTH // 2 else LENGTH].rstrip()}…"
    return f"…{rest}" if begin else rest


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of the runs in a body's JSON, those of one paragraph as one."""
    if isinstance(value, list):
        entries = cast("list[Any]", value)
        runs = [
            cast("dict[str, Any]", entry).get("text")
            for entry in entries
            if isinstance(entry, dict)
        ]
        if runs and all(isinstance(run, str) for run in runs):
            yield "".join(cast("list[str]", runs))
            return
        for entry in entries:
            yield from _texts(entry)
    elif isinstance(value, dict):
        record = cast("dict[str, Any]", value)
        for name, entry in record.items():
            if isinstance(entry, list | dict):
                yield from _texts(entry)
            elif name in {"text", "title"} and isinstance(entry, str):
                yield entry
