"""Two texts compared word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from newsdesk.domain.values import immutable


class PieceKind(StrEnum):
    """What became of a passage."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@immutable
class Piece:
    """A passage of either text. Without the added ones they make the earlier text."""

    kind: PieceKind
    text: str


Pieces = tuple[Piece, ...]

# Scripts without spaces change by the character, as their readers would say it.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    r"|[^\W_](?:[^\W_]|[’'\u0300-\u036f\u200d])*|\s+|."
)
_MOST_WORDS = 20_000
"""Words above which two texts that differ are shown as one whole replaced by another."""


def words_of(text: str) -> list[str]:
    """Cut a text into words, spaces and signs; joined they are the text."""
    return _WORD.findall(text)


def compare(before: str, after: str) -> Pieces:
    """Return what stayed, went and came between two texts."""
    if before == after:
        return (Piece(PieceKind.SAME, before),) if before else ()
    old, new = words_of(before), words_of(after)
    if len(old) + len(new) > _MOST_WORDS:
        return _joined([(PieceKind.REMOVED, before), (PieceKind.ADDED, after)])
    found: list[tuple[PieceKind, str]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            same = "".join(old[old_from:old_to])
            # A lone space between two changes would break them into splinters.
            if same.isspace() and found and old_to < len(old):
                found.extend(((PieceKind.REMOVED, same), (PieceKind.ADDED, same)))
            else:
                found.append((PieceKind.SAME, same))
            continue
        found.append((PieceKind.REMOVED, "".join(old[old_from:old_to])))
        found.append((PieceKind.ADDED, "".join(new[new_from:new_to])))
    return _joined(found)


def likeness(before: Counter[str], after: Counter[str]) -> float:
    """Return how many words two texts share, from 0 to 1 (Dice's coefficient)."""
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 0.0


def counted(text: str) -> Counter[str]:
    """Return the words of a text, capitals aside, for ``likeness``."""
    return Counter(word for word in words_of(text.lower()) if word[0].isalnum())


def before_of(pieces: Iterable[Piece]) -> str:
    """Return the earlier text."""
    return "".join(piece.text for piece in pieces if piece.kind is not PieceKind.ADDED)


def after_of(pieces: Iterable[Piece]) -> str:
    """Return the later text."""
    return "".join(piece.text for piece in pieces if piece.kind is not PieceKind.REMOVED)


def _joined(found: Sequence[tuple[PieceKind, str]]) -> Pieces:
    """Join neighbours of a kind; between two passages that stayed, what went comes first."""
    pieces: list[Piece] = []
    gone, come = "", ""

    def put() -> None:
        nonlocal gone, come
        pieces.extend(
            Piece(kind, text)
            for kind, text in ((PieceKind.REMOVED, gone), (PieceKind.ADDED, come))
            if text
        )
        gone = come = ""

    for kind, text in found:
        if kind is PieceKind.REMOVED:
            gone += text
        elif kind is PieceKind.ADDED:
            come += text
        elif pieces and not gone and not come and pieces[-1].kind is PieceKind.SAME:
            pieces[-1] = Piece(PieceKind.SAME, pieces[-1].text + text)
        elif text:
            put()
            pieces.append(Piece(PieceKind.SAME, text))
    put()
    return tuple(pieces)
