"""A picture's credit from what its file says: the credit line and its creators."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain import credit as credit_line
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.photo import Credit, Supplier


def credit_of(line: str, creators: tuple[str, ...]) -> Credit:
    """Put the photographer before the supplier chain; agencies write them apart or together."""
    photographer = ", ".join(creators)
    if not line:
        return Credit(photographer=photographer)
    try:
        parsed = credit_line.parse(line)
    except InvalidInputError:
        return Credit(photographer=photographer, typed=line)
    if not photographer or parsed.photographer.casefold() == photographer.casefold():
        return parsed
    if parsed.typed:
        return (
            parsed if photographer in parsed.typed else replace(parsed, photographer=photographer)
        )
    if parsed.photographer:
        # "POOL/AFP" beside the creator's name: the first name of the line is a supplier.
        chain = (Supplier("/", parsed.photographer), *parsed.chain)
        return Credit(photographer, chain)
    return replace(parsed, photographer=photographer)
