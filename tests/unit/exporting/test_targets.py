"""What each target makes of a story, and what it says it loses."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from newsdesk.domain.article import ArticleState, SearchText
from newsdesk.domain.body import Paragraph
from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.text import Link, Mark, Run
from newsdesk.exporting.markdown import escape
from newsdesk.exporting.markdownwords import write_readable
from newsdesk.exporting.plaintext import write_text
from newsdesk.exporting.runhtml import PLAIN_RUNS
from newsdesk.exporting.targets.base import Choices
from newsdesk.exporting.targets.table import TARGETS
from tests.unit.exporting.dispatches import (
    EVERY_BLOCK,
    PAPER,
    dispatch,
    right_to_left,
    story,
    text,
)
from tests.unit.exporting.pages import tree_of

EVERYTHING = dispatch(story(body=EVERY_BLOCK))


def made(target: str, told: Dispatch = EVERYTHING, **choices: object) -> str:
    bundle = TARGETS[target].make(told, replace(Choices(), **choices))
    return bundle.files[bundle.start].decode()


def test_a_fragment_has_prefixed_classes_and_no_page_around_it() -> None:
    html = made("fragment")
    tree = tree_of(f"<div>{html}</div>")
    for word in ("<html", "<head", "<body", "<h1", "<style", "<script"):
        assert word not in html
    classes = {
        name for node in tree.css("[class]") for name in (node.attributes["class"] or "").split()
    }
    assert all(name.startswith(("nd-", "language-")) for name in classes), classes
    assert 'src="https://echo.example/quayside/quay-reopens/lead-1200.' in html


def test_the_page_for_paper_names_its_sheet_and_one_file_for_each_picture() -> None:
    html = made("pdf")
    assert "@page{size:A4;margin:16mm 18mm}" in html
    assert "@page{size:letter;" in made("pdf", paper="letter")
    for word in ("srcset", "<source", "loading=", "decoding="):
        assert word not in html
    bundle = TARGETS["pdf"].make(EVERYTHING, Choices())
    assert all(one.file.endswith((".jpg", ".png")) for one in bundle.pictures)
    assert any("/lead-" in one.file for one in bundle.pictures)
    fields = {one.field for one in bundle.losses}
    assert {"related", "newsletter"} <= fields


def test_a_fragment_holds_the_parts_that_were_chosen() -> None:
    whole = made("fragment")
    bare = made("fragment", lead=False, call_outs=False, author_cards=False, related=False)
    for part in ("nd-lead", "nd-call-out", "nd-author-card", "nd-related"):
        assert part in whole
        assert part not in bare
    assert 'class="x-call-out' in made("fragment", prefix="x-")
    assert 'style="' not in whole
    assert 'class="nd-author-card" style="' in made("fragment", inline_styles=True)


def test_markdown_has_fields_in_front_and_is_read_as_written() -> None:
    from markdown_it import MarkdownIt

    written = made("markdown")
    _, front, body = written.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.strip().splitlines())
    assert json.loads(fields["title"]) == "Quay reopens after “nine” years & a flood"
    assert json.loads(fields["authors"]) == ["Maeve O’Riordan"]
    html = MarkdownIt().enable(["table", "strikethrough"]).render(body)
    assert "<p>R&amp;D costs rose by &lt;2% – “too much”, said Lucía Sælen.</p>" in html
    assert "<strong>quay</strong>" in html
    assert '<a href="https://echo.example/uplands/sheep-come-down/">the sheep</a>' in html


@pytest.mark.parametrize(
    "words",
    [
        "1. not a list",
        "- not a list",
        "# not a heading",
        "*stars* _lines_ `ticks` [brackets](x) <b> ~~no~~",
        "a & b &amp; c &copy;",
        "> no quote",
        "| a | b |",
        "ends with \\",
    ],
)
def test_markdown_takes_no_text_for_markup(words: str) -> None:
    from markdown_it import MarkdownIt
    from selectolax.lexbor import LexborHTMLParser

    html = MarkdownIt().enable(["table", "strikethrough"]).render(escape(words))
    tree = LexborHTMLParser(html)
    assert [node.text() for node in tree.css("p")] == [words]
    assert not tree.css("em, strong, code, a, li, h1, table, blockquote, s")


def test_markdown_keeps_emphasis_apart_from_white_space() -> None:
    bold = frozenset({Mark.STRONG})
    body = (Paragraph((Run("so "), Run("very ", bold), Run("old"))),)
    assert write_readable(body, PLAIN_RUNS) == "so **very** old\n"
    linked = (Paragraph((Run("see", link=Link("https://a.example/x_(y)")),)),)
    assert write_readable(linked, PLAIN_RUNS) == "[see](https://a.example/x\\_\\(y\\))\n"


def test_plain_text_reads_from_top_to_bottom() -> None:
    written = made("text")
    order = [
        written.index(part)
        for part in ("Quay reopens", "The harbour’s", "By Maeve", "R&D costs", "The Tide Letter")
    ]
    assert order == sorted(order)
    assert "3. mud" not in written
    assert "• mud\n  1. sand" in written
    assert write_text((Paragraph(text("one\ntwo")),)) == "one\ntwo"


def test_ninjs_has_what_a_news_system_asks_for() -> None:
    told = dispatch(story(body=EVERY_BLOCK, search=SearchText("For engines")))
    value = json.loads(made("ninjs", told))
    assert value["standard"]["version"] == "3.1"
    assert value["uri"] == "https://echo.example/quayside/quay-reopens/"
    assert value["type"] == "text"
    assert value["pubStatus"] == "usable"
    assert {one["role"] for one in value["headlines"]} == {"main", "search"}
    assert value["by"].startswith("By Maeve O’Riordan")
    assert {one["contentType"] for one in value["bodies"]} == {"text/plain", "text/html"}
    (lead, other) = value["associations"]
    assert (lead["name"], lead["type"]) == ("lead", "picture")
    assert {one["contentType"] for one in lead["renditions"]} == {
        "image/avif", "image/webp", "image/jpeg",
    }  # fmt: skip
    assert other["renditions"]
    assert value["infoSources"][1] == {"name": "Tom Ash", "role": "photos"}
    assert "SECRET" not in json.dumps(value)


def test_ninjs_tells_a_story_that_is_held_back() -> None:
    withheld = dispatch(story(state=ArticleState.WITHHELD))
    assert json.loads(made("ninjs", withheld))["pubStatus"] == "withheld"


def test_feeds_hold_the_whole_text_with_absolute_addresses() -> None:
    root = ET.fromstring(made("rss"))
    content = root.findtext(".//{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    assert "<p>R&amp;D costs rose by &lt;2%" in content
    assert 'src="https://echo.example/' in content
    assert "<form" not in content
    assert root.findtext(".//pubDate") == "Sun, 01 Mar 2026 09:30:00 +0000"
    atom = ET.fromstring(made("atom"))
    space = "{http://www.w3.org/2005/Atom}"
    assert atom.findtext(f"{space}entry/{space}updated") == "2026-03-02T10:00:00+00:00"
    item = json.loads(made("jsonfeed"))["items"][0]
    assert item["id"] == item["url"]
    assert item["authors"][0]["name"] == "Maeve O’Riordan"


def test_without_an_address_of_the_paper_feeds_leave_pictures_out() -> None:
    nameless = dispatch(story(body=EVERY_BLOCK), paper=replace(PAPER, url=""))
    for target in ("rss", "atom", "jsonfeed", "fragment", "ninjs"):
        assert 'src=\\"\\"' not in made(target, nameless)
        assert 'src=""' not in made(target, nameless)


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_losses_are_sentences_about_fields(target: str) -> None:
    for loss in TARGETS[target].losses(EVERYTHING):
        assert loss.field
        assert loss.sentence.endswith(".")
    assert TARGETS[target].title
    assert TARGETS[target].about.endswith(".")


def test_a_page_says_what_it_leaves_out() -> None:
    fields = {loss.field for loss in TARGETS["page"].losses(EVERYTHING)}
    assert {"ed_note", "internal_note"} <= fields
    raw = next(n for n, block in enumerate(EVERY_BLOCK) if block.kind == "raw_html")
    embed = next(n for n, block in enumerate(EVERY_BLOCK) if block.kind == "embed")
    assert {f"body.{raw}", f"body.{embed}"} <= fields
    assert "ed_note" not in {loss.field for loss in TARGETS["ninjs"].losses(EVERYTHING)}


def test_right_to_left_text_goes_everywhere_as_it_is() -> None:
    for target in sorted(set(TARGETS) - {"zip"}):
        assert "بدأت الأعمال في أبريل" in made(target, dispatch(right_to_left())), target
