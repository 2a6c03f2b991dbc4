"""Profiles out of a table: any separator, any usual encoding, columns matched by their names.

The person sees what each column was taken for, and can say otherwise before anything is kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.profilefile import (
    LONGEST_FILE,
    MOST_PROFILES,
    ReadProfile,
    ReadProfiles,
)
from newsdesk.domain.values import immutable
from newsdesk.importing.profiles.fields import NAMES, ProfileBuilder

_MOST_COLUMNS = 200
_LONGEST_CELL = 100_000
_SAMPLE = 20_000
_SEPARATORS = ",;\t|"
_CYRILLIC = re.compile("[А-Яа-яІіЇїЄєҐґЎў]")
_ODD_AS_WESTERN = re.compile("[À-ÿ]{3,}")
"""Three accented letters in a row: Cyrillic read as if it were Western European."""

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "display_name", "full name": "display_name", "author": "display_name",
        "display name": "display_name", "byline": "display_name", "first": "first_name",
        "given name": "first_name", "surname": "last_name", "family name": "last_name",
        "last": "last_name", "title": "role", "job title": "role", "position": "role",
        "mail": "email", "e mail": "email", "email address": "email", "tel": "phone",
        "telephone": "phone", "mobile": "phone", "bio": "bio_short", "biography": "bio_short",
        "short bio": "bio_short", "long bio": "bio_long", "about": "bio_short",
        "description": "bio_short", "url": "website", "web": "website", "site": "website",
        "homepage": "website", "twitter": "x", "company": "organisation",
        "organization": "organisation", "employer": "organisation", "team": "desk",
        "department": "desk", "city": "location", "place": "location", "topics": "expertise",
        "beats": "expertise", "beat": "expertise", "language": "languages", "alias": "aliases",
        "other names": "aliases", "also known as": "aliases", "type": "kind",
        "status": "retired", "inactive": "retired",
        # As spreadsheets name them in German, French, Spanish, Polish and Ukrainian.
        "vorname": "first_name", "nachname": "last_name", "funktion": "role", "ort": "location",
        "telefon": "phone", "webseite": "website", "ressort": "desk", "biografie": "bio_short",
        "nom": "display_name", "prénom": "first_name", "courriel": "email", "fonction": "role",
        "ville": "location", "téléphone": "phone", "biographie": "bio_short",
        "nombre": "display_name", "apellido": "last_name", "apellidos": "last_name",
        "correo": "email", "cargo": "role", "ciudad": "location", "teléfono": "phone",
        "imię i nazwisko": "display_name", "imię": "first_name", "nazwisko": "last_name",
        "stanowisko": "role", "miasto": "location",
        "ім'я": "display_name", "імя": "display_name", "прізвище": "last_name",
        "пошта": "email", "посада": "role", "місто": "location", "телефон": "phone",
        "біографія": "bio_short", "відділ": "desk", "сайт": "website",
    }
)  # fmt: skip
"""Names of columns by which a field is known, beside its own."""


@immutable
class Table:
    """A table as it was read. ``mapping`` is the guess: a field of a profile for each column, ""
    for those that were not recognised.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: tuple[str, ...]
    encoding: str
    separator: str
    problems: tuple[str, ...] = ()


def read(data: bytes, *, encoding: str = "") -> Table:
    """Read a table. ``encoding`` is one of ``ENCODINGS``, "" to guess.

    Raises InvalidInputError for what is no table, and for more than 100,000 rows.
    """
    if len(data) > LONGEST_FILE:
        raise InvalidInputError("This table is larger than 128 MB. Split it into smaller ones.")
    text, used, problems = _decoded(data, encoding)
    if "\x00" in text[:_SAMPLE]:
        raise InvalidInputError(
            "This is no table of text. Save it as CSV in the program it comes from."
        )
    separator = _separator(text)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = _rows(reader)
    except csv.Error as error:
        raise InvalidInputError(
            f"Line {reader.line_num} of this table cannot be read: {error}."
        ) from error
    if not rows:
        raise InvalidInputError("This table is empty.")
    columns = tuple(cell.strip() for cell in rows[0])
    mapping = guess(columns)
    if "display_name" not in mapping and not {"first_name", "last_name"} & set(mapping):
        problems = (*problems, "No column is known for a name. Say which one holds the names.")
    return Table(columns, tuple(rows[1:]), mapping, used, separator, problems)


