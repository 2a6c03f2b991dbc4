"""The few questions that reading asks a parsed tree, typed and without recursion."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Node: TypeAlias = "LexborNode"
"""An element or a text; the parser itself is imported only where text is read."""

TEXT = "-text"


def attributes_of(node: Node) -> dict[str, str]:
    """Return an element's attributes; those without a value have an empty one."""
    return {name: value or "" for name, value in node.attributes.items()}


def attribute(node: Node, name: str) -> str:
    """Return one attribute, ``""`` where it is missing."""
    return node.attributes.get(name) or ""


def classes_of(node: Node) -> frozenset[str]:
    """Return an element's classes."""
    return frozenset(attribute(node, "class").split())


def children(node: Node) -> Iterator[Node]:
    """Return the elements directly inside an element."""
    child = node.first_child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


LARGEST_CARD = 2_000
"""Elements and texts in a figure, a post or a box; what is larger is read as running text."""


def card_parts(node: Node) -> list[Node]:
    """Return the elements inside a card, in reading order; none for one that is too large."""
    found = list(islice(inside(node), LARGEST_CARD))
    return [part for part in found if part.tag != TEXT] if len(found) < LARGEST_CARD else []


def inside(node: Node) -> Iterator[Node]:
    """Return every element and text inside an element, in reading order."""
    above: list[Node] = []
    current = node.first_child
    while current is not None:
        yield current
        child = current.first_child
        if child is not None:
            above.append(current)
            current = child
            continue
        following = current.next
        while following is None and above:
            following = above.pop().next
        current = following


def first(node: Node, *tags: str) -> Node | None:
    """Return the first element inside a card with one of these tags."""
    return next((found for found in islice(inside(node), LARGEST_CARD) if found.tag in tags), None)


def raw_text(node: Node) -> str:
    """Return the text inside as it stands; a ``<br>`` is a line break."""
    parts: list[str] = []
    for found in inside(node):
        if found.tag == TEXT:
            parts.append(found.text_content or "")
        elif found.tag == "br":
            parts.append("\n")
    return "".join(parts)
