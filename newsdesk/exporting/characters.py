"""The characters that HTML and XML can hold."""

from __future__ import annotations

import re
from typing import Final

_CONTROLS: Final = bytes(code for code in range(0x20) if code not in b"\t\n") + b"\x7f"
_LATER_CONTROLS: Final = re.compile(rb"\xc2[\x80-\x9f]")  # U+0080 to U+009F
_LONGER: Final = (  # A single byte is looked for first: that is by far the quickest.
    (b"\xef", re.compile(rb"\xef\xb7[\x90-\xaf]")),  # U+FDD0 to U+FDEF
    (b"\xef", re.compile(rb"\xef\xbf[\xbe\xbf]")),  # U+FFFE and U+FFFF
    (
        b"\xbf",
        re.compile(rb"[\xf0-\xf4][\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]"),
    ),  # The last two of each plane
)


def clean(text: str) -> str:
    """Return text without the characters that HTML and XML cannot hold (HTML, 13.2.3.5)."""
    return cleaned(text).decode()


def cleaned(text: str) -> bytes:
    """Return text as ``clean`` does, in UTF-8: a page takes some millionths of a second so."""
    data = text.encode("utf-8", "ignore")  # Lone surrogates go.
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    data = data.translate(None, _CONTROLS)
    if text.isascii():
        return data
    if any(piece[0] < 0xA0 for piece in data.split(b"\xc2")[1:]):
        data = _LATER_CONTROLS.sub(b"", data)
    for mark, pattern in _LONGER:
        if mark in data:
            data = pattern.sub(b"", data)
    return data
