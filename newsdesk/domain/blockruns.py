"""The formatted texts of a block, in the order in which they are read: to look at, to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from newsdesk.domain.body import (
    Block,
    CallOut,
    Divider,
    Embed,
    Figure,
    Gallery,
    ListBlock,
    Paragraph,
    Preformatted,
    PullQuote,
    Quote,
    RawHtml,
    Subhead,
    Table,
    TableRow,
)
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Runs


def runs_of(block: Block) -> tuple[Runs, ...]:
    """Return the formatted texts of a block, captions included, one a paragraph, item or cell."""
    match block:
        case Paragraph() | Subhead():
            return (block.runs,)
        case PullQuote():
            return (block.runs, block.attribution)
        case Quote():
            return (*block.paragraphs, block.attribution)
        case ListBlock():
            return tuple(item.runs for item in block.items)
        case Figure():
            return (block.placement.caption or (),)
        case Gallery():
            return (*(one.caption or () for one in block.placements), block.caption)
        case Embed():
            return (block.caption,)
        case CallOut():
            return block.paragraphs
        case Table():
            return (*(cell for row in block.rows for cell in row.cells), block.caption)
        case Divider() | Preformatted() | RawHtml():
            return ()
        case _:
            assert_never(block)


def with_runs(block: Block, change: Callable[[Runs], Runs]) -> Block:
    """Return a block with the texts that ``runs_of`` names changed, in the same order."""
    match block:
        case Paragraph() | Subhead():
            return replace(block, runs=change(block.runs))
        case PullQuote():
            runs = change(block.runs)
            return replace(block, runs=runs, attribution=change(block.attribution))
        case Quote():
            paragraphs = tuple(map(change, block.paragraphs))
            return replace(block, paragraphs=paragraphs, attribution=change(block.attribution))
        case ListBlock():
            items = tuple(replace(item, runs=change(item.runs)) for item in block.items)
            return replace(block, items=items)
        case Figure():
            return Figure(_captioned(block.placement, change))
        case Gallery():
            placements = tuple(_captioned(one, change) for one in block.placements)
            return replace(block, placements=placements, caption=change(block.caption))
        case Embed():
            return replace(block, caption=change(block.caption))
        case CallOut():
            return replace(block, paragraphs=tuple(map(change, block.paragraphs)))
        case Table():
            rows = tuple(TableRow(tuple(map(change, row.cells))) for row in block.rows)
            return replace(block, rows=rows, caption=change(block.caption))
        case Divider() | Preformatted() | RawHtml():
            return block
        case _:
            assert_never(block)


def _captioned(placement: Placement, change: Callable[[Runs], Runs]) -> Placement:
    """Change a caption of one's own; one that follows the library's stays away."""
    if placement.caption is None:
        return placement
    return replace(placement, caption=change(placement.caption))
