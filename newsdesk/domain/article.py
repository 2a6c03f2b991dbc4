"""Articles (stories, in the desk's words): every field a newsroom keeps of one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from newsdesk.domain.author import ExternalId
from newsdesk.domain.body import Body
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.correction import Correction
from newsdesk.domain.ids import ArticleId, ImageId, NoteId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Placement
from newsdesk.domain.related import RelatedList
from newsdesk.domain.values import immutable


class ArticleState(StrEnum):
    """Where a story stands on its way out."""

    DRAFT = "draft"
    REVIEW = "review"
    LEGAL = "legal"
    READY = "ready"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    SPIKED = "spiked"


class ArticleSubtype(StrEnum):
    """The schema.org type that an editor chose for the page."""

    NEWS = "NewsArticle"
    ANALYSIS = "AnalysisNewsArticle"
    BACKGROUND = "BackgroundNewsArticle"
    OPINION = "OpinionNewsArticle"
    REPORTAGE = "ReportageNewsArticle"
    REVIEW = "ReviewNewsArticle"


@immutable
class Dateline:
    """Where and when a story was filed, and from what source."""

    city: str = ""
    country: str = ""
    day: date | None = None
    source: str = ""


@immutable
class SearchText:
    """What search engines are told; empty fields follow the headline and the standfirst."""

    title: str = ""
    description: str = ""
    canonical_url: str = ""


@immutable
class SocialText:
    """What social networks are told; empty fields follow the story."""

    title: str = ""
    description: str = ""
    image: ImageId | None = None


@immutable
class Rights:
    """Who holds the rights in a story; empty fields follow the publication."""

    copyright_holder: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""


@immutable
class Origin:
    """The same story in another system: its id and edit address there, the hash last seen."""

    system: str
    foreign_id: str = ""
    edit_url: str = ""
    last_hash: str = ""


@immutable
class Note:
    """A colleague's note on a passage (``Run.note`` points here); it never leaves."""

    id: NoteId
    text: str
    by: str = ""
    at: Moment | None = None
    resolved: bool = False


@immutable
class Article:
    """A story. ``version`` is the optimistic lock: it rises with every save.

    ``read_minutes`` is an editor's own number, ``None`` where it follows the words (reading.py);
    the word count always follows them and is never kept here.
    ``updated_at`` is a significant update, set by an editor's act, never by a save.
    """

    id: ArticleId
    version: int = 1
    section: SectionSlug | None = None
    kicker: str = ""
    slug: str = ""
    slugline: str = ""
    headline: str = ""
    headline_short: str = ""
    headline_print: str = ""
    standfirst: str = ""
    body: Body = ()
    lead: Placement | None = None
    byline: tuple[BylineRow, ...] = ()
    byline_text: str = ""
    dateline: Dateline = Dateline()
    language: str = "en-GB"
    read_minutes: int | None = None
    target_words: int | None = None
    created_at: Moment | None = None
    saved_at: Moment | None = None
    first_published_at: Moment | None = None
    updated_at: Moment | None = None
    show_updated: bool = True
    state: ArticleState = ArticleState.DRAFT
    scheduled_at: Moment | None = None
    embargoed_until: Moment | None = None
    embargo_note: str = ""
    expires_at: Moment | None = None
    urgency: int = 5
    ed_note: str = ""
    internal_note: str = ""
    legal_flag: bool = False
    sensitive_flag: bool = False
    series: str = ""
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    search: SearchText = SearchText()
    social: SocialText = SocialText()
    corrections: tuple[Correction, ...] = ()
    related: RelatedList = RelatedList()
    rewrite_of: ArticleId | None = None
    translated_from: ArticleId | None = None
    rights: Rights = Rights()
    origins: tuple[Origin, ...] = ()
    external_ids: tuple[ExternalId, ...] = ()
    notes: tuple[Note, ...] = ()
    subtype: ArticleSubtype = ArticleSubtype.NEWS
