"""Profiles from files and into files: tables, vCards, JSON, the users of Ghost and WordPress.

Reading needs no library and may run on any thread; ``plan`` says what a file would do, ``take``
does it. What is kept stays whole when a single entry cannot be taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from newsdesk.domain.author import AuthorProfile, SocialNetwork
from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.profilefile import (
    LONGEST_FILE,
    ImportStep,
    PlannedProfile,
    ProfilePlan,
    ReadProfile,
    ReadProfiles,
    joined,
)
from newsdesk.domain.text import plain
from newsdesk.domain.values import immutable
from newsdesk.services import authors, images
from newsdesk.services.changes import NOTHING, Changes
from newsdesk.services.desk import Desk
from newsdesk.services.settings import write_atomically
from newsdesk.storage import authors as stored
from newsdesk.storage.folding import fold

Told = Callable[[int, int, str], object]
"""Hears how far the work is: done, of how many, at what. May raise Cancelled."""

COLUMNS = (
    "display_name", "first_name", "middle_name", "last_name", "suffix", "sort_name", "kind",
    "role", "organisation", "desk", "location", "email", "website", "bio_short", "bio_long",
    "expertise", "languages", "education", "awards", "books", "archive_url", "aliases",
    "retired", *(network.value for network in SocialNetwork),
)  # fmt: skip
"""Columns of a table that is written; the telephone number never leaves."""

_TABLES = frozenset({".csv", ".tsv", ".txt"})
_CARDS = frozenset({".vcf", ".vcard"})
_LONGEST_CARDS = 2 * LONGEST_FILE
_MANY = "; "


@immutable
class ImportReport:
    """What an import did, in numbers, and what it could not take over, in sentences."""

    added: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[str, ...] = ()


# --- reading ---


def read_file(
    path: Path, *, encoding: str = "", mapping: Sequence[str] | None = None
) -> ReadProfiles:
    """Read a file of profiles; what it is goes by its ending, else by its content.

    ``encoding`` and ``mapping`` are for tables (``read_table``). Raises InvalidInputError with a
    sentence, and EnvironmentFailure when the file cannot be read.
    """
    from newsdesk.importing.profiles import csvtable, users, vcard

    suffix = path.suffix.lower()
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(200).lstrip(b"\xef\xbb\xbf \t\r\n")
            file.seek(0)
            if suffix in _CARDS or start[:11].upper() == b"BEGIN:VCARD":
                if size > _LONGEST_CARDS:
                    raise InvalidInputError("This file is larger than 256 MB. Split it.")
                return vcard.read(_pieces(file.readline))
            if size > LONGEST_FILE:
                raise InvalidInputError("This file is larger than 128 MB. Split it.")
            data = file.read()
    except OSError as error:
        raise EnvironmentFailure(
            f"“{path.name}” could not be read ({error.strerror or 'unknown reason'}).",
            path=str(path),
        ) from error
    if suffix == ".json" or (suffix not in _TABLES and start[:1] in {b"{", b"["}):
        return users.read(data)
    return csvtable.profiles(csvtable.read(data, encoding=encoding), mapping)


def _pieces(readline: Callable[[int], bytes]) -> Iterable[bytes]:
    """Yield lines, those without an end in pieces, so that no line fills the memory."""
    return iter(lambda: readline(1024 * 1024), b"")


@immutable
class TablePreview:
    """The head of a table: its columns, what each was taken for, and its first rows."""

    columns: tuple[str, ...]
    mapping: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    encoding: str
    problems: tuple[str, ...] = ()


def read_table(path: Path, *, encoding: str = "", shown: int = 20) -> TablePreview:
    """Read the head of a table, for choosing what its columns mean.

    Raises InvalidInputError and EnvironmentFailure.
    """
    from newsdesk.importing.profiles import csvtable

    try:
        if path.stat().st_size > LONGEST_FILE:
            raise InvalidInputError("This table is larger than 128 MB. Split it.")
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure(
            f"“{path.name}” could not be read ({error.strerror or 'unknown reason'}).",
            path=str(path),
        ) from error
    table = csvtable.read(data, encoding=encoding)
    return TablePreview(
        table.columns,
        table.mapping,
        table.rows[:shown],
        len(table.rows),
        table.encoding,
        table.problems,
    )


# --- into the library ---


def plan(desk: Desk, *, found: ReadProfiles) -> ProfilePlan:
    """Return what a file would do: each entry beside the profile it belongs to.

    People are recognised by their id in the system they come from, their own id, e-mail address,
    or whole name. Of several entries for one person in the file the first one counts.
    """
    known = _Known(desk)
    entries: list[PlannedProfile] = []
    seen: set[str] = set()
    again: list[str] = []
    for entry in found.entries:
        told = entry.profile
        person = told.email.casefold() or fold(told.display_name)
        if person in seen:
            again.append(told.display_name)
            continue
        seen.add(person)
        entries.append(_planned(known, entry))
    problems = found.problems
    if again:
        named = ", ".join(name[:40] for name in again[:3]) + (" …" if len(again) > 3 else "")
        what = "One entry names" if len(again) == 1 else f"{len(again):,} entries name"
        sentence = f"{what} somebody a second time; the first time counts: {named}."
        problems = (*problems, sentence)
    return ProfilePlan(found.source, tuple(entries), problems)


class _Known:
    """The profiles of a library by what recognises them; read once for a whole file."""

    def __init__(self, desk: Desk) -> None:
        profiles = stored.load_many(desk.library, stored.all_ids(desk.library))
        self.by_id = profiles
        self.by_mail: dict[str, AuthorId] = {}
        self.by_name: dict[str, AuthorId] = {}
        self.by_foreign: dict[tuple[str, str], AuthorId] = {}
        for name, profile in profiles.items():
            if profile.email:
                self.by_mail.setdefault(profile.email.casefold(), name)
            self.by_name.setdefault(fold(profile.display_name), name)
            for foreign in profile.external_ids:
                self.by_foreign.setdefault((foreign.system, foreign.value), name)

    def match(self, told: AuthorProfile) -> AuthorProfile | None:
        found = told.id if told.id in self.by_id else None
        for foreign in told.external_ids:
            own = AuthorId(foreign.value.removeprefix("urn:uuid:"))
            found = found or self.by_foreign.get((foreign.system, foreign.value))
            found = found or (own if own in self.by_id else None)
        if found is None and told.email:
            found = self.by_mail.get(told.email.casefold())
        if found is None:
            found = self.by_name.get(fold(told.display_name))
        return None if found is None else self.by_id[found]


def _planned(known: _Known, entry: ReadProfile) -> PlannedProfile:
    current = known.match(entry.profile)
    if current is None:
        return PlannedProfile(
            ImportStep.NEW, entry.profile, (), entry.portrait, entry.notes, entry.portrait_url
        )
    # A card that came from here names the profile by its own id.
    foreign = tuple(
        one for one in entry.profile.external_ids if one.value != f"urn:uuid:{current.id}"
    )
    profile, fields = joined(current, replace(entry.profile, external_ids=foreign))
    portrait = b"" if current.avatar else entry.portrait
    if portrait:
        fields = (*fields, "avatar")
    step = ImportStep.CHANGED if fields else ImportStep.SAME
    portrait_url = "" if current.avatar else entry.portrait_url
    return PlannedProfile(step, profile, fields, portrait, entry.notes, portrait_url)


def take(
    desk: Desk, *, plan: ProfilePlan, chosen: Sequence[int] | None = None, told: Told | None = None
) -> tuple[ImportReport, Changes]:
    """Take entries of a plan over; ``chosen`` are their places, by default all.

    An entry that cannot be kept is told in the report; the others are. One transaction: when the
    work is stopped, nothing was done.
    """
    changes = NOTHING
    added = changed = same = 0
    problems = list(plan.problems)
    wanted = range(len(plan.entries)) if chosen is None else sorted(set(chosen))
    with desk.library.transaction():
        for done, at in enumerate(wanted):
            entry = plan.entries[at]
            if told is not None and done and done % 50 == 0:
                told(done, len(wanted), entry.profile.display_name)
            problems.extend(f"{entry.profile.display_name}: {note}" for note in entry.notes)
            if entry.lacks_portrait:
                name, where = entry.profile.display_name, entry.portrait_url[:80]
                problems.append(f"{name}: the portrait at {where} was not fetched.")
            if entry.step is ImportStep.SAME:
                same += 1
                continue
            try:
                changes |= _take_one(desk, entry, problems)
            except InvalidInputError as error:
                problems.append(f"{entry.profile.display_name[:60]} was left out. {error}")
                continue
            added += entry.step is ImportStep.NEW
            changed += entry.step is ImportStep.CHANGED
    return ImportReport(added, changed, same, tuple(problems)), changes


def _take_one(desk: Desk, entry: PlannedProfile, problems: list[str]) -> Changes:
    profile, changes = entry.profile, NOTHING
    if profile.avatar is not None and not images.many(desk, images=(profile.avatar,)):
        profile = replace(profile, avatar=None)
        problems.append(f"{profile.display_name}: the portrait is not in this library.")
    if entry.portrait:
        try:
            picture = images.read_picture(entry.portrait, f"{profile.display_name}")
            asset, changes = images.add(desk, picture=picture)
            profile = replace(profile, avatar=asset.id)
        except InvalidInputError as error:
            problems.append(f"{profile.display_name}: the portrait was left out. {error}")
    if entry.step is ImportStep.NEW:
        _kept, made = authors.add(desk, profile=profile)
    else:
        _kept, made = authors.save(desk, profile=profile)
    return changes | made


# --- out of the library ---


def export_file(
    desk: Desk, *, to: Path, ids: Sequence[AuthorId] | None = None, private: bool = False
) -> int:
    """Write profiles, by default all, as ``.csv``, ``.vcf`` or ``.json``; return how many.

    JSON keeps every field; the others what they can hold. Telephone numbers and internal notes
    leave only with ``private``, and in JSON. Raises InvalidInputError for another ending, and
    EnvironmentFailure.
    """
    from newsdesk.importing.profiles import csvtable, users, vcard

    wanted = stored.all_ids(desk.library) if ids is None else tuple(ids)
    known = stored.load_many(desk.library, wanted)
    profiles = tuple(known[name] for name in wanted if name in known)
    match to.suffix.lower():
        case ".csv":
            # Spreadsheets take a table without this mark for their own encoding.
            table = csvtable.write((_columns(desk, profile) for profile in profiles), COLUMNS)
            text = f"\ufeff{table}"
        case ".vcf" | ".vcard":
            text = "".join(
                vcard.write(profile, _role(desk, profile), _portrait(desk, profile))
                for profile in profiles
            )
        case ".json":
            shown = profiles if private else tuple(map(_without_private, profiles))
            text = users.write(shown)
        case _:
            raise InvalidInputError("Choose a name that ends in .csv, .vcf or .json.", field="to")
    write_atomically(to, text)
    return len(profiles)


def _role(desk: Desk, profile: AuthorProfile) -> str:
    return profile.role_on(desk.clock.now().utc.date())


def _without_private(profile: AuthorProfile) -> AuthorProfile:
    return replace(profile, phone="", internal_note="")


def _portrait(desk: Desk, profile: AuthorProfile) -> tuple[str, bytes] | None:
    if profile.avatar is None:
        return None
    data = images.thumbnail(desk, image=profile.avatar, size=images.SIZES[0])
    kinds = ((b"\xff\xd8", "image/jpeg"), (b"\x89PNG", "image/png"), (b"RIFF", "image/webp"))
    found = next((kind for start, kind in kinds if data.startswith(start)), "")
    return (found, data) if found else None


def _columns(desk: Desk, profile: AuthorProfile) -> dict[str, str]:
    biography = profile.biography("")
    row = {
        "kind": profile.author_kind.value,
        "role": _role(desk, profile),
        "bio_short": biography.short,
        "bio_long": "\n\n".join(plain(runs) for runs in biography.long),
        "retired": "yes" if profile.retired else "",
    }
    for name in COLUMNS:
        value = getattr(profile, name, "")
        if name not in row and value:
            row[name] = value if isinstance(value, str) else _MANY.join(value)
    for link in profile.links:
        row.setdefault(link.network.value, link.url)
    return row
