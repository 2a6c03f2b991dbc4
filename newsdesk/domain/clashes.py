"""The places of a story that two people changed differently, and what is chosen for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from newsdesk.domain.article import Article
from newsdesk.domain.difference import NO_NAMES, BlockChange, BlockDifference, body_difference
from newsdesk.domain.merging import BlockConflict, FieldConflict, Merged
from newsdesk.domain.normal import normal_body
from newsdesk.domain.storyfields import FIELDS, Names
from newsdesk.domain.values import immutable
from newsdesk.domain.wording import Piece, PieceKind, Pieces, compare


class Side(StrEnum):
    """What shall stand in a place: ours, theirs, or for blocks theirs after ours."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@immutable
class Clash:
    """A place that both changed: its name, and our words compared with theirs.

    ``is_text`` marks blocks of the body, of which both may stay.
    """

    label: str
    pieces: Pieces
    is_text: bool = False


def clashes(
    merged: Merged, mine: Article, theirs: Article, *, names: Names = NO_NAMES
) -> tuple[Clash, ...]:
    """Return the places to decide on, fields first, in the order that ``settled`` takes."""
    fields = (_of_field(one, mine, theirs, names) for one in merged.fields)
    return (*fields, *(_of_blocks(one, names) for one in merged.blocks))


def _of_field(conflict: FieldConflict, mine: Article, theirs: Article, names: Names) -> Clash:
    entry = next((one for one in FIELDS if conflict.name in one.parts), None)
    if entry is None:
        return Clash(conflict.label, compare(str(conflict.mine), str(conflict.theirs)))
    return Clash(entry.label, compare(entry.says(mine, names), entry.says(theirs, names)))


def _of_blocks(conflict: BlockConflict, names: Names) -> Clash:
    pieces: list[Piece] = []
    begun: set[PieceKind] = set()
    for block in body_difference(conflict.mine, conflict.theirs, names=names):
        on = {PieceKind.REMOVED} if block.before is not None else set[PieceKind]()
        if block.after is not None:
            on.add(PieceKind.ADDED)
        pieces.extend(Piece(kind, "\n") for kind in sorted(on & begun))
        begun |= on
        pieces.extend(_words(block))
    return Clash(f"Block {conflict.at + 1}", tuple(pieces), is_text=True)


def _words(block: BlockDifference) -> Pieces:
    if block.change is BlockChange.REMOVED:
        return tuple(Piece(PieceKind.REMOVED, piece.text) for piece in block.pieces)
    found = list(block.pieces)
    if block.change in {BlockChange.CHANGED, BlockChange.MOVED}:
        for detail in block.details:
            found += [Piece(PieceKind.SAME, f"\n{detail.label}: "), *detail.pieces]
    return tuple(found)


def settled(merged: Merged, sides: Sequence[Side]) -> Article:
    """Return the joined story with what was chosen for each clash, in the order of ``clashes``."""
    count = len(merged.fields)
    values = {
        conflict.name: conflict.theirs
        for conflict, side in zip(merged.fields, sides[:count], strict=True)
        if side is Side.THEIRS
    }
    body = list(merged.article.body)
    chosen = zip(merged.blocks, sides[count:], strict=True)
    # From the last to the first, so that the places of the others stay.
    for conflict, side in sorted(chosen, key=lambda pair: pair[0].at, reverse=True):
        if side is Side.MINE:
            continue
        start = conflict.at + (len(conflict.mine) if side is Side.BOTH else 0)
        body[start : conflict.at + len(conflict.mine)] = conflict.theirs
    return replace(merged.article, **values, body=normal_body(body))
