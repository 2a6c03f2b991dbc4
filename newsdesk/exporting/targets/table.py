"""Every target, by its name. A new one is one class in one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsdesk.domain.errors import InvalidInputError
from newsdesk.exporting.targets.base import Target
from newsdesk.exporting.targets.page import PageTarget

_ALL: Final[tuple[Target, ...]] = (PageTarget(),)

TARGETS: Final[Mapping[str, Target]] = MappingProxyType({one.name: one for one in _ALL})


def target_named(name: str) -> Target:
    """Return a target. Raises InvalidInputError when there is none of that name."""
    found = TARGETS.get(name)
    if found is None:
        raise InvalidInputError(
            f"There is no target “{name}”. Use one of {', '.join(TARGETS)}.", field="target"
        )
    return found
