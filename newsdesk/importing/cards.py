"""Figures, galleries, quotes, call-outs and embeds: ours, WordPress's, Ghost's and plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsdesk.domain import weblink
from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Divider,
    Embed,
    Figure,
    Gallery,
    Paragraph,
    Preformatted,
    PullQuote,
    Quote,
    RawHtml,
)
from newsdesk.domain.photo import Placement, PlacementRole
from newsdesk.domain.text import Runs, plain
from newsdesk.importing import addresses
from newsdesk.importing.lines import Context, lines_of, one_line, text_of
from newsdesk.importing.source import Reader
from newsdesk.importing.tables import read_table
from newsdesk.importing.tree import (
    Node,
    attribute,
    card_parts,
    children,
    classes_of,
    first,
    raw_text,
)

_GALLERIES: Final = frozenset({"gallery", "wp-block-gallery", "kg-gallery-card"})
_PULL_QUOTES: Final = frozenset({"pull-quote", "wp-block-pullquote"})
_EMBEDS: Final = frozenset({"embed", "wp-block-embed", "kg-embed-card"})
_BOOKMARK: Final = "kg-bookmark-card"
_FRAME_DEPTH: Final = 4
_FRAMES: Final = ("iframe", "video", "audio", "embed", "object")
_POSTS: Final = frozenset({"twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed"})
_PURPOSES: Final = {kind.value.replace("_", "-"): kind for kind in CallOutKind}
_ATTRIBUTIONS: Final = frozenset({"cite", "footer", "figcaption"})


def read_figure(reader: Reader, node: Node, context: Context) -> bool:
    """Read a ``<figure>``; False for one that is read like any other element."""
    classes = classes_of(node)
    parts = card_parts(node)
    if not parts:
        return False
    caption = _one(parts, "figcaption")
    if classes & _PULL_QUOTES:
        return _read_pull_quote(reader, node, context, caption)
    if _BOOKMARK in classes:
        return _read_bookmark(reader, node, context, caption)
    if classes & _EMBEDS:
        return _read_embed(reader, node, context, caption)
    table, quote = _one(parts, "table"), _one(parts, "blockquote")
    if quote is not None and not classes & _GALLERIES:
        return _read_quote(reader, quote, context, caption)
    if table is not None:
        return read_table(reader, table, context, caption)
    if classes & _GALLERIES:
        return _read_gallery(reader, node, context)
    return _read_pictures(reader, node, context, caption)


def _one(parts: Sequence[Node], tag: str) -> Node | None:
    return next((part for part in parts if part.tag == tag), None)


def _add(reader: Reader, context: Context, block: Block) -> bool:
    reader.builder.flush(context)
    reader.builder.add(block)
    return True


def _read_pictures(reader: Reader, node: Node, context: Context, caption: Node | None) -> bool:
    pictures = [part for part in card_parts(node) if part.tag == "img"]
    if len(pictures) > 1:
        return _read_gallery(reader, node, context)
    if not pictures:
        return False
    words = reader.line_inside(caption) if caption is not None else None
    figure = reader.source.figure(pictures[0], words)
    if figure is not None:
        illustrative = "illustrative" in classes_of(node)
        placed = figure.placement
        reader.builder.flush(context)
        reader.builder.add(
            Figure(
                Placement(
                    placed.image,
                    placed.role,
                    placed.caption,
                    placed.alt_text,
                    placed.crop,
                    illustrative,
                )
            )
        )
    return True


def _read_gallery(reader: Reader, node: Node, context: Context) -> bool:
    placements: list[Placement] = []
    outer = next((part for part in children(node) if part.tag == "figcaption"), None)
    for picture in card_parts(node):
        if picture.tag != "img":
            continue
        own = _own_caption(picture, node)
        words = reader.line_inside(own) if own is not None else None
        figure = reader.source.figure(picture, words)
        if figure is not None:
            place = figure.placement
            placements.append(
                Placement(
                    place.image, PlacementRole.GALLERY, place.caption, place.alt_text, place.crop
                )
            )
    if not placements:
        return False
    return _add(reader, context, Gallery(tuple(placements), reader.line_inside(outer)))


def _own_caption(picture: Node, gallery: Node) -> Node | None:
    """The caption of one picture of a gallery, which stands in the element around both."""
    frame = picture.parent
    for _ in range(_FRAME_DEPTH):
        if frame is None or frame == gallery:
            return None
        found = next((part for part in children(frame) if part.tag == "figcaption"), None)
        if found is not None:
            return found
        frame = frame.parent
    return None


def _read_pull_quote(reader: Reader, node: Node, context: Context, caption: Node | None) -> bool:
    quote = first(node, "blockquote")
    if quote is None:
        return False
    words, cited = _quote_parts(reader, quote)
    return _add(reader, context, PullQuote(one_line(words), cited or reader.line_inside(caption)))


def read_quote(reader: Reader, node: Node, context: Context) -> bool:
    """Read a ``<blockquote>``; False for one that only indents what is in it."""
    classes = classes_of(node)
    if classes & _POSTS:
        return _read_post(reader, node, context)
    if "kg-blockquote-alt" in classes:
        lines, cited = _quote_parts(reader, node)
        return _add(reader, context, PullQuote(one_line(lines), cited))
    style = attribute(node, "style")
    if "border:none" in style.replace(" ", "") or "webkit-indent-blockquote" in classes:
        return False
    return _read_quote(reader, node, context, None)


def _read_quote(reader: Reader, node: Node, context: Context, caption: Node | None) -> bool:
    cite = _cite_of(node)
    blocks = reader.blocks_inside(node, without=() if cite is None else (cite,))
    named = cite if cite is not None else speaker_below(node)
    attribution = reader.line_inside(caption if caption is not None else named)
    reader.builder.flush(context)
    quoted: list[Runs] = []
    for block in blocks:
        if isinstance(block, (Paragraph, Quote)):
            quoted.extend(lines_of((block,)))
            continue
        if quoted and not isinstance(block, Figure):
            reader.builder.add(Quote(tuple(quoted)))
            quoted = []
        reader.builder.add(block)
    if quoted or attribution:
        reader.builder.add(Quote(tuple(quoted), attribution))
    return True


def speaker_below(quote: Node) -> Node | None:
    """The speaker of a quotation as our own pages have it: a paragraph right below, so classed."""
    if quote.tag != "blockquote" or _cite_of(quote) is not None:
        return None
    below = quote.next
    while below is not None and not below.is_element_node:
        if below.is_text_node and (below.text_content or "").strip():
            return None
        below = below.next
    if below is None or below.tag != "p":
        return None
    return below if any(name.endswith("attribution") for name in classes_of(below)) else None


def is_speaker(paragraph: Node) -> bool:
    """Whether a paragraph was read with the quotation above it."""
    above = paragraph.prev
    while above is not None and not above.is_element_node:
        above = above.prev
    below = speaker_below(above) if above is not None else None
    return below is not None and below.mem_id == paragraph.mem_id


def _quote_parts(reader: Reader, node: Node) -> tuple[list[Runs], Runs]:
    cite = _cite_of(node)
    blocks = reader.blocks_inside(node, without=() if cite is None else (cite,))
    return lines_of(blocks), reader.line_inside(cite)


def _cite_of(quote: Node) -> Node | None:
    """The attribution inside a quote: its last element, where that is one for attributions."""
    last = quote.last_child
    while last is not None and not last.is_element_node:
        if last.is_text_node and (last.text_content or "").strip():
            return None
        last = last.prev
    return last if last is not None and last.tag in _ATTRIBUTIONS else None


def _read_post(reader: Reader, node: Node, context: Context) -> bool:
    """A post of a social network: its address is what its last link points to."""
    address = attribute(node, "data-instgrm-permalink") or attribute(node, "cite")
    if not address:
        links = [part for part in card_parts(node) if part.tag == "a"]
        address = attribute(links[-1], "href") if links else ""
    address = addresses.clean_link(address, reader.source.base)
    return bool(address) and _add(reader, context, Embed(address))


def read_frame(reader: Reader, node: Node, context: Context) -> bool:
    """Read an ``<iframe>``, ``<video>`` or ``<audio>`` as an embed."""
    address = attribute(node, "src")
    if not address:
        inner = first(node, "source")
        address = attribute(inner, "src") if inner is not None else ""
    address = addresses.clean_link(address, reader.source.base)
    if not weblink.is_web_address(address):
        return True
    return _add(reader, context, Embed(address, title=attribute(node, "title")[:300]))


def _read_embed(reader: Reader, node: Node, context: Context, caption: Node | None) -> bool:
    frame = first(node, *_FRAMES)
    link = first(node, "a")
    words = reader.line_inside(caption)
    provider = title = ""
    if frame is not None:
        address, title = attribute(frame, "src"), attribute(frame, "title")[:300]
    elif link is not None:
        address, title = attribute(link, "href"), " ".join(raw_text(link).split())
    else:
        address = title = " ".join(raw_text(node).split()).split(" ")[0]
    cite = first(node, "cite")
    if cite is not None:
        provider = " ".join(raw_text(cite).split())
    address = addresses.clean_link(address, reader.source.base)
    if not address:
        return False
    title = "" if title == address else title
    return _add(reader, context, Embed(address, provider, title, caption=words))


def _read_bookmark(reader: Reader, node: Node, context: Context, caption: Node | None) -> bool:
    link = first(node, "a")
    address = addresses.clean_link(attribute(link, "href"), "") if link is not None else ""
    if not address:
        return False
    parts = {name: part for part in card_parts(node) for name in _bookmark_parts(part)}
    title, publisher = parts.get("kg-bookmark-title"), parts.get("kg-bookmark-publisher")
    return _add(
        reader,
        context,
        Embed(
            address,
            text_of([reader.line_inside(publisher)]) if publisher else "",
            text_of([reader.line_inside(title)]) if title else "",
            caption=reader.line_inside(caption),
        ),
    )


def _bookmark_parts(node: Node) -> Sequence[str]:
    return [name for name in classes_of(node) if name.startswith("kg-bookmark-")]


def read_box(reader: Reader, node: Node, context: Context) -> bool:
    """Read an ``<aside>`` or ``<div>`` that is a card; False for any other."""
    classes = classes_of(node)
    if "call-out" in classes and node.tag == "aside":
        return _read_call_out(reader, node, context, classes)
    if "raw-html" in classes:
        return _add(reader, context, RawHtml((node.inner_html or "").strip()))
    if "kg-callout-card" in classes:
        skipped = [part for part in children(node) if "kg-callout-emoji" in classes_of(part)]
        lines = lines_of(reader.blocks_inside(node, without=skipped))
        return _add(reader, context, CallOut(CallOutKind.NOTE, paragraphs=tuple(lines)))
    if "kg-button-card" in classes:
        return _read_button(reader, node, context)
    if "wp-caption" in classes:
        words = next((part for part in children(node) if part.tag == "p"), None)
        return _read_pictures(reader, node, context, words)
    return False


def _read_button(reader: Reader, node: Node, context: Context) -> bool:
    link = first(node, "a")
    if link is None:
        return False
    address = addresses.clean_link(attribute(link, "href"), reader.source.base)
    label = text_of([reader.line_inside(link)])
    return _add(reader, context, CallOut(CallOutKind.RELATED, button_label=label, url=address))


def _read_call_out(reader: Reader, node: Node, context: Context, classes: frozenset[str]) -> bool:
    purpose = next((_PURPOSES[name] for name in classes if name in _PURPOSES), CallOutKind.NOTE)
    kicker = title = label = url = ""
    special: list[Node] = []
    for part in children(node):
        named = classes_of(part)
        if "kicker" in named and not kicker:
            kicker = plain(reader.line_inside(part))
        elif part.tag in {"h2", "h3", "h4"} and not title:
            title = plain(reader.line_inside(part))
        elif "button" in named:
            label, url = _button(reader, part)
        else:
            continue
        special.append(part)
    lines = lines_of(reader.blocks_inside(node, without=special))
    return _add(reader, context, CallOut(purpose, kicker, title, tuple(lines), label, url))


def _button(reader: Reader, part: Node) -> tuple[str, str]:
    link = first(part, "a")
    label = plain(reader.line_inside(part))
    if link is None:
        return label, ""
    url = addresses.clean_link(attribute(link, "href"), reader.source.base)
    return ("" if label == url else label), url


def read_preformatted(reader: Reader, node: Node, context: Context) -> bool:
    """Read a ``<pre>`` with the language that its code says it is in."""
    code = first(node, "code")
    language = ""
    for holder in (node, code):
        if holder is not None:
            for name in sorted(classes_of(holder)):
                if name.startswith("language-") and not language:
                    language = name.removeprefix("language-")
    return _add(reader, context, Preformatted(raw_text(node), language))


def read_divider(reader: Reader, _node: Node, context: Context) -> bool:
    """Read an ``<hr>``."""
    return _add(reader, context, Divider())


def emoji_of(attributes: dict[str, str]) -> str:
    """Return the character that a small picture of it stands for."""
    classes = attributes.get("class", "")
    if "emoji" in classes or "smiley" in classes or "data-emoji" in attributes:
        return attributes.get("alt", "")[:20]
    return ""
