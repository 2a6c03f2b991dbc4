"""Two profiles made one, kept so that it can be undone, and profiles that may be one person."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.ids import ArticleId, AuthorId
from newsdesk.domain.values import immutable
from newsdesk.storage import names
from newsdesk.storage.documents import read_value, write_value
from newsdesk.storage.errors import damaged
from newsdesk.storage.folding import words
from newsdesk.storage.library import Library, Row

_MOST_ALIKE = 20
"""Profiles of one name up to which each two are named; more are a list to be cleaned at once."""


@immutable
class Moved:
    """A story whose byline followed a merge: the positions that named the profile merged away."""

    article: ArticleId
    positions: tuple[int, ...]


@immutable
class Merge:
    """A merge: who stayed, as they were before it, and which stories followed."""

    gone: AuthorId
    before: AuthorProfile
    moved: tuple[Moved, ...]


def write(library: Library, merge: Merge, at: int) -> None:
    """Keep a merge, inside its transaction."""
    library.execute(
        "INSERT OR REPLACE INTO author_merge VALUES (?, ?, ?, ?, ?)",
        (
            merge.gone,
            merge.before.id,
            at,
            write_value(merge.before),
            json.dumps([[moved.article, list(moved.positions)] for moved in merge.moved]),
        ),
    )


def load(library: Library, gone: AuthorId) -> Merge | None:
    """Return the merge that took a profile away, ``None`` without one."""
    found = library.row("SELECT before, moved FROM author_merge WHERE gone = ?", (gone,))
    if found is None:
        return None
    try:
        moved = tuple(
            Moved(ArticleId(article), tuple(map(int, positions)))
            for article, positions in json.loads(found[1])
        )
    except (TypeError, ValueError) as error:
        raise damaged(library.path, "a merge of two profiles") from error
    return Merge(gone, read_value(library.path, AuthorProfile, found[0], what="a profile"), moved)


def drop(library: Library, gone: AuthorId) -> None:
    """Forget a merge that was undone."""
    library.execute("DELETE FROM author_merge WHERE gone = ?", (gone,))


def merged_into(library: Library, gone: AuthorId) -> AuthorId | None:
    """Return the profile that now stands for one merged away, through several merges."""
    seen = {gone}
    found = None
    while row := library.row("SELECT keep FROM author_merge WHERE gone = ?", (found or gone,)):
        found = AuthorId(row[0])
        if found in seen:
            break
        seen.add(found)
    return found


_WHO = (
    "SELECT id, display_name, "
    "coalesce(iif(json_valid(fields), fields ->> '$.email', ''), '') AS mail, "
    "coalesce(iif(json_valid(fields), fields -> '$.aliases', ''), '') "
    "FROM author WHERE deleted_at IS NULL"
)


def likely(library: Library) -> list[tuple[AuthorId, AuthorId, str]]:
    """Return pairs of profiles that may be one person, each pair once, with the reason."""
    return _alike(library.rows(f"{_WHO} ORDER BY number"))


def likely_of(library: Library, author: AuthorId) -> list[tuple[AuthorId, AuthorId, str]]:
    """Return such pairs with one profile, without comparing everybody with everybody."""
    own = library.row(f"{_WHO} AND id = ?", (author,))
    if own is None:
        return []
    _id, _name, mail, _aliases = own
    sounds = [sound.split() for sound in _sounds(own) if " " in sound]
    alike = [" AND ".join(["instr(words, ?) > 0"] * len(keys)) for keys in sounds]
    either = " OR ".join(("(? <> '' AND mail = ? COLLATE NOCASE)", *alike))
    values = [mail, mail, *(f" {key}" for keys in sounds for key in keys)]
    alike_or_own = library.rows(
        f"{_WHO} AND (id = ? OR {either}) ORDER BY number", (author, *values)
    )
    return [pair for pair in _alike(alike_or_own) if author in pair[:2]]


def _alike(rows: Iterable[Row]) -> list[tuple[AuthorId, AuthorId, str]]:
    found: dict[tuple[AuthorId, AuthorId], str] = {}
    by_mail: defaultdict[str, list[AuthorId]] = defaultdict(list)
    by_sound: defaultdict[str, list[AuthorId]] = defaultdict(list)
    shown: dict[AuthorId, str] = {}
    for row in rows:
        author, name, mail, _aliases = row
        shown[AuthorId(author)] = name
        if mail.strip():
            by_mail[mail.strip().casefold()].append(AuthorId(author))
        for sound in _sounds(row):
            if " " in sound:
                by_sound[sound].append(AuthorId(author))
    for mail, together in by_mail.items():
        for one, other in _pairs(together):
            found[one, other] = f"Same e-mail address: {mail}"
    for together in by_sound.values():
        for one, other in _pairs(together):
            same_script = shown[one].isascii() == shown[other].isascii()
            reason = "Same name" if shown[one] == shown[other] else "Nearly the same name"
            found.setdefault(
                (one, other), reason if same_script else "Same name in another spelling or script"
            )
    return [(one, other, reason) for (one, other), reason in found.items()]


def _sounds(row: Row) -> tuple[str, ...]:
    """Return what the name and the aliases of a profile sound like."""
    _author, name, _mail, aliases = row
    spoken = (name, *(json.loads(aliases) if aliases else ()))
    return tuple(dict.fromkeys(_sound(str(one)) for one in spoken))


def _sound(name: str) -> str:
    """Return a name's rough keys in alphabetical order: "Nova, Olena" and "Олена Нова" agree."""
    return " ".join(sorted(names.sound_key(word) for word in words(names.latin(name))))


def _pairs(together: list[AuthorId]) -> Iterator[tuple[AuthorId, AuthorId]]:
    distinct = list(dict.fromkeys(together))[:_MOST_ALIKE]
    for at, one in enumerate(distinct):
        for other in distinct[at + 1 :]:
            yield one, other
