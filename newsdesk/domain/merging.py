"""Two people changed the same story: their changes joined, field by field and block by block.

``base`` is the state that both began with. What only one of them changed is taken from that one;
what both changed differently is a conflict. The merged story then has our side in that place, and
both sides are handed back to be shown.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from newsdesk.domain.article import Article
from newsdesk.domain.body import Block, Body
from newsdesk.domain.normal import normal_body
from newsdesk.domain.storyfields import FIELDS, NOT_COMPARED
from newsdesk.domain.values import immutable

T = TypeVar("T")


@immutable
class FieldConflict:
    """A field that both changed: its name in ``Article``, its label, and both values."""

    name: str
    label: str
    mine: Any
    theirs: Any


@immutable
class BlockConflict:
    """Blocks that both changed: the position of ours in the merged body, and both sides."""

    at: int
    mine: Body
    theirs: Body


@immutable
class Merged:
    """The joined story, at the version saved elsewhere, so that it can be saved over it."""

    article: Article
    fields: tuple[FieldConflict, ...] = ()
    blocks: tuple[BlockConflict, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was changed by both."""
        return not self.fields and not self.blocks


def merge(base: Article, mine: Article, theirs: Article) -> Merged:
    """Join two states that came from one."""
    values: dict[str, Any] = {}
    conflicts: list[FieldConflict] = []
    labels = {part: entry.label for entry in reversed(FIELDS) for part in entry.parts}
    for entry in dataclasses.fields(Article):
        name = entry.name
        if name in NOT_COMPARED:
            continue
        old, ours, others = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if ours in (old, others):
            values[name] = others
        elif name in _LABELS:
            values[name] = _merged_entries(old, ours, others)
        elif name == "notes":
            # Of a note that both changed ours stands; nobody's note is dropped.
            notes = _merged_entries(old, ours, others)
            values[name] = tuple({note.id: note for note in notes}.values())
        else:
            values[name] = ours
            if others != old:
                conflicts.append(FieldConflict(name, labels.get(name, name), ours, others))
    body, blocks = merge_bodies(base.body, mine.body, theirs.body)
    merged = replace(mine, **values, body=body, version=theirs.version, saved_at=theirs.saved_at)
    return Merged(merged, tuple(conflicts), blocks)


_LABELS = frozenset({"tags", "keywords"})
"""Fields in which each entry stands for itself: both sides' additions and removals count."""


def _merged_entries(
    base: tuple[T, ...], mine: tuple[T, ...], theirs: tuple[T, ...]
) -> tuple[T, ...]:
    gone = (set(base) - set(mine)) | (set(base) - set(theirs))
    return tuple(entry for entry in dict.fromkeys((*theirs, *mine)) if entry not in gone)


def merge_bodies(base: Body, mine: Body, theirs: Body) -> tuple[Body, tuple[BlockConflict, ...]]:
    """Join two bodies that came from one; conflicts keep our side in the text."""
    merged: list[Block] = []
    conflicts: list[BlockConflict] = []
    for old, ours, others in _chunks(base, mine, theirs):
        for one, our, other in _split(old, ours, others):
            if our in (one, other):
                merged.extend(other)
            else:
                if other != one:
                    at = len(normal_body(merged))
                    conflicts.append(BlockConflict(at, our, other))
                merged.extend(our)
    return normal_body(merged), tuple(conflicts)


def _chunks(base: Body, mine: Body, theirs: Body) -> Iterator[tuple[Body, Body, Body]]:
    """Cut three bodies where all of them agree, as diff3 does; the agreed passages included."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    old_at = my_at = their_at = 0
    for old in range(len(base)):
        my, their = in_mine.get(old), in_theirs.get(old)
        if my is None or their is None:
            continue
        yield base[old_at:old], mine[my_at:my], theirs[their_at:their]
        yield base[old : old + 1], mine[my : my + 1], theirs[their : their + 1]
        old_at, my_at, their_at = old + 1, my + 1, their + 1
    yield base[old_at:], mine[my_at:], theirs[their_at:]


def _places(base: Body, other: Body) -> dict[int, int]:
    """Return where the unchanged blocks of the common state stand in another one."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {match.a + step: match.b + step for match in blocks for step in range(match.size)}


def _split(base: Body, mine: Body, theirs: Body) -> Iterator[tuple[Body, Body, Body]]:
    """Cut a passage that both changed into single blocks, where none was added or removed."""
    if len(base) == len(mine) == len(theirs):
        for at in range(len(base)):
            yield base[at : at + 1], mine[at : at + 1], theirs[at : at + 1]
    else:
        yield base, mine, theirs
