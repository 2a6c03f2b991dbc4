"""The normal form of bodies: one spelling for each meaning.

Runs: NFC, no control characters, none empty, neighbours differ in formatting; no white space at
the ends of a paragraph and no soft break there. Blocks: none empty; a quote without attribution
followed by a quote is one quote; lists that follow each other and count alike are one list; a
list begins at level 0 and each item is at most one level deeper than the one before; subheads
have level 2 to 4; the rows of a table are equally long.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
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
    ListItem,
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
from newsdesk.domain.text import Run, Runs

DEEPEST_LEVEL = 5
"""The deepest level of a list item."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PREFORMATTED_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffc\ufffe\uffff]")
_EDGE_SPACE = " \n"


def normal_text(text: str) -> str:
    r"""Return text in NFC; line and paragraph separators become ``"\n"``, tabs a space.

    Other control characters, lone surrogates and the object replacement character go.
    """
    if not text.isascii() or not text.isprintable():
        text = text.replace("\r\n", "\n")
        text = _CONTROL.sub(_replacement, text)
        text = _SURROGATE.sub("", text)
        text = unicodedata.normalize("NFC", text)
    return text


def normal_runs(runs: Iterable[Run]) -> Runs:
    """Return runs in normal form."""
    joined: list[Run] = []
    for run in runs:
        text = normal_text(run.text)
        if not text:
            continue
        if joined and _same_formatting(joined[-1], run):
            # Joining may put a letter and its accent side by side.
            joined[-1] = replace(run, text=normal_text(joined[-1].text + text))
        else:
            joined.append(run if text == run.text else replace(run, text=text))
    return tuple(_trimmed(joined))


def normal_body(blocks: Iterable[Block]) -> Body:
    """Return blocks in normal form; empty ones go."""
    body: list[Block] = []
    for block in blocks:
        for made in _normal_block(block):
            _append(body, made)
    return tuple(body)


def _replacement(match: re.Match[str]) -> str:
    found = match.group()
    if found == "\t":
        return " "
    return "\n" if found in "\r\x0b\x0c\x85\u2028\u2029" else ""


def _same_formatting(one: Run, other: Run) -> bool:
    return (
        one.marks == other.marks
        and one.link == other.link
        and one.language == other.language
        and one.note == other.note
    )


def _trimmed(runs: list[Run]) -> list[Run]:
    """Take white space from both ends; runs that were nothing else go."""
    while runs:
        text = runs[0].text.lstrip(_EDGE_SPACE)
        if text == runs[0].text:
            break
        if text:
            runs[0] = replace(runs[0], text=text)
        else:
            del runs[0]
    while runs:
        text = runs[-1].text.rstrip(_EDGE_SPACE)
        if text == runs[-1].text:
            break
        if text:
            runs[-1] = replace(runs[-1], text=text)
        else:
            del runs[-1]
    return runs


def _normal_block(block: Block) -> tuple[Block, ...]:  # noqa: C901, PLR0912 - one arm a block
    match block:
        case Paragraph() | Subhead():
            return _normal_line(block)
        case Quote():
            return _normal_quote(block)
        case PullQuote():
            runs, attribution = normal_runs(block.runs), normal_runs(block.attribution)
            kept = replace(block, runs=runs, attribution=attribution)
            return (kept,) if runs or attribution else ()
        case ListBlock():
            return _normal_list(block)
        case Figure():
            return (replace(block, placement=_normal_placement(block.placement)),)
        case Gallery():
            placements = tuple(_normal_placement(entry) for entry in block.placements)
            caption = normal_runs(block.caption)
            return (Gallery(placements, caption),) if placements or caption else ()
        case Embed():
            kept = replace(block, caption=normal_runs(block.caption))
            return (kept,) if block.url or block.html else ()
        case CallOut():
            paragraphs = _normal_paragraphs(block.paragraphs)
            kept = replace(block, paragraphs=paragraphs)
            return (kept,) if kept != CallOut(purpose=block.purpose) else ()
        case Table():
            return _normal_table(block)
        case Preformatted():
            return _normal_preformatted(block)
        case RawHtml():
            return (block,) if block.html.strip() else ()
        case Divider():
            return (block,)
        case _:
            assert_never(block)


def _normal_line(block: Paragraph | Subhead) -> tuple[Block, ...]:
    runs = normal_runs(block.runs)
    if not runs:
        return ()
    if isinstance(block, Subhead):
        return (Subhead(runs, min(max(block.level, 2), 4)),)
    return (Paragraph(runs),)


def _normal_paragraphs(paragraphs: Iterable[Runs]) -> tuple[Runs, ...]:
    return tuple(runs for runs in map(normal_runs, paragraphs) if runs)


def _normal_quote(quote: Quote) -> tuple[Block, ...]:
    paragraphs = _normal_paragraphs(quote.paragraphs)
    attribution = normal_runs(quote.attribution)
    if not paragraphs and attribution:
        # Nobody is quoted: the line is kept as the words that stand there.
        return (Quote((attribution,)),)
    return (Quote(paragraphs, attribution),) if paragraphs else ()


def _normal_list(block: ListBlock) -> tuple[Block, ...]:
    lists: list[ListBlock] = []
    items: list[ListItem] = []
    start = block.start

    def finish() -> None:
        nonlocal start
        if items:
            number = max(start, 0) if items[0].ordered else 1
            lists.append(ListBlock(tuple(items), number))
            items.clear()
        start = 1

    for item in block.items:
        runs = normal_runs(item.runs)
        if not runs:
            continue
        deepest = items[-1].level + 1 if items else 0
        level = max(0, min(item.level, deepest, DEEPEST_LEVEL))
        if level == 0 and items and items[0].ordered != item.ordered:
            finish()
        items.append(ListItem(runs, level, item.ordered))
    finish()
    return tuple(lists)


def _normal_placement(placement: Placement) -> Placement:
    if placement.caption is None:
        return placement
    return replace(placement, caption=normal_runs(placement.caption))


def _normal_table(table: Table) -> tuple[Block, ...]:
    rows = [tuple(normal_runs(cell) for cell in row.cells) for row in table.rows]
    rows = [row for row in rows if row]
    caption = normal_runs(table.caption)
    if not any(cell for row in rows for cell in row):
        return (Paragraph(caption),) if caption else ()
    width = max(len(row) for row in rows)
    filled = tuple(TableRow(row + ((),) * (width - len(row))) for row in rows)
    return (replace(table, rows=filled, caption=caption),)


def _normal_preformatted(block: Preformatted) -> tuple[Block, ...]:
    text = block.text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATE.sub("", _PREFORMATTED_CONTROL.sub("", text))
    text = unicodedata.normalize("NFC", text).strip("\n")
    return (Preformatted(text, block.code_language),) if text.strip() else ()


def _append(body: list[Block], block: Block) -> None:
    """Add a block, joined to the one before where the two are one."""
    last = body[-1] if body else None
    match last, block:
        case Quote(attribution=()), Quote():
            body[-1] = Quote(last.paragraphs + block.paragraphs, block.attribution)
        case ListBlock(), ListBlock() if _one_list(last, block):
            body[-1] = ListBlock(last.items + block.items, last.start)
        case _:
            body.append(block)


def _one_list(first: ListBlock, second: ListBlock) -> bool:
    return first.items[0].ordered == second.items[0].ordered and second.start == 1
