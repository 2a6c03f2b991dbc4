"""The difference between two states of a story: the whole page, for screens and for paper.

The values here know nothing of how they are shown. A window shows them side by side or inline,
and ``exporting.differencehtml`` writes them for the legal desk.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import assert_never

from newsdesk.domain.alignment import Pair, align
from newsdesk.domain.article import Article
from newsdesk.domain.blockruns import runs_of
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
from newsdesk.domain.reading import texts_of
from newsdesk.domain.storyfields import FIELDS, Names, placement_says
from newsdesk.domain.text import Run
from newsdesk.domain.values import immutable
from newsdesk.domain.wording import Pieces, compare

NO_NAMES = Names()


class BlockChange(StrEnum):
    """What became of a block."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """It stands elsewhere, and may have changed as well."""


@immutable
class FieldDifference:
    """A field that differs: its name in ``Article``, its label, and its words compared."""

    name: str
    label: str
    before: str
    after: str
    pieces: Pieces


@immutable
class BlockDifference:
    """A block before and after, with its positions; ``None`` on the side where it is not.

    ``pieces`` compares its text; ``details`` everything else about it that differs: its kind, its
    formatting, a picture's caption, alt text, credit, crop.
    """

    change: BlockChange
    before: Block | None = None
    after: Block | None = None
    before_at: int | None = None
    after_at: int | None = None
    pieces: Pieces = ()
    details: tuple[FieldDifference, ...] = ()


@immutable
class Difference:
    """Two states of a story compared. ``blocks`` are all blocks, in the later reading order."""

    before: Article
    after: Article
    fields: tuple[FieldDifference, ...] = ()
    blocks: tuple[BlockDifference, ...] = ()

    @property
    def changed_blocks(self) -> tuple[BlockDifference, ...]:
        """The blocks that are not the same, to walk from one to the next."""
        return tuple(block for block in self.blocks if block.change is not BlockChange.SAME)

    @property
    def count(self) -> int:
        """How many fields and blocks differ."""
        return len(self.fields) + len(self.changed_blocks)

    def __bool__(self) -> bool:
        return bool(self.count)


def difference(before: Article, after: Article, *, names: Names = NO_NAMES) -> Difference:
    """Compare two states of a story."""
    fields = [
        _field(entry.name, entry.label, entry.says(before, names), entry.says(after, names))
        for entry in FIELDS
        if any(getattr(before, part) != getattr(after, part) for part in entry.parts)
    ]
    return Difference(
        before,
        after,
        tuple(entry for entry in fields if entry is not None),
        body_difference(before.body, after.body, names=names),
    )


def body_difference(
    before: Body, after: Body, *, names: Names = NO_NAMES
) -> tuple[BlockDifference, ...]:
    """Compare two bodies block by block."""
    return tuple(_block(pair, before, after, names) for pair in align(before, after))


def _field(name: str, label: str, before: str, after: str) -> FieldDifference | None:
    if before == after:
        return None
    return FieldDifference(name, label, before, after, compare(before, after))


def _block(pair: Pair, old: Body, new: Body, names: Names) -> BlockDifference:
    before = None if pair.before is None else old[pair.before]
    after = None if pair.after is None else new[pair.after]
    if before is None:
        change = BlockChange.ADDED
    elif after is None:
        change = BlockChange.REMOVED
    elif pair.moved:
        change = BlockChange.MOVED
    else:
        change = BlockChange.SAME if before == after else BlockChange.CHANGED
    return BlockDifference(
        change,
        before,
        after,
        pair.before,
        pair.after,
        compare(_text(before), _text(after)),
        _details(before, after, names),
    )


def _text(block: Block | None) -> str:
    return "" if block is None else "\n".join(text for text in texts_of(block) if text)


def _details(
    before: Block | None, after: Block | None, names: Names
) -> tuple[FieldDifference, ...]:
    if before == after:
        return ()
    old = {} if before is None else _facts(before, names)
    new = {} if after is None else _facts(after, names)
    found = [
        _field(label.lower().replace(" ", "_"), label, old.get(label, ""), new.get(label, ""))
        for label in dict.fromkeys((*old, *new))
    ]
    return tuple(entry for entry in found if entry is not None)


def _facts(block: Block, names: Names) -> dict[str, str]:
    """Return what a block is beside its text, in words."""
    # A paragraph is what a block is when nothing is said of it.
    facts = {"Kind": "" if isinstance(block, Paragraph) else _kind(block)}
    facts["Formatting"] = _formatting(block)
    match block:
        case Figure():
            facts |= dict(placement_says(block.placement, names))
        case Gallery():
            for number, placement in enumerate(block.placements, start=1):
                says = placement_says(placement, names)
                facts |= {f"{label} {number}": text for label, text in says}
        case Embed():
            facts |= {"Address": block.url, "Title": block.title}
        case CallOut():
            facts |= {"Address": block.url, "Button": block.button_label}
        case RawHtml():
            facts["HTML"] = block.html
        case ListBlock():
            facts["Nesting"] = _nesting(block)
        case Table():
            facts["Header"] = ", ".join(_headers(block))
            facts["Size"] = f"{len(block.rows)} × {len(block.rows[0].cells) if block.rows else 0}"
        case Preformatted():
            facts["Written in"] = block.code_language
        case Paragraph() | Subhead() | Quote() | PullQuote() | Divider():
            pass
        case _:
            assert_never(block)
    return facts


def _kind(block: Block) -> str:
    name = block.kind.replace("_", " ")
    match block:
        case Subhead():
            return f"{name}, level {block.level}"
        case ListBlock():
            numbered = bool(block.items) and block.items[0].ordered
            return f"numbered list from {block.start}" if numbered else "bulleted list"
        case CallOut():
            return f"{name}: {block.purpose.value.replace('_', ' ')}"
        case _:
            return name


def _nesting(block: ListBlock) -> str:
    marks = ("•", "1.")
    return " ".join(f"{'–' * item.level}{marks[item.ordered]}" for item in block.items)


def _headers(table: Table) -> list[str]:
    named = ((table.header_row, "first row"), (table.header_column, "first column"))
    return [name for there, name in named if there]


def _formatting(block: Block) -> str:
    """Return which passages are formatted and how, so that a change of it is seen."""
    counted: Counter[str] = Counter()
    for runs in runs_of(block):
        for run in runs:
            described = _described(run)
            if described:
                counted[f"{described}: “{run.text}”"] += 1
    return "\n".join(counted.elements())


def _described(run: Run) -> str:
    parts = sorted(mark.value for mark in run.marks)
    if run.link is not None:
        parts.append(f"link to {run.link.href}")
    if run.language:
        parts.append(f"language {run.language}")
    return ", ".join(parts)
