"""What lists show and ask for: rows of stories, authors and images, queries, pages and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Generic, TypeVar

from newsdesk.domain.article import ArticleState
from newsdesk.domain.author import AuthorKind
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable

RowT = TypeVar("RowT")

NO_SECTION = SectionSlug("")
"""As the section of a query: the stories that have none."""

PAGE_SIZE = 100
"""Rows of a page when nobody asks for another number."""


class TimeShown(StrEnum):
    """Which of a story's times its row shows."""

    SAVED = "saved"
    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    EMBARGOED = "embargoed"
    DELETED = "deleted"


class ArticleSort(StrEnum):
    """The order of a list of stories: newest first, or what fits a text best first.

    Without a text ``BEST`` is as ``SAVED``.
    """

    SAVED = "saved"
    PUBLISHED = "published"
    BEST = "best"


class ArticleFlag(StrEnum):
    """What else a list of stories may be narrowed to."""

    HAS_TK = "has_tk"
    LEGAL = "legal"
    SENSITIVE = "sensitive"
    TRASHED = "trashed"


@immutable
class ArticleQuery:
    """Which stories a list shows. ``None`` does not narrow; ``NO_SECTION`` asks for the stories
    without one. Stories in the trash appear only under ``ArticleFlag.TRASHED``.

    ``text`` narrows to the stories with these words (as typed, the last word may be unfinished).
    ``PUBLISHED`` order leaves out what was never published.
    """

    state: ArticleState | None = None
    section: SectionSlug | None = None
    author: AuthorId | None = None
    text: str = ""
    sort: ArticleSort = ArticleSort.SAVED
    flags: frozenset[ArticleFlag] = frozenset()


@immutable
class Cursor:
    """Where the next page begins: after the row with this sort value and row number."""

    value: int | str
    number: int


@immutable
class Page(Generic[RowT]):
    """A page of a list. ``next`` is ``None`` on the last one; ``total`` where it costs nothing."""

    rows: tuple[RowT, ...] = ()
    next: Cursor | None = None
    total: int | None = None


@immutable
class ArticleRow:
    """A story in a list. ``time_shown`` says which of its times the row should show."""

    id: ArticleId
    version: int
    headline: str
    section: SectionSlug | None
    section_label: str
    state: ArticleState
    saved_at: Moment
    byline_names: tuple[str, ...] = ()
    first_published_at: Moment | None = None
    scheduled_at: Moment | None = None
    embargoed_until: Moment | None = None
    deleted_at: Moment | None = None
    thumbnail: ImageId | None = None
    word_count: int = 0
    language: str = ""
    has_tk: bool = False
    legal_flag: bool = False
    sensitive_flag: bool = False
    time_shown: TimeShown = TimeShown.SAVED

    @property
    def time(self) -> Moment:
        """The time that the row shows."""
        times = {
            TimeShown.PUBLISHED: self.first_published_at,
            TimeShown.SCHEDULED: self.scheduled_at,
            TimeShown.EMBARGOED: self.embargoed_until,
            TimeShown.DELETED: self.deleted_at,
        }
        return times.get(self.time_shown) or self.saved_at


@immutable
class AuthorRow:
    """A profile in a list. ``last_story_at`` is when the latest story went out, or was saved."""

    id: AuthorId
    display_name: str
    role: str = ""
    avatar: ImageId | None = None
    story_count: int = 0
    last_story_at: Moment | None = None
    retired: bool = False
    kind: AuthorKind = AuthorKind.PERSON
    desk: str = ""


@immutable
class ImageRow:
    """A picture in a list; ``uses`` counts the stories and profiles that show it."""

    id: ImageId
    title: str
    width: int
    height: int
    byte_count: int = 0
    uses: int = 0
    missing_alt: bool = False
    credit: str = ""
    added_at: Moment | None = None


class ImageUser(StrEnum):
    """What kind of thing shows a picture."""

    STORY = "story"
    AUTHOR = "author"
    PUBLICATION = "publication"
    CURATED_LIST = "curated_list"


@immutable
class ImageUse:
    """One place that shows a picture: who, its name, and in which roles (``lead``, ``gallery``,
    ``avatar``, …). ``state`` is a story's; ``trashed`` says that it lies in the trash.
    """

    user: ImageUser
    id: str
    name: str
    roles: tuple[str, ...] = ()
    state: ArticleState | None = None
    trashed: bool = False


class ImageFlag(StrEnum):
    """What else a list of pictures may be narrowed to."""

    MISSING_ALT = "missing_alt"
    MISSING_CREDIT = "missing_credit"
    UNUSED = "unused"


class VersionReason(StrEnum):
    """What a version of a story was kept for."""

    SITTING = "sitting"
    """Before the first edit of a sitting."""
    INTERVAL = "interval"
    """After some minutes of change."""
    EXPORT = "export"
    PUBLISH = "publish"
    NAMED = "named"
    """By hand, with a name."""
    RESTORE = "restore"
    """Before another version was brought back."""
    REPLACE = "replace"
    """Before a text was replaced throughout stories, or that was undone."""
    CONFLICT = "conflict"
    """What was saved elsewhere, before it was written over or merged."""
    RECOVERED = "recovered"
    """What the library held before the journal's later state was saved after a crash."""


@immutable
class VersionRow:
    """A kept state of a story in its history. ``reason`` says what it was taken for."""

    number: int
    article: ArticleId
    at: Moment
    reason: VersionReason
    name: str = ""
    by: str = ""
    headline: str = ""
    word_count: int = 0


@immutable
class SearchHit:
    """A story found. ``excerpt`` is the passage around the words; ``matches`` are the words'
    places in it, as (start, end) in characters.
    """

    row: ArticleRow
    excerpt: str = ""
    matches: tuple[tuple[int, int], ...] = ()


@immutable
class Marked:
    """Where the words of a search stand in a row's headline and in a passage of its story, as
    (start, end) in characters.
    """

    headline: tuple[tuple[int, int], ...] = ()
    passage: str = ""
    matches: tuple[tuple[int, int], ...] = ()


@immutable
class Counts:
    """How much a library holds, for the numbers beside the lists; the trash counts apart."""

    total: int = 0
    by_state: Mapping[ArticleState, int] = field(default_factory=dict[ArticleState, int])
    by_section: Mapping[SectionSlug, int] = field(default_factory=dict[SectionSlug, int])
    trashed: int = 0
    authors: int = 0
    images: int = 0
