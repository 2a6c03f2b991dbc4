"""Author profiles: the people, agencies and house names behind the bylines."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from newsdesk.domain.ids import AuthorId, ImageId
from newsdesk.domain.photo import FocalPoint
from newsdesk.domain.text import Runs
from newsdesk.domain.values import immutable

BIO_SHORT_LIMIT = 250
"""Characters of a short biography that Ghost accepts; a counter, never a block."""


class AuthorKind(StrEnum):
    """Who stands behind a name."""

    PERSON = "person"
    GROUP = "group"
    AGENCY = "agency"
    HOUSE = "house"


class SocialNetwork(StrEnum):
    """Networks whose addresses are recognised; anything else is ``other``."""

    X = "x"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    THREADS = "threads"
    BLUESKY = "bluesky"
    MASTODON = "mastodon"
    TELEGRAM = "telegram"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    LINKEDIN = "linkedin"
    OTHER = "other"


@immutable
class SocialLink:
    """A profile elsewhere: the full URL."""

    network: SocialNetwork
    url: str


@immutable
class RolePeriod:
    """A role and the days, both included, on which it was held; an open end is ``None``."""

    title: str
    since: date | None = None
    until: date | None = None


@immutable
class Biography:
    """The biographies in one language (BCP 47; empty is the language of the library).

    ``short`` is plain text, ``long`` rich paragraphs.
    """

    language: str = ""
    short: str = ""
    long: tuple[Runs, ...] = ()


@immutable
class ExternalId:
    """The name a target system knows this thing by."""

    system: str
    value: str


@immutable
class AuthorProfile:
    """A profile. In use it is never deleted; it is merged or retired."""

    id: AuthorId
    slug: str
    display_name: str
    version: int = 1
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    suffix: str = ""
    sort_name: str = ""
    author_kind: AuthorKind = AuthorKind.PERSON
    roles: tuple[RolePeriod, ...] = ()
    organisation: str = ""
    desk: str = ""
    location: str = ""
    biographies: tuple[Biography, ...] = ()
    avatar: ImageId | None = None
    avatar_focal_point: FocalPoint = FocalPoint()
    avatar_alt: str = ""
    email: str = ""
    show_email: bool = False
    phone: str = ""
    website: str = ""
    links: tuple[SocialLink, ...] = ()
    expertise: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    books: tuple[str, ...] = ()
    archive_url: str = ""
    aliases: tuple[str, ...] = ()
    external_ids: tuple[ExternalId, ...] = ()
    retired: bool = False
    internal_note: str = ""

    def role_on(self, day: date) -> str:
        """Return the role held on a day; "" when none was."""
        held = [
            period
            for period in self.roles
            if (period.since is None or period.since <= day)
            and (period.until is None or day <= period.until)
        ]
        return max(held, key=lambda period: period.since or date.min).title if held else ""

    def biography(self, language: str) -> Biography:
        """Return the biography for a language, else for its base, else the first, else empty."""
        base = language.split("-", maxsplit=1)[0]
        by_language = {entry.language: entry for entry in self.biographies}
        for wanted in (language, base, ""):
            if wanted in by_language:
                return by_language[wanted]
        return self.biographies[0] if self.biographies else Biography()
