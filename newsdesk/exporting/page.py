"""The page of a story with everything that belongs beside it: feeds, author pages, icon."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.ids import ArticleId, AuthorId
from newsdesk.domain.photo import Placement
from newsdesk.domain.values import immutable
from newsdesk.exporting import chrome, feeds, head, structured
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.authorpage import AuthorPage, write_author_page
from newsdesk.exporting.bodyhtml import HtmlOptions, write_body
from newsdesk.exporting.bundle import Bundle
from newsdesk.exporting.characters import clean
from newsdesk.exporting.figures import PageFigures
from newsdesk.exporting.frames import Frames
from newsdesk.exporting.lists import ListedStory
from newsdesk.exporting.pictures import PictureShelf, PlannedPicture
from newsdesk.exporting.runhtml import RunOptions
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.themes import Theme
from newsdesk.exporting.views import StoryView

INDEX: Final = "index.html"
RSS_FILE: Final = "feed.xml"
JSON_FILE: Final = "feed.json"
ATOM_FILE: Final = "atom.xml"

_DARK: Final = re.compile(r"(?:screen and )?\(prefers-color-scheme: ?dark\)")
_SCHEMES: Final = re.compile(r"color-scheme: ?light dark")
# The page's own markup: text is escaped, and raw HTML can hold neither element nor attribute.
_SOURCE: Final = re.compile(r"<source type=[^>]*>")
_SET: Final = re.compile(r' srcset="[^"]*" sizes="[^"]*"')


@immutable
class NoPictures:
    """Leaves pictures out, where no address could lead to them."""

    def write_figure(self, placement: Placement) -> str:
        """Write nothing."""
        del placement
        return ""


def feed_links(addresses: Addresses, folder: str, title: str) -> tuple[head.Feed, ...]:
    """Return the links to the feeds that lie in a folder of the site."""
    return (
        head.Feed(addresses.file(f"{folder}{RSS_FILE}"), feeds.RSS, title),
        head.Feed(addresses.file(f"{folder}{JSON_FILE}"), feeds.JSON_FEED, title),
    )


def write_page(
    view: StoryView,
    theme: Theme,
    *,
    feed_folder: str,
    preview: bool = False,
    alone: bool = False,
    scheme: str = "",
    styled: bool = True,
    sheet: str = "",
) -> str:
    """Write the page of a story as HTML; ``preview`` keeps search engines away.

    A page that stands ``alone`` has no feeds beside it and shows pictures that are inside it.
    Previews may want it ``light`` or ``dark`` whatever the system's ``scheme``, or not ``styled``;
    ``sheet`` names the paper to style sheets.

    Raises InvalidInputError for a broken theme.
    """
    frames = Frames(theme, view.dispatch.sections)
    style = frames.style(view.section) if styled else ""
    if scheme:
        style = in_scheme(style, scheme)
    page_head = _head(view, style + sheet, () if alone else _feeds(view, feed_folder))
    if preview:
        page_head = replace(page_head, robots=head.NOT_INDEXED)
    if alone:
        page_head = replace(page_head, image_source="data:")
    return _framed(view, frames, page_head).decode()


def write_site_page(view: StoryView, frames: Frames) -> bytes:
    """Write the page of a story among the pages of a site, which has its feeds at the front."""
    place = view.addresses.place
    if view.dispatch.publication.name:
        links = frames.shared.once(("feeds", place), lambda: _feeds(view, ""))
    else:
        links = _feeds(view, "")
    return _framed(view, frames, _head(view, frames.style(view.section), links))


def _head(view: StoryView, style: str, links: tuple[head.Feed, ...]) -> head.PageHead:
    return head.story_head(
        view,
        structured=clean(structured.write_graph(structured.story_nodes(view))),
        style=style,
        icon=view.addresses.file(chrome.ICON),
        feeds=links,
    )


def _feeds(view: StoryView, folder: str) -> tuple[head.Feed, ...]:
    title = view.dispatch.publication.name or view.headline
    return feed_links(view.addresses, folder, title)


def _framed(view: StoryView, frames: Frames, page_head: head.PageHead) -> bytes:
    return frames.write(
        "story",
        page_head,
        addresses=view.addresses,
        strings=view.strings,
        language=view.language,
        section=view.section,
        view=view,
    )


def in_scheme(style: str, scheme: str) -> str:
    """Return a style sheet that shows one colour scheme, whatever the system's is."""
    chosen = _DARK.sub("all" if scheme == "dark" else "not all", style)
    return _SCHEMES.sub(f"color-scheme:{scheme}", chosen)


def in_one_size(page: str) -> str:
    """Return a page of ours with one JPEG for each picture, for what takes no other."""
    return _SET.sub("", _SOURCE.sub("", page))


