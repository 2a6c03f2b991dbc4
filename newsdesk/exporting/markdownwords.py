"""What Markdown has no block for, in its own words: for readers, who need no way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from newsdesk.domain.blockruns import with_runs
from newsdesk.domain.body import (
    Body,
    CallOut,
    Embed,
    Figure,
    Gallery,
    PullQuote,
    Quote,
    RawHtml,
    Table,
)
from newsdesk.domain.normal import normal_runs
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Link, Run, Runs
from newsdesk.exporting.bodyhtml import clean_raw_html
from newsdesk.exporting.markdown import (
    Foreign,
    ForeignWriter,
    escape,
    quoted,
    write_inline,
    write_markdown,
    write_table,
)
from newsdesk.exporting.runhtml import RunOptions, resolve


def no_picture(_: Placement) -> str:
    """Leave pictures out."""
    return ""


def write_readable(
    body: Body, links: RunOptions, picture: Callable[[Placement], str] = no_picture
) -> str:
    """Write a body as Markdown with as little HTML as can be.

    Args:
        body: The blocks.
        links: How links to other stories are resolved.
        picture: Gives a picture's paragraphs, "" for none.

    """
    readable = tuple(with_runs(block, lambda runs: _readable(runs, links)) for block in body)
    return write_markdown(readable, foreign=_in_words(links, picture))


def _in_words(links: RunOptions, picture: Callable[[Placement], str]) -> ForeignWriter:
    def write(block: Foreign) -> str:
        match block:
            case Quote():
                paragraphs = [write_inline(runs) for runs in block.paragraphs]
                return quoted([*paragraphs, *_by(block.attribution)])
            case PullQuote():
                return quoted([write_inline(block.runs), *_by(block.attribution)])
            case Figure():
                return picture(block.placement)
            case Gallery():
                pictures = [picture(placement) for placement in block.placements]
                return _paragraphs(*pictures, write_inline(block.caption))
            case Embed():
                return _link(block.title or block.url, block.url, links)
            case CallOut():
                return quoted(list(_call_out(block, links)))
            case Table():
                return _paragraphs(write_table(block), write_inline(block.caption))
            case RawHtml():
                return clean_raw_html(block.html)
            case _:
                assert_never(block)

    return write


def _readable(runs: Runs, links: RunOptions) -> Runs:
    """Leave out what only HTML could say: languages, relations, marks on white space."""
    return normal_runs(tuple(part for run in runs for part in _parts(run, links)))


def _parts(run: Run, links: RunOptions) -> Iterator[Run]:
    address = resolve(run.link.href, links) if run.link else None
    link = Link(address, run.link.title) if run.link and address else None
    plain = replace(run, link=link, language="")
    bare = replace(plain, marks=frozenset())
    core = run.text.strip()
    if not core or not run.marks:
        yield bare
        return
    start = run.text.index(core)
    yield replace(bare, text=run.text[:start])
    yield replace(plain, text=core)
    yield replace(bare, text=run.text[start + len(core) :])


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _by(attribution: Runs) -> list[str]:
    return [f"— {write_inline(attribution)}"] if attribution else []


def _link(words: str, address: str, links: RunOptions) -> str:
    resolved = resolve(address, links)
    return write_inline((Run(words, link=Link(resolved) if resolved else None),))


def _call_out(block: CallOut, links: RunOptions) -> Iterator[str]:
    if block.kicker:
        yield escape(block.kicker)
    if block.title:
        yield f"**{escape(block.title)}**"
    yield from (write_inline(runs) for runs in block.paragraphs)
    if block.url:
        yield _link(block.button_label or block.url, block.url, links)
