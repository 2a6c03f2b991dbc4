"""What somebody looks for in texts, letters or a regular expression, and what replaces it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsdesk.domain.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. ``words`` means whole words only; ``case`` that capitals count."""

    text: str
    regex: bool = False
    case: bool = False
    words: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Compile what is looked for. Raises InvalidInputError for an expression that is none."""
        text = self.text if self.regex else re.escape(self.text)
        if self.words:
            text = rf"(?<!\w)(?:{text})(?!\w)"
        try:
            return re.compile(text, re.NOFLAG if self.case else re.IGNORECASE)
        except (re.error, OverflowError, RecursionError) as error:
            what = error.msg if isinstance(error, re.error) else str(error)
            raise InvalidInputError(
                f"This is no regular expression: {what}.", field="find"
            ) from error

    def replacement(self, match: re.Match[str], text: str) -> str:
        r"""Return what takes a match's place; ``\1`` and ``\g<name>`` stand for groups of a regex.

        Raises InvalidInputError for a group that the expression does not have.
        """
        if not self.regex:
            return text
        try:
            return match.expand(text)
        except (re.error, IndexError) as error:
            raise InvalidInputError(
                f"The replacement names a group that is not there: {error}.", field="replace"
            ) from error

    def needles(self) -> tuple[str, ...]:
        """Return the folded words that must stand in any text with a match; none for a regex."""
        return () if self.regex else tuple(re.findall(r"[^\W_]+", folded(self.text)))


def folded(text: str) -> str:
    """Return a text in which capitals do not count, as ``re.IGNORECASE`` sees it or looser."""
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")
