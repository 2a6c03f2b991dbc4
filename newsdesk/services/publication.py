"""The paper that a library belongs to."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from newsdesk.domain.cleaning import clean
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.publication import Publication
from newsdesk.domain.weblink import is_web_address
from newsdesk.services.changes import NOTHING, Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.storage import publication as stored

_ADDRESSES = (
    "url", "publishing_principles_url", "corrections_policy_url", "ethics_policy_url",
    "privacy_url", "newsletter_form_url",
)  # fmt: skip


def get(desk: Desk) -> Publication:
    """Return the publication, with empty fields where nobody filled them in."""
    return stored.load(desk.library)


def save(desk: Desk, *, publication: Publication) -> Changes:
    """Keep the publication. Raises InvalidInputError with the field."""
    kept = clean(publication)
    for name in _ADDRESSES:
        address: str = getattr(kept, name)
        if address and not is_web_address(address):
            raise InvalidInputError(
                "Write the whole address, as https://example.org/page.", field=name
            )
    _check_zone(kept.time_zone)
    if kept.words_per_minute is not None and not 50 <= kept.words_per_minute <= 1000:
        raise InvalidInputError("Use 50 to 1,000 words a minute.", field="words_per_minute")
    if kept == get(desk):
        return NOTHING
    stored.keep(desk.library, kept)
    return Changes.of(Kind.PUBLICATION)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise InvalidInputError(
            f"“{name[:40]}” is no time zone; write it as Europe/Kyiv.", field="time_zone"
        ) from error
