"""IPTC Information Interchange Model (IIM 4.2): the older captions inside picture files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsdesk.media import charsets

_MARKER: Final = 0x1C
_LIMIT: Final = 4 * 1024 * 1024

Datasets = Mapping[tuple[int, int], tuple[bytes, ...]]


def datasets(block: bytes) -> Datasets:
    """Split a block of datasets; what is cut short or damaged ends the reading."""
    found: dict[tuple[int, int], tuple[bytes, ...]] = {}
    block = block[:_LIMIT]
    at = 0
    while at + 5 <= len(block):
        if block[at] != _MARKER:
            at += 1  # Writers leave padding between datasets.
            continue
        record, number = block[at + 1], block[at + 2]
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:  # Extended dataset: the length of the length.
            length = size & 0x7FFF
            if length > 4:
                break
            size = int.from_bytes(block[at : at + length], "big")
            at += length
        if at + size > len(block):
            break
        found[record, number] = (*found.get((record, number), ()), block[at : at + size])
        at += size
    return found


def read(block: bytes) -> Mapping[int, tuple[str, ...]]:
    """Return the texts of the application record (2) by dataset number."""
    found = datasets(block)
    charset = charsets.announced(b"".join(found.get((1, 90), ())))
    texts = {number: values for (record, number), values in found.items() if record == 2}
    charset = charsets.fitting(charset, (raw for values in texts.values() for raw in values))
    return {
        number: tuple(charsets.decode(raw, charset).strip("\x00 \t\r\n") for raw in values)
        for number, values in texts.items()
    }


def photoshop_block(resources: bytes) -> bytes:
    """Find the IIM block (resource 0x0404) among Photoshop's image resources (8BIM)."""
    at = 0
    while at + 12 <= len(resources) and resources[at : at + 4] == b"8BIM":
        number = int.from_bytes(resources[at + 4 : at + 6], "big")
        name = resources[at + 6] + 1
        at += 6 + name + (name & 1)
        size = int.from_bytes(resources[at : at + 4], "big")
        at += 4
        if number == 0x0404:
            return resources[at : at + size]
        at += size + (size & 1)
    return b""
