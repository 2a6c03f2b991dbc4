"""Credit lines: "Jane Doe/POOL/AFP via Getty Images" as parts, and the parts as a line again.

A line is read as a photographer and a chain of suppliers, each with the joiner before its name.
Reading keeps every character: rendering what was read gives the same line back.
"""

from __future__ import annotations

import re
from dataclasses import replace

from newsdesk.domain.photo import Credit, Supplier

JOINERS = ("/", " / ", " via ", " for ", " – ", " - ", " | ", ", ")
"""What may stand between the names of a line, the usual one first."""

LONGEST_LINE = 500
"""Characters of a credit line that are taken apart; a longer one is kept as it was typed."""

_JOINER = re.compile(r"( ?/ ?| via | for | – | - | \| |, )")
_KNOWN = frozenset(JOINERS)


def parse(line: str) -> Credit:
    """Read a credit line. What cannot be taken apart without loss is kept as ``typed``."""
    if not line:
        return Credit()
    if len(line) > LONGEST_LINE:
        return Credit(typed=line)
    parts = _JOINER.split(line)
    names, joiners = parts[0::2], parts[1::2]
    if not set(joiners) <= _KNOWN or any(name != name.strip() or not name for name in names):
        return Credit(typed=line)
    chain = tuple(Supplier(joiner, name) for joiner, name in zip(joiners, names[1:], strict=True))
    return Credit(names[0], chain)


def render(credit: Credit) -> str:
    """Return the line readers see, without parentheses; "" when nobody is credited."""
    if credit.typed:
        return credit.typed
    if credit.photographer:
        return credit.photographer + "".join(part.joiner + part.name for part in credit.chain)
    if not credit.chain:
        return ""
    first, *others = credit.chain
    return first.name + "".join(part.joiner + part.name for part in others)


def with_parts(credit: Credit, photographer: str, chain: tuple[Supplier, ...]) -> Credit:
    """Return a credit with new parts; a line typed by hand gives way to them."""
    return replace(credit, photographer=photographer, chain=chain, typed="")


def suppliers(credit: Credit) -> tuple[str, ...]:
    """Return the names of the chain, nearest to the photographer first."""
    return tuple(part.name for part in credit.chain)
