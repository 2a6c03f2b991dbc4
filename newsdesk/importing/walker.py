"""The walk through a parsed tree: which element means what, in one pass and without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from newsdesk.domain.body import Block, Divider, Figure, Quote
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.text import Link, Mark, Runs
from newsdesk.importing import addresses, cards, markup
from newsdesk.importing.css import NO_STYLE, Style, joined, read_style
from newsdesk.importing.lines import BodyBuilder, Context, Item, lines_of, one_line
from newsdesk.importing.source import Reader, Source
from newsdesk.importing.tables import read_table
from newsdesk.importing.tree import TEXT, Node, attributes_of, inside, raw_text

_DEEPEST_PART: Final = 12
_TITLE_SIZE: Final = 26.0
"""Points in which Google Docs sets its title, the one heading it does not mark up."""
_NUMBERED = re.compile(r"\(?(\d{1,9}|[ivxlcdm]{1,9}|\w)[.)\]:]|\d{1,9}$", re.IGNORECASE)
_LANGUAGE_ATTRIBUTES: Final = frozenset({"lang", "dir", "title", "xml:lang"})
_SCRIPTED: Final = frozenset({"script", "noscript", "template"})
_FIELDS: Final = frozenset({"button", "input", "select", "textarea", "option", "datalist"})
_DRAWN: Final = frozenset({"svg", "canvas", "math"})
_QUOTE_CLASSES: Final = frozenset({"msoquote", "msointensequote", "quotations"})
_NO_CONTEXT: Final = Context()

Special = Callable[[Reader, Node, Context], bool]
_SPECIAL: Final[Mapping[str, Special]] = {
    "table": read_table,
    "figure": cards.read_figure,
    "blockquote": cards.read_quote,
    "aside": cards.read_box,
    "div": cards.read_box,
    "pre": cards.read_preformatted,
    "hr": cards.read_divider,
    "iframe": cards.read_frame,
    "video": cards.read_frame,
    "audio": cards.read_frame,
    "embed": cards.read_frame,
}


@dataclass(slots=True)
class Walker:
    """Walks through an element once. ``part`` counts how many walks stand around this one."""

    source: Source
    part: int = 0
    builder: BodyBuilder = field(default_factory=BodyBuilder)
    without: frozenset[int] = frozenset()
    start: int = 1
    open_items: list[tuple[Item, float]] = field(default_factory=list[tuple[Item, float]])
    budget: list[int] = field(default_factory=lambda: [markup.MOST_NODES])

    # --- what readers of single elements ask for ---

    def blocks_inside(self, node: Node, *, without: Sequence[Node] = ()) -> list[Block]:
        """Read what is inside an element by itself."""
        walker = Walker(
            self.source,
            self.part + 1,
            without=frozenset(found.mem_id for found in without),
            budget=self.budget,
        )
        return walker.read(node)

    def line_inside(self, node: Node | None) -> Runs:
        """Read what is inside an element as one line of text."""
        return () if node is None else one_line(lines_of(self.blocks_inside(node)))

    def picture(self, figure: Figure) -> None:
        """Put a picture before the paragraph that is being read: it shall not tear a line."""
        self.builder.add(figure)

    # --- the walk ---

    def read(self, root: Node) -> list[Block]:
        """Read everything inside an element."""
        context = _NO_CONTEXT
        above: list[tuple[Node, Context, bool]] = []
        node = root.first_child
        while node is not None:
            self._count()
            inner = self._visit(node, context, len(above))
            child = node.first_child if inner is not None else None
            if inner is not None and child is not None:
                above.append((node, context, self._ends_line(node, context, inner)))
                node, context = child, inner
                continue
            following = node.next
            while following is None and above:
                parent, outer, block = above.pop()
                if block:
                    self.builder.flush(context)
                context = outer
                following = parent.next
            node = following
        self.builder.flush(context)
        self.builder.end_list()
        return self.builder.blocks

    def _count(self) -> None:
        self.budget[0] -= 1
        if self.budget[0] < 0:
            raise InvalidInputError(
                "This is too much to paste or import in one piece; take it in smaller parts."
            )

    @staticmethod
    def _ends_line(node: Node, outer: Context, inner: Context) -> bool:
        return node.tag in markup.BLOCKS or outer.heading != inner.heading

    def _visit(self, node: Node, context: Context, depth: int) -> Context | None:
        """Read one node; returns the context of what is inside, ``None`` to go past it."""
        tag = node.tag or ""
        if tag == TEXT:
            text = node.text_content or ""
            if self.source.fuses_words:
                self.builder.part_words(text, context)
            self.builder.text(text, context)
            return None
        if not node.is_element_node or node.mem_id in self.without:
            return None
        if tag in markup.DROPPED:
            self._drop(tag)
            return None
        attributes = attributes_of(node)
        style = self._style(tag, attributes)
        if self._is_left_out(tag, attributes, style):
            return None
        if self._inline_object(node, tag, attributes, style, context):
            return None
        if tag in markup.BLOCKS or style.block:
            self.builder.flush(context)
        special = _SPECIAL.get(tag)
        shallow = depth < markup.DEEPEST and self.part < _DEEPEST_PART
        if special is not None and shallow and special(self, node, context):
            return None
        if tag == "p" and "attribution" in attributes.get("class", "") and cards.is_speaker(node):
            return None
        if tag == "p" and attributes.get("class", "").lower() in _QUOTE_CLASSES and shallow:
            self._office_quote(node, context)
            return None
        return self._context(tag, attributes, style, context)

    def _drop(self, tag: str) -> None:
        if tag in _SCRIPTED:
            self.source.lose("script")
        elif tag in _FIELDS:
            self.source.lose("form")
        elif tag in _DRAWN:
            self.source.lose("drawing")

    def _style(self, tag: str, attributes: Mapping[str, str]) -> Style:
        style = self.source.sheet.style_of(tag, attributes.get("class", ""))
        own = attributes.get("style")
        return joined(style, read_style(own)) if own else style

    def _is_left_out(self, tag: str, attributes: Mapping[str, str], style: Style) -> bool:
        if style.hidden or "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return True
        classes = attributes.get("class", "").lower().split()
        if style.office in markup.COMMENT_PARTS or markup.COMMENT_CLASSES & set(classes):
            self.source.lose("deletion" if "msodel" in classes else "comment")
            return True
        if tag == "a" and attributes.get("href", "").startswith(("#cmnt", "#_msocom")):
            self.source.lose("comment")
            return True
        if tag == "del" and (self.source.office or "datetime" in attributes):
            self.source.lose("deletion")
            return True
        return self.source.whole_page and tag in markup.FURNITURE and "call-out" not in classes

    def _inline_object(
        self,
        node: Node,
        tag: str,
        attributes: dict[str, str],
        style: Style,
        context: Context,
    ) -> bool:
        """Read what is no element with text in it: breaks, pictures, Word's list markers."""
        if tag == "br":
            if style.page_break:
                self.builder.flush(context)
                self.builder.add(Divider())
            else:
                # Word marks whole paragraphs, their line breaks with them.
                self.builder.soft_break(_NO_CONTEXT if self.source.office else context)
        elif tag == "wbr":
            pass
        elif style.list_marker:
            if context.item is not None:
                self._marker(raw_text(node), context.item)
        elif tag == "img":
            self._image(node, attributes, context)
        elif tag == "v:shape":
            self._vector_picture(node, attributes)
        else:
            return False
        return True

    def _marker(self, text: str, item: Item) -> None:
        words = " ".join(text.split()).strip("\u00a0 ")
        found = _NUMBERED.match(words)
        item.ordered = found is not None
        if found is not None and found[1] and found[1].isdecimal():
            item.number = int(found[1])

    def _image(self, node: Node, attributes: dict[str, str], context: Context) -> None:
        emoji = cards.emoji_of(attributes)
        if emoji:
            self.builder.exact(emoji, context)
            return
        if self.source.drawings & set(attributes.get("v:shapes", "").split()):
            self.source.lose("drawing")
            return
        figure = self.source.figure(node)
        if figure is not None:
            self.picture(figure)

    def _vector_picture(self, node: Node, attributes: dict[str, str]) -> None:
        """Word's own picture, where the clipboard carries no ``<img>`` for it."""
        data = next((found for found in inside(node) if found.tag == "v:imagedata"), None)
        if data is None:
            self.source.lose("drawing")
            return
        figure = self.source.figure(data)
        if figure is not None:
            alt = attributes.get("alt")
            self.picture(Figure(replace(figure.placement, alt_text=alt)))

    def _office_quote(self, node: Node, context: Context) -> None:
        lines = lines_of(self.blocks_inside(node))
        plain_lines = [
            tuple(replace(run, marks=run.marks - {Mark.EMPHASIS}) for run in line)
            for line in lines
        ]
        self.builder.flush(context)
        if plain_lines:
            self.builder.add(Quote(tuple(plain_lines)))

    # --- contexts ---

    def _context(
        self, tag: str, attributes: Mapping[str, str], style: Style, context: Context
    ) -> Context:
        """What holds inside an element that is read for its text."""
        found = context
        if tag in markup.BLOCKS:
            found = self._structure(tag, attributes, style, context)
        elif style.size == _TITLE_SIZE and tag == "span" and not context.item:
            found = self._google_title(context)
        if style.preserve is not None and style.preserve != context.preserve:
            found = replace(found, preserve=style.preserve)
        marks = self._marks(tag, attributes, style, context)
        if marks != context.marks:
            found = replace(found, marks=marks)
        if tag == "a" and "href" in attributes:
            found = replace(found, link=self._link(attributes))
        language = attributes.get("lang", "")
        if language and tag not in markup.BLOCKS and self._is_passage(attributes):
            found = replace(found, language=language)
        return found

    def _structure(
        self, tag: str, attributes: Mapping[str, str], style: Style, context: Context
    ) -> Context:
        heading = markup.HEADINGS.get(tag, 0)
        if attributes.get("role") == "heading":
            heading = _number(attributes.get("aria-level", ""), 2)
        if heading:
            return replace(context, heading=self._level(heading))
        if tag in {"ul", "ol", "menu", "dir"}:
            self.start = _number(attributes.get("start", ""), 1) if tag == "ol" else 1
            return replace(context, depth=context.depth + 1, ordered=tag == "ol")
        if tag == "li":
            return replace(context, item=self._item(attributes, style, context))
        if style.list_level and context.item is None:
            return replace(context, item=self._office_item(style))
        if self.open_items and style.left and context.item is None:
            return replace(context, item=self._continued_item(style.left))
        return context

    def _office_item(self, style: Style) -> Item:
        """An item of Word's, which is a paragraph with the name and the level of its list."""
        key = (style.list_name, style.list_level)
        item = Item(style.list_level - 1, not self.source.sheet.bulleted.get(key, True))
        self.open_items = [entry for entry in self.open_items if entry[0].level < item.level]
        self.open_items.append((item, style.left or 0.0))
        return item

    def _continued_item(self, left: float) -> Item | None:
        """The item that a paragraph goes on with: it is indented as the item's text is."""
        if not self.builder.in_list:
            self.open_items.clear()
        while self.open_items:
            item, item_left = self.open_items[-1]
            if abs(item_left - left) < 1:
                if self.builder.ends_with(item):
                    return item
                following = Item(item.level, item.ordered)
                self.open_items[-1] = (following, item_left)
                return following
            self.open_items.pop()
        return None

    def _level(self, heading: int) -> int:
        return min(max(heading + self.source.deeper_headings, 2), 4)

    def _item(self, attributes: Mapping[str, str], style: Style, context: Context) -> Item:
        """A list item. Its own level counts: Word for the web writes one list for each item."""
        stated = attributes.get("data-aria-level") or attributes.get("aria-level", "")
        level = _number(stated, 0) or style.list_level or max(context.depth, 1)
        number, self.start = self.start, 1
        return Item(level - 1, context.ordered, number)

    def _google_title(self, context: Context) -> Context:
        if self.source.office or context.heading:
            return context
        self.builder.flush(context)
        return replace(context, heading=self._level(1))

    def _marks(
        self, tag: str, attributes: Mapping[str, str], style: Style, context: Context
    ) -> frozenset[Mark]:
        marks = context.marks
        mark = markup.MARKS.get(tag)
        if tag == "ins" and (self.source.office or "datetime" in attributes):
            mark = None
        if mark is not None:
            marks |= {mark}
        if style is not NO_STYLE:
            marks = _styled(marks, style)
            linked = tag == "a" or context.link is not None
            if style.underline and not linked and "yperlink" not in attributes.get("class", ""):
                marks |= {Mark.UNDERLINE}
        return marks

    def _link(self, attributes: Mapping[str, str]) -> Link | None:
        href = attributes.get("href", "")
        address = addresses.clean_link(href, self.source.base)
        if not address:
            if href.strip() not in {"", "#"}:
                self.source.lose("link")
            return None
        return Link(address, attributes.get("title", "")[:300], _relation(attributes))

    def _is_passage(self, attributes: Mapping[str, str]) -> bool:
        """Whether ``lang`` was set by a writer: programs set it on everything they style."""
        return not self.source.office and attributes.keys() <= _LANGUAGE_ATTRIBUTES


def _styled(marks: frozenset[Mark], style: Style) -> frozenset[Mark]:
    if style.bold is not None:
        marks = marks | {Mark.STRONG} if style.bold else marks - {Mark.STRONG}
    if style.italic is not None:
        marks = marks | {Mark.EMPHASIS} if style.italic else marks - {Mark.EMPHASIS}
    if style.strike:
        marks |= {Mark.STRIKE}
    if style.vertical == "super":
        marks |= {Mark.SUPERSCRIPT}
    elif style.vertical == "sub":
        marks |= {Mark.SUBSCRIPT}
    return marks


def _relation(attributes: Mapping[str, str]) -> str:
    """Keep what a writer says of a link; what protects a browser is written anew on export."""
    words = attributes.get("rel", "").lower().split()
    return " ".join(word for word in words if word in {"nofollow", "sponsored", "ugc"})


def _number(text: str, otherwise: int) -> int:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
