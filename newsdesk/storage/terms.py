"""What a story is about, told from its words alone: terms, and the names among them.

A term is a folded word without its commonest endings. The rules are the same for every language:
what a story counts for must not change with the language somebody sets for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from newsdesk.storage.folding import fold, words

MOST_NAMES = 48
"""Names of one story that are kept; more make a list of results, not a story."""

_LEAST_LENGTH = 2
_LONGEST = 40
_INFLECTED = 6
"""Letters that are kept of words in inflected scripts without a stemmer of their own."""

_ENDINGS = (("sses", "ss"), ("ies", "y"), ("ing", ""), ("ed", ""), ("ss", "ss"), ("s", ""))
_SCRIPT_WITH_ENDINGS = re.compile("[\u0370-\u052f\u0531-\u0587\u10a0-\u10ff]")
"""Greek, Cyrillic, Armenian, Georgian: languages that put cases at the end of their words."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff\u1000-\u109f]")

_WORD = r"[^\W\d_][\w’'‑-]*"
_ANY_WORD = re.compile(_WORD)
_NOT_SMALL = re.compile(r"(?<![\w’'‑-])[^\W\d_a-z][\w’'‑-]*")
_SMALL = re.compile(r"(?<!\w)[^\W\d_A-Z][\w’'‑-]*")
_JOINERS = frozenset(
    "of de da do du del della di la el van von der den bin ibn al".split()  # noqa: SIM905 - a word list is read at a glance
)
_GAP = re.compile(rf" (?:(?:{'|'.join(sorted(_JOINERS))}) ){{0,2}}")
"""What stands between two words of one name."""
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n“”\"„«»‘(\[–—•*]|[.!?]['’”\"]+)\s*$")
_POSSESSIVE = re.compile(r"[’']+s?$")
_FIRST_PERSON = re.compile(r"I(?:$|[’'])")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "  # noqa: SIM905 - a word list is read at a glance
    "june july august september october november december mr mrs ms dr tk".split()
)
"""Words that English writes with a capital and that name nobody; TK marks what is to come."""
_LONGEST_NAME_WORDS = 5
_TITLE_CASE = 0.6
"""The share of capitalised words from which a headline is taken for title case."""


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a folded word without its commonest endings, so that its forms count as one."""
    if len(word) > 4 and word.isascii() and word.isalpha():
        for ending, kept in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)] + kept
    elif len(word) > 4 and _SCRIPT_WITH_ENDINGS.match(word):
        return word[: min(_INFLECTED, len(word) - 1)]
    return word


def terms(folded: str) -> list[str]:
    """Return the terms of a folded text; of scripts without spaces, each two signs together."""
    found: list[str] = []
    before = ""
    for word in words(folded):
        if len(word) == 1 and _UNSPACED.match(word):
            if before:
                found.append(before + word)
            before = word
            continue
        before = ""
        if _LEAST_LENGTH <= len(word) <= _LONGEST:
            found.append(stem(word))
    return found


def names(headline: str, text: str) -> tuple[str, ...]:
    """Return people, places and bodies as they are spelled, those named most first.

    They are told by capitals inside a sentence. Scripts without capitals have none, and a
    headline in title case tells nothing.
    """
    counted: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    lower = set(_SMALL.findall(text))
    for source in (text,) if _in_title_case(headline) else (headline, text):
        for name, opens_sentence in _capitalised(source):
            (unsure if opens_sentence else counted)[name] += 1
    for name, times in unsure.items():
        first, _space, rest = name.partition(" ")
        # Of three words that open a sentence the first is more often no part of the name.
        whole = rest and " " not in rest and first.lower() not in lower
        if name in counted or whole:
            counted[name] += times
        elif rest and rest[0].isupper():
            counted[rest] += times
    told = (name for name, _times in counted.most_common() if name.lower() not in lower)
    return tuple(name for name in told if not _FIRST_PERSON.match(name))[:MOST_NAMES]


def name_terms(spelled: tuple[str, ...]) -> frozenset[str]:
    """Return the terms of names."""
    return frozenset(terms(fold("\n".join(spelled))))


def _capitalised(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each run of capitalised words, and whether it opens a sentence.

    Only words that do not begin with a small Latin letter are looked at; what lies between two
    of them tells whether they are one name.
    """
    first = last = -1  # Where the run begins and ends; no run while both are negative.
    for match in _NOT_SMALL.finditer(text):
        word, start = match[0], match.start()
        if not word[0].isupper():
            if first >= 0 and not (word in _JOINERS and text[last:start] == " "):
                yield from _finished(text, first, last)
                first = -1
            continue
        if first >= 0 and not _GAP.fullmatch(text, last, start):
            yield from _finished(text, first, last)
            first = -1
        bare = _POSSESSIVE.sub("", word)
        if bare.lower() in _CALENDAR:
            if first >= 0:
                yield from _finished(text, first, last)
                first = -1
            continue
        if first < 0:
            first = start
        last = start + len(bare)
        if len(bare) < len(word):
            yield from _finished(text, first, last)
            first = -1
    if first >= 0:
        yield from _finished(text, first, last)


def _finished(text: str, first: int, last: int) -> Iterator[tuple[str, bool]]:
    name = text[first:last]
    if len(name) > 1 and name.count(" ") < _LONGEST_NAME_WORDS:
        yield name, bool(_SENTENCE_END.search(text, max(0, first - 4), first))


def _in_title_case(headline: str) -> bool:
    found = _ANY_WORD.findall(headline)
    return sum(word[0].isupper() for word in found) > _TITLE_CASE * len(found)
