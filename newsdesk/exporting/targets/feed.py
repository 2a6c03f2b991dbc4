"""Feeds of one story with its full text: RSS 2.0, Atom and JSON Feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from newsdesk.domain.dispatch import Dispatch
from newsdesk.exporting import feeds
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.page import feed_item, problems_of, story_channel
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.targets.losses import page_losses

FeedWriter = Callable[[feeds.FeedChannel, Sequence[feeds.FeedItem]], bytes]


class _FeedTarget(Target):
    write: ClassVar[FeedWriter]

    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the feed."""
        del choices
        view = view_of(dispatch)
        item, _ = feed_item(view)
        start = f"{dispatch.article.slug}{self.ending}"
        data = type(self).write(story_channel(view, dispatch.path), [item])
        return Bundle({start: data}, (), start, self.losses(dispatch), problems_of(view))

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """A feed has the text; forms, cards and lists are the page's."""
        found = list(page_losses(dispatch))
        if dispatch.article.related.items:
            found.append(Loss("related", "A feed has no list of related items."))
        if dispatch.images:
            found.append(Loss("images", "Pictures point to the files of the page on the site."))
        return tuple(found)


class RssTarget(_FeedTarget):
    """The story as RSS 2.0."""

    name = "rss"
    title = "RSS 2.0"
    about = "A feed with the full text."
    ending = ".xml"
    write = staticmethod(feeds.write_rss)


class AtomTarget(_FeedTarget):
    """The story as Atom."""

    name = "atom"
    title = "Atom"
    about = "A feed with the full text (RFC 4287)."
    ending = ".xml"
    write = staticmethod(feeds.write_atom)


class JsonFeedTarget(_FeedTarget):
    """The story as JSON Feed."""

    name = "jsonfeed"
    title = "JSON Feed"
    about = "A feed with the full text (JSON Feed 1.1)."
    ending = ".json"
    write = staticmethod(feeds.write_json_feed)
