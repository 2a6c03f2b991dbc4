"""Bodies written as HTML."""

from __future__ import annotations

import pytest

from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
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
from newsdesk.domain.ids import ImageId, NoteId
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Link, Mark, Run, Runs
from newsdesk.exporting.bodyhtml import HtmlOptions, write_body
from newsdesk.exporting.runhtml import RunOptions, write_runs

STORY = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
STRONG = frozenset({Mark.STRONG})
BOTH = frozenset({Mark.STRONG, Mark.EMPHASIS})


def text(words: str) -> Runs:
    return (Run(words),)


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Paragraph(text("R&D <2% “so”")), "<p>R&amp;D &lt;2% “so”</p>"),
        (Paragraph(text("one\ntwo")), "<p>one<br>two</p>"),
        (Subhead(text("Tides"), level=3), "<h3>Tides</h3>"),
        (Divider(), "<hr>"),
        (
            Quote((text("One."), text("Two."))),
            "<blockquote>\n<p>One.</p>\n<p>Two.</p>\n</blockquote>",
        ),
        (
            Quote((text("One."),), attribution=text("Ana Núñez")),
            (
                '<figure class="quote"><blockquote>\n<p>One.</p>\n</blockquote>'
                "<figcaption>Ana Núñez</figcaption></figure>"
            ),
        ),
        (
            PullQuote(text("Never again.")),
            '<figure class="pull-quote"><blockquote><p>Never again.</p></blockquote></figure>',
        ),
        (
            Preformatted("a < b\n  c", "python"),
            '<pre><code class="language-python">a &lt; b\n  c</code></pre>',
        ),
        (
            Embed("https://video.example/1?a=1&b=2", "Video", "A film", html="<script>x</script>"),
            (
                '<figure class="embed"><p><a href="https://video.example/1?a=1&amp;b=2">A film</a>'
                " <cite>Video</cite></p></figure>"
            ),
        ),
        (
            Embed("javascript:alert(1)"),
            '<figure class="embed"><p>javascript:alert(1)</p></figure>',
        ),
        (
            RawHtml('<b onclick="x()">kept</b><script>gone()</script>'),
            '<div class="raw-html"><b>kept</b></div>',
        ),
        (
            Gallery((Placement(ImageId("aa")),), text("Two views")),
            (
                '<figure class="gallery">\n<figure><img src="newsdesk-image:aa"></figure>\n'
                "<figcaption>Two views</figcaption></figure>"
            ),
        ),
    ],
)
def test_each_block_has_one_form(block: Block, html: str) -> None:
    assert write_body((block,)) == html


def test_nested_lists_stand_inside_the_item_before() -> None:
    items = (
        ListItem(text("a")),
        ListItem(text("b"), 1, ordered=True),
        ListItem(text("c"), 1),
        ListItem(text("d")),
    )
    assert write_body((ListBlock(items),)) == (
        "<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul></li>\n<li>d</li>\n</ul>"
    )


def test_an_ordered_list_keeps_its_first_number() -> None:
    block = ListBlock((ListItem(text("a"), ordered=True),), start=4)
    assert write_body((block,)) == '<ol start="4">\n<li>a</li>\n</ol>'


def test_tables_scope_their_header_cells() -> None:
    rows = (TableRow((text("Port"), text("Boats"))), TableRow((text("Amsel"), text("40"))))
    assert write_body((Table(rows, header_column=True, caption=text("Fleet")),)) == (
        "<table>\n<caption>Fleet</caption>\n"
        '<thead>\n<tr><th scope="col">Port</th><th scope="col">Boats</th></tr>\n</thead>\n'
        '<tbody>\n<tr><th scope="row">Amsel</th><td>40</td></tr>\n</tbody>\n</table>'
    )


def test_marks_nest_in_one_order_and_links_stay_whole() -> None:
    link = Link("https://a.example/", "A “title”", "nofollow")
    runs = (Run("a", STRONG, link), Run("b", BOTH, link), Run("c", frozenset({Mark.EMPHASIS})))
    assert write_runs(runs) == (
        '<a href="https://a.example/" title="A “title”" rel="nofollow">'
        "<strong>a<em>b</em></strong></a><em>c</em>"
    )


def test_notes_and_unsafe_links_are_never_written() -> None:
    runs = (Run("a", note=NoteId("n1")), Run("b", link=Link("javascript:alert(1)")))
    assert write_runs(runs) == "ab"


def test_story_links_are_resolved_or_dropped() -> None:
    runs = (Run("a", link=Link(f"newsdesk:{STORY}")),)
    found = RunOptions(story_address=lambda article: f"https://paper.example/{article}/")
    assert write_runs(runs, found) == f'<a href="https://paper.example/{STORY}/">a</a>'
    assert write_runs(runs, RunOptions(story_address=lambda _: None)) == "a"


def test_passages_in_other_languages_are_marked() -> None:
    runs = (Run("שלום", language="he"), Run(" and "), Run("дім", language="uk"))
    assert write_runs(runs, RunOptions(language="uk")) == (
        '<span lang="he" dir="rtl">שלום</span> and дім'
    )


def test_call_outs_are_labelled_asides() -> None:
    block = CallOut(
        CallOutKind.FACT_BOX,
        "Facts",
        "The barrage",
        (text("Eight turbines."),),
        "More",
        "https://a.example/",
    )
    assert write_body((block,), options=HtmlOptions(class_prefix="nd-")) == (
        '<aside class="nd-call-out nd-fact-box" aria-labelledby="nd-call-out-1">\n'
        '<p class="nd-kicker">Facts</p>\n<h2 id="nd-call-out-1">The barrage</h2>\n'
        '<p>Eight turbines.</p>\n<p class="nd-button"><a href="https://a.example/">More</a></p>\n'
        "</aside>"
    )


def test_an_exporter_may_write_call_outs_itself() -> None:
    options = HtmlOptions(write_call_out=lambda block, number: f"{number}:{block.title}")
    assert write_body((CallOut(title="A"), CallOut(title="B")), options=options) == "1:A\n2:B"


def test_pictures_keep_what_the_placement_overrides() -> None:
    placement = Placement(
        ImageId("ab"),
        caption=text("The quay"),
        alt_text="A <quay>",
        crop="wide",
        illustrative=True,
    )
    assert write_body((Figure(placement),)) == (
        '<figure class="illustrative"><img src="newsdesk-image:ab" alt="A &lt;quay&gt;" '
        'data-crop="wide"><figcaption>The quay</figcaption></figure>'
    )
