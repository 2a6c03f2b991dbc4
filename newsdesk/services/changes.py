"""What a use case changed, so that one bus can tell every view."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from newsdesk.domain.values import immutable


class Kind(StrEnum):
    """The kinds of things that change in a library."""

    ARTICLE = "article"
    AUTHOR = "author"
    IMAGE = "image"
    SECTION = "section"
    PUBLICATION = "publication"
    CURATED_LIST = "curated_list"
    VERSION = "version"
    LIBRARY = "library"
    SETTING = "setting"


@immutable
class Changes:
    """A set of (kind, id) pairs; ``a | b`` joins two. The id of a whole kind is ``""``."""

    pairs: frozenset[tuple[Kind, str]] = frozenset()

    @classmethod
    def of(cls, kind: Kind, *ids: str) -> Changes:
        """Return the change of these things; without ids, of everything of the kind."""
        return cls(frozenset((kind, name) for name in ids or ("",)))

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.pairs | other.pairs)

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def __iter__(self) -> Iterator[tuple[Kind, str]]:
        return iter(sorted(self.pairs))

    def ids(self, kind: Kind) -> frozenset[str]:
        """Return the ids of one kind; ``""`` stands for all of it."""
        return frozenset(name for of, name in self.pairs if of is kind)

    def touches(self, kind: Kind, name: str = "") -> bool:
        """Say whether a kind changed, or with a name, whether that thing did."""
        found = self.ids(kind)
        return bool(found) if not name else name in found or "" in found


NOTHING = Changes()
"""No change at all."""
