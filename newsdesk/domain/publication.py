"""The publication: the paper a library belongs to, its sections and its house facts."""

from __future__ import annotations

from newsdesk.domain.ids import ImageId, SectionSlug
from newsdesk.domain.values import immutable


@immutable
class Section:
    """A section: its slug, the label readers see, a colour as ``#RRGGBB`` or empty."""

    slug: SectionSlug
    label: str
    position: int = 0
    colour: str = ""
    url: str = ""


@immutable
class Publication:
    """What every page says about the paper. ``url`` is absolute https, without a final slash.

    ``time_zone`` is an IANA name; ``language`` BCP 47. With a form and a ``newsletter_title``, a
    sign-up stands below every story that brings none of its own.
    """

    name: str = ""
    url: str = ""
    language: str = "en-GB"
    time_zone: str = "UTC"
    logo: ImageId | None = None
    tagline: str = ""
    copyright_holder: str = ""
    publishing_principles_url: str = ""
    corrections_policy_url: str = ""
    ethics_policy_url: str = ""
    privacy_url: str = ""
    newsletter_form_url: str = ""
    newsletter_title: str = ""
    newsletter_text: str = ""
    contact_email: str = ""
    social_handle: str = ""
    words_per_minute: int | None = None
