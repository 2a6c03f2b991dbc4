"""Slugs in Latin letters from headlines in any script.

``anyascii`` knows every script, but no language: it writes "Kiiv" for Київ and "Grusse" for
Grüße. Where a language has a romanisation of its own its letters are replaced first. Sources:
Ukrainian: resolution 55 of the Cabinet of Ministers (2010); Bulgarian: Transliteration Act
(2009); Greek: ELOT 743; German, Danish, Norwegian: the usual replacements without umlauts.
See docs/decisions/0003-slugs.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from newsdesk.domain import slug as slugs

_UKRAINIAN = {
    "зг": "zgh", "г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i",
    "х": "kh", "ц": "ts", "щ": "shch", "ю": "iu", "я": "ia", "ь": "",
}  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
"""At the beginning of a word."""
_BULGARIAN = {"щ": "sht", "ъ": "a", "ь": "y", "х": "h", "ц": "ts", "ю": "yu", "я": "ya"}
_GREEK = {
    "γγ": "ng", "γξ": "nx", "γχ": "nch", "ου": "ou", "ού": "ou", "αυ": "av", "αύ": "av",
    "ευ": "ev", "εύ": "ev", "ηυ": "iv", "ηύ": "iv", "χ": "ch", "φ": "f", "β": "v", "υ": "y",
    "ύ": "y", "ϋ": "y", "η": "i", "ή": "i", "ξ": "x", "ψ": "ps", "θ": "th", "ω": "o", "ώ": "o",
}  # fmt: skip
_GREEK_FIRST = {"μπ": "b"}
_VOICELESS = re.compile("([αεη])[υύ](?=[θκξπσςτφχψ])")
"""αυ, ευ and ηυ end in f before these letters (ELOT 743)."""
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue"}
_NORDIC = {"å": "aa", "æ": "ae", "ø": "oe"}
_APOSTROPHES = re.compile("['’ʼ]")
_LETTERS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "uk": _UKRAINIAN, "bg": _BULGARIAN, "el": _GREEK, "de": _GERMAN,
        "da": _NORDIC, "nb": _NORDIC, "nn": _NORDIC, "no": _NORDIC,
    }
)  # fmt: skip
_ELIDING = frozenset({"ca", "fr", "it", "oc"})
"""Languages whose apostrophe stands between two words ("l’été")."""
_FIRST: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"uk": _UKRAINIAN_FIRST, "el": _GREEK_FIRST}
)


def make(text: str, language: str = "", *, fallback: str = "story") -> str:
    """Make a slug of a headline or a name in a language (BCP 47)."""
    return slugs.make(text, transliterate=transliteration(language), fallback=fallback)


def transliteration(language: str) -> Callable[[str], str]:
    """Return the function that writes a language's text in Latin letters without accents."""
    from anyascii import anyascii

    base = language.split("-", maxsplit=1)[0].lower()
    if base in _ELIDING:
        return lambda text: anyascii(_APOSTROPHES.sub(" ", text))
    letters, first = _LETTERS.get(base), _FIRST.get(base, {})
    if letters is None:
        return anyascii
    inside = re.compile("|".join(sorted(letters, key=len, reverse=True)))
    beginning = re.compile(rf"\b({'|'.join(first)})") if first else None

    def transliterate(text: str) -> str:
        text = _APOSTROPHES.sub("", text.lower())
        if base == "el":
            text = _VOICELESS.sub(lambda match: f"{match[1]}f", text)
        if beginning is not None:
            text = beginning.sub(lambda match: first[match[1]], text)
        return anyascii(inside.sub(lambda match: letters[match[0]], text))

    return transliterate
