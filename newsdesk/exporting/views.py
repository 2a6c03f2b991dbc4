"""What pages are made of, worked out: nothing is left for a template to decide."""

from __future__ import annotations

from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.publication import Section
from newsdesk.domain.values import immutable
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.people import Person
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.strings import Strings


@immutable
class TimeView:
    """A time for machines and for people."""

    iso: str
    words: str


@immutable
class LinkView:
    """Words that lead somewhere; without an address they are only words."""

    words: str
    address: str = ""


@immutable
class BylinePart:
    """A piece of the byline; a ``name`` is a person's, with a page where ``address`` is set.

    ``author`` says that the person wrote the story; photographers and editors did not.
    """

    words: str
    name: bool = False
    address: str = ""
    card: bool = False
    author: bool = False


@immutable
class AuthorView:
    """An author's card. ``biography_html`` holds its paragraphs."""

    name: str
    address: str
    absolute: str
    role: str
    biography_html: tuple[str, ...]
    description: str
    organisation: bool
    card: bool
    avatar: PlannedPicture | None = None
    portrait: PlannedPicture | None = None
    avatar_file: str = ""
    avatar_alt: str = ""
    from_words: str = ""
    same_as: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()


@immutable
class RelatedView:
    """One item of the list below the story."""

    label: str
    headline: str
    address: str
    teaser: str
    published: TimeView | None
    updated: TimeView | None


@immutable
class CorrectionView:
    """A correction: its kind in words, when, and what."""

    label: str
    at: TimeView
    text: str
    top: bool
    record: bool


@immutable
class SocialPictures:
    """The cuts for networks and search engines; ``cuts`` are 16:9, 4:3 and 1:1.

    A story without a photograph has a drawn card for networks and its section's plate.
    """

    og: PlannedPicture
    cuts: tuple[PlannedPicture, ...]
    alt: str
    caption: str


@immutable
class StoryView:
    """Everything a page of a story is made of. HTML is only in names that end in ``_html``."""

    dispatch: Dispatch
    addresses: Addresses
    strings: Strings
    language: str
    direction: str
    canonical: str
    headline: str
    standfirst: str
    description: str
    section: Section | None
    section_link: LinkView | None
    byline: tuple[BylinePart, ...]
    people: tuple[Person, ...]
    authors: tuple[AuthorView, ...]
    published: TimeView | None
    updated: TimeView | None
    minutes: int
    min_read: str
    minutes_words: str
    word_count: int
    lead_html: str
    plate_html: str
    body_html: str
    corrections: tuple[CorrectionView, ...]
    related_heading: str
    related: tuple[RelatedView, ...]
    more: LinkView | None
    more_of: str
    topics: tuple[LinkView, ...]
    social: SocialPictures | None
    logo: PlannedPicture | None
    form_address: str
    newsletter_html: str
    pictures: tuple[PlannedPicture, ...]
    unreachable: tuple[str, ...] = ()
    missing_pictures: tuple[str, ...] = ()

    @property
    def modified(self) -> TimeView | None:
        """When the story last changed as far as readers are told."""
        return self.updated or self.published
