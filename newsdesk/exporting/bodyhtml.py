"""A body as clean, semantic HTML: what pages, feeds, the clipboard and CMSs are built from.

The form of every block is laid down in docs/decisions/0005-html.md; ``importing.html`` reads it
back to the same body. Output depends on the arguments only, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, assert_never

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
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Runs
from newsdesk.domain.values import immutable
from newsdesk.exporting.characters import clean
from newsdesk.exporting.listhtml import write_list
from newsdesk.exporting.runhtml import (
    PLAIN_RUNS,
    RunOptions,
    escape_attribute,
    escape_text,
    resolve,
    write_runs,
)
from newsdesk.exporting.tablehtml import write_table

_NO_RELATIVE: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0:\\\u180e\u200b-\u200f\u2028-\u202f]|^//")
"""What may not stand in a relative address: a scheme, another host, or anything invisible."""

_NO_ALT: Final = re.compile(r"<img(?![^>]*\salt=)")


class PictureWriter(Protocol):
    """Writes the pictures of a body, as only the exporter knows their files."""

    def write_figure(self, placement: Placement) -> str:
        """One whole ``<figure>``, or the empty string where nothing is to stand."""
        ...


def image_address(image: ImageId) -> str:
    """How a picture of the library is named inside Newsdesk: ``newsdesk-image:SHA-256``."""
    return f"newsdesk-image:{image}"


@immutable
class PlainPictures:
    """A bare ``<img>`` with the placement's own caption and alternative text.

    ``address`` gives the ``src`` of a picture. Used for the clipboard and for conversions, where
    no asset is at hand. An override that is not set is not written.
    """

    address: Callable[[ImageId], str] = image_address
    options: RunOptions = PLAIN_RUNS

    def write_figure(self, placement: Placement) -> str:
        """A ``<figure>`` with the picture and its caption."""
        image = f'<img src="{escape_attribute(self.address(placement.image))}"'
        if placement.alt_text is not None:
            image += f' alt="{escape_attribute(placement.alt_text)}"'
        if placement.crop:
            image += f' data-crop="{escape_attribute(placement.crop)}"'
        illustrative = ' class="illustrative"' if placement.illustrative else ""
        caption = ""
        if placement.caption is not None:
            caption = f"<figcaption>{write_runs(placement.caption, self.options)}</figcaption>"
        return f"<figure{illustrative}>{image}>{caption}</figure>"


@immutable
class HtmlOptions:
    """How a body is written.

    ``class_prefix`` goes before every class and id, so that a CMS's own sheet cannot clash.
    ``write_call_out`` replaces the plain call-out (a page needs a form for newsletters); it gets
    the call-out and its number in the body, from 1. ``table_label`` names the box in which a wide
    table scrolls on a narrow screen; without it a table stands by itself.
    ``loose_quotes`` puts the speaker of a quotation into a paragraph below it: what reads pages
    for reading lists and archives throws away figures that hold no picture.
    """

    runs: RunOptions = PLAIN_RUNS
    class_prefix: str = ""
    write_call_out: Callable[[CallOut, int], str] | None = None
    table_label: str = ""
    loose_quotes: bool = False


PLAIN_HTML: Final = HtmlOptions()


@dataclass(slots=True)
class _Writer:
    """Writes the blocks of one body in turn."""

    pictures: PictureWriter
    options: HtmlOptions
    call_outs: int = field(default=0)

    def block(self, block: Block) -> str:  # noqa: C901, PLR0912 - one short case for each block
        match block:
            case Paragraph():
                return f"<p>{self.runs(block.runs)}</p>"
            case Subhead():
                return f"<h{block.level}>{self.runs(block.runs)}</h{block.level}>"
            case Quote():
                return self.quote(block)
            case PullQuote():
                quote = f"<blockquote><p>{self.runs(block.runs)}</p></blockquote>"
                return self.figure("pull-quote", quote, block.attribution)
            case ListBlock():
                return write_list(block, self.options.runs)
            case Figure():
                return self.pictures.write_figure(block.placement)
            case Gallery():
                figures = (self.pictures.write_figure(one) for one in block.placements)
                inside = "\n".join(one for one in figures if one)
                return self.figure("gallery", f"\n{inside}\n", block.caption)
            case Embed():
                return self.embed(block)
            case CallOut():
                return self.call_out(block)
            case Table():
                return self.table(block)
            case Divider():
                return "<hr>"
            case Preformatted():
                return self.preformatted(block)
            case RawHtml():
                return f'<div class="{self.name("raw-html")}">{clean_raw_html(block.html)}</div>'
            case _:
                assert_never(block)

    def name(self, name: str) -> str:
        """A class or id with the prefix asked for."""
        return f"{escape_attribute(self.options.class_prefix)}{name}"

    def runs(self, runs: Runs) -> str:
        return write_runs(runs, self.options.runs)

    def paragraphs(self, paragraphs: Sequence[Runs]) -> str:
        return "\n".join(f"<p>{self.runs(runs)}</p>" for runs in paragraphs)

    def figure(self, name: str, inside: str, caption: Runs) -> str:
        """A figure around something that is no picture, with its caption where there is one."""
        ending = f"<figcaption>{self.runs(caption)}</figcaption>" if caption else ""
        return f'<figure class="{self.name(name)}">{inside}{ending}</figure>'

    def table(self, block: Table) -> str:
        table = write_table(block, self.options.runs)
        if not self.options.table_label:
            return table
        label = "".join(run.text for run in block.caption) or self.options.table_label
        # A box that scrolls must be reachable with the keyboard and have a name (WCAG 2.1.1).
        box = f'role="region" aria-label="{escape_attribute(label)}" tabindex="0"'
        return f'<div class="{self.name("scroll")}" {box}>\n{table}\n</div>'

    def quote(self, block: Quote) -> str:
        quote = f"<blockquote>\n{self.paragraphs(block.paragraphs)}\n</blockquote>"
        if block.attribution and self.options.loose_quotes:
            speaker = self.runs(block.attribution)
            return f'{quote}\n<p class="{self.name("attribution")}">{speaker}</p>'
        # HTML (4.4.4) wants the attribution outside the words quoted.
        return self.figure("quote", quote, block.attribution) if block.attribution else quote

    def embed(self, block: Embed) -> str:
        title = escape_text(block.title or block.url)
        card = title
        if weblink.is_web_address(block.url):
            card = f'<a href="{escape_attribute(block.url)}">{title}</a>'
        provider = f" <cite>{escape_text(block.provider)}</cite>" if block.provider else ""
        return self.figure("embed", f"<p>{card}{provider}</p>", block.caption)

    def call_out(self, block: CallOut) -> str:
        self.call_outs += 1
        if self.options.write_call_out is not None:
            return self.options.write_call_out(block, self.call_outs)
        parts: list[str] = []
        label = ""
        if block.kicker:
            parts.append(f'<p class="{self.name("kicker")}">{escape_text(block.kicker)}</p>')
        if block.title:
            identity = self.name(f"call-out-{self.call_outs}")
            label = f' aria-labelledby="{identity}"'
            parts.append(f'<h2 id="{identity}">{escape_text(block.title)}</h2>')
        if block.paragraphs:
            parts.append(self.paragraphs(block.paragraphs))
        if block.button_label or block.url:
            parts.append(f'<p class="{self.name("button")}">{self.button(block)}</p>')
        purpose = self.name(block.purpose.value.replace("_", "-"))
        inside = "\n".join(parts)
        return f'<aside class="{self.name("call-out")} {purpose}"{label}>\n{inside}\n</aside>'

    def button(self, block: CallOut) -> str:
        label = escape_text(block.button_label or block.url)
        address = resolve(block.url, self.options.runs)
        return label if address is None else f'<a href="{escape_attribute(address)}">{label}</a>'

    def preformatted(self, block: Preformatted) -> str:
        language = ""
        if block.code_language:
            language = f' class="language-{escape_attribute(block.code_language)}"'
        return f"<pre><code{language}>{escape_text(block.text)}</code></pre>"


def write_body(
    body: Body,
    *,
    pictures: PictureWriter | None = None,
    options: HtmlOptions = PLAIN_HTML,
) -> str:
    """Write a body as HTML, one block a line; the empty string for an empty body.

    Without ``pictures``, figures are written by ``PlainPictures``.
    """
    return "\n".join(write_blocks(body, pictures=pictures, options=options))


def write_blocks(
    body: Body,
    *,
    pictures: PictureWriter | None = None,
    options: HtmlOptions = PLAIN_HTML,
) -> tuple[str, ...]:
    """Write each block by itself, in order: previews and feeds take them apart."""
    writer = _Writer(pictures or PlainPictures(options=options.runs), options)
    return tuple(writer.block(block) for block in body)


def clean_raw_html(html: str) -> str:
    """Sanitise a raw HTML block by the list in ``domain.rawhtml``; well-formed afterwards."""
    import nh3

    from newsdesk.domain import rawhtml

    # Characters that no page can hold go first: taken out later, they would leave
    # "java\x03script:" as an address that runs.
    cleaned = nh3.clean(
        clean(html),
        tags=set(rawhtml.TAGS),
        clean_content_tags=set(rawhtml.EMPTIED),
        attributes={tag: set(names) for tag, names in rawhtml.ATTRIBUTES.items()},
        attribute_filter=_safe_address,
        url_schemes=set(rawhtml.URL_SCHEMES),
        strip_comments=True,
        link_rel=None,
    )
    return _NO_ALT.sub('<img alt=""', cleaned)


def _safe_address(_element: str, attribute: str, value: str) -> str | None:
    """Keep an attribute; an address only where it is a plain one, absolute or relative."""
    if attribute not in {"href", "src", "cite"}:
        return value
    relative = not _NO_RELATIVE.search(value)
    return value if relative or weblink.is_safe(value) else None
