"""Which character set bytes are in that say nothing of it: the one that makes words of them.

Each set is read and what no language has together is counted: letters of two alphabets, capitals
and signs inside words, rare ideographs. The reading with the least of it wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

_EUROPE: Final[tuple[tuple[str, float, tuple[str, ...]], ...]] = (
    ("cp1252", 0.0, (
        "éèàçêâîôûùëïüÿœæ", "äöüßé", "áéíóúñüçàèòï", "ãõáéíóúâêôàçü", "àèéìíòóùú", "åäöæøéü",
        "éëïóöüèáêç",
    )),
    ("mac-roman", 0.2, (
        "éèàçêâîôûùëïüÿœæ", "äöüßé", "áéíóúñüçàèòï", "ãõáéíóúâêôàçü", "àèéìíòóùú", "åäöæøéü",
    )),
    ("cp1250", 0.3, (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž",
    )),
    ("cp1254", 0.3, ("çğıöşüâîûi̇",)),
    ("cp1252", 0.4, ("áðéíóúýþæöü",)),
)  # fmt: skip
"""Sets with what each costs before a letter is read, because fewer files are in it, and the
letters beside a to z of the languages that it is for."""

_ALPHABETS: Final[Mapping[str, tuple[str, ...]]] = {
    "cp1251": ("оаеинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "оаинівтерслкудмпязьбгчйхцюєїжшщфґ'",
               "аоиенртскулвдпмјзгбњцшжћчљђхфџ"),
    "koi8-u": ("оаеинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "оаинівтерслкудмпязьбгчйхцюєїжшщфґ"),
    "cp1253": ("αοιετσνρςυπκμληγδόίάέωήχθύφβώξζψϊϋ",),
    "cp1255": ("יוהלאמרתבשנםדחפעקכסגטצןזץךף",),
    "cp1256": ("اليمنترودبعسةفهكقحجشطصىخأضغثزظذءؤإئآ",),
}  # fmt: skip
"""Letters of languages with an alphabet of their own, the commonest first."""

_COMMON: Final = 10
_SELDOM: Final = 0.7
"""What a set of East Asia costs before a sign is read."""
_TYPOGRAPHY: Final = frozenset("“”‘’‚„«»‹›–—…•·€£©®™°№§\xa0ªº¡¿")
_FINAL: Final = frozenset("ςםןץךף")
_LONGEST: Final = 20_000
_IDEOGRAPHS: Final[Mapping[str, tuple[str, range]]] = {
    "euc_kr": ("euc_kr", range(0xB0, 0xC9)),
    "shift_jis": ("euc_jp", range(0xB0, 0xD0)),
    "euc_jp": ("euc_jp", range(0xB0, 0xD0)),
    "gb18030": ("gb2312", range(0xB0, 0xD8)),
    "big5": ("big5", range(0xA4, 0xC7)),
}
"""Sets of East Asia: in which set, and behind which first bytes, common signs stand."""
_MIXED: Final = re.compile(r"[A-Za-z](?=[^\W\d_A-Za-z])|[^\W\d_A-Za-z](?=[A-Za-z])")
_KANA: Final = re.compile("[\u3041-\u30ff]")
_FULL_WIDTH: Final = re.compile("[\u3000-\u303f\uff01-\uff5e\u3041-\u30ff]")


def guess(raw: bytes) -> str:
    """Return the codec that makes most sense of bytes that are not ASCII."""
    raw = raw[:_LONGEST]
    costs = sorted((cost, place, codec) for place, (codec, cost) in enumerate(_readings(raw)))
    return costs[0][2] if costs else "latin-1"


def _readings(raw: bytes) -> Iterator[tuple[str, float]]:
    """Yield what each set costs; of equal ones the first counts, so the commonest come first."""
    for codec, seldom, languages in _EUROPE:
        text = _read(raw, codec)
        if text is not None:
            yield codec, min(_oddities(text, letters) for letters in languages) + seldom
    for codec, languages in _ALPHABETS.items():
        text = _read(raw, codec)
        if text is not None:
            yield codec, min(_own_oddities(text, one) for one in languages)
    for codec, (home, common) in _IDEOGRAPHS.items():
        text = _read(raw, codec)
        if text is not None:
            japanese = codec in {"shift_jis", "euc_jp"}
            seldom = 2 * _SELDOM if japanese and not _KANA.search(text) else _SELDOM
            yield codec, sum(_rare(sign, home, common) for sign in text) + seldom


def _read(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _oddities(text: str, letters: str) -> int:
    """Count what no text of a language has: foreign letters, capitals and signs inside words."""
    count = 0
    for place, letter in enumerate(text):
        if letter.isascii():
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if letter.isalpha() and letter not in _TYPOGRAPHY:
            foreign = letter.lower() not in letters
            capital = letter.isupper() and before.islower()
            count += foreign or capital or (letter in _FINAL and after.isalpha())
        elif letter not in _TYPOGRAPHY:
            count += 2
        elif letter != "’":
            money = letter in "£€" and after.isalpha()
            count += money or (before.isalpha() and after.islower())
    return count


def _own_oddities(text: str, letters: str) -> float:
    """Count the same for a language with an alphabet of its own: none of its letters stands
    beside one of ours. Up to a half is added the rarer the letters are that a text is of.
    """
    found = [letter for letter in text.lower() if not letter.isascii() and letter.isalpha()]
    common = sum(letter in letters[:_COMMON] for letter in found) / max(1, len(found))
    return _oddities(text, letters) + len(_MIXED.findall(text)) + (1 - common) / 2


def _rare(sign: str, home: str, common: range) -> int:
    """Say whether a sign is none that a text of East Asia often has."""
    if sign.isascii() or _FULL_WIDTH.match(sign):
        return 0
    try:
        return sign.encode(home)[0] not in common
    except UnicodeEncodeError:
        return 1
