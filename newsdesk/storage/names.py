"""Names as people look for them: in any script, any usual spelling, and with a slip of the key.

A profile's ``words`` hold each word of its names three times: folded as written, folded in Latin
letters, and as a rough key in which the usual ways of writing one sound agree ("Yuliia",
"Julia" and "Юлія" are one). A space stands before each word, so that looking for " ol" finds
the beginnings of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from anyascii import anyascii

from newsdesk.domain.values import immutable
from newsdesk.storage.folding import fold, words

_LONGEST_NAME = 300
_MOST_WORDS = 6
_MOST_INITIALS = 4
_APOSTROPHES = re.compile("['’ʼʻ`´]")
_NO_VOWELS = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
"""Hebrew and Arabic letters: scripts that leave most vowels out."""
_VOWELS = re.compile("[aeiouy]")
_REPEATED = re.compile(r"([a-z])\1+")
_SOUNDS = (
    ("shch", "4"), ("sch", "s"), ("tsch", "4"), ("tch", "4"), ("ch", "4"), ("ts", "4"),
    ("tz", "4"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("x", "ks"), ("q", "k"), ("c", "k"), ("w", "v"),
    ("y", "i"), ("j", "i"), ("g", "h"),
)  # fmt: skip
"""Spellings of one sound, longest first: romanisations differ in just these."""


@immutable
class Asked:
    """One word somebody looks for, in the spellings it may be kept in.

    ``consonants`` is set when the word came in a script without vowels.
    """

    spellings: tuple[str, ...]
    key: str
    consonants: str = ""

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What to look for in kept words: each spelling at the beginning of a word."""
        spellings = dict.fromkeys((*self.spellings, self.key))
        return tuple(f" {spelling}" for spelling in spellings if spelling)


def latin(text: str) -> str:
    """Return a text folded in Latin letters; apostrophes go, as romanisations differ in them."""
    return fold(_APOSTROPHES.sub("", anyascii(text[:_LONGEST_NAME])))


def sound_key(word: str) -> str:
    """Return the rough key of a word in Latin letters."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _REPEATED.sub(r"\1", word)


def kept_words(names: Iterable[str]) -> str:
    """Return what a profile is found by: every word of its names in each spelling, once."""
    found: dict[str, None] = {}
    for name in names:
        plain = words(fold(_APOSTROPHES.sub("", name[:_LONGEST_NAME])))
        in_latin = words(latin(name))
        found.update(dict.fromkeys(plain))
        found.update(dict.fromkeys(in_latin))
        found.update(dict.fromkeys(map(sound_key, in_latin)))
    return "".join(f" {word}" for word in found)


def asked(text: str) -> list[Asked]:
    """Return the words of what somebody typed, a bounded number."""
    found: list[Asked] = []
    for word in words(fold(_APOSTROPHES.sub("", text[:_LONGEST_NAME])))[:_MOST_WORDS]:
        in_latin = "".join(words(latin(word)))
        spellings = tuple(dict.fromkeys(spelling for spelling in (word, in_latin) if spelling))
        bare = _VOWELS.sub("", in_latin) if _NO_VOWELS.search(word) else ""
        found.append(Asked(spellings, sound_key(in_latin), bare))
    return found


def fit(wanted: Asked, kept: Iterable[str]) -> float:
    """Return how well one asked word fits the words of a name, from 0 (not at all) to 1."""
    first = {spelling[0] for spelling in (*wanted.spellings, wanted.key) if spelling}
    return max((_fit_one(wanted, word) for word in kept if word[0] in first), default=0.0)


def _fit_one(wanted: Asked, word: str) -> float:
    for spelling in wanted.spellings:
        if word == spelling:
            return 1.0
        if word.startswith(spelling):
            return 0.9
    if wanted.key and word.startswith(wanted.key):
        return 0.8 if word == wanted.key else 0.7
    if wanted.consonants and len(wanted.consonants) > 1 and word.isascii():
        bare = _VOWELS.sub("", word)
        if bare == wanted.consonants:
            return 0.65
    return 0.5 if any(_slipped(spelling, word) for spelling in wanted.spellings) else 0.0


def _slipped(typed: str, word: str) -> bool:
    """Say whether one slip of the key (two in a long word) lies between two words.

    ``typed`` may be a beginning: the rest of ``word`` does not count.
    """
    if len(typed) < 4 or typed[0] != word[0]:
        return False
    allowed = 1 if len(typed) < 8 else 2
    beginnings = {word[:end] for end in range(len(typed) - allowed, len(typed) + allowed + 1)}
    return any(distance(typed, beginning) <= allowed for beginning in beginnings)


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out, changed or swapped with a neighbour.

    The optimal string alignment distance; time grows with the product of the lengths.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def may_be_initials(typed: str) -> bool:
    """Say whether what is typed can be somebody's initials: two to four letters."""
    return 2 <= len(typed) <= _MOST_INITIALS and typed.isalpha()


def initials_fit(typed: str, name: str) -> bool:
    """Say whether letters typed together are the initials of a name ("on" for Olena Nova)."""
    return fold(typed) == "".join(word[0] for word in words(fold(name)))