def _rows(reader: Iterable[list[str]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > _MOST_COLUMNS:
            raise InvalidInputError(
                f"A line of this table has more than {_MOST_COLUMNS} columns; "
                "it may use another separator."
            )
        rows.append(tuple(row))
        if len(rows) > MOST_PROFILES + 1:
            raise InvalidInputError(
                f"This table has more than {MOST_PROFILES:,} rows. Split it into smaller ones."
            )
    return rows


def guess(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the field that each column is taken for; each field once."""
    taken: set[str] = set()
    mapping: list[str] = []
    for column in columns:
        plain = re.sub(r"[\s_\-.]+", " ", column.strip().lower().replace("’", "'"))
        own = plain.replace(" ", "_")
        field = own if own in NAMES else _WORDS.get(plain, "")
        if field in taken:
            field = ""
        taken.add(field)
        mapping.append(field)
    return tuple(mapping)


def profiles(table: Table, mapping: Sequence[str] | None = None) -> ReadProfiles:
    """Return the profiles of a table. ``mapping`` is a field for each column, "" to leave it out.

    Raises InvalidInputError for a field that no profile has.
    """
    chosen = tuple(mapping if mapping is not None else table.mapping)
    unknown = [field for field in chosen if field and field not in NAMES]
    if unknown:
        raise InvalidInputError(f"A profile has no field “{unknown[0][:40]}”.", field="mapping")
    entries: list[ReadProfile] = []
    problems = list(table.problems)
    nameless: list[int] = []
    for number, row in enumerate(table.rows, start=2):
        builder = ProfileBuilder()
        for field, cell in zip(chosen, row, strict=False):
            if field:
                builder.set(field, cell)
        if len(row) > len(table.columns):
            builder.note("This line has more cells than the first one; those were left out.")
        found = builder.finish()
        if found is None:
            nameless.append(number)
        else:
            entries.append(found)
    if nameless:
        lines = ", ".join(map(str, nameless[:5])) + (" …" if len(nameless) > 5 else "")
        problems.append(f"{len(nameless):,} lines have no name and were left out: {lines}.")
    left_out = [
        column
        for at, column in enumerate(table.columns)
        if column and (at >= len(chosen) or not chosen[at])
    ]
    if left_out:
        problems.append(f"Columns left out: {', '.join(left_out[:12])}.")
    return ReadProfiles("CSV", tuple(entries), tuple(problems))


def write(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Return a table as text, with the columns named first. Spreadsheets need a BOM before it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        # A cell that begins so is a formula to a spreadsheet, and may act when it is opened.
        writer.writerow(
            {
                name: f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell
                for name, cell in row.items()
            }
        )
    return out.getvalue()


def _decoded(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    if encoding:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding, ()
        except (LookupError, UnicodeDecodeError) as error:
            raise InvalidInputError(
                f"This table is not written in {encoding[:20]}. Choose another encoding.",
                field="encoding",
            ) from error
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            return data.decode("utf-16").removeprefix("\ufeff"), "utf-16", ()
        except UnicodeDecodeError as error:
            raise InvalidInputError(
                "This table says it is UTF-16 but is not.", field="encoding"
            ) from error
    try:
        return data.decode("utf-8-sig"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    western = data.decode("windows-1252", errors="replace")
    used = "windows-1251" if _ODD_AS_WESTERN.search(western[:_SAMPLE]) else "windows-1252"
    text = data.decode(used, errors="replace")
    if used == "windows-1251" and not _CYRILLIC.search(text[:_SAMPLE]):
        used, text = "windows-1252", western
    sentence = f"This table is not UTF-8; it was read as {used}. Look whether the names are right."
    return text, used, (sentence,)


def _separator(text: str) -> str:
    first = text[:_SAMPLE].split("\n", maxsplit=1)[0]
    return max(_SEPARATORS, key=first.count) if any(s in first for s in _SEPARATORS) else ","
