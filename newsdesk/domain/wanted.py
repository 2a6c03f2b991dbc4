"""What somebody looks for in texts, letters or a regular expression, and what replaces it."""

from __future__ import annotations

import re

from newsdesk.domain.values import immutable


@immutable
class Wanted:
    """What is looked for. ``words`` means whole words only; ``case`` that capitals count."""

    text: str
    regex: bool = False
    case: bool = False
    words: bool = False

    def needles(self) -> tuple[str, ...]:
        """Return the folded words that must stand in any text with a match; none for a regex."""
        return () if self.regex else tuple(re.findall(r"[^\W_]+", folded(self.text)))


@immutable
class Hit:
    """A match in a text, ``start`` to ``end`` in characters, and what takes its place."""

    start: int
    end: int
    replacement: str


def folded(text: str) -> str:
    """Return a text in which capitals do not count, as ``re.IGNORECASE`` sees it or looser."""
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")
