"""The items of a related list, changed as a person asks; pins are never moved by anything else."""

from __future__ import annotations

from typing import TypeAlias

from newsdesk.domain.related import RelatedItem, RelatedLevel

Items: TypeAlias = tuple[RelatedItem, ...]


def key_of(item: RelatedItem) -> str:
    """Return what an item leads to: a story by its id, or an address."""
    return item.article or item.url


def pinned(items: Items, item: RelatedItem) -> Items:
    """Return items with one behind the pins; one that is pinned already stays where it is."""
    target = key_of(item)
    if any(key_of(one) == target and one.level is RelatedLevel.PINNED for one in items):
        return items
    return (*(one for one in items if key_of(one) != target), item)


def without(items: Items, key: str) -> Items:
    """Return items without the one that leads there."""
    return tuple(item for item in items if key_of(item) != key)


def replaced(items: Items, key: str, by: RelatedItem) -> Items:
    """Return items with another in the place of the one that leads there."""
    return tuple(by if key_of(item) == key else item for item in items)


def moved(items: Items, here: int, there: int) -> Items:
    """Return items with a pin moved among the pins; the same where there is no such pin."""
    pins = [item for item in items if item.level is RelatedLevel.PINNED]
    if not (0 <= here < len(pins) and 0 <= there < len(pins)):
        return items
    pins.insert(there, pins.pop(here))
    return (*pins, *(item for item in items if item.level is not RelatedLevel.PINNED))
