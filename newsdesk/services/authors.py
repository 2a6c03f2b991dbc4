"""What one does with author profiles: list, find, write, retire, merge, see where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from newsdesk.domain.author import AuthorKind, AuthorProfile
from newsdesk.domain.errors import InUseError
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.listing import AuthorRow
from newsdesk.domain.moment import Moment
from newsdesk.domain.people import AuthoredStory, AuthorSort, LikelyDuplicate, MonthCount
from newsdesk.domain.values import immutable
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.merging import merge, proposal, undo_merge
from newsdesk.services.profiles import add, changed, new_id, save
from newsdesk.storage import authormerges, authornames, authorstories, listing
from newsdesk.storage import authors as stored
from newsdesk.storage.moments import moment, number

__all__ = [
    "DeletedAuthor", "add", "create", "delete", "deleted", "desks", "find", "get",
    "likely_duplicates", "many", "merge", "named", "proposal", "remove_deleted", "restore",
    "retire", "rows", "save", "statistics", "stories", "undo_merge",
]  # fmt: skip

MOST_STORIES = 2000
"""Stories of one person that a list shows; the statistics count all."""

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KEPT_DELETED = timedelta(days=30)
"""How long a deleted profile can be brought back; older ones go with the next deletion."""


# --- lists ---


def rows(
    desk: Desk,
    *,
    text: str = "",
    retired: bool | None = None,
    kind: AuthorKind | None = None,
    desk_name: str = "",
    sort: AuthorSort | str = AuthorSort.NAME,
) -> tuple[AuthorRow, ...]:
    """Return the profiles a list shows. ``None`` and "" do not narrow.

    ``text`` finds beginnings of names in any script; ``desk_name`` is a desk of the newsroom.
    """
    wanted = stored.AuthorFilter(text, retired, kind, desk_name, AuthorSort(sort))
    return stored.rows(desk.library, wanted, desk.clock.now().utc.date())


def find(desk: Desk, *, text: str, limit: int = 20) -> tuple[AuthorRow, ...]:
    """Return the profiles whose names fit what is typed, best first, retired ones last.

    Beginnings, other names and other scripts count; where none fits, slips of the key do too.
    """
    ids = authornames.find(desk.library, text, limit)
    return stored.rows_of(desk.library, ids, desk.clock.now().utc.date())


def desks(desk: Desk) -> tuple[str, ...]:
    """Return the desks that profiles name, in alphabetical order."""
    return stored.desks(desk.library)


# --- one profile ---


def get(desk: Desk, *, author_id: AuthorId) -> AuthorProfile:
    """Return a profile; one merged away is answered by the one that stands for it.

    Raises NotFoundError.
    """
    found = many(desk, ids=(author_id,))
    return found[author_id] if author_id in found else stored.load(desk.library, author_id)


def named(desk: Desk, *, name: str) -> AuthorId | None:
    """Return the profile with an id or a slug, ``None`` without one."""
    wanted = name.strip().lower()
    if _ID.fullmatch(wanted) and stored.load_many(desk.library, (AuthorId(wanted),)):
        return AuthorId(wanted)
    return stored.id_of_slug(desk.library, wanted) if wanted else None


def many(desk: Desk, *, ids: Iterable[AuthorId]) -> Mapping[AuthorId, AuthorProfile]:
    """Return several profiles by the ids asked for; those that are gone are left out."""
    wanted = tuple(dict.fromkeys(ids))
    found = stored.load_many(desk.library, wanted)
    for missing in wanted:
        if missing not in found:
            keep = authormerges.merged_into(desk.library, missing)
            standing = stored.load_many(desk.library, (keep,)) if keep is not None else {}
            for profile in standing.values():
                found[missing] = profile
    return found


def create(desk: Desk, /, *, display_name: str, **fields: Any) -> tuple[AuthorProfile, Changes]:
    """Add a profile with a new id; ``fields`` are those of AuthorProfile.

    Raises InvalidInputError with the field.
    """
    profile = AuthorProfile(new_id(), "", display_name)
    return add(desk, profile=replace(profile, **fields))


def retire(
    desk: Desk, *, author_id: AuthorId, retired: bool = True
) -> tuple[AuthorProfile, Changes]:
    """Retire a profile, or with ``retired=False`` bring it back. Raises NotFoundError."""
    profile = stored.load(desk.library, author_id)
    return save(desk, profile=replace(profile, retired=retired))


def delete(desk: Desk, *, author_id: AuthorId) -> Changes:
    """Take a profile that no story names out of the library; ``restore`` brings it back.

    Raises InUseError with the headlines, and NotFoundError.
    """
    library, now = desk.library, desk.clock.now()
    profile = stored.load(library, author_id)
    users = authorstories.headlines_of(library, author_id, 1000)
    if users:
        count = f"{len(users):,} stories name" if len(users) > 1 else "One story names"
        raise InUseError(
            f"{count} {profile.display_name}. Retire the profile instead, or merge it with "
            "another.",
            users=users,
        )
    with library.transaction():
        stored.purge(library, before=number(now) - _KEPT_DELETED // timedelta(microseconds=1))
        stored.set_deleted(library, author_id, number(now))
    return changed(author_id)


def restore(desk: Desk, *, author_id: AuthorId) -> Changes:
    """Bring a deleted profile back. Raises NotFoundError when it is gone for good."""
    with desk.library.transaction():
        stored.set_deleted(desk.library, author_id, None)
    return changed(author_id)


@immutable
class DeletedAuthor:
    """A profile that was deleted and can still be brought back."""

    id: AuthorId
    display_name: str
    deleted_at: Moment


def deleted(desk: Desk) -> tuple[DeletedAuthor, ...]:
    """Return the profiles that were deleted in the last thirty days, latest first."""
    found = stored.deleted(desk.library)
    return tuple(DeletedAuthor(name, display, moment(at)) for name, display, at in found)


def remove_deleted(desk: Desk) -> Changes:
    """Remove the deleted profiles for good, but those that a merge may bring back."""
    with desk.library.transaction():
        stored.purge(desk.library, before=number(desk.clock.now()) + 1)
    return Changes.of(Kind.AUTHOR)


# --- where they are ---


def stories(
    desk: Desk, *, author_id: AuthorId, limit: int = MOST_STORIES
) -> tuple[AuthoredStory, ...]:
    """Return somebody's stories outside the trash with what they did for each, newest first."""
    found = authorstories.stories(desk.library, author_id, limit)
    shown = listing.rows_of(desk.library, [row for row, _role in found])
    return tuple(AuthoredStory(shown[row], role) for row, role in found if row in shown)


def statistics(desk: Desk, *, author_id: AuthorId) -> tuple[MonthCount, ...]:
    """Return stories and words a month (UTC) that somebody wrote or reported, oldest first.

    Months without a story are left out.
    """
    return authorstories.months(desk.library, author_id)


def likely_duplicates(
    desk: Desk, *, author_id: AuthorId | None = None
) -> tuple[LikelyDuplicate, ...]:
    """Return profiles that may be one person: same e-mail, same name in another spelling.

    Of each two, the one with more stories is the one to keep. With ``author_id`` only the pairs
    that one profile is in.
    """
    if author_id is None:
        pairs = authormerges.likely(desk.library)
    else:
        pairs = authormerges.likely_of(desk.library, author_id)
    ids = tuple(dict.fromkeys(author for one, other, _reason in pairs for author in (one, other)))
    day = desk.clock.now().utc.date()
    shown = {row.id: row for row in stored.rows_of(desk.library, ids, day)}
    found: list[LikelyDuplicate] = []
    for one, other, reason in pairs:
        keep, gone = sorted(
            (shown[one], shown[other]), key=lambda row: (row.retired, -row.story_count)
        )
        found.append(LikelyDuplicate(keep, gone, reason))
    return tuple(found)
