"""A picture's credit from what its file says: the credit line and its creators."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from newsdesk.domain import credit as credit_line
from newsdesk.domain.photo import Credit, Supplier

_ALIKE: Final = 0.66
"""Share of equal letters from which two spellings are one name (Ольга Ковальчук, Olha Kovalchuk:
0.9; two names of a family: 0.5)."""
_LEAD: Final = re.compile(
    r"(?:photo(?:graph)?|picture|image|foto|credit)(?: by |: ?)", re.IGNORECASE
)
_DANGLING: Final = re.compile(r"(?: via| for|\s*[/|–,-])\s*$")
"""What is left of a joiner when IIM's 32 bytes cut the name behind it."""


def credit_of(line: str, creators: tuple[str, ...]) -> Credit:
    """Put the photographer before the supplier chain; agencies write them apart or together."""
    photographer = ", ".join(creators)
    line = _bare(line)
    if not line:
        return Credit(photographer=photographer)
    parsed = credit_line.parse(line)
    if not photographer:
        return parsed
    if parsed.typed:
        known = photographer in parsed.typed
        return parsed if known else replace(parsed, photographer=photographer)
    if any(same_name(parsed.photographer, creator) for creator in (photographer, *creators)):
        return parsed if len(creators) == 1 else replace(parsed, photographer=photographer)
    if any(same_name(part.name, creator) for part in parsed.chain for creator in creators):
        # "AP Photo/Jane Doe" names the photographer last and is to be printed so.
        others = tuple(
            name
            for name in (parsed.photographer, *credit_line.suppliers(parsed))
            if not any(same_name(name, creator) for creator in creators)
        )
        return Credit(photographer, tuple(Supplier("/", name) for name in others), line)
    # "POOL/AFP" beside the creator's name: the first name of the line is a supplier.
    chain = (Supplier("/", parsed.photographer), *parsed.chain)
    return Credit(photographer, chain)


def same_name(one: str, other: str) -> bool:
    """Say whether two spellings are one name: order, capitals, script and cut ends aside."""
    first, second = _words(one), _words(other)
    if first == second:
        return bool(first)
    if min(len(first), len(second)) < 2:
        return False
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= _ALIKE


def _words(name: str) -> list[str]:
    from anyascii import anyascii

    letters = anyascii(name[:200]).lower().replace("'", "")
    return sorted(re.findall(r"[a-z0-9]+", letters))


def _bare(line: str) -> str:
    """Return a line without brackets around the whole, "Photo by" before it or a cut end."""
    line = line.strip()
    if line.startswith("(") and line.endswith(")") and "(" not in line[1:]:
        line = line[1:-1].strip()
    line = _LEAD.sub("", line, count=1) if _LEAD.match(line) else line
    return _DANGLING.sub("", line).strip()
