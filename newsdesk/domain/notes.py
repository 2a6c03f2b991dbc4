"""Notes on passages: where they stand in a body, and a body without some of them.

A note is kept with the story (``Article.notes``); the runs of its passage point to it. It loses
its passage when all of that text goes, and has it again when the text comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import assert_never

from newsdesk.domain.article import Article
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
    TableRow,
)
from newsdesk.domain.ids import NoteId
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Run, Runs

_Change = Callable[[Runs], Runs]


def passages(body: Body) -> Mapping[NoteId, str]:
    """Return the text that each note stands on, in the order of the story.

    What stands in several blocks, or was parted by other words, is joined by a space.
    """
    found: dict[NoteId, str] = {}
    for block in body:
        _with_runs(block, lambda runs: _gather(runs, found))
    return found


def body_without(body: Body, unwanted: Callable[[NoteId], bool]) -> Body:
    """Return a body without the pointers to some notes; its text stays."""

    def run(given: Run) -> Run:
        gone = given.note is not None and unwanted(given.note)
        return replace(given, note=None) if gone else given

    return tuple(_with_runs(block, lambda runs: tuple(map(run, runs))) for block in body)


def bare(body: Body) -> Body:
    """Return a body in normal form without any pointer to a note, as it leaves Newsdesk."""
    if not passages(body):
        return body
    return normal_body(body_without(body, lambda _note: True))


def change(article: Article, note: NoteId, *, text: str = "", resolved: bool) -> Article:
    """Return a story with a note resolved or open, and perhaps reworded."""
    changed = (
        replace(one, text=text or one.text, resolved=resolved) if one.id == note else one
        for one in article.notes
    )
    return replace(article, notes=tuple(changed))


def drop(article: Article, note: NoteId) -> Article:
    """Return a story without one of its notes."""
    return replace(article, notes=tuple(one for one in article.notes if one.id != note))


def _gather(runs: Runs, found: dict[NoteId, str]) -> Runs:
    before: NoteId | None = None
    for run in runs:
        if run.note is not None:
            gap = " " if run.note != before and run.note in found else ""
            found[run.note] = found.get(run.note, "") + gap + run.text
        before = run.note
    return runs


def _with_runs(block: Block, change: _Change) -> Block:
    """Return a block with its runs changed, in the order in which they are read."""
    match block:
        case Paragraph() | Subhead():
            return replace(block, runs=change(block.runs))
        case ListBlock():
            items = tuple(replace(item, runs=change(item.runs)) for item in block.items)
            return replace(block, items=items)
        case Quote():
            paragraphs = tuple(map(change, block.paragraphs))
            return replace(block, paragraphs=paragraphs, attribution=change(block.attribution))
        case PullQuote():
            runs = change(block.runs)
            return replace(block, runs=runs, attribution=change(block.attribution))
        case CallOut():
            return replace(block, paragraphs=tuple(map(change, block.paragraphs)))
        case Table():
            rows = tuple(TableRow(tuple(map(change, row.cells))) for row in block.rows)
            return replace(block, rows=rows, caption=change(block.caption))
        case Figure():
            placement = block.placement
            if placement.caption is None:
                return block
            return Figure(replace(placement, caption=change(placement.caption)))
        case Gallery() | Embed():
            return replace(block, caption=change(block.caption))
        case Divider() | Preformatted() | RawHtml():
            return block
        case _:
            assert_never(block)
