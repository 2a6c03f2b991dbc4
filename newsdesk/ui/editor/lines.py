"""Lines: the flat form between a body and a document, one for each block of text or card.

A quote is a line for each of its paragraphs and one for its attribution; a list is its items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from newsdesk.domain import bodyjson
from newsdesk.domain.body import (
    Block,
    Body,
    CallOut,
    Divider,
    Embed,
    Figure,
    Gallery,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    PullQuote,
    Quote,
    RawHtml,
    Subhead,
    Table,
)
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Run, Runs
from newsdesk.domain.values import immutable
from newsdesk.ui.editor.formats import BlockStyle, Kind


@immutable
class Line:
    """One block of a document. ``card`` is the JSON of a card's block, "" for text."""

    style: BlockStyle
    runs: Runs = ()
    card: str = ""


def lines_of(body: Body) -> Iterator[Line]:
    """Lay a body out as lines."""
    for block in body:
        yield from _lines_of_block(block)


def line_of_block(body: Body, index: int) -> int:
    """The number of the line on which a block of a body begins."""
    return sum(1 for _ in lines_of(body[:index]))


def _lines_of_block(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield Line(BlockStyle(Kind.PARAGRAPH), block.runs)
        case Subhead():
            yield Line(BlockStyle(Kind.SUBHEAD, block.level), block.runs)
        case Quote():
            for runs in block.paragraphs or ((),):
                yield Line(BlockStyle(Kind.QUOTE), runs)
            yield from _attribution(block.attribution)
        case PullQuote():
            yield Line(BlockStyle(Kind.PULL_QUOTE), block.runs)
            yield from _attribution(block.attribution)
        case ListBlock():
            for index, item in enumerate(block.items):
                start = block.start if index == 0 else 1
                style = BlockStyle(Kind.ITEM, item.level, item.ordered, start)
                yield Line(style, item.runs)
        case Preformatted():
            style = BlockStyle(Kind.PREFORMATTED, code_language=block.code_language)
            yield Line(style, (Run(block.text),) if block.text else ())
        case Figure() | Gallery() | Embed() | CallOut() | Table() | Divider() | RawHtml():
            yield Line(BlockStyle(Kind.CARD), card=card_json(block))
        case _:
            assert_never(block)


def _attribution(runs: Runs) -> Iterator[Line]:
    if runs:
        yield Line(BlockStyle(Kind.ATTRIBUTION), runs)


def card_json(block: Block) -> str:
    """The JSON a card carries: a body of this one block."""
    return bodyjson.write((block,))


def card_block(json: str) -> Block:
    """The block a card stands for."""
    return bodyjson.read(json)[0]


def body_of(lines: Iterable[Line]) -> Body:
    """Gather lines into a body in normal form."""
    blocks: list[Block] = []
    for line in lines:
        previous = blocks[-1] if blocks else None
        joined = _joined(previous, line)
        if joined is None:
            blocks.append(_block_of(line))
        else:
            blocks[-1] = joined
    return normal_body(tuple(blocks))


def _joined(previous: Block | None, line: Line) -> Block | None:
    """The block before with the line taken in; ``None`` where the line begins a block."""
    style = line.style
    match previous:
        case Quote(paragraphs, ()) if style.kind is Kind.QUOTE:
            return Quote((*paragraphs, line.runs))
        case Quote(paragraphs, ()) if style.kind is Kind.ATTRIBUTION:
            return Quote(paragraphs, line.runs)
        case PullQuote(runs, ()) if style.kind is Kind.ATTRIBUTION:
            return PullQuote(runs, line.runs)
        case ListBlock(items, start) if style.kind is Kind.ITEM and _continues(items[0], style):
            return ListBlock((*items, _item(line)), start)
        case _:
            return None


def _continues(first: ListItem, style: BlockStyle) -> bool:
    return style.level > 0 or (style.ordered == first.ordered and style.start == 1)


def _item(line: Line) -> ListItem:
    return ListItem(line.runs, line.style.level, line.style.ordered)


def _block_of(line: Line) -> Block:
    style = line.style
    match style.kind:
        case Kind.PARAGRAPH | Kind.ATTRIBUTION:
            return Paragraph(line.runs)
        case Kind.SUBHEAD:
            return Subhead(line.runs, style.level)
        case Kind.QUOTE:
            return Quote((line.runs,))
        case Kind.PULL_QUOTE:
            return PullQuote(line.runs)
        case Kind.ITEM:
            return ListBlock((_item(line),), style.start)
        case Kind.PREFORMATTED:
            text = "".join(run.text for run in line.runs)
            return Preformatted(text, style.code_language)
        case Kind.CARD:
            return card_block(line.card)
        case _:
            assert_never(style.kind)
