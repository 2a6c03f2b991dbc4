"""Profiles as a file from elsewhere tells them, before anything of it is kept."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum

from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.values import immutable

LONGEST_FILE = 128 * 1024 * 1024
"""Bytes of a file of profiles."""
MOST_PROFILES = 100_000
"""Profiles in one file."""
LARGEST_PORTRAIT = 20 * 1024 * 1024
"""Bytes of a portrait inside such a file."""

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "windows-1251", "windows-1250")
"""How the letters of a table may be written; what can be chosen when the guess was wrong."""

NO_ID = AuthorId("")
"""The id of a profile that the library does not know yet."""


@immutable
class ReadProfile:
    """A profile as a file tells it; its fields that the file does not have are empty.

    ``portrait`` are the bytes of a picture, ``portrait_url`` is where one lies that is not in the
    file. ``notes`` are sentences on what was not understood.
    """

    profile: AuthorProfile
    portrait: bytes = b""
    notes: tuple[str, ...] = ()
    portrait_url: str = ""


@immutable
class ReadProfiles:
    """Everything a file tells. ``source`` names the kind of file, ``problems`` the parts of it
    that were left out, in sentences.
    """

    source: str
    entries: tuple[ReadProfile, ...] = ()
    problems: tuple[str, ...] = ()


class ImportStep(StrEnum):
    """What taking an entry over would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@immutable
class PlannedProfile:
    """One entry of a file beside the profile it belongs to.

    ``profile`` is how it would be kept; ``fields`` names what differs from what is there now.
    """

    step: ImportStep
    profile: AuthorProfile
    fields: tuple[str, ...] = ()
    portrait: bytes = b""
    notes: tuple[str, ...] = ()
    portrait_url: str = ""

    @property
    def lacks_portrait(self) -> bool:
        """Whether there is a portrait that was not fetched."""
        return bool(self.portrait_url) and not self.portrait


@immutable
class ProfilePlan:
    """What a file would do to the library, for a preview."""

    source: str
    entries: tuple[PlannedProfile, ...] = ()
    problems: tuple[str, ...] = ()

    def count(self, step: ImportStep) -> int:
        """Return how many entries are new, changed or the same."""
        return sum(entry.step is step for entry in self.entries)


_NEVER_TAKEN = frozenset({"id", "version", "slug", "internal_note"})


def joined(current: AuthorProfile, told: AuthorProfile) -> tuple[AuthorProfile, tuple[str, ...]]:
    """Return a profile with what a file tells of it put in, and the fields that this changes.

    What the file leaves empty stays. Lists that only grow keep their entries: other names,
    links and ids in other systems.
    """
    changed: dict[str, object] = {}
    empty = AuthorProfile(NO_ID, "", "")
    for name in (entry.name for entry in fields(AuthorProfile)):
        if name in _NEVER_TAKEN:
            continue
        value = getattr(told, name)
        if name in {"aliases", "links", "external_ids"}:
            value = tuple(dict.fromkeys((*getattr(current, name), *value)))
        if name == "email" and told.email.casefold() == current.email.casefold():
            continue
        if value != getattr(empty, name) and value != getattr(current, name):
            changed[name] = value
    return replace(current, **changed), tuple(changed)
