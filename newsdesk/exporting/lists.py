"""Pages that list stories: the front page, sections, tags."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.domain import weblink
from newsdesk.domain.publication import Section
from newsdesk.domain.values import immutable
from newsdesk.exporting import chrome, head, locales, structured
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.characters import clean
from newsdesk.exporting.frames import Frames
from newsdesk.exporting.strings import Strings
from newsdesk.exporting.views import LinkView, TimeView


@immutable
class ListedStory:
    """A story in a list. ``path`` is its page's below the root; ``language`` BCP 47."""

    path: str
    headline: str
    teaser: str = ""
    label: str = ""
    published: TimeView | None = None
    updated: TimeView | None = None
    language: str = ""


@immutable
class ListItem:
    """A listed story as a template shows it."""

    address: str
    story: ListedStory
    language: str
    direction: str


@immutable
class ListPage:
    """A page with a list. ``path`` is its folder; ``newer`` and ``older`` lead to its neighbours.

    ``feed_folder`` is where its feeds lie; ``None`` without any.
    """

    template: str
    path: str
    title: str
    stories: tuple[ListedStory, ...]
    language: str
    description: str = ""
    newer: str | None = None
    older: str | None = None
    section: Section | None = None
    feeds: tuple[head.Feed, ...] = ()


def items(
    stories: Sequence[ListedStory], addresses: Addresses, language: str
) -> tuple[ListItem, ...]:
    """Return stories as a template shows them; a story in another language says so."""
    found: list[ListItem] = []
    for story in stories:
        other = story.language if story.language != language else ""
        direction = weblink.direction(other) if other else ""
        same = direction == weblink.direction(language)
        found.append(ListItem(addresses.page(story.path), story, other, "" if same else direction))
    return tuple(found)


def write_list(
    page: ListPage,
    frames: Frames,
    addresses: Addresses,
    strings: Strings,
) -> bytes:
    """Write a page with a list. Raises InvalidInputError for a broken theme."""
    paper = addresses.publication
    canonical = addresses.absolute(page.path)
    front = page.path == ""
    crumbs = structured.breadcrumbs([(paper.name, addresses.site), (page.title, "")])
    facts: list[structured.Node] = (
        [structured.website_node(addresses), structured.publisher_node(addresses, None)]
        if front
        else [crumbs]
    )
    title = paper.name if front else f"{page.title} – {paper.name}"
    page_head = head.PageHead(
        title=title or page.title or addresses.site,
        description=page.description or (paper.tagline if front else title),
        canonical=canonical,
        icon=addresses.file(chrome.ICON),
        feeds=page.feeds,
        structured=clean(structured.write_graph(facts)),
        style=frames.style(page.section),
        properties=(
            ("og:type", "website"),
            ("og:site_name", paper.name),
            ("og:locale", locales.open_graph_locale(page.language)),
            ("og:title", page.title or paper.name),
            ("og:url", canonical),
        ),
    )
    return frames.write(
        page.template,
        page_head,
        addresses=addresses,
        strings=strings,
        language=page.language,
        section=page.section,
        page=page,
        items=items(page.stories, addresses, page.language),
        newer=LinkView(strings.newer, addresses.page(page.newer))
        if page.newer is not None
        else None,
        older=LinkView(strings.older, addresses.page(page.older))
        if page.older is not None
        else None,
    )
