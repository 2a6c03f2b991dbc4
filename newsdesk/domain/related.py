"""Related items: what a story points its readers to."""

from __future__ import annotations

from enum import StrEnum

from newsdesk.domain.ids import ArticleId, CuratedListId, ImageId
from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable


class RelatedLevel(StrEnum):
    """Who chose an item. Only automatic ones are ever refreshed by the machine."""

    PINNED = "pinned"
    CURATED = "curated"
    AUTOMATIC = "automatic"


@immutable
class RelatedItem:
    """A placement on a story: a story of the library, or an address outside it.

    Exactly one of ``article`` and ``url`` is set. Empty overrides follow the target.
    """

    article: ArticleId | None = None
    url: str = ""
    level: RelatedLevel = RelatedLevel.PINNED
    reason: str = ""
    label: str = ""
    headline: str = ""
    teaser: str = ""
    image: ImageId | None = None
    published_at: Moment | None = None
    updated_at: Moment | None = None
    show_updated: bool = True
    checked_at: Moment | None = None
    status: str = ""


@immutable
class RelatedList:
    """The list below a story: pins first, then a curated list, then automatic items.

    ``wanted`` is how many items the automatic ones fill up to; ``show_first`` how many stand
    before "Show more" (``more_label``, leading to ``more_url``).
    """

    heading: str = ""
    items: tuple[RelatedItem, ...] = ()
    curated: CuratedListId | None = None
    wanted: int = 6
    show_first: int = 4
    more_label: str = ""
    more_url: str = ""


@immutable
class CuratedList:
    """A list to use again on many stories, such as one a section."""

    id: CuratedListId
    name: str
    items: tuple[RelatedItem, ...] = ()
    version: int = 1
