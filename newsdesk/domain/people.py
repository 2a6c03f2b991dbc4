"""What is told of the people behind the bylines: stories, months, likenesses."""

from __future__ import annotations

from enum import StrEnum

from newsdesk.domain.byline import CreditRole
from newsdesk.domain.ids import ArticleId, AuthorId
from newsdesk.domain.listing import ArticleRow, AuthorRow
from newsdesk.domain.values import immutable


@immutable
class AuthoredStory:
    """A story of somebody, and what they did for it."""

    row: ArticleRow
    credit_role: CreditRole


@immutable
class MonthCount:
    """What somebody wrote in one month: stories, and the words in them."""

    year: int
    month: int
    stories: int
    words: int


class AuthorSort(StrEnum):
    """The order of a list of profiles."""

    NAME = "name"
    STORIES = "stories"
    LAST_STORY = "last_story"


@immutable
class LikelyDuplicate:
    """Two profiles that may be one person, and why, in words. ``keep`` has the more stories."""

    keep: AuthorRow
    gone: AuthorRow
    reason: str


@immutable
class BylineDifference:
    """Where a story's frozen byline and the profile as it is now say different things.

    ``field`` is ``name``, ``role``, ``bio_short`` or ``bio_long``; ``then`` and ``now`` are plain
    texts. ``position`` counts the rows of the byline from 0.
    """

    position: int
    author: AuthorId
    field: str
    then: str
    now: str


@immutable
class BylineUpdate:
    """What bringing one story up to date would change, for a preview."""

    article: ArticleId
    headline: str
    differences: tuple[BylineDifference, ...]
    line_then: str
    line_now: str
