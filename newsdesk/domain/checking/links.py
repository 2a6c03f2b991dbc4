"""Checks of links and of the related list: does each lead somewhere?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsdesk.domain import weblink
from newsdesk.domain.blockruns import runs_of
from newsdesk.domain.body import CallOut, CallOutKind
from newsdesk.domain.checking.case import Case, Found

_TELLS_NOTHING = frozenset({"here", "click here", "link", "this link", "read more", "more", "тут"})
_WELL = frozenset({"", "ok", "200", "redirected"})


class _Link(NamedTuple):
    href: str
    text: str
    block: int


def _links(case: Case) -> Iterator[_Link]:
    """Yield the links of the body; neighbouring runs with one address are one link."""
    for at, block in enumerate(case.story.body):
        if isinstance(block, CallOut) and block.url:
            yield _Link(block.url, block.button_label or block.title, at)
        for runs in runs_of(block):
            href, text = "", ""
            for run in runs:
                here = run.link.href if run.link else ""
                if here != href and href:
                    yield _Link(href, text, at)
                text = run.text if here != href else text + run.text
                href = here
            if href:
                yield _Link(href, text, at)


def link_text_empty(case: Case) -> Iterator[Found]:
    """A link needs words to click, and words that say where it leads."""
    for link in _links(case):
        text = link.text.strip(" \n\u00a0.…")
        if not text:
            yield Found(f"A link to {link.href[:60]} has no text.", "body", link.block)
        elif text.casefold() in _TELLS_NOTHING:
            yield Found(f"The link text “{text}” does not say where it leads.", "body", link.block)


def link_dead(case: Case) -> Iterator[Found]:
    """A link to a story that is not there, or an address that is none."""
    for link in _links(case):
        story = weblink.story_of(link.href)
        if story is not None and story not in case.dispatch.cards:
            yield Found(f"“{link.text}” links to a story that is gone.", "body", link.block)
        elif not weblink.is_safe(link.href):
            yield Found(f"“{link.text}” links to no usable address.", "body", link.block)


def link_not_out(case: Case) -> Iterator[Found]:
    """A link to a story that readers cannot open yet."""
    for link in _links(case):
        story = weblink.story_of(link.href)
        card = case.dispatch.cards.get(story) if story else None
        if card is not None and not card.exported:
            yield Found(
                f"“{link.text}” links to “{card.headline}”, which is not published.",
                "body", link.block,
            )  # fmt: skip


def call_out_without_link(case: Case) -> Iterator[Found]:
    """A sign-up or a related box must lead somewhere."""
    for at, block in enumerate(case.story.body):
        if not isinstance(block, CallOut) or block.url:
            continue
        form = case.dispatch.publication.newsletter_form_url
        if block.purpose is CallOutKind.NEWSLETTER and not form:
            yield Found("The newsletter sign-up has no address.", "body", at)
        elif block.purpose is CallOutKind.RELATED:
            yield Found("The related box leads nowhere.", "body", at)


def related_dead(case: Case) -> Iterator[Found]:
    """A related item whose target is gone, is the story itself, or did not answer."""
    for at, item in enumerate(case.story.related.items):
        field = f"related.{at}"
        if item.article == case.story.id:
            yield Found("The related list leads to this story itself.", field)
        elif item.article is not None and item.article not in case.dispatch.cards:
            yield Found("A related story is not in the library any more.", field)
        elif item.article is None and not weblink.is_web_address(item.url):
            yield Found("A related item has no usable address.", field)
        elif item.status.casefold() not in _WELL:
            name = item.headline or item.url
            yield Found(f"The related link “{name}” did not answer: {item.status}.", field)


def related_not_out(case: Case) -> Iterator[Found]:
    """A related story that readers cannot open yet is left out of the page."""
    for at, item in enumerate(case.story.related.items):
        card = case.dispatch.cards.get(item.article) if item.article else None
        if card is not None and not card.exported:
            yield Found(
                f"The related story “{card.headline}” is not published, so pages leave it out.",
                f"related.{at}",
            )


def related_without_headline(case: Case) -> Iterator[Found]:
    """A link outside the library shows its address where it has no headline."""
    for at, item in enumerate(case.story.related.items):
        if item.article is None and not item.headline:
            yield Found(f"Give the related link {item.url[:60]} a headline.", f"related.{at}")
