"""Bodies as JSON, with a format number and a chain of upgrades from older formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

from newsdesk.domain import codec
from newsdesk.domain.body import BODY_FORMAT, Block, Body
from newsdesk.domain.errors import InvalidInputError, NewerFormatError
from newsdesk.domain.normal import normal_body

Upgrade = Callable[[list[codec.Json]], list[codec.Json]]

UPGRADES: Mapping[int, Upgrade] = MappingProxyType({})
"""From each format that was ever released to the next one; append only."""


def write(body: Body) -> str:
    """Return a body as JSON text; equal bodies give equal text."""
    return codec.dump({"format": BODY_FORMAT, "blocks": codec.encode_as(Body, body)})


def read(text: str | bytes) -> Body:
    """Read JSON text as ``write`` gives it, in this format or an older one.

    Raises InvalidInputError for anything else and NewerFormatError for a newer format.
    """
    return read_value(codec.parse(text, what="The body"))


def read_value(value: codec.Json, *, path: str = "") -> Body:
    """Read a parsed body. Raises as ``read`` does."""
    if not isinstance(value, dict):
        raise InvalidInputError("A body must be an object with “format” and “blocks”.", field=path)
    record = cast("dict[str, codec.Json]", value)
    number = record.get("format")
    blocks = record.get("blocks")
    if type(number) is not int or not isinstance(blocks, list) or number < 1:
        raise InvalidInputError("A body must have a “format” number and “blocks”.", field=path)
    if number > BODY_FORMAT:
        raise NewerFormatError(
            f"This story was written by a newer Newsdesk (body format {number}; this one knows "
            f"{BODY_FORMAT}). Install the newer version to open it."
        )
    upgraded = cast("list[codec.Json]", blocks)
    for step in range(number, BODY_FORMAT):
        upgraded = UPGRADES[step](upgraded)
    place = f"{path}.blocks" if path else "blocks"
    body: Body = codec.decode_as(tuple[Block, ...], upgraded, path=place)
    return normal_body(body)
