"""Profiles out of JSON: our own file, Ghost's export, WordPress's list of users.

Passwords, their hashes and tokens in such files are dropped while the JSON is parsed and reach
no value of ours.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from newsdesk.domain import codec
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.profilefile import LONGEST_FILE, MOST_PROFILES, ReadProfile, ReadProfiles
from newsdesk.importing.profiles.fields import ProfileBuilder

FORMAT: Final = "newsdesk-authors"
VERSION: Final = 1

_SECRET = re.compile(r"pass(?:word|phrase|wd)?|secret|token|hash|salt|api_?key", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_GHOST: Mapping[str, str] = MappingProxyType(
    {
        "name": "display_name", "email": "email", "bio": "bio_short", "website": "website",
        "location": "location", "facebook": "facebook", "twitter": "x", "threads": "threads",
        "bluesky": "bluesky", "mastodon": "mastodon", "tiktok": "tiktok", "youtube": "youtube",
        "instagram": "instagram", "linkedin": "linkedin",
    }
)  # fmt: skip
_WORDPRESS: Mapping[str, str] = MappingProxyType(
    {
        "name": "display_name", "first_name": "first_name", "last_name": "last_name",
        "email": "email", "url": "website", "description": "bio_short", "link": "archive_url",
    }
)  # fmt: skip

_Record = dict[str, Any]


def read(data: bytes) -> ReadProfiles:
    """Read a JSON file, whichever of the three it is.

    Raises InvalidInputError for broken JSON and for what is none of them.
    """
    if len(data) > LONGEST_FILE:
        raise InvalidInputError("This file is larger than 128 MB.")
    try:
        value: Any = json.loads(data, object_pairs_hook=_without_secrets)
    except UnicodeDecodeError as error:
        raise InvalidInputError("This file is not UTF-8 text; save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"This file is not valid JSON: {str(error)[:120]}.") from error
    if isinstance(value, dict) and cast("_Record", value).get("format") == FORMAT:
        return _ours(cast("_Record", value))
    users = _ghost_users(value)
    if users is not None:
        return _read_all("Ghost", users, _ghost)
    if isinstance(value, dict) and "slug" in value and "name" in value:
        value = [value]
    if isinstance(value, list) and all(_is_wordpress(one) for one in cast("list[Any]", value)):
        return _read_all("WordPress", cast("list[Any]", value), _wordpress)
    raise InvalidInputError(
        "This JSON holds no profiles that Newsdesk knows: neither its own, nor a Ghost export, "
        "nor WordPress users."
    )


def _without_secrets(pairs: list[tuple[str, Any]]) -> _Record:
    return {name: value for name, value in pairs if not _SECRET.fullmatch(name)}


def _ghost_users(value: Any) -> list[Any] | None:
    """Return the users of a Ghost export, ``None`` when it is none. ``db`` may be left out."""
    match value:
        case {"db": [{"data": {"users": [*users]}}, *_]} | {"data": {"users": [*users]}}:
            return users
        case {"users": [*users]}:
            return users
        case _:
            return None


def _is_wordpress(value: Any) -> bool:
    match value:
        case {"id": int(), "name": str(), "slug": str()}:
            return True
        case _:
            return False


def _read_all(source: str, users: list[Any], take: Any) -> ReadProfiles:
    if len(users) > MOST_PROFILES:
        raise InvalidInputError(f"This file has more than {MOST_PROFILES:,} users.")
    entries: list[ReadProfile] = []
    nameless = 0
    for user in users:
        found = take(cast("_Record", user)) if isinstance(user, dict) else None
        if found is None:
            nameless += 1
        else:
            entries.append(found)
    problems = (f"{nameless:,} users have no name and were left out.",) if nameless else ()
    return ReadProfiles(source, tuple(entries), problems)


def _ghost(user: _Record) -> ReadProfile | None:
    builder = ProfileBuilder()
    for theirs, ours in _GHOST.items():
        builder.set(ours, _line(user.get(theirs)))
    builder.external_id("ghost", _line(user.get("id")))
    if _line(user.get("status")) not in {"", "active"}:
        builder.set("retired", "yes")
    if image := _line(user.get("profile_image")):
        builder.portrait_at(image)
    return builder.finish(slug=_slug(user))


def _wordpress(user: _Record) -> ReadProfile | None:
    builder = ProfileBuilder()
    for theirs, ours in _WORDPRESS.items():
        builder.set(ours, _plain(user.get(theirs)))
    builder.external_id("wordpress", _line(user.get("id")))
    if image := _largest(user.get("avatar_urls")):
        builder.portrait_at(image)
    return builder.finish(slug=_slug(user))


def _largest(addresses: object) -> str:
    """Return the address of the largest avatar; WordPress names them by their width."""
    if not isinstance(addresses, dict):
        return ""
    found = {
        int(width): _line(address)
        for width, address in cast("_Record", addresses).items()
        if width.isdecimal() and len(width) < 6
    }
    return found[max(found)] if found else ""


def _slug(user: _Record) -> str:
    slug = _line(user.get("slug"))
    return slug if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug) and len(slug) <= 80 else ""


def _line(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _plain(value: Any) -> str:
    return html.unescape(_TAGS.sub("", _line(value)))


# --- our own file ---


def _ours(value: _Record) -> ReadProfiles:
    if value.get("version") != VERSION:
        raise InvalidInputError("This file of profiles was written by a newer Newsdesk.")
    found = value.get("authors")
    if not isinstance(found, list):
        raise InvalidInputError("“authors” must be a list.", field="authors")
    entries: list[ReadProfile] = []
    problems: list[str] = []
    for at, one in enumerate(cast("list[Any]", found)[:MOST_PROFILES]):
        try:
            profile = codec.decode(AuthorProfile, one, path=f"authors.{at}")
        except InvalidInputError as error:
            problems.append(f"Profile {at + 1} was left out. {error}")
            continue
        entries.append(ReadProfile(profile))
    return ReadProfiles("Newsdesk", tuple(entries), tuple(problems))


def write(profiles: tuple[AuthorProfile, ...]) -> str:
    """Return profiles as a file of ours, which keeps every field; portraits are named only."""
    value = {
        "format": FORMAT,
        "version": VERSION,
        "authors": [codec.encode(profile) for profile in profiles],
    }
    return json.dumps(value, ensure_ascii=False, indent=1)
