"""Profiles out of vCards (RFC 6350, with what RFC 6715 and RFC 9554 add) and into them.

Versions 2.1 and 3.0 are read as far as they mean the same. Lines are read one by one and a
portrait that is too large is dropped while it is read, so memory stays bounded.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from newsdesk.domain.author import AuthorKind, AuthorProfile, SocialNetwork
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.profilefile import (
    LARGEST_PORTRAIT,
    MOST_PROFILES,
    ReadProfile,
    ReadProfiles,
)
from newsdesk.importing.profiles.fields import NETWORKS, ProfileBuilder

_LONGEST_LINE = 64 * 1024
_LONGEST_PORTRAIT_LINE = LARGEST_PORTRAIT * 4 // 3 + 1024
_FOLDED_AT = 75
"""Bytes of a line when written (RFC 6350, section 3.2)."""
_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?')
_PORTRAITS = frozenset({"PHOTO", "LOGO"})
_SILENT = frozenset(
    "BEGIN END VERSION REV PRODID N FN NICKNAME TITLE ROLE ORG NOTE EMAIL TEL URL PHOTO UID KIND "  # noqa: SIM905 - a word list is read at a glance
    "LANG EXPERTISE SOCIALPROFILE X-SOCIALPROFILE IMPP ADR CATEGORIES LOGO SOURCE XML CREATED "
    "LANGUAGE PRONOUNS GRAMGENDER X-ABLABEL CLIENTPIDMAP".split()
)
_KINDS = {"individual": AuthorKind.PERSON, "group": AuthorKind.GROUP, "org": AuthorKind.AGENCY}


@dataclass(slots=True)
class _Property:
    """One content line: its name in capitals, its parameters, its value as it stands."""

    name: str
    parameters: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    value: str = ""

    def parameter(self, name: str) -> str:
        return ",".join(self.parameters.get(name, ())).lower()


def read(lines: Iterable[bytes]) -> ReadProfiles:
    """Read the cards of a file, given line by line (``open(path, "rb")``).

    Raises InvalidInputError for what is no vCard, and for more than 100,000 cards.
    """
    entries: list[ReadProfile] = []
    problems: list[str] = []
    card: list[_Property] | None = None
    seen = False
    for line in _unfolded(lines):
        found = _property(line)
        if found is None:
            continue
        if found.name == "BEGIN" and found.value.strip().upper() == "VCARD":
            card, seen = [], True
        elif found.name == "END" and card is not None:
            entry = _profile(card)
            card = None
            if entry is None:
                problems.append(f"Card {len(entries) + len(problems) + 1} has no name.")
            else:
                entries.append(entry)
            if len(entries) > MOST_PROFILES:
                raise InvalidInputError(f"This file has more than {MOST_PROFILES:,} cards.")
        elif card is not None:
            card.append(found)
    if not seen:
        raise InvalidInputError("This file holds no vCard. It should begin with BEGIN:VCARD.")
    if card is not None:
        problems.append("The last card is cut off and was left out.")
    return ReadProfiles("vCard", tuple(entries), tuple(problems))


def _unfolded(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield content lines whole; what is too long is cut off where it becomes so.

    A piece without a line break at its end is the beginning of the next one.
    """
    parts: list[bytes] = []
    length = 0
    longest = _LONGEST_LINE
    unfinished = quoted = False
    for raw in lines:
        line = raw.rstrip(b"\r\n")
        folded = line[:1] in {b" ", b"\t"} and bool(parts)
        if not (unfinished or folded or quoted):
            if parts:
                yield b"".join(parts).decode("utf-8", errors="replace")
            parts, length = [], 0
            head = line[:40].upper()
            portrait = any(name.encode() in head for name in _PORTRAITS)
            longest = _LONGEST_PORTRAIT_LINE if portrait else _LONGEST_LINE
        elif folded and not unfinished:
            line = line[1:]
        if length <= longest:
            parts.append(line[: longest - length + 1])
        length += len(line)
        unfinished = not raw.endswith((b"\n", b"\r"))
        # In version 2.1 a quoted-printable value goes on after "=" at the end of a line.
        quoted = line.endswith(b"=") and b"QUOTED-PRINTABLE" in parts[0][:200].upper()
        if quoted:
            parts[-1] = parts[-1].removesuffix(b"=")
    if parts:
        yield b"".join(parts).decode("utf-8", errors="replace")


