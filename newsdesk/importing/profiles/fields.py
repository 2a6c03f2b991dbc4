"""Texts from elsewhere made into the fields of a profile, with a note for what does not fit."""

from __future__ import annotations

import re
from dataclasses import replace

from newsdesk.domain.author import (
    AuthorKind,
    AuthorProfile,
    Biography,
    ExternalId,
    RolePeriod,
    SocialLink,
    SocialNetwork,
)
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.profilefile import NO_ID, ReadProfile
from newsdesk.domain.sociallink import LABELS, recognise
from newsdesk.domain.text import Run
from newsdesk.domain.weblink import is_web_address

_LONGEST = 20_000
"""Characters of one field; a biography is shorter."""
_MANY = re.compile(r"\s*[;|\n]\s*")
_SPACES = re.compile(r"[ \t\r\n]+")
_MAIL = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,255}")
_HOST_FIRST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_TRUE = frozenset({"1", "true", "yes", "y", "x", "retired", "inactive"})
_SHORT_BIOGRAPHY = 600
"""Characters up to which a biography of one paragraph is taken for the short one."""

ONE_LINE = (
    "display_name", "first_name", "middle_name", "last_name", "suffix", "sort_name",
    "organisation", "desk", "location", "phone", "avatar_alt",
)  # fmt: skip
SEVERAL = ("expertise", "languages", "education", "awards", "books", "aliases")
ADDRESSES = ("website", "archive_url")

NETWORKS = frozenset(network.value for network in SocialNetwork)

NAMES = (
    *ONE_LINE, *SEVERAL, *ADDRESSES, "email", "role", "bio_short", "bio_long", "kind", "retired",
    *sorted(NETWORKS),
)  # fmt: skip
"""What a column can be taken for."""


class ProfileBuilder:
    """Collects what a file says of one person; nothing in it is ever an error."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}
        self._several: dict[str, tuple[str, ...]] = {}
        self._links: list[SocialLink] = []
        self._ids: list[ExternalId] = []
        self._bios: dict[str, Biography] = {}
        self._notes: list[str] = []
        self.portrait = b""
        self._portrait_url = ""

    def portrait_at(self, address: str) -> None:
        """Take where a portrait lies; what is no address of the web is told."""
        if is_web_address(address):
            self._portrait_url = address
        else:
            self.note(f"The portrait at “{address[:80]}” cannot be fetched.")

    def set(self, name: str, text: str) -> None:
        """Take a text for a field of ``NAMES``; empty texts say nothing."""
        if len(text) > _LONGEST:
            self.note(f"{name} is longer than {_LONGEST:,} characters and was left out.")
            return
        text = text.strip()
        if not text:
            return
        if name in ONE_LINE:
            self._values[name] = _SPACES.sub(" ", text)
        elif name in SEVERAL:
            parts = [part for part in _MANY.split(text) if part]
            self._several[name] = tuple(dict.fromkeys((*self._several.get(name, ()), *parts)))
        elif name in ADDRESSES:
            self._address(name, text)
        elif name in NETWORKS:
            self.link(text, SocialNetwork(name))
        else:
            self._other(name, text)

    def _other(self, name: str, text: str) -> None:
        match name:
            case "email":
                if _MAIL.fullmatch(text):
                    self._values["email"] = text
                else:
                    self.note(f"“{text[:60]}” is no e-mail address and was left out.")
            case "role":
                self._values["roles"] = (RolePeriod(_SPACES.sub(" ", text)),)
            case "bio_short" | "bio_long":
                self.biography(text, long=name == "bio_long")
            case "kind":
                self._kind(text)
            case "retired":
                self._values["retired"] = text.lower() in _TRUE
            case _:
                self.note(f"“{name[:40]}” is not a field of a profile and was left out.")

    def _kind(self, text: str) -> None:
        try:
            self._values["author_kind"] = AuthorKind(text.lower())
        except ValueError:
            self.note(f"“{text[:40]}” is no kind of author; person was taken.")

    def _address(self, name: str, text: str) -> None:
        address = f"https://{text}" if _HOST_FIRST.fullmatch(text) else text
        if is_web_address(address):
            self._values[name] = address
        else:
            self.note(f"“{text[:60]}” is no web address and was left out.")

    def biography(self, text: str, *, long: bool = False, language: str = "") -> None:
        """Take a biography; of several paragraphs, or very long, it is the long one."""
        paragraphs = [_SPACES.sub(" ", part).strip() for part in re.split(r"\n\s*\n", text)]
        paragraphs = [part for part in paragraphs if part]
        kept = self._bios.get(language, Biography(language))
        if long or len(paragraphs) > 1 or len(text) > _SHORT_BIOGRAPHY:
            kept = replace(kept, long=tuple((Run(part),) for part in paragraphs))
        elif paragraphs:
            kept = replace(kept, short=paragraphs[0])
        self._bios[language] = kept

    def link(self, text: str, network: SocialNetwork | None = None) -> None:
        """Take a profile elsewhere, an address or a handle."""
        try:
            found = recognise(text.strip(), network)
        except InvalidInputError:
            where = f"{LABELS[network]} " if network else ""
            self.note(f"The {where}link “{text.strip()[:60]}” was not understood.")
            return
        if found not in self._links:
            self._links.append(found)

    def external_id(self, system: str, value: str) -> None:
        """Take the name by which another system knows the person."""
        if value.strip():
            self._ids.append(ExternalId(system, value.strip()[:200]))

    def note(self, sentence: str) -> None:
        """Keep a sentence on what was not understood."""
        self._notes.append(sentence)

    def has(self, name: str) -> bool:
        """Say whether a field was told."""
        return name in self._values

    def finish(self, *, slug: str = "") -> ReadProfile | None:
        """Return the profile; ``None`` without a name."""
        values = dict(self._values)
        name = str(values.pop("display_name", ""))
        if not name:
            parts = (values.get("first_name", ""), values.get("last_name", ""))
            name = " ".join(str(part) for part in parts if part)
        if not name:
            return None
        profile = AuthorProfile(NO_ID, slug, name)
        profile = replace(
            profile,
            **self._several,
            **values,
            links=tuple(self._links),
            external_ids=tuple(self._ids),
            biographies=tuple(self._bios.values()),
        )
        return ReadProfile(profile, self.portrait, tuple(self._notes), self._portrait_url)
