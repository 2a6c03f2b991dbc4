"""A body as plain text: one paragraph a line, empty lines between blocks."""

from __future__ import annotations

from typing import assert_never

from newsdesk.domain.body import (
    Block,
    Body,
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
)
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Runs, plain

_INDENT = "  "


def write_text(body: Body) -> str:
    """Write a body as plain text; it ends with a line break unless it is empty."""
    parts = [text for block in body if (text := _block(block))]
    return "\n\n".join(parts) + "\n" if parts else ""


def _block(block: Block) -> str:  # noqa: C901, PLR0912 - one short case for each block
    match block:
        case Paragraph() | Subhead():
            return plain(block.runs)
        case Quote():
            return _attributed([plain(runs) for runs in block.paragraphs], block.attribution)
        case PullQuote():
            return _attributed([plain(block.runs)], block.attribution)
        case ListBlock():
            return _list(block)
        case Figure():
            return _picture(block.placement)
        case Gallery():
            lines = [_picture(placement) for placement in block.placements]
            return "\n".join(line for line in [*lines, plain(block.caption)] if line)
        case Embed():
            lines = [block.title, block.url, plain(block.caption)]
            return "\n".join(line for line in lines if line)
        case CallOut():
            paragraphs = [plain(runs) for runs in block.paragraphs]
            lines = [block.kicker, block.title, *paragraphs, block.button_label, block.url]
            return "\n".join(line for line in lines if line)
        case Table():
            rows = ["\t".join(_cell(cell) for cell in row.cells) for row in block.rows]
            return "\n".join([plain(block.caption), *rows] if block.caption else rows)
        case Divider():
            return "* * *"
        case Preformatted():
            return block.text
        case RawHtml():
            return ""
        case _:
            assert_never(block)


def _attributed(paragraphs: list[str], attribution: Runs) -> str:
    lines = [*paragraphs, f"— {plain(attribution)}"] if attribution else paragraphs
    return "\n\n".join(line for line in lines if line)


def _list(block: ListBlock) -> str:
    lines: list[str] = []
    numbers: list[int] = []
    for item in block.items:
        level = min(item.level, len(numbers))
        del numbers[level + 1 :]
        if level == len(numbers):
            numbers.append(block.start if not lines else 1)
        else:
            numbers[level] += 1
        marker = f"{numbers[level]}. " if item.ordered else "• "
        margin = _INDENT * level
        text = plain(item.runs).replace("\n", f"\n{margin}{' ' * len(marker)}")
        lines.append(f"{margin}{marker}{text}")
    return "\n".join(lines)


def _picture(placement: Placement) -> str:
    return plain(placement.caption) if placement.caption else ""


def _cell(cell: Runs) -> str:
    return plain(cell).replace("\n", " ")