def _property(line: str) -> _Property | None:
    match = _NAME.match(line)
    if match is None:
        return None
    found = _Property(match[1].upper())
    at = match.end()
    while (parameter := _PARAMETER.match(line, at)) is not None:
        name, value = parameter[1].upper(), parameter[2]
        if value is None:  # Version 2.1 writes values alone: ";QUOTED-PRINTABLE".
            name, value = ("ENCODING" if "-" in name or name == "BASE64" else "TYPE"), name
        found.parameters.setdefault(name, []).extend(
            part.strip('"') for part in re.findall(r'"[^"]*"|[^,]+', value)
        )
        at = parameter.end()
    if line[at : at + 1] != ":":
        return None
    found.value = line[at + 1 :]
    if found.parameter("ENCODING") == "quoted-printable":
        charset = found.parameter("CHARSET") or "utf-8"
        try:
            found.value = quopri.decodestring(found.value.encode()).decode(charset, "replace")
        except LookupError:
            found.value = quopri.decodestring(found.value.encode()).decode("utf-8", "replace")
    return found


def _profile(card: list[_Property]) -> ReadProfile | None:
    builder = ProfileBuilder()
    skipped: dict[str, None] = {}
    for found in card:
        take = _TAKERS.get(found.name)
        if take is not None:
            take(builder, found)
        elif found.name not in _SILENT:
            skipped[found.name] = None
    if skipped:
        builder.note(f"Not understood: {', '.join(list(skipped)[:10])}.")
    return builder.finish()


