"""Spelling: which words of a text no dictionary knows, and what may have been meant.

Hunspell does the work, with the dictionaries that come with Newsdesk or those of the system. A
speller may be used from any thread; making one takes 0.1 to 0.5 s, too long for the main one.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from newsdesk.domain.values import immutable
from newsdesk.services.desk import Desk
from newsdesk.services.dictionaries import dictionary_for

LONGEST_WORD: Final = 60
MOST_SUGGESTIONS: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ\u00ad-][^\W\d_]+)*")
_SKIP: Final = re.compile(r"\S+@\S+|\w+://\S+|www\.\S+|\S*\d\S*|\bTK\w*\b")
_POSSESSIVE: Final = re.compile(r"['’]s?$")


@immutable
class Unknown:
    """A word that no dictionary knows, by its place in the text (in characters)."""

    start: int
    end: int
    word: str


class Speller:
    """Knows the words of one language. ``known`` are words of the desk, case as written."""

    def __init__(self, dictionary: Path, known: Iterable[str] = ()) -> None:
        hunspell: Any = import_module("hunspell")
        self.name = dictionary.stem
        self._engine: Any = hunspell.Hunspell(
            dictionary.stem, hunspell_data_dir=str(dictionary.parent)
        )
        self._lock = threading.Lock()
        self._known = frozenset(_plain(word) for word in known)
        self._answers: dict[str, bool] = {}

    def with_known(self, words: Iterable[str]) -> None:
        """Take words as known from now on."""
        self._known |= frozenset(_plain(word) for word in words)

    def knows(self, word: str) -> bool:
        """Whether a word is spelt as some dictionary, or the desk, has it."""
        plain = _plain(word)
        if plain in self._known or _POSSESSIVE.sub("", plain) in self._known:
            return True
        found = self._answers.get(plain)
        if found is None:
            with self._lock:
                found = self._answers[plain] = self._ask(plain)
        return found

    def _ask(self, word: str) -> bool:
        if self._engine.spell(word):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(part and self._engine.spell(part) for part in parts)

    def unknown(self, text: str) -> tuple[Unknown, ...]:
        """Return the unknown words of a text.

        Addresses, words with digits, TK marks, words in capitals and words of another script are
        let pass.
        """
        masked = _SKIP.sub(lambda match: " " * len(match[0]), text)
        latin = not self.name.startswith(("uk", "ru", "bg", "el", "he", "ar"))
        found: list[Unknown] = []
        for match in _WORD.finditer(masked):
            word = match[0]
            if len(word) < 2 or len(word) > LONGEST_WORD or word.isupper():
                continue
            if _is_latin(word[0]) != latin or self.knows(word):
                continue
            found.append(Unknown(match.start(), match.end(), word))
        return tuple(found)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, best first, with the text's own apostrophe."""
        with self._lock:
            found: Iterable[str] = self._engine.suggest(_plain(word))
        own = "’" if "’" in word else "'"
        return tuple(one.replace("'", own) for one in found)[:MOST_SUGGESTIONS]


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def names_in(text: str) -> frozenset[str]:
    """Return the capitalised words that stand at least twice in a text: names, most likely."""
    seen: dict[str, int] = {}
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        if word[:1].isupper():
            seen[word] = seen.get(word, 0) + 1
    return frozenset(word for word, count in seen.items() if count > 1)


def without_names(unknown: tuple[Unknown, ...], names: frozenset[str]) -> tuple[Unknown, ...]:
    """Return the unknown words that are none of these names."""
    return tuple(one for one in unknown if _POSSESSIVE.sub("", one.word) not in names)


def open_speller(language: str, known: Iterable[str] = (), choices: str = "") -> Speller | None:
    """Make a speller; ``None`` where no dictionary or no engine is at hand.

    ``choices`` is the setting that says which dictionary checks which language.
    """
    dictionary = dictionary_for(language, choices)
    if dictionary is None:
        return None
    try:
        return Speller(dictionary, known)
    except ImportError:
        # Intel Macs: no wheel of the engine exists for them.
        return None


def known_words(desk: Desk) -> frozenset[str]:
    """Return words that the desk knows: names of authors and sections."""
    from newsdesk.services import authors, sections

    texts = [row.display_name for row in authors.rows(desk)]
    texts += [section.label for section in sections.all_sections(desk)]
    return words_of(texts)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return every word of some texts, case as written."""
    return frozenset(word for text in texts for word in _WORD.findall(text))


def used_elsewhere(desk: Desk, *, words: Iterable[str]) -> frozenset[str]:
    """Return the words that at least two stories of the library have: the archive knows them."""
    from newsdesk.services import search

    return frozenset(word for word in words if search.counted(desk, text=f'"{word}"', most=2) > 1)


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("ʼ", "'").replace("\u00ad", "")
