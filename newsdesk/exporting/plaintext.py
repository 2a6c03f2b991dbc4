"""Bodies as plain text, as copy desks read and wire services send them."""

from __future__ import annotations

from collections.abc import Iterator
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
from newsdesk.domain.text import Runs, plain
from newsdesk.exporting.bodyhtml import clean_raw_html


def text_of_html(html: str) -> str:
    """Return the words of raw HTML."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(clean_raw_html(html)).body
    return " ".join(body.text(separator=" ").split()) if body is not None else ""


def write_text(body: Body) -> str:
    """Write a body as paragraphs with an empty line between them; "" for an empty one."""
    return "\n\n".join(part for block in body if (part := "\n".join(lines_of(block))))


def lines_of(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one arm a block
    """Yield the lines of a block."""
    match block:
        case Paragraph() | Subhead():
            yield plain(block.runs)
        case Quote():
            yield from (plain(runs) for runs in block.paragraphs)
            yield from _attribution(block.attribution)
        case PullQuote():
            yield plain(block.runs)
            yield from _attribution(block.attribution)
        case ListBlock():
            yield from _list(block)
        case Figure():
            yield from _caption(block.placement.caption)
        case Gallery():
            for placement in block.placements:
                yield from _caption(placement.caption)
            yield from _caption(block.caption)
        case Embed():
            yield f"{block.title or block.provider or block.url}: {block.url}"
        case CallOut():
            yield from (part for part in (block.kicker, block.title) if part)
            yield from (plain(runs) for runs in block.paragraphs)
            if block.url:
                yield f"{block.button_label}: {block.url}" if block.button_label else block.url
        case Table():
            yield from _caption(block.caption)
            yield from ("\t".join(map(_cell, row.cells)) for row in block.rows)
        case Divider():
            yield "* * *"
        case Preformatted():
            yield block.text
        case RawHtml():
            yield text_of_html(block.html)
        case _:
            assert_never(block)


def _attribution(runs: Runs) -> Iterator[str]:
    if runs:
        yield f"— {plain(runs)}"


def _caption(runs: Runs | None) -> Iterator[str]:
    if runs:
        yield f"[{plain(runs)}]"


def _cell(runs: Runs) -> str:
    return plain(runs).replace("\n", " ")


def _list(block: ListBlock) -> Iterator[str]:
    numbers: list[int] = []
    for place, item in enumerate(block.items):
        level = min(item.level, len(numbers))
        del numbers[level + 1 :]
        if level == len(numbers):
            numbers.append(1 if place else block.start)
        else:
            numbers[level] += 1
        marker = f"{numbers[level]}. " if item.ordered else "• "
        margin = "  " * level
        text = plain(item.runs).replace("\n", f"\n{margin}{' ' * len(marker)}")
        yield f"{margin}{marker}{text}"
