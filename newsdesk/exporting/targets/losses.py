"""Losses that several targets share: fields of a story that cannot leave in their form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, assert_never

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
)
from newsdesk.domain.dispatch import Dispatch
from newsdesk.exporting.bodyhtml import clean_raw_html
from newsdesk.exporting.bundle import Loss

Judge: TypeAlias = Callable[[Block], str]
"""Says in a sentence what of a block is lost, "" for nothing."""


def page_losses(dispatch: Dispatch) -> tuple[Loss, ...]:
    """Say what a page of ours leaves out."""
    article = dispatch.article
    return (*_body(article, _page_block), *_headlines(article), *_desk_only(article))


def text_losses(dispatch: Dispatch, *, target: str) -> tuple[Loss, ...]:
    """Say what a text without pictures and a head of its own loses."""
    article = dispatch.article
    found: list[Loss] = []
    if article.lead is not None:
        found.append(Loss("lead", f"{target} holds no pictures; the lead stays as its caption."))
    found += _body(article, lambda block: _text_block(block, target))
    if article.related.items:
        found.append(Loss("related", f"{target} has no list of related items."))
    for name, readers, filled in (
        ("search", "search engines", article.search != type(article.search)()),
        ("social", "social networks", article.social != type(article.social)()),
    ):
        if filled:
            found.append(Loss(name, f"{target} has no place for the texts for {readers}."))
    return tuple(found)


def _body(article: Article, judge: Judge) -> Iterator[Loss]:
    for position, block in enumerate(article.body):
        sentence = judge(block)
        if sentence:
            yield Loss(f"body.{position}", sentence)


def _page_block(block: Block) -> str:
    match block:
        case Embed(html=html) if html:
            return "The embedded HTML stays behind; the page shows its title as a link."
        case RawHtml(html=html) if clean_raw_html(html) != html:
            return "Parts of the raw HTML that could run, style or send something were taken out."
        case _:
            return ""


def _text_block(block: Block, target: str) -> str:
    match block:
        case Figure() | Gallery():
            return f"{target} holds no pictures; their captions and credits stay."
        case Embed():
            return f"{target} shows an embedded post as its title and address."
        case RawHtml():
            return f"{target} keeps only the words of raw HTML."
        case CallOut(url=url) if url:
            return f"{target} shows a call-out as text with its address."
        case Table():
            return f"{target} shows a table as lines."
        case Paragraph() | Subhead() | Quote() | PullQuote() | ListBlock() | CallOut():
            return ""
        case Divider() | Preformatted():
            return ""
        case _:
            assert_never(block)


def _headlines(article: Article) -> Iterator[Loss]:
    if article.headline_print:
        yield Loss("headline_print", "A web page has no place for the headline of the paper.")
    if article.slugline:
        yield Loss("slugline", "The slugline is the desk’s name of the story; it stays here.")


def _desk_only(article: Article) -> Iterator[Loss]:
    if article.ed_note:
        yield Loss("ed_note", "The note to the receiving desk does not go onto a page.")
    if article.internal_note:
        yield Loss("internal_note", "The internal note never leaves Newsdesk.")
    if article.notes:
        yield Loss("notes", "Notes on passages never leave Newsdesk.")
