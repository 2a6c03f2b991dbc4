"""The repository of author profiles: each with its names, and lists of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from newsdesk.domain import articlejson
from newsdesk.domain.author import AuthorKind, AuthorProfile, RolePeriod
from newsdesk.domain.codec import decode_as
from newsdesk.domain.errors import InvalidInputError, NotFoundError
from newsdesk.domain.ids import AuthorId, ImageId
from newsdesk.domain.listing import AuthorRow
from newsdesk.domain.people import AuthorSort
from newsdesk.domain.values import immutable
from newsdesk.storage import names
from newsdesk.storage.documents import read_value
from newsdesk.storage.folding import fold
from newsdesk.storage.library import Library, Row
from newsdesk.storage.moments import optional_moment

_GONE = "This profile is no longer in the library. It may have been merged or deleted."
_TALLY = (
    "SELECT author, count(DISTINCT article) AS stories, "
    "max(coalesce(published_at, saved_at)) AS last FROM byline "
    "WHERE author IS NOT NULL AND listed = 1 GROUP BY author"
)
_COLUMNS = (
    "a.id, a.display_name, iif(json_valid(a.fields), a.fields -> '$.roles', NULL), a.avatar, "
    "coalesce(t.stories, 0), t.last, a.retired, a.kind, a.desk"
)
_ORDERS = {
    AuthorSort.NAME: "a.sort_key, a.number",
    AuthorSort.STORIES: "coalesce(t.stories, 0) DESC, a.sort_key, a.number",
    AuthorSort.LAST_STORY: "t.last IS NULL, t.last DESC, a.sort_key, a.number",
}


@immutable
class AuthorFilter:
    """Which profiles a list shows; ``None`` and "" do not narrow. ``desk`` "" is any desk."""

    text: str = ""
    retired: bool | None = None
    kind: AuthorKind | None = None
    desk: str = ""
    sort: AuthorSort = AuthorSort.NAME


# --- one profile ---


def load(library: Library, author_id: AuthorId) -> AuthorProfile:
    """Read a profile.

    Raises NotFoundError, and EnvironmentFailure when what stands in the file is no profile.
    """
    found = load_many(library, (author_id,))
    if author_id not in found:
        raise NotFoundError(_GONE)
    return found[author_id]


def load_many(library: Library, ids: Iterable[AuthorId]) -> dict[AuthorId, AuthorProfile]:
    """Read several profiles; those that are not in the library are left out."""
    wanted = list(dict.fromkeys(ids))
    profiles: dict[AuthorId, AuthorProfile] = {}
    for name, version, fields in library.rows(
        "SELECT id, version, fields FROM author WHERE deleted_at IS NULL "
        "AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    ):
        profile = read_value(library.path, AuthorProfile, fields, what="a profile")
        profiles[AuthorId(name)] = replace(profile, id=AuthorId(name), version=version)
    return profiles


def all_ids(library: Library) -> tuple[AuthorId, ...]:
    """Return every profile by its sort name."""
    rows = library.rows("SELECT id FROM author WHERE deleted_at IS NULL ORDER BY sort_key, number")
    return tuple(AuthorId(name) for (name,) in rows)


def insert(library: Library, profile: AuthorProfile) -> None:
    """Add a profile at its version, inside a transaction."""
    library.execute(
        "INSERT INTO author (id, version, slug, display_name, sort_key, words, kind, desk, "
        "avatar, retired, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (profile.id, profile.version, *_values(profile)),
    )


def update(library: Library, profile: AuthorProfile) -> AuthorProfile:
    """Write a profile over the version it was read at, and return it at its new version.

    Raises NotFoundError, and InvalidInputError when it was changed elsewhere meanwhile.
    """
    saved = replace(profile, version=profile.version + 1)
    changed = library.execute(
        "UPDATE author SET version = ?, slug = ?, display_name = ?, sort_key = ?, words = ?, "
        "kind = ?, desk = ?, avatar = ?, retired = ?, fields = ? "
        "WHERE id = ? AND version = ? AND deleted_at IS NULL",
        (saved.version, *_values(saved), profile.id, profile.version),
    )
    if not changed:
        load(library, profile.id)
        raise InvalidInputError(
            f"The profile of {profile.display_name} was changed elsewhere meanwhile. "
            "Look at it again, then make your change.",
            field="version",
        )
    return saved


def _values(profile: AuthorProfile) -> tuple[object, ...]:
    return (
        profile.slug,
        profile.display_name,
        fold(profile.sort_name or profile.display_name),
        names.kept_words(spoken_names(profile)),
        profile.author_kind.value,
        profile.desk,
        profile.avatar,
        profile.retired,
        articlejson.write(profile),
    )


def spoken_names(profile: AuthorProfile) -> tuple[str, ...]:
    """Return all that a person is called by."""
    whole = (profile.first_name, profile.middle_name, profile.last_name)
    return (
        profile.display_name,
        " ".join(part for part in whole if part),
        profile.sort_name,
        *profile.aliases,
    )


def set_deleted(library: Library, author_id: AuthorId, at: int | None) -> None:
    """Take a profile out of every list, or with ``None`` put it back. Raises NotFoundError."""
    changed = library.execute(
        "UPDATE author SET deleted_at = ? WHERE id = ? AND (deleted_at IS NULL) = ?",
        (at, author_id, at is not None),
    )
    if not changed:
        raise NotFoundError(_GONE)


def purge(library: Library, *, before: int) -> None:
    """Remove the profiles deleted before a time, but not those that a merge may bring back."""
    library.execute(
        "DELETE FROM author WHERE deleted_at < ? "
        "AND id NOT IN (SELECT gone FROM author_merge UNION SELECT keep FROM author_merge) "
        "AND id NOT IN (SELECT author FROM byline WHERE author IS NOT NULL)",
        (before,),
    )


def deleted(library: Library) -> tuple[tuple[AuthorId, str, int], ...]:
    """Return the profiles that were deleted, latest first: id, name, when (microseconds).

    Those that went into others by a merge are not among them.
    """
    found = library.rows(
        "SELECT id, display_name, deleted_at FROM author WHERE deleted_at IS NOT NULL "
        "AND id NOT IN (SELECT gone FROM author_merge) ORDER BY deleted_at DESC"
    )
    return tuple((AuthorId(name), display, at) for name, display, at in found)


def slug_taken(library: Library, slug: str, *, but: AuthorId | None = None) -> bool:
    """Say whether another profile has this slug, capitals aside; deleted ones keep theirs."""
    found = library.row("SELECT 1 FROM author WHERE slug = ? AND id IS NOT ?", (slug, but))
    return found is not None


def id_of_slug(library: Library, slug: str) -> AuthorId | None:
    """Return the profile with a slug, ``None`` without one."""
    found = library.value("SELECT id FROM author WHERE slug = ? AND deleted_at IS NULL", (slug,))
    return None if found is None else AuthorId(found)


def exists(library: Library, author_id: AuthorId) -> bool:
    """Say whether an id is taken, also by a profile that was deleted or merged away."""
    return library.row("SELECT 1 FROM author WHERE id = ?", (author_id,)) is not None


# --- lists ---


def rows(library: Library, wanted: AuthorFilter, day: date) -> tuple[AuthorRow, ...]:
    """Return the profiles a list shows, with the roles they hold on a day."""
    conditions, values = ["a.deleted_at IS NULL"], list[object]()
    if wanted.retired is not None:
        conditions.append("a.retired = ?")
        values.append(wanted.retired)
    if wanted.kind is not None:
        conditions.append("a.kind = ?")
        values.append(wanted.kind.value)
    if wanted.desk:
        conditions.append("a.desk = ?")
        values.append(wanted.desk)
    for word in names.asked(wanted.text):
        conditions.append(f"({' OR '.join(['instr(a.words, ?) > 0'] * len(word.beginnings))})")
        values.extend(word.beginnings)
    found = library.rows(
        f"SELECT {_COLUMNS} FROM author AS a LEFT JOIN ({_TALLY}) AS t ON t.author = a.id "  # noqa: S608 - fixed parts, values are bound
        f"WHERE {' AND '.join(conditions)} ORDER BY {_ORDERS[wanted.sort]}",
        values,
    )
    return tuple(_row(row, day) for row in found)


def rows_of(library: Library, ids: Sequence[AuthorId], day: date) -> tuple[AuthorRow, ...]:
    """Return the rows of some profiles in the order asked for."""
    found = library.rows(
        f"SELECT {_COLUMNS} FROM json_each(?) AS wanted "  # noqa: S608 - fixed parts
        "CROSS JOIN author AS a ON a.id = wanted.value LEFT JOIN ("
        "SELECT author, count(DISTINCT article) AS stories, "
        "max(coalesce(published_at, saved_at)) AS last FROM byline WHERE listed = 1 "
        "AND author IN (SELECT value FROM json_each(?)) GROUP BY author"
        ") AS t ON t.author = a.id WHERE a.deleted_at IS NULL ORDER BY wanted.key",
        (json.dumps(list(ids)), json.dumps(list(ids))),
    )
    return tuple(_row(row, day) for row in found)


def _row(row: Row, day: date) -> AuthorRow:
    roles: tuple[RolePeriod, ...] = ()
    if row[2] is not None:
        roles = decode_as(tuple[RolePeriod, ...], json.loads(row[2]))
    named = AuthorProfile(AuthorId(row[0]), "", row[1], roles=roles)
    return AuthorRow(
        id=named.id,
        display_name=named.display_name,
        role=named.role_on(day),
        avatar=None if row[3] is None else ImageId(row[3]),
        story_count=row[4],
        last_story_at=optional_moment(row[5]),
        retired=bool(row[6]),
        kind=AuthorKind(row[7]),
        desk=row[8],
    )


def desks(library: Library) -> tuple[str, ...]:
    """Return the desks that profiles name, for a filter."""
    found = library.rows(
        "SELECT DISTINCT desk FROM author WHERE desk <> '' AND deleted_at IS NULL ORDER BY desk"
    )
    return tuple(desk for (desk,) in found)
