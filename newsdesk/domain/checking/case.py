"""What a check is given, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import NamedTuple, TypeAlias

from newsdesk.domain.article import Article
from newsdesk.domain.blockruns import runs_of
from newsdesk.domain.body import CallOut, Figure, Gallery
from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import plain
from newsdesk.domain.values import immutable


@immutable
class Limits:
    """Characters up to which a field is not called long; 0 sets no limit."""

    headline: int = 100
    standfirst: int = 300
    search_title: int = 60
    search_description: int = 155


@immutable
class Case:
    """A story as it would go out now: everything gathered for its page, and the present time."""

    dispatch: Dispatch
    now: Moment
    limits: Limits = field(default_factory=Limits)

    @property
    def story(self) -> Article:
        """The story as its page has it."""
        return self.dispatch.article

    @property
    def language(self) -> str:
        """The base of the story's language, as ``en`` of ``en-GB``."""
        return self.story.language.split("-", maxsplit=1)[0].lower()


class Found(NamedTuple):
    """Something found: a whole sentence, the field it is about, the block where it is in one.

    ``field`` is dotted (``headline``, ``lead.alt_text``, ``byline.0``); in the body it is
    ``body`` and ``block`` counts from 0.
    """

    sentence: str
    field: str
    block: int | None = None


Look: TypeAlias = Callable[[Case], Iterable[Found]]
"""A check's function: pure, and quick enough to run after each pause in the typing."""


@immutable
class Shown:
    """A picture where it stands; ``field`` and ``block`` as in ``Found``."""

    placement: Placement
    field: str
    block: int | None = None


def pictures_of(story: Article) -> Iterator[Shown]:
    """Yield the pictures of a story in reading order."""
    if story.lead is not None:
        yield Shown(story.lead, "lead")
    for at, block in enumerate(story.body):
        if isinstance(block, Figure):
            yield Shown(block.placement, "body", at)
        elif isinstance(block, Gallery):
            yield from (Shown(one, "body", at) for one in block.placements)


class Passage(NamedTuple):
    """A text that readers read, and where it stands."""

    text: str
    field: str
    block: int | None = None


def passages(case: Case) -> Iterator[Passage]:
    """Yield every text of the page that an editor wrote, from the headline down."""
    story = case.story
    yield Passage(story.headline, "headline")
    yield Passage(story.standfirst, "standfirst")
    if story.lead is not None:
        yield Passage(plain(story.lead.caption or ()), "lead.caption")
    for at, block in enumerate(story.body):
        if isinstance(block, CallOut):
            yield Passage(block.title, "body", at)
        for runs in runs_of(block):
            yield Passage(plain(runs), "body", at)
    for at, correction in enumerate(story.corrections):
        yield Passage(correction.text, f"corrections.{at}")


def excerpt(text: str, start: int, end: int, around: int = 18) -> str:
    """Return a passage with a few characters on either side, to find it by."""
    left, right = max(0, start - around), min(len(text), end + around)
    cut = text[left:right].replace("\n", " ").strip()
    return f"{'…' if left else ''}{cut}{'…' if right < len(text) else ''}"
