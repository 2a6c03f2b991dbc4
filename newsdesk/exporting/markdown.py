"""Bodies as Markdown (CommonMark with GitHub's tables and strikethrough)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

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
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.notes import bare
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Mark, Run, Runs
from newsdesk.exporting.bodyhtml import clean_raw_html
from newsdesk.exporting.runhtml import RunOptions, keep_story_link, resolve

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY: Final = re.compile(r"&(?=#|[A-Za-z])")
_AT_START: Final = re.compile(r"^(\s*)([#>+-]|=+\s*$)", re.MULTILINE)
_NUMBERED: Final = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_MARKS: Final = (
    (Mark.STRONG, "**", "**"),
    (Mark.EMPHASIS, "*", "*"),
    (Mark.STRIKE, "~~", "~~"),
    (Mark.UNDERLINE, "<u>", "</u>"),
    (Mark.SUPERSCRIPT, "<sup>", "</sup>"),
    (Mark.SUBSCRIPT, "<sub>", "</sub>"),
)


def no_picture(_: Placement) -> str:
    """Leave pictures out."""
    return ""


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """How Markdown is written. ``picture`` gives a picture's paragraph, "" for none."""

    story_address: Callable[[ArticleId], str | None] = keep_story_link
    picture: Callable[[Placement], str] = no_picture


PLAIN_MARKDOWN: Final = MarkdownOptions()


def escape(text: str) -> str:
    """Return text in which nothing is taken for Markdown."""
    escaped = _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text))
    escaped = _NUMBERED.sub(r"\1\\\2", escaped)
    return _AT_START.sub(r"\1\\\2", escaped)


def write_markdown(body: Body, options: MarkdownOptions = PLAIN_MARKDOWN) -> str:
    """Write a body; blocks are parted by an empty line."""
    return "\n\n".join(part for block in bare(body) if (part := _block(block, options)))


def _block(block: Block, options: MarkdownOptions) -> str:  # noqa: C901, PLR0912 - one arm a block
    match block:
        case Paragraph():
            return write_runs(block.runs, options)
        case Subhead():
            return f"{'#' * block.level} {_one_line(block.runs, options)}"
        case Quote():
            return _quoted([*_all(block.paragraphs, options), *_by(block.attribution, options)])
        case PullQuote():
            words = write_runs(block.runs, options)
            return _quoted([words, *_by(block.attribution, options)])
        case ListBlock():
            return "\n".join(_list(block, options))
        case Figure():
            return options.picture(block.placement)
        case Gallery():
            pictures = [options.picture(placement) for placement in block.placements]
            return "\n\n".join(
                part for part in (*pictures, write_runs(block.caption, options)) if part
            )
        case Embed():
            return _link(escape(block.title or block.url), block.url)
        case CallOut():
            return _quoted(list(_call_out(block, options)))
        case Table():
            return _table(block, options)
        case Divider():
            return "---"
        case Preformatted():
            return _fenced(block)
        case RawHtml():
            return clean_raw_html(block.html)
        case _:
            assert_never(block)


def write_runs(runs: Runs, options: MarkdownOptions = PLAIN_MARKDOWN) -> str:
    """Write runs; a soft break becomes a backslash at the end of its line."""
    return "".join(_run(run, options) for run in runs).replace("\n", "\\\n")


def _one_line(runs: Runs, options: MarkdownOptions) -> str:
    return "".join(_run(run, options) for run in runs).replace("\n", " ")


def _run(run: Run, options: MarkdownOptions) -> str:
    # White space at the edge of emphasis would keep it from being read as such.
    core = run.text.strip()
    if not core:
        return run.text
    before = run.text[: len(run.text) - len(run.text.lstrip())]
    after = run.text[len(run.text.rstrip()) :]
    text = _code(core) if Mark.CODE in run.marks else escape(core)
    for mark, opening, closing in reversed(_MARKS):
        if mark in run.marks:
            text = f"{opening}{text}{closing}"
    if run.link is not None:
        address = resolve(run.link.href, RunOptions(options.story_address))
        text = _link(text, address) if address else text
    return f"{before}{text}{after}"


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _link(words: str, address: str) -> str:
    if not weblink.is_safe(address):
        return words
    return f"[{words}](<{address}>)" if re.search(r"[()]", address) else f"[{words}]({address})"


def _all(paragraphs: Sequence[Runs], options: MarkdownOptions) -> list[str]:
    return [write_runs(runs, options) for runs in paragraphs]


def _by(attribution: Runs, options: MarkdownOptions) -> list[str]:
    return [f"— {write_runs(attribution, options)}"] if attribution else []


def _quoted(parts: Sequence[str]) -> str:
    text = "\n\n".join(part for part in parts if part)
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _call_out(block: CallOut, options: MarkdownOptions) -> Iterator[str]:
    if block.kicker:
        yield escape(block.kicker)
    if block.title:
        yield f"**{escape(block.title)}**"
    yield from _all(block.paragraphs, options)
    if block.url:
        address = resolve(block.url, RunOptions(options.story_address))
        words = escape(block.button_label or block.url)
        yield _link(words, address) if address else words


def _list(block: ListBlock, options: MarkdownOptions) -> Iterator[str]:
    indents = [0]
    numbers: dict[int, int] = {0: block.start - 1}
    for item in block.items:
        level = min(item.level, len(indents) - 1)
        del indents[level + 1 :]
        for deeper in [one for one in numbers if one > level]:
            del numbers[deeper]
        mark = "-"
        if item.ordered:
            numbers[level] = numbers.get(level, 0) + 1
            mark = f"{numbers[level]}."
        indent = indents[level]
        indents.append(indent + len(mark) + 1)
        text = write_runs(item.runs, options).replace("\n", f"\n{' ' * (indent + len(mark) + 1)}")
        yield f"{' ' * indent}{mark} {text}"


def _table(block: Table, options: MarkdownOptions) -> str:
    rows = [[_one_line(cell, options) for cell in row.cells] for row in block.rows]
    if not rows:
        return ""
    width = len(rows[0])
    head = rows.pop(0) if block.header_row else [""] * width
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * width, *rows)]
    caption = write_runs(block.caption, options)
    return "\n".join(lines) + (f"\n\n{caption}" if caption else "")


def _fenced(block: Preformatted) -> str:
    longest = max((len(run) for run in re.findall(r"`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.code_language}\n{block.text}\n{fence}"
