"""Every target, by its name. A new one is one class in one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsdesk.domain.errors import InvalidInputError
from newsdesk.exporting.targets.base import Target
from newsdesk.exporting.targets.feed import AtomTarget, JsonFeedTarget, RssTarget
from newsdesk.exporting.targets.fragment import FragmentTarget
from newsdesk.exporting.targets.markdown import MarkdownTarget
from newsdesk.exporting.targets.ninjs import NinjsTarget
from newsdesk.exporting.targets.page import PageTarget
from newsdesk.exporting.targets.pdf import PdfTarget
from newsdesk.exporting.targets.single import SingleTarget
from newsdesk.exporting.targets.text import TextTarget
from newsdesk.exporting.targets.zipped import ZipTarget

_ALL: Final[tuple[Target, ...]] = (
    PageTarget(),
    ZipTarget(),
    SingleTarget(),
    PdfTarget(),
    FragmentTarget(),
    MarkdownTarget(),
    TextTarget(),
    NinjsTarget(),
    RssTarget(),
    AtomTarget(),
    JsonFeedTarget(),
)

TARGETS: Final[Mapping[str, Target]] = MappingProxyType({one.name: one for one in _ALL})


def target_named(name: str) -> Target:
    """Return a target. Raises InvalidInputError when there is none of that name."""
    found = TARGETS.get(name)
    if found is None:
        raise InvalidInputError(
            f"There is no target “{name}”. Use one of {', '.join(TARGETS)}.", field="target"
        )
    return found