def _text(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def _components(value: str, separator: str) -> list[str]:
    """Cut a value at a separator that no backslash stands before."""
    parts = re.split(rf"(?<!\\){re.escape(separator)}", value)
    return [_text(part).strip() for part in parts]


def _full_name(builder: ProfileBuilder, found: _Property) -> None:
    if not builder.has("display_name"):
        builder.set("display_name", _text(found.value))


def _parts_of_name(builder: ProfileBuilder, found: _Property) -> None:
    parts = [*_components(found.value, ";"), "", "", "", "", ""]
    names = ("last_name", "first_name", "middle_name", "", "suffix")
    for name, part in zip(names, parts, strict=False):
        if name and part:
            builder.set(name, part.replace(",", " "))
    sort_as = found.parameters.get("SORT-AS")
    if sort_as:
        builder.set("sort_name", ", ".join(sort_as))


def _organisation(builder: ProfileBuilder, found: _Property) -> None:
    name, *units = _components(found.value, ";")
    builder.set("organisation", name)
    if units:
        builder.set("desk", units[0])


def _web_page(builder: ProfileBuilder, found: _Property) -> None:
    if not builder.has("website"):
        builder.set("website", _text(found.value))
    else:
        builder.link(_text(found.value))


def _elsewhere(builder: ProfileBuilder, found: _Property) -> None:
    named = (found.parameter("SERVICE-TYPE") or found.parameter("TYPE")).replace("twitter", "x")
    network = SocialNetwork(named) if named in NETWORKS else None
    value = _text(found.value).strip()
    builder.link(value.removeprefix("x-apple:"), network)


def _address(builder: ProfileBuilder, found: _Property) -> None:
    parts = [*_components(found.value, ";"), *[""] * 7]
    builder.set("location", ", ".join(part for part in (parts[3], parts[6]) if part))


def _portrait(builder: ProfileBuilder, found: _Property) -> None:
    value = found.value
    if len(value) > _LONGEST_PORTRAIT_LINE - 1024:
        builder.note("The portrait is larger than 20 MB and was left out.")
        return
    inline = re.match(r"data:[^,]*;base64,", value)
    encoded = found.parameter("ENCODING") in {"b", "base64"}
    if inline is None and not encoded:
        builder.portrait_at(value)
        return
    text = value[inline.end() :] if inline else value
    try:
        builder.portrait = base64.b64decode(re.sub(r"\s", "", text), validate=True)
    except (binascii.Error, ValueError):
        builder.note("The portrait is damaged and was left out.")


def _kind(builder: ProfileBuilder, found: _Property) -> None:
    kind = _KINDS.get(found.value.strip().lower())
    if kind is not None:
        builder.set("kind", kind.value)


def _biography(builder: ProfileBuilder, found: _Property) -> None:
    builder.biography(_text(found.value), language=",".join(found.parameters.get("LANGUAGE", ())))


def _uid(builder: ProfileBuilder, found: _Property) -> None:
    builder.external_id("vcard", _text(found.value))


def _several(name: str) -> Callable[[ProfileBuilder, _Property], None]:
    def take(builder: ProfileBuilder, found: _Property) -> None:
        builder.set(name, "\n".join(_components(found.value, ",")))

    return take


def _plain(name: str) -> Callable[[ProfileBuilder, _Property], None]:
    def take(builder: ProfileBuilder, found: _Property) -> None:
        if not builder.has("roles" if name == "role" else name):
            builder.set(name, re.sub(r"^(?:mailto|tel):", "", _text(found.value)))

    return take


_TAKERS: Mapping[str, Callable[[ProfileBuilder, _Property], None]] = MappingProxyType(
    {
        "FN": _full_name, "N": _parts_of_name, "NICKNAME": _several("aliases"),
        "TITLE": _plain("role"), "ROLE": _plain("role"), "ORG": _organisation,
        "NOTE": _biography, "EMAIL": _plain("email"), "TEL": _plain("phone"),
        "URL": _web_page, "SOCIALPROFILE": _elsewhere, "X-SOCIALPROFILE": _elsewhere,
        "IMPP": _elsewhere, "ADR": _address, "PHOTO": _portrait, "UID": _uid, "KIND": _kind,
        "LANG": _several("languages"), "EXPERTISE": _several("expertise"),
    }
)  # fmt: skip


# --- writing ---


def write(profile: AuthorProfile, role: str, portrait: tuple[str, bytes] | None = None) -> str:
    """Return one profile as a vCard 4.0. ``portrait`` is a media type with the bytes.

    The telephone number and the internal note never leave.
    """
    kinds = {kind: name for name, kind in _KINDS.items()}
    name = (
        profile.last_name, profile.first_name, profile.middle_name, "", profile.suffix,
    )  # fmt: skip
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"KIND:{kinds.get(profile.author_kind, 'org')}",
        f"UID:urn:uuid:{profile.id}",
        f"FN:{_escaped(profile.display_name)}",
        f"N:{';'.join(_escaped(part, semicolons=True) for part in name)}",
    ]
    lines += [f"NICKNAME:{_escaped(alias)}" for alias in profile.aliases]
    organisation = [part for part in (profile.organisation, profile.desk) if part]
    told = {
        "TITLE": _escaped(role),
        "ORG": ";".join(_escaped(part, semicolons=True) for part in organisation),
        "EMAIL": _escaped(profile.email),
        "URL": profile.website,
        "ADR": f";;;{_escaped(profile.location, semicolons=True)};;;" if profile.location else "",
    }
    lines += [f"{name}:{value}" for name, value in told.items() if value]
    lines += [
        f'SOCIALPROFILE;SERVICE-TYPE="{link.network.value}":{link.url}' for link in profile.links
    ]
    lines += [f"LANG:{language}" for language in profile.languages]
    lines += [f"EXPERTISE:{_escaped(subject)}" for subject in profile.expertise]
    for kept in profile.biographies:
        language = f";LANGUAGE={kept.language}" if kept.language else ""
        long = "\n\n".join("".join(run.text for run in runs) for runs in kept.long)
        lines += [f"NOTE{language}:{_escaped(text)}" for text in (kept.short, long) if text]
    if portrait is not None:
        encoded = base64.b64encode(portrait[1]).decode("ascii")
        lines.append(f"PHOTO:data:{portrait[0]};base64,{encoded}")
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str, *, semicolons: bool = False) -> str:
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace("\n", "\\n")
    return text.replace(";", "\\;") if semicolons else text


def _folded(line: str) -> str:
    """Fold a line at 75 bytes without cutting a character in two."""
    if len(line) < _FOLDED_AT and line.isascii():
        return line
    parts: list[str] = []
    part, length = "", 0
    for character in line:
        size = len(character.encode())
        if length + size > _FOLDED_AT:
            parts.append(part)
            part, length = " ", 1
        part += character
        length += size
    parts.append(part)
    return "\r\n".join(parts)
