"""Every text of a story that an editor wrote, as runs, in one walk: to look through and to change.

The walk goes in the order of the page. Captions that follow the picture in the library, raw HTML,
bylines, addresses, tags, notes and corrections are not among these texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from newsdesk.domain.article import Article
from newsdesk.domain.body import (
    Block,
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
    TableRow,
)
from newsdesk.domain.photo import Placement
from newsdesk.domain.related import RelatedItem
from newsdesk.domain.text import Run, Runs, plain
from newsdesk.domain.values import immutable


class TextPart(StrEnum):
    """The kinds of texts a story has."""

    HEADLINE = "headline"
    """Headline, short headline and print headline."""
    STANDFIRST = "standfirst"
    BODY = "body"
    CAPTION = "caption"
    """Captions and alternative texts of pictures, galleries, embeds and tables."""
    OTHER = "other"
    """Section label, texts for search engines and social networks, wordings of related items."""


@immutable
class Place:
    """Where a text stands, in dotted form (``"headline"``, ``"body.3.runs"``), and its kind."""

    path: str
    part: TextPart


Visit = Callable[[Place, Runs], Runs]
"""Is shown each text that is not empty, and returns what shall stand there."""


def visited(article: Article, visit: Visit) -> Article:
    """Return a story with each of its texts as ``visit`` gives it back."""
    return _Walk(visit).article(article)


class _Walk:
    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    def article(self, article: Article) -> Article:
        """Walk through a story from its section label to its related items."""
        part = TextPart
        kept = replace(
            article,
            kicker=self._text("kicker", part.OTHER, article.kicker),
            headline=self._text("headline", part.HEADLINE, article.headline),
            headline_short=self._text("headline_short", part.HEADLINE, article.headline_short),
            headline_print=self._text("headline_print", part.HEADLINE, article.headline_print),
            standfirst=self._text("standfirst", part.STANDFIRST, article.standfirst),
            lead=None if article.lead is None else self._placement("lead", article.lead),
            body=tuple(self._block(f"body.{n}", block) for n, block in enumerate(article.body)),
        )
        search, social = article.search, article.social
        return replace(
            kept,
            search=replace(
                search,
                title=self._text("search.title", part.OTHER, search.title),
                description=self._text("search.description", part.OTHER, search.description),
            ),
            social=replace(
                social,
                title=self._text("social.title", part.OTHER, social.title),
                description=self._text("social.description", part.OTHER, social.description),
            ),
            related=replace(
                article.related,
                items=tuple(
                    self._item(f"related.items.{n}", item)
                    for n, item in enumerate(article.related.items)
                ),
            ),
        )

    def _runs(self, path: str, runs: Runs, part: TextPart = TextPart.BODY) -> Runs:
        return self._visit(Place(path, part), runs) if runs else runs

    def _many(self, path: str, many: tuple[Runs, ...]) -> tuple[Runs, ...]:
        return tuple(self._runs(f"{path}.{n}", runs) for n, runs in enumerate(many))

    def _text(self, path: str, part: TextPart, text: str) -> str:
        return plain(self._runs(path, (Run(text),), part)) if text else text

    def _placement(self, path: str, placement: Placement) -> Placement:
        caption, alt = placement.caption, placement.alt_text
        if caption is not None:
            caption = self._runs(f"{path}.caption", caption, TextPart.CAPTION)
        if alt:
            # An empty one would say that the picture is decoration; nobody asked for that.
            alt = self._text(f"{path}.alt_text", TextPart.CAPTION, alt) or None
        return replace(placement, caption=caption, alt_text=alt)

    def _item(self, path: str, item: RelatedItem) -> RelatedItem:
        return replace(
            item,
            label=self._text(f"{path}.label", TextPart.OTHER, item.label),
            headline=self._text(f"{path}.headline", TextPart.OTHER, item.headline),
            teaser=self._text(f"{path}.teaser", TextPart.OTHER, item.teaser),
        )

    def _block(self, path: str, block: Block) -> Block:
        match block:
            case Paragraph() | Subhead():
                return replace(block, runs=self._runs(f"{path}.runs", block.runs))
            case Quote():
                return self._quote(path, block)
            case PullQuote():
                runs = self._runs(f"{path}.runs", block.runs)
                by = self._runs(f"{path}.attribution", block.attribution)
                return replace(block, runs=runs, attribution=by)
            case ListBlock():
                items = tuple(
                    replace(item, runs=self._runs(f"{path}.items.{n}.runs", item.runs))
                    for n, item in enumerate(block.items)
                )
                return replace(block, items=items)
            case Figure():
                placement = self._placement(f"{path}.placement", block.placement)
                return replace(block, placement=placement)
            case Gallery():
                return self._gallery(path, block)
            case Embed():
                title = self._text(f"{path}.title", TextPart.CAPTION, block.title)
                caption = self._runs(f"{path}.caption", block.caption, TextPart.CAPTION)
                return replace(block, title=title, caption=caption)
            case CallOut():
                return self._call_out(path, block)
            case Table():
                return self._table(path, block)
            case Preformatted():
                text = self._text(f"{path}.text", TextPart.BODY, block.text)
                return replace(block, text=text)
            case Divider() | RawHtml():
                return block
            case _:
                assert_never(block)

    def _quote(self, path: str, quote: Quote) -> Quote:
        paragraphs = self._many(f"{path}.paragraphs", quote.paragraphs)
        by = self._runs(f"{path}.attribution", quote.attribution)
        return replace(quote, paragraphs=paragraphs, attribution=by)

    def _gallery(self, path: str, gallery: Gallery) -> Gallery:
        placements = tuple(
            self._placement(f"{path}.placements.{n}", placement)
            for n, placement in enumerate(gallery.placements)
        )
        caption = self._runs(f"{path}.caption", gallery.caption, TextPart.CAPTION)
        return replace(gallery, placements=placements, caption=caption)

    def _call_out(self, path: str, box: CallOut) -> CallOut:
        body = TextPart.BODY
        return replace(
            box,
            kicker=self._text(f"{path}.kicker", body, box.kicker),
            title=self._text(f"{path}.title", body, box.title),
            paragraphs=self._many(f"{path}.paragraphs", box.paragraphs),
            button_label=self._text(f"{path}.button_label", body, box.button_label),
        )

    def _table(self, path: str, table: Table) -> Table:
        rows = tuple(
            TableRow(self._many(f"{path}.rows.{n}.cells", row.cells))
            for n, row in enumerate(table.rows)
        )
        caption = self._runs(f"{path}.caption", table.caption, TextPart.CAPTION)
        return replace(table, rows=rows, caption=caption)
