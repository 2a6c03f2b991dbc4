"""The paper that a library belongs to."""

from __future__ import annotations

import re

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
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")
"""Language, script and region of BCP 47; nobody's paper needs more."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def get(desk: Desk) -> Publication:
    """Return the publication, with empty fields where nobody filled them in."""
    return stored.load(desk.library)


def save(desk: Desk, *, publication: Publication) -> Changes:
    """Keep the publication. Raises InvalidInputError with the field."""
    kept = clean(publication)
    for name, sentence in _faults(kept).items():
        raise InvalidInputError(sentence, field=name)
    if kept == get(desk):
        return NOTHING
    stored.keep(desk.library, kept)
    return Changes.of(Kind.PUBLICATION)


def problems(publication: Publication) -> dict[str, str]:
    """Return a sentence for each field that a person should write otherwise, by its name.

    Stricter than ``save``, which also takes what an imported story says of its paper.
    """
    kept = clean(publication)
    found: dict[str, str] = {}
    if kept.url and not kept.url.lower().startswith("https://"):
        found["url"] = "Start the address with https://."
    elif kept.url.endswith("/"):
        found["url"] = "Leave out the slash at the end."
    if not _LANGUAGE.fullmatch(kept.language):
        found["language"] = "Write the language as en-GB, uk or pt-BR."
    if kept.contact_email and not _EMAIL.fullmatch(kept.contact_email):
        found["contact_email"] = "Write the address as desk@example.org."
    return found | _faults(kept)


def _faults(kept: Publication) -> dict[str, str]:
    """Return what no library may hold, a sentence by the name of the field."""
    found: dict[str, str] = {}
    for name in _ADDRESSES:
        address: str = getattr(kept, name)
        if address and not is_web_address(address):
            found[name] = "Write the whole address, as https://example.org/page."
    if not _is_zone(kept.time_zone):
        found["time_zone"] = f"“{kept.time_zone[:40]}” is no time zone; write it as Europe/Kyiv."
    if kept.words_per_minute is not None and not 50 <= kept.words_per_minute <= 1000:
        found["words_per_minute"] = "Use 50 to 1,000 words a minute."
    return found


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True
