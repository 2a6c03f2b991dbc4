"""Text as it comes out of foreign markup, gathered into lines, and lines into blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import assert_never

from newsdesk.domain.body import (
    Block,
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
from newsdesk.domain.normal import normal_runs
from newsdesk.domain.text import Link, Mark, Run, Runs, plain
from newsdesk.domain.values import immutable

_SPACES = re.compile("[ \t\n\r\f\u00a0\u2002\u2003]{2,}|[\t\n\r\f]|\u00a0(?=\u00a0|$)")
_INVISIBLE = re.compile("[\u200b\ufeff]")
_BREAKS = re.compile(r" *\n[ \n]*\n *")
_BULLET = re.compile("[•◦▪‣●]\\s+(?=\\S)")


@dataclass(slots=True, eq=False)
class Item:
    """A list item that is being read; ``ordered`` may become known on the way (Word's marker)."""

    level: int = 0
    ordered: bool = False
    number: int = 1


@immutable
class Context:
    """What holds for the text inside an element."""

    marks: frozenset[Mark] = frozenset()
    link: Link | None = None
    language: str = ""
    preserve: bool = False
    heading: int = 0
    item: Item | None = None
    depth: int = 0
    ordered: bool = False


@dataclass(slots=True)
class BodyBuilder:
    """Takes text and the ends of lines in reading order; gives blocks."""

    blocks: list[Block] = field(default_factory=list[Block])
    _runs: list[Run] = field(default_factory=list[Run])
    _after_space: bool = True
    _items: list[tuple[Item, list[Run]]] = field(default_factory=list[tuple[Item, list[Run]]])
    _start: int = 1
    _counted: int = 0

    @property
    def in_list(self) -> bool:
        """Whether the last line was an item of a list."""
        return bool(self._items)

    def ends_with(self, item: Item) -> bool:
        """Whether the last line was this item's."""
        return bool(self._items) and self._items[-1][0] is item

    def text(self, text: str, context: Context) -> None:
        """Add text to the line. White space collapses as browsers collapse it."""
        if context.preserve and "\n" in text and not text.isspace():
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._words(first, context)
            for line in others:
                self.soft_break(context)
                self._words(line, context)
        else:
            self._words(text, context)

    def _words(self, text: str, context: Context) -> None:
        if not text.isascii():
            text = _INVISIBLE.sub("", text)
        text = _SPACES.sub(" ", text)
        if self._after_space:
            text = text.lstrip(" \u00a0")
        if not text:
            return
        self._after_space = text[-1] == " "
        self._runs.append(Run(text, context.marks, context.link, context.language))

    def part_words(self, text: str, context: Context) -> None:
        """Put the space back that Safari loses where plain text follows marked text of Word's.

        Marks end within a word far more seldom than Safari loses the space after them.
        """
        last = self._runs[-1] if self._runs else None
        if last is None or context.marks or context.link or not (last.marks or last.link):
            return
        if last.text[-1].isalnum() and text[:1].isalnum():
            self._words(" ", context)

    def exact(self, text: str, context: Context) -> None:
        """Add text whose spaces are all meant."""
        self._runs.append(Run(text, context.marks, context.link, context.language))
        self._after_space = False

    def soft_break(self, context: Context) -> None:
        """End the line within its paragraph."""
        last = self._runs[-1] if self._runs else None
        if last is not None and last.text.endswith(" "):
            self._runs[-1] = replace(last, text=last.text.rstrip(" "))
        self._runs.append(Run("\n", context.marks, context.link, context.language))
        self._after_space = True

    def flush(self, context: Context) -> None:
        """End the paragraph. Two line breaks in a row part paragraphs, too."""
        runs, self._runs = self._runs, []
        self._after_space = True
        if not runs:
            return
        for paragraph in _paragraphs(runs):
            self._line(paragraph, context)

    def _line(self, runs: Runs, context: Context) -> None:
        if context.heading:
            self.add(Subhead(_unemphatic(runs), context.heading))
        elif context.item is not None:
            self._item(runs, context.item)
        elif _BULLET.match(runs[0].text):
            text = _BULLET.sub("", runs[0].text, count=1)
            self._item((replace(runs[0], text=text), *runs[1:]), Item())
        else:
            self.add(Paragraph(runs))

    def _item(self, runs: Runs, item: Item) -> None:
        if self.ends_with(item):
            self._items[-1][1].extend((Run("\n"), *runs))
            return
        if self._items and self._begins_list(item):
            self.end_list()
        if not self._items and item.ordered:
            self._start = item.number
        self._items.append((item, list(runs)))
        self._counted += item.level <= self._items[0][0].level

    def _begins_list(self, item: Item) -> bool:
        """Whether an item counts otherwise than the list before it would go on."""
        first = self._items[0][0]
        if item.level > first.level:
            return False
        if item.ordered != first.ordered:
            return True
        return item.ordered and item.number not in {1, self._start + self._counted}

    def add(self, block: Block) -> None:
        """Add a whole block; the list before it ends."""
        self.end_list()
        self.blocks.append(block)

    def end_list(self) -> None:
        """Make a block of the items gathered; it begins at level 0 wherever its first stood."""
        if self._items:
            shallowest = min(item.level for item, _runs in self._items)
            items = tuple(
                ListItem(_joined(runs), item.level - shallowest, item.ordered)
                for item, runs in self._items
            )
            self.blocks.append(ListBlock(items, self._start))
        self._items, self._start, self._counted = [], 1, 0


def _joined(runs: Sequence[Run]) -> Runs:
    """Join neighbours that look alike, all at once: one by one the text would be copied anew."""
    groups = groupby(runs, key=lambda run: (run.marks, run.link, run.language))
    return tuple(Run("".join(run.text for run in group), *looks) for looks, group in groups)


def _paragraphs(runs: Sequence[Run]) -> list[Runs]:
    """Part a line at empty lines in it."""
    text = "".join(run.text for run in runs)
    if "\n\n" not in text:
        whole = normal_runs(_joined(runs))
        return [whole] if whole else []
    found: list[Runs] = []
    current: list[Run] = []
    breaks = 0
    for run in runs:
        if run.text == "\n":
            breaks += 1
            if breaks == 2:
                found.append(normal_runs(_joined(current)))
                current = []
        else:
            breaks = 0 if run.text.strip() else breaks
        current.append(run)
    found.append(normal_runs(_joined(current)))
    return [paragraph for paragraph in found if paragraph]


def _unemphatic(runs: Runs) -> Runs:
    """Take bold off a subhead that is bold throughout: that is how it looks, not what it says."""
    if all(Mark.STRONG in run.marks or not run.text.strip() for run in runs):
        return tuple(replace(run, marks=run.marks - {Mark.STRONG}) for run in runs)
    return runs


def lines_of(blocks: Sequence[Block]) -> list[Runs]:
    """Return the lines of text in blocks, for places that hold nothing but text."""
    lines: list[Runs] = []
    for block in blocks:
        match block:
            case Paragraph() | Subhead():
                lines.append(block.runs)
            case ListBlock():
                lines.extend(item.runs for item in block.items)
            case Quote():
                lines.extend(block.paragraphs)
                lines.append(block.attribution)
            case PullQuote():
                lines.extend((block.runs, block.attribution))
            case Preformatted():
                lines.append((Run(block.text),))
            case Table():
                lines.extend(cell for row in block.rows for cell in row.cells)
            case CallOut():
                lines.extend((_plain(block.kicker), _plain(block.title), *block.paragraphs))
            case Figure() | Gallery() | Embed() | Divider() | RawHtml():
                pass
            case _:
                assert_never(block)
    return [line for line in lines if line]


def one_line(lines: Sequence[Runs]) -> Runs:
    """Join lines by soft breaks."""
    joined: list[Run] = []
    for line in lines:
        if joined:
            joined.append(Run("\n"))
        joined.extend(line)
    return normal_runs(joined)


def text_of(lines: Sequence[Runs]) -> str:
    """Return lines as plain text on one line."""
    return " ".join(" ".join(plain(line).split()) for line in lines)


def _plain(text: str) -> Runs:
    return (Run(text),) if text else ()
