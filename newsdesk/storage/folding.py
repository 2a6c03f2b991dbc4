"""Words as the indexes keep them: without case and accents, in any script.

Scripts written without spaces are cut into single characters, which a query then finds as a
phrase (Unicode Standard Annex 29 leaves them to dictionaries, which we do not carry).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LEAST_DROPPED_CLASS = 10
"""Combining classes below are part of the letter (nukta, kana voicing, virama), not accents."""

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)
_WORD = re.compile(r"\w+")
# Han, kana, Thai, Lao, Khmer, Myanmar: Unicode blocks whose text has no spaces between words.
_UNSPACED = re.compile(
    "([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
)


def fold(text: str) -> str:
    """Return a text for the indexes: lower case, no accents, unspaced scripts spaced."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in parts if unicodedata.combining(c) < _LEAST_DROPPED_CLASS)
    folded = unicodedata.normalize("NFKC", kept).translate(_LETTERS)
    return _UNSPACED.sub(r" \1 ", folded)


def words(text: str) -> list[str]:
    """Return the words of a folded text in their order."""
    return _WORD.findall(text)


def joined(texts: Iterable[str]) -> str:
    """Return several texts folded, one a line, so that no phrase reaches over two of them."""
    return fold("\n".join(text for text in texts if text))
