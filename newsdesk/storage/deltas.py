"""Texts kept as what changed since an earlier text.

A text is cut into pieces at the borders of JSON objects, which are the borders of blocks. A delta
holds which pieces of the earlier text stay and, deflated, the new pieces between them; the pieces
that went are the dictionary (RFC 1950, section 2.2). Its window of 32 KB so holds the passages
that were rewritten, however long the story is.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Final, cast

_WHOLE: Final = b"\x00"
_DELTA: Final = b"\x01"
_WINDOW: Final = 32 * 1024
_LEVEL: Final = 9
QUICK: Final = 2
"""A level of compression for what is written each second and soon replaced."""
_LONGEST: Final = 64 * 1024 * 1024
"""Bytes that may unfold from what is kept."""

_BORDER = re.compile(r"(?<=[}\]]),(?=[{\[])")

Step = tuple[int, int] | int
"""Pieces of the earlier text that stay (from, to), or the number of new pieces in their place."""


class BrokenDeltaError(ValueError):
    """What is kept, or the text it leans on, is not what was once written."""


def pack(text: str, base: str | None = None, *, level: int = _LEVEL) -> bytes:
    """Return a text as bytes to keep, leaning on an earlier one where that is given."""
    if base is None:
        return _WHOLE + zlib.compress(text.encode(), level)
    from difflib import SequenceMatcher

    old, new = _pieces(base), _pieces(text)
    steps: list[Step] = []
    added: list[str] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            steps.append((old_from, old_to))
        elif new_from < new_to:
            steps.append(new_to - new_from)
            added.extend(new[new_from:new_to])
    plan = zlib.compress(json.dumps(steps, separators=(",", ":")).encode(), _LEVEL)
    deflate = zlib.compressobj(_LEVEL, zdict=_dictionary(old, steps))
    # No piece holds a raw line break: JSON escapes them.
    content = deflate.compress("\n".join(added).encode()) + deflate.flush()
    return _DELTA + len(plan).to_bytes(4, "big") + plan + content


def unpack(kept: bytes, base: str | None = None) -> str:
    """Return the text that ``pack`` was given. Raises BrokenDeltaError."""
    try:
        if not leans(kept):
            return _inflated(zlib.decompressobj(), kept[1:])
        if base is None:
            raise BrokenDeltaError("what it leans on is missing")
        end = 5 + int.from_bytes(kept[1:5], "big")
        old = _pieces(base)
        steps = _read_steps(_inflated(zlib.decompressobj(), kept[5:end]), len(old))
        inflate = zlib.decompressobj(zdict=_dictionary(old, steps))
        added = iter(_inflated(inflate, kept[end:]).split("\n"))
        return ",".join(_joined(old, added, steps))
    except (zlib.error, ValueError, StopIteration, RuntimeError) as error:
        raise BrokenDeltaError(str(error)[:100]) from error


def leans(kept: bytes) -> bool:
    """Say whether kept bytes need an earlier text to be read."""
    return kept[:1] == _DELTA


def _joined(old: list[str], added: Iterator[str], steps: list[Step]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, int):
            for _ in range(step):
                yield next(added)
        else:
            yield from old[step[0] : step[1]]


def _read_steps(text: str, pieces: int) -> list[Step]:
    found: object = json.loads(text)
    steps: list[Step] = []
    for entry in cast("list[object]", found) if isinstance(found, list) else []:
        match entry:
            case int() if entry > 0:
                steps.append(entry)
            case [int(start), int(end)] if 0 <= start < end <= pieces:
                steps.append((start, end))
            case _:
                raise BrokenDeltaError("its steps make no sense")
    return steps


def _dictionary(old: list[str], steps: list[Step]) -> bytes:
    """Return the pieces that no step keeps, as far as they fit into the window."""
    kept = {at for step in steps if not isinstance(step, int) for at in range(*step)}
    gone = "\n".join(piece for at, piece in enumerate(old) if at not in kept)
    return gone.encode()[-_WINDOW:]


def _pieces(text: str) -> list[str]:
    return _BORDER.split(text)


def _inflated(inflate: zlib._Decompress, content: bytes) -> str:  # pyright: ignore[reportPrivateUsage] - zlib names its type so
    found = inflate.decompress(content, _LONGEST)
    if not inflate.eof:
        raise BrokenDeltaError("it is cut off or too large")
    return found.decode()
