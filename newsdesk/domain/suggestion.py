"""Suggestions of related stories, each with its reason in words."""

from __future__ import annotations

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.listing import ArticleRow
from newsdesk.domain.related import RelatedItem
from newsdesk.domain.values import immutable
from newsdesk.domain.weblink import is_web_address


@immutable
class Suggestion:
    """A story that another could point its readers to.

    ``score`` runs from 0 to 1. A ``near_copy`` is the same story once more (an earlier version,
    a translation): it is shown as such and never fills a place in a related list.
    """

    row: ArticleRow
    score: float
    reason: str
    near_copy: bool = False


def external_item(url: str, headline: str = "", teaser: str = "") -> RelatedItem:
    """Return a pin on a page outside the library. Raises InvalidInputError for other links."""
    address = url.strip()
    if not is_web_address(address):
        raise InvalidInputError(
            "Write the whole address, as https://example.org/page. "
            "Only web pages can be related items.",
            field="url",
        )
    return RelatedItem(url=address, headline=headline.strip(), teaser=teaser.strip())
