"""The character sets of IIM texts: as the file says (1:90), else as its letters suggest.

IIM 4.2 announces a set by ISO 2022 escapes; many writers announce none and use the set of their
machine. Where UTF-8 does not fit, the reading with the fewest impossible letters wins.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Final

from newsdesk.media.guessing import guess

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
    b"T": "iso8859-11",
    b"Y": "iso8859-13",
    b"_": "iso8859-14",
    b"b": "iso8859-15",
    b"f": "iso8859-16",
}
"""Final bytes of the escapes that name a part of ISO 8859 (ISO-IR registry, 96-character sets)."""
_DOUBLE: Final = {b"\x1b$)A": "gb18030", b"\x1b$)C": "euc_kr", b"\x1b$)B": "euc_jp"}
"""Escapes that name a set of two bytes a sign (ISO-IR 58, 149 and 87)."""
_ESCAPE_96: Final = re.compile(rb"\x1b[-./]([A-Z_bf])")
_NAMED: Final = re.compile(rb"(?i)(?:iso-?8859-\d+|utf-?8|windows-?125\d|koi8-?[ru])")
"""Names that some writers put where escapes belong."""


def announced(escape: bytes) -> str:
    """Return the codec that dataset 1:90 names, "" where it names none that is known."""
    if any(known in escape for known in _UTF8_ESCAPES):
        return "utf-8"
    for known, codec in _DOUBLE.items():
        if known in escape:
            return codec
    found = _ESCAPE_96.search(escape)
    if found is None:
        named = _NAMED.search(escape)
        return codecs.lookup(named.group().decode("ascii")).name if named else ""
    return _ANNOUNCED.get(found.group(1), "")


def decode(raw: bytes, charset: str) -> str:
    """Decode a value. One that was cut inside a letter, as IIM's lengths do, loses that letter."""
    if charset == "utf-8":
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        return decoder.decode(raw, final=False)
    return raw.decode(charset, "replace")


def fitting(charset: str, values: Iterable[bytes]) -> str:
    """Return the codec of the values of a file: the one announced, unless it cannot be."""
    texts = [raw for raw in values if not raw.isascii()]
    if charset and (charset != "utf-8" or all(map(_is_utf8, texts))):
        return charset
    if all(map(_is_utf8, texts)):
        return "utf-8"
    return guess(b"\n".join(texts))


def _is_utf8(raw: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(raw, final=False)
    except UnicodeDecodeError:
        return False
    return True
