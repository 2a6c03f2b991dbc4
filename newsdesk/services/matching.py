"""Looking for what is wanted in texts; a regular expression that does not end is stopped.

Letters are found by ``re``, which needs no more time than the text is long. Expressions go through
``regex``, which can be stopped and lets other threads run meanwhile.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.wanted import Hit, Wanted

if TYPE_CHECKING:
    import regex

LONGEST: Final = 0.3
"""Seconds of work for the texts of one story; 50,000 words need a tenth of it."""
_LONGEST_EXPRESSION = 2_000
_MOST_REPEATS = 100_000
"""Counted repeats within one another are written out when an expression is compiled."""
_COUNTS = re.compile(r"\{(\d*)(?:,(\d*))?\}")


class Match(Protocol):
    """What both engines say of a match."""

    def start(self) -> int:
        """Return the place of its first character."""
        ...

    def end(self) -> int:
        """Return the place after its last character."""
        ...

    def expand(self, template: str, /) -> str:
        """Return a text with groups put in."""
        ...


class Finder:
    """Finds in the texts of one story. Raises InvalidInputError for an expression that is none."""

    def __init__(self, wanted: Wanted, *, seconds: float = LONGEST) -> None:
        self._wanted = wanted
        self._left = seconds
        self._pattern = _expression(wanted) if wanted.regex else None
        self._letters = None if wanted.regex else _letters(wanted)

    def matches(self, text: str, most: int | None = None) -> Sequence[Match]:
        """Return the matches in a text that are not empty, from the left, at most so many.

        Raises InvalidInputError for an expression that took too long in all texts together.
        """
        return tuple(islice((one for one in self._each(text) if one.end() > one.start()), most))

    def hits(self, text: str, replacement: str) -> Sequence[Hit]:
        """Return the matches with what takes their places. Raises InvalidInputError."""
        return tuple(
            Hit(one.start(), one.end(), replaced(self._wanted, one, replacement))
            for one in self.matches(text)
        )

    def _each(self, text: str) -> Iterator[Match]:
        if self._letters is not None:
            yield from self._letters.finditer(text)
        elif self._pattern is not None:
            begun = time.thread_time()
            try:
                yield from self._pattern.finditer(text, timeout=max(self._left, 1e-3))
            except TimeoutError as error:
                raise InvalidInputError(
                    "This expression takes too long: it can match the same letters in too many "
                    "ways, as (a+)+ does. Write it more plainly, as a+, and look again.",
                    field="find",
                ) from error
            self._left -= time.thread_time() - begun


def replaced(wanted: Wanted, match: Match, text: str) -> str:
    r"""Return what takes a match's place; ``\1`` and ``\g<name>`` stand for groups of a regex.

    Raises InvalidInputError for a group that the expression does not have.
    """
    if not wanted.regex:
        return text
    import regex

    try:
        return match.expand(text)
    except (regex.error, IndexError) as error:
        raise InvalidInputError(
            f"The replacement names a group that is not there: {error}.", field="replace"
        ) from error


def _letters(wanted: Wanted) -> re.Pattern[str]:
    text = re.escape(wanted.text)
    return re.compile(_whole(wanted, text), re.NOFLAG if wanted.case else re.IGNORECASE)


def _expression(wanted: Wanted) -> regex.Pattern[str]:
    repeats = 1
    for low, high in _COUNTS.findall(wanted.text):
        repeats *= max(1, int((high or low or "1")[:9]))
    if len(wanted.text) > _LONGEST_EXPRESSION or repeats > _MOST_REPEATS:
        raise InvalidInputError(
            "This expression is too large: it is long, or its counts in braces multiply to more "
            "than 100,000. Look for less at once.",
            field="find",
        )
    import regex

    flags = regex.UNICODE if wanted.case else regex.IGNORECASE
    try:
        return regex.compile(_whole(wanted, wanted.text), flags)
    except (regex.error, OverflowError, RecursionError) as error:
        raise InvalidInputError(
            f"This is no regular expression: {error}.", field="find"
        ) from error


def _whole(wanted: Wanted, text: str) -> str:
    return rf"(?<!\w)(?:{text})(?!\w)" if wanted.words else text
