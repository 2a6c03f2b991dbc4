"""The characters that HTML and XML can hold."""

from __future__ import annotations

import re
from typing import Final

_NOT_HTML: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0010fffe\U0010ffff]"
)


def clean(text: str) -> str:
    """Return text without the characters that HTML and XML cannot hold (HTML, 13.2.3.5)."""
    return _NOT_HTML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
