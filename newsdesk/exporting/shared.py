"""What the pages of one export have in common, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar, cast

T = TypeVar("T")


@dataclass(slots=True)
class Shared:
    """Keeps what many pages of one paper show. It must not outlive a change of the paper."""

    kept: dict[Hashable, object] = field(default_factory=dict[Hashable, object])

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key, made now where it was not yet."""
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = make()
        return cast("T", found)
