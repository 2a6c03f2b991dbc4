"""The character sets of IIM texts: as the file says (1:90), else as its letters suggest.

IIM 4.2 announces a set by ISO 2022 escapes; many writers announce none and use the set of their
machine. Where UTF-8 does not fit, the reading with the fewest impossible letters wins.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Final

_UTF8_ESCAPES: Final = (b"\x1b%G", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I")
_ANNOUNCED: Final = {
    b"A": "latin-1",
    b"B": "iso8859-2",
    b"C": "iso8859-3",
    b"D": "iso8859-4",
    b"L": "iso8859-5",
    b"G": "iso8859-6",
    b"F": "iso8859-7",
    b"H": "iso8859-8",
    b"M": "iso8859-9",
    b"V": "iso8859-10",
}
"""Final bytes of the escapes that name a part of ISO 8859 (ISO-IR registry, 96-character sets)."""
_ESCAPE_96: Final = re.compile(rb"\x1b[-./]([A-Z])")
_CYRILLIC_RUN: Final = re.compile(rb"[\xc0-\xff\xa8\xb8\xb2\xb3\xaf\xbf\xaa\xba\xa5\xb4]{4}")
"""Four such bytes in a row are a word in Windows-1251; no Western word has four accents."""


def announced(escape: bytes) -> str:
    """Return the codec that dataset 1:90 names, "" where it names none that is known."""
    if any(known in escape for known in _UTF8_ESCAPES):
        return "utf-8"
    found = _ESCAPE_96.search(escape)
    return _ANNOUNCED.get(found.group(1), "") if found else ""


def decode(raw: bytes, charset: str) -> str:
    """Decode a value. One that was cut inside a letter, as IIM's lengths do, loses that letter."""
    if charset == "utf-8":
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        return decoder.decode(raw, final=False)
    return raw.decode(charset, "replace")


def guess(values: Iterable[bytes]) -> str:
    """Return the codec that fits all the values of a file best."""
    texts = [raw for raw in values if not raw.isascii()]
    if not texts or all(_is_utf8(raw) for raw in texts):
        return "utf-8"
    joined = b"\n".join(texts)
    if _CYRILLIC_RUN.search(joined):
        return "cp1251"
    western, mac = _strangeness(joined, "cp1252"), _strangeness(joined, "mac-roman")
    return "mac-roman" if mac < western else "cp1252" if western < _IMPOSSIBLE else "latin-1"


_IMPOSSIBLE: Final = 1_000_000


def _is_utf8(raw: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(raw, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _strangeness(raw: bytes, charset: str) -> int:
    """Count what no Western text has: capitals and symbols inside words."""
    try:
        text = raw.decode(charset)
    except UnicodeDecodeError:
        return _IMPOSSIBLE
    count = 0
    for place, letter in enumerate(text):
        if letter.isascii():
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if letter.isalpha():
            count += letter.isupper() and before.islower()
        elif letter != "’":
            count += before.isalpha() and after.islower()
    return count
