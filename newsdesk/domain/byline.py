"""Bylines: the ordered people of a story, with what they were called when it went out."""

from __future__ import annotations

from enum import StrEnum

from newsdesk.domain.ids import AuthorId
from newsdesk.domain.moment import Moment
from newsdesk.domain.text import Runs
from newsdesk.domain.values import immutable


class CreditRole(StrEnum):
    """What somebody did for a story."""

    WRITER = "writer"
    REPORTING = "reporting"
    ADDITIONAL_REPORTING = "additional_reporting"
    EDITING = "editing"
    PHOTOS = "photos"
    TRANSLATION = "translation"
    INTERVIEW = "interview"


@immutable
class FrozenProfile:
    """Name, role and biography as they were when the story went out, and when that was."""

    name: str
    role: str = ""
    bio_short: str = ""
    bio_long: tuple[Runs, ...] = ()
    frozen_at: Moment | None = None


@immutable
class BylineRow:
    """One name of a byline: a profile, or a ``literal_name`` for somebody without one.

    ``place`` follows the name ("in Kyiv"). ``frozen`` is ``None`` until the story first goes out;
    from then on pages show it, whatever happens to the profile.
    """

    author: AuthorId | None = None
    literal_name: str = ""
    credit_role: CreditRole = CreditRole.WRITER
    place: str = ""
    show_card: bool = True
    linked: bool = True
    frozen: FrozenProfile | None = None