def for_paper(page: str) -> str:
    """Return a page of ours as it is to be printed: nothing may come later, or in other sizes.

    A browser that lays a page out for paper would choose other files, and print without them.
    """
    page = in_one_size(page)
    return page.replace(' loading="lazy"', "").replace(' decoding="async"', "")


def absolute_links(dispatch: Dispatch) -> Callable[[ArticleId], str | None]:
    """Return how links to other stories are written outside the paper's own site."""
    addresses = Addresses(dispatch.publication)

    def story_address(article: ArticleId) -> str | None:
        card = dispatch.cards.get(article)
        return (addresses.absolute(card.path) or None) if card and card.exported else None

    return story_address


def feed_item(view: StoryView) -> tuple[feeds.FeedItem, tuple[PlannedPicture, ...]]:
    """Write a story for feeds, with absolute addresses, and name the pictures it shows."""
    dispatch = view.dispatch
    addresses = Addresses(dispatch.publication, dispatch.path)
    shelf = PictureShelf(dispatch.images, dispatch.path)
    runs = RunOptions(absolute_links(dispatch), view.language)
    figures = PageFigures(shelf, addresses, runs, view.strings, absolute=True)
    lead = dispatch.article.lead
    parts = [figures.write_lead(lead)] if lead is not None and addresses.site else []
    pictures = figures if addresses.site else NoPictures()
    parts.append(write_body(dispatch.article.body, pictures=pictures, options=HtmlOptions(runs)))
    html = clean("\n".join(part for part in parts if part))
    return feeds.FeedItem(view, html), tuple(shelf.planned.values())


def story_channel(view: StoryView, folder: str) -> feeds.FeedChannel:
    """Describe the feed of a story that leaves by itself."""
    addresses = view.addresses
    paper = addresses.publication
    return feeds.FeedChannel(
        paper.name or view.headline,
        addresses.site,
        addresses.absolute(f"{folder}{RSS_FILE}"),
        view.language,
        paper.tagline,
        addresses,
    )


def story_bundle(
    dispatch: Dispatch, theme: Theme, *, preview: bool = False, authors: bool = True
) -> Bundle:
    """Make everything of a story that leaves by itself. Raises InvalidInputError."""
    view = view_of(dispatch)
    folder = dispatch.path
    item, feed_pictures = feed_item(view)
    channel = story_channel(view, folder)
    files = {
        f"{folder}{INDEX}": write_page(view, theme, feed_folder=folder, preview=preview).encode(),
        f"{folder}{RSS_FILE}": feeds.write_rss(channel, [item]),
        f"{folder}{JSON_FILE}": feeds.write_json_feed(
            feeds.FeedChannel(
                channel.title,
                channel.home,
                view.addresses.absolute(f"{folder}{JSON_FILE}"),
                channel.language,
                channel.description,
                channel.addresses,
            ),
            [item],
        ),
        chrome.ICON: chrome.icon_file(dispatch.publication),
    }
    bundle = Bundle(
        files,
        tuple(dict.fromkeys((*view.pictures, *feed_pictures))),
        f"{folder}{INDEX}",
        problems=problems_of(view),
    )
    if not authors:
        return bundle
    frames = Frames(theme, dispatch.sections)
    for author in _authors_of(view):
        bundle = bundle.joined(_author_bundle(author, view, frames))
    return bundle


def _authors_of(view: StoryView) -> tuple[AuthorId, ...]:
    """Return the profiles that the page links to."""
    found = (person.row.author for person in view.people if person.linked)
    return tuple(dict.fromkeys(author for author in found if author is not None))


def _author_bundle(author: AuthorId, view: StoryView, frames: Frames) -> Bundle:
    dispatch = view.dispatch
    page = AuthorPage(
        dispatch.authors[author],
        dispatch.publication,
        dispatch.sections,
        dispatch.images,
        stories=(story_card(view),),
    )
    return write_author_page(page, frames)


def story_card(view: StoryView) -> ListedStory:
    """Return what a list shows of this story."""
    return ListedStory(
        view.dispatch.path,
        view.headline,
        view.standfirst,
        view.section.label if view.section else "",
        view.published,
        view.updated,
        view.language,
    )


def problems_of(view: StoryView) -> tuple[str, ...]:
    """Return, in sentences, what an editor should know about the page."""
    problems: list[str] = []
    if not view.addresses.site:
        problems.append(
            "The paper has no web address yet, so the page has no canonical link, no social "
            "picture and no links to its sections. Set it in the publication’s settings."
        )
    problems += [
        f"The link to “{name}” was left out, because that story does not go out."
        for name in view.unreachable
    ]
    problems += [
        f"The picture {name[:12]} is not in the library and was left out."
        for name in view.missing_pictures
    ]
    if not view.headline:
        problems.append("The story has no headline.")
    return tuple(problems)
