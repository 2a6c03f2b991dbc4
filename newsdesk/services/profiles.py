"""How a profile gets into the library: checked, with a slug of its own and its version.

``authors`` and ``merging`` both write profiles; what they share is here.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import replace

from newsdesk.domain import slug as slugs
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.cleaning import clean, one_line
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.weblink import is_web_address
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.slugs import make
from newsdesk.storage import authors as stored
from newsdesk.storage import images

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MAIL = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,255}")
_ONE_LINE = (
    "display_name", "first_name", "middle_name", "last_name", "suffix", "sort_name",
    "organisation", "desk", "location", "email", "phone", "website", "archive_url", "slug",
)  # fmt: skip
_LISTS = ("expertise", "languages", "education", "awards", "books", "aliases")


def new_id() -> AuthorId:
    """Return the id of a new profile."""
    return AuthorId(str(uuid.uuid4()))


def changed(*ids: AuthorId) -> Changes:
    """Return the change of some profiles."""
    return Changes.of(Kind.AUTHOR, *ids)


def add(desk: Desk, *, profile: AuthorProfile) -> tuple[AuthorProfile, Changes]:
    """Add a complete profile, as an import makes it: its id is kept where it is free, its slug
    made unique. Raises InvalidInputError with the field.
    """
    library = desk.library
    free = _ID.fullmatch(profile.id) and not stored.exists(library, profile.id)
    kept = replace(profile, id=profile.id if free else new_id(), version=1)
    kept = _checked(desk, kept)
    wanted = kept.slug or make(kept.display_name, fallback="author")
    kept = replace(kept, slug=slugs.unique(wanted, lambda slug: stored.slug_taken(library, slug)))
    with library.transaction():
        stored.insert(library, kept)
    return kept, changed(kept.id)


def save(desk: Desk, *, profile: AuthorProfile) -> tuple[AuthorProfile, Changes]:
    """Save a profile and return it as it now stands in the library.

    Raises InvalidInputError with the field (``version`` when it was changed elsewhere
    meanwhile), and NotFoundError.
    """
    library = desk.library
    kept = _checked(desk, profile)
    with library.transaction():
        if not kept.slug:
            wanted = make(kept.display_name, fallback="author")
            slug = slugs.unique(wanted, lambda slug: stored.slug_taken(library, slug, but=kept.id))
            kept = replace(kept, slug=slug)
        elif stored.slug_taken(library, kept.slug, but=kept.id):
            raise InvalidInputError(
                f"Another profile has the address “{kept.slug}”. Add a word to it.", field="slug"
            )
        saved = stored.update(library, kept)
    return saved, changed(saved.id)


def _checked(desk: Desk, profile: AuthorProfile) -> AuthorProfile:
    """Return a profile fit to be kept. Raises InvalidInputError with the field."""
    kept = clean(profile)
    kept = replace(kept, **{name: one_line(getattr(kept, name)) for name in _ONE_LINE})
    kept = replace(kept, **{name: _entries(getattr(kept, name)) for name in _LISTS})
    if not kept.display_name:
        raise InvalidInputError("Give the profile a name.", field="display_name")
    if kept.slug:
        slugs.check(kept.slug)
    if kept.email and not _MAIL.fullmatch(kept.email):
        raise InvalidInputError("Write the e-mail address as name@example.org.", field="email")
    for field in ("website", "archive_url"):
        address: str = getattr(kept, field)
        if address and not is_web_address(address):
            raise InvalidInputError(
                "Write the whole address, as https://example.org.", field=field
            )
    for link in kept.links:
        if not is_web_address(link.url):
            raise InvalidInputError(
                "A profile’s address begins with https:// and has no spaces.", field="links"
            )
    for position, period in enumerate(kept.roles):
        if period.since and period.until and period.until < period.since:
            raise InvalidInputError(
                "This role ends before it begins. Change one of its days.",
                field=f"roles.{position}",
            )
    if kept.avatar is not None and not images.holds(desk.library, kept.avatar):
        raise InvalidInputError(
            "The portrait is not in this library. Add the picture again.", field="avatar"
        )
    return kept


def _entries(entries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry for entry in map(one_line, entries) if entry))
