"""A body as CommonMark with tables and strike-through (GFM).

Blocks that Markdown has no word for are given to a writer of the caller's choice. By default they
become HTML, and ``importing.markdown`` reads the whole back to the same body. HTML stands inside
Markdown by its own rules (CommonMark 0.31, section 4.6): blocks of it have no empty line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

from newsdesk.domain import weblink
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
from newsdesk.domain.notes import bare
from newsdesk.domain.text import Link, Mark, Run, Runs
from newsdesk.domain.values import immutable
from newsdesk.exporting.bodyhtml import PictureWriter, PlainPictures, write_blocks
from newsdesk.exporting.runhtml import MARK_TAGS, escape_attribute, language_attributes

_ESCAPED = re.compile(r"[\\`*_\[\]<>~|&#!]")
_LINE_START = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n\s*\n")
_DELIMITERS: Final = ((Mark.STRIKE, "~~"), (Mark.STRONG, "**"), (Mark.EMPHASIS, "*"))
_DELIMITED: Final = frozenset(mark for mark, _ in _DELIMITERS)
_CODE_ALONE: Final = frozenset({Mark.CODE})
_LARGEST_NUMBER: Final = 999_999_999


@immutable
class _Place:
    """Where a line of text goes: how a soft break is written there, and what a line starts."""

    soft_break: str = "\\\n"
    block: bool = True


_PARAGRAPH: Final = _Place()
_ONE_LINE: Final = _Place("<br>", block=False)


Foreign = Quote | PullQuote | Figure | Gallery | Embed | CallOut | Table | RawHtml
"""What Markdown has no block for, or not for each of its kind."""

ForeignWriter = Callable[[Foreign], str]
"""Writes one such block, or nothing."""


def html_blocks(pictures: PictureWriter) -> ForeignWriter:
    """Write blocks as HTML that can stand in Markdown."""

    def write(block: Foreign) -> str:
        written = "\n".join(write_blocks((block,), pictures=pictures))
        return _EMPTY_LINES.sub("\n", written)

    return write


def write_markdown(body: Body, *, foreign: ForeignWriter | None = None) -> str:
    """Write a body as Markdown; it ends with a line break unless it is empty.

    ``foreign`` writes blocks that Markdown has no word for: as HTML unless given.
    """
    foreign = foreign or html_blocks(PlainPictures())
    parts: list[str] = []
    before: Block | None = None
    other = False
    for block in bare(body):
        # Two lists in a row are one to a reader unless their markers differ.
        other = isinstance(before, ListBlock) and isinstance(block, ListBlock) and not other
        parts.append(_block(block, foreign, other_marker=other))
        before = block
    parts = [part for part in parts if part]
    return "\n\n".join(parts) + "\n" if parts else ""


def _block(block: Block, foreign: ForeignWriter, *, other_marker: bool) -> str:
    match block:
        case Paragraph():
            return write_inline(block.runs)
        case Subhead():
            return f"{'#' * block.level} {write_inline(block.runs, _ONE_LINE)}"
        case Quote(attribution=()):
            return quoted([write_inline(runs) for runs in block.paragraphs])
        case ListBlock():
            return _list(block, other_marker=other_marker)
        case Table(header_row=True, header_column=False, caption=()):
            return write_table(block)
        case Divider():
            # Three hyphens above a text are read as front matter by site generators.
            return "* * *"
        case Preformatted():
            return _preformatted(block)
        case _:
            return foreign(block)


def quoted(paragraphs: Sequence[str]) -> str:
    """Write paragraphs of Markdown as a quotation."""
    lines = "\n\n".join(paragraphs).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def _list(block: ListBlock, *, other_marker: bool) -> str:
    lines: list[str] = []
    offsets: list[int] = []
    numbers: list[int] = []
    kinds: list[bool] = []
    for item in block.items:
        level = min(item.level, len(offsets))
        del offsets[level:], numbers[level + 1 :], kinds[level + 1 :]
        if level == len(numbers):
            numbers.append(min(block.start, _LARGEST_NUMBER) if not lines else 1)
            kinds.append(item.ordered)
        elif kinds[level] != item.ordered:
            numbers[level], kinds[level] = 1, item.ordered
        else:
            numbers[level] += 1
        bullet, dot = ("*", ")") if other_marker else ("-", ".")
        marker = f"{numbers[level]}{dot} " if item.ordered else f"{bullet} "
        margin = " " * sum(offsets)
        offsets.append(len(marker))
        text = write_inline(item.runs).replace("\n", "\n" + " " * sum(offsets))
        lines.append(f"{margin}{marker}{text}")
    return "\n".join(lines)


def write_table(block: Table) -> str:
    """Write the cells of a table; one without a header row gets an empty one, as it must."""
    rows = [[write_inline(cell, _ONE_LINE) for cell in row.cells] for row in block.rows]
    if not block.header_row:
        rows.insert(0, [""] * len(rows[0]))
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _preformatted(block: Preformatted) -> str:
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    language = re.sub(r"[`\s]", "", block.code_language)
    return f"{fence}{language}\n{block.text}\n{fence}"


def escape(text: str) -> str:
    """Return text in which nothing is taken for Markdown."""
    return _LINE_START.sub(_escaped_start, _ESCAPED.sub(r"\\\g<0>", text))


def write_inline(runs: Runs, place: _Place = _PARAGRAPH) -> str:
    """Write runs as inline Markdown."""
    parts: list[str] = []
    link: Link | None = None
    for index, run in enumerate(runs):
        if run.link != link:
            parts.append(_link_end(link))
            link = run.link if run.link is not None and weblink.is_safe(run.link.href) else None
            parts.append(_link_start(link))
        before = runs[index - 1] if index else None
        after = runs[index + 1] if index + 1 < len(runs) else None
        parts.append(_run(run, before, after, place))
    parts.append(_link_end(link))
    text = "".join(parts)
    return _LINE_START.sub(_escaped_start, text) if place.block else text


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _link_start(link: Link | None) -> str:
    if link is None:
        return ""
    if not link.rel:
        return "["
    title = f' title="{escape_attribute(link.title)}"' if link.title else ""
    rel = f' rel="{escape_attribute(link.rel)}"'
    return f'<a href="{escape_attribute(link.href)}"{title}{rel}>'


def _link_end(link: Link | None) -> str:
    if link is None:
        return ""
    if link.rel:
        return "</a>"
    address = link.href.replace("&", "&amp;")
    address = re.sub(r"([\\()*_`\[\]])", r"\\\1", address)
    title = ""
    if link.title:
        words = escape_attribute(link.title).replace("\\", "\\\\").replace("\n", " ")
        title = f' "{words}"'
    return f"]({address}{title})"


def _run(run: Run, before: Run | None, after: Run | None, place: _Place) -> str:
    marks = run.marks
    if marks == _CODE_ALONE and not run.language and _may_be_code(run.text):
        return _code_span(run.text)
    text = _ESCAPED.sub(r"\\\g<0>", run.text)
    # A space at the end of a line would be taken for part of the break.
    text = re.sub(r" *\n *", "\n", text).replace("\n", place.soft_break)
    if marks and marks <= _DELIMITED and _may_delimit(run, before, after):
        for mark, delimiter in reversed(_DELIMITERS):
            if mark in marks:
                text = f"{delimiter}{text}{delimiter}"
    else:
        for mark, tag in reversed(MARK_TAGS):
            if mark in marks:
                text = f"<{tag}>{text}</{tag}>"
    language = language_attributes(run.language) if run.language else ""
    return f"<span{language}>{text}</span>" if language else text


def _may_be_code(text: str) -> bool:
    """Whether backticks keep a text as it is: no line break, no bar that parts cells."""
    return text == text.strip() and not re.search(r"[\n|]", text)


def _code_span(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _may_delimit(run: Run, before: Run | None, after: Run | None) -> bool:
    """Whether asterisks will be read as meant (CommonMark 0.31, section 6.2)."""
    if "\n" in run.text or any(one is not None and one.marks for one in (before, after)):
        return False
    outer_start = before.text[-1] if before else " "
    outer_end = after.text[0] if after else " "
    return _flanks(run.text[0], outer_start) and _flanks(run.text[-1], outer_end)


def _flanks(inner: str, outer: str) -> bool:
    """Whether delimiters between two characters hold to the inner one."""
    if inner.isspace():
        return False
    if unicodedata.category(inner)[0] not in "PS":
        return True
    return outer.isspace() or unicodedata.category(outer)[0] == "P"
