"""HTML and Markdown give a body back as it was, as far as the form can hold it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.body import (
    Block,
    Body,
    CallOut,
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
from newsdesk.domain.ids import ImageId
from newsdesk.domain.normal import normal_body, normal_text
from newsdesk.domain.photo import Placement, PlacementRole
from newsdesk.domain.text import Link, Mark, Run, Runs
from newsdesk.exporting.bodyhtml import write_body
from newsdesk.exporting.markdown import write_markdown
from newsdesk.importing.html import read_html
from newsdesk.importing.markdown import read_markdown
from newsdesk.importing.plaintext import read_text
from tests.strategies import bodies, hostile_texts

IMAGE: Final = ImageId("0f" * 32)
ADDRESS: Final = "https://example.org/a?b=1&c=(d)"
TAGS: Final = (
    "<ul>", "<li>", "<b>", "</b>", "<p>", "<table>", "<tr>", "<td>", "<figure>", "<img src=a.png>",
    "<blockquote>", "<cite>", "text ", "&nbsp;", "<br>", "</p>", "<aside class=call-out>", "<pre>",
    "</ul>", "</table>", "<h1>", "<a href=x:y>", "<hr>", "<p style='mso-list:l0 level2 lfo1'>",
    "<span style='mso-list:Ignore'>1.</span>", "<ol start=3>", "<span style='font-size:26pt'>",
)  # fmt: skip
INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff\u2002\u2003]")


def words(text: str, *, least: str = "x") -> str:
    """Text without the white space that HTML does not keep."""
    text = INVISIBLE.sub("", text)
    text = re.sub("[ \u00a0\n]*\n[ \u00a0\n]*", "\n", text)
    text = re.sub("[ \u00a0]*[ ][ \u00a0]*|\u00a0{2,}", " ", text)
    return text.strip(" \n\u00a0") or least


def line(text: str) -> str:
    """A field that is one line of plain text."""
    return " ".join(normal_text(INVISIBLE.sub("", text)).split())


def plain_runs(runs: Runs) -> Runs:
    """Runs that HTML can hold: spaces within runs only, languages for right-to-left passages."""
    kept: list[Run] = []
    for run in runs:
        link = run.link
        if link is not None:
            link = Link(ADDRESS, line(link.title), link.rel)
        # A run that ends with a space would lose it beside another that begins with one.
        kept.append(Run(words(run.text), run.marks, link, run.language))
    return tuple(kept)


def lines(paragraphs: tuple[Runs, ...]) -> tuple[Runs, ...]:
    return tuple(plain_runs(runs) for runs in paragraphs)


def placed(placement: Placement, role: PlacementRole) -> Placement:
    caption = None if placement.caption is None else plain_runs(placement.caption)
    alt = None if placement.alt_text is None else line(placement.alt_text)
    return Placement(
        IMAGE, role, caption, alt, line(placement.crop), illustrative=placement.illustrative
    )


def holdable(block: Block) -> Block | None:  # noqa: C901, PLR0912 - one case a block
    """The part of a block that HTML can hold; ``None`` where it can hold none."""
    match block:
        case Paragraph():
            return Paragraph(plain_runs(block.runs))
        case Subhead():
            # Bold is how subheads look; one that is bold throughout loses it.
            runs = (replace(run, marks=run.marks - {Mark.STRONG}) for run in block.runs)
            return Subhead(plain_runs(tuple(runs)), block.level)
        case Quote():
            return Quote(lines(block.paragraphs), plain_runs(block.attribution))
        case PullQuote():
            runs = plain_runs(block.runs)
            return PullQuote(runs, plain_runs(block.attribution)) if runs else None
        case ListBlock():
            items = tuple(replace(item, runs=plain_runs(item.runs)) for item in block.items)
            return ListBlock(items, block.start)
        case Figure():
            return Figure(placed(block.placement, PlacementRole.INLINE))
        case Gallery():
            placements = tuple(
                replace(placed(one, PlacementRole.GALLERY), illustrative=False)
                for one in block.placements
            )
            return Gallery(placements, plain_runs(block.caption)) if placements else None
        case Embed():
            return Embed(
                ADDRESS, line(block.provider), line(block.title), "", plain_runs(block.caption)
            )
        case CallOut():
            url = ADDRESS if block.url else ""
            label = line(block.button_label)
            return CallOut(
                block.purpose,
                line(block.kicker),
                line(block.title),
                lines(block.paragraphs),
                label,
                url,
            )
        case Table():
            return _table(block)
        case RawHtml():
            return None
        case Preformatted():
            language = re.sub(r"[^a-z]", "", block.code_language.lower())
            return Preformatted(INVISIBLE.sub("", block.text), language)
        case _:
            return block


def _table(block: Table) -> Table | None:
    rows = tuple(TableRow(tuple(plain_runs(cell) for cell in row.cells)) for row in block.rows)
    # A table of one cell arranges things; one with a lone row has either heads or cells.
    if len(rows) < 2 or len(rows[0].cells) < 2:
        return None
    return Table(rows, block.header_row, block.header_column, plain_runs(block.caption))


def holdable_bodies() -> st.SearchStrategy[Body]:
    def of(body: Body) -> Body:
        return normal_body(kept for block in body if (kept := holdable(block)) is not None)

    return bodies().map(of).map(of)


@given(holdable_bodies())
def test_html_gives_the_body_back(body: Body) -> None:
    assert read_html(write_body(body)).body == body


@given(holdable_bodies())
def test_markdown_gives_the_body_back(body: Body) -> None:
    written = write_markdown(body)
    assert read_markdown(written).body == body, written


@given(hostile_texts())
def test_any_text_is_read_as_html_markdown_and_text(text: str) -> None:
    for found in (read_html(text), read_markdown(text), read_text(text)):
        assert normal_body(found.body) == found.body


@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_any_tags_give_a_body_in_normal_form(tags: list[str]) -> None:
    found = read_html("".join(tags))
    assert normal_body(found.body) == found.body


def test_items_of_a_list_keep_their_levels() -> None:
    items = tuple(
        ListItem((Run(str(number)),), level, ordered)
        for number, (level, ordered) in enumerate(
            ((0, True), (1, False), (2, True), (2, False), (1, True), (0, True))
        )
    )
    body: Body = (ListBlock(items, 3),)
    assert read_html(write_body(body)).body == body
    assert read_markdown(write_markdown(body)).body == body
