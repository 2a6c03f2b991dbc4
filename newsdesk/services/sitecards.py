"""The stories of a site: where each page lives, and how links and lists show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from newsdesk.domain.dispatch import StoryCard
from newsdesk.domain.ids import ArticleId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.publication import Section
from newsdesk.storage import sitelist
from newsdesk.storage.library import Library

_KEPT: Final = 2048
"""Cards held at once; memory must not grow with the library."""


@dataclass(slots=True)
class SiteStory:
    """A story that goes out, with its place. There are many of them, so they know little.

    ``at`` is the time its page gives, in microseconds since 1970; ``related`` are the stories
    that stand below it by themselves, best first.
    """

    number: int
    id: ArticleId
    version: int
    path: str
    section: SectionSlug | None
    at: int
    language: str
    updated: Moment | None = None
    related: tuple[ArticleId, ...] = ()

    @property
    def facts(self) -> str:
        """What tells that others show something else of it."""
        return f"{self.id} {self.version} {self.path}"


@dataclass(slots=True)
class Cards(Mapping[ArticleId, StoryCard]):
    """The stories that go out as links show them, each read when it is asked for.

    ``asked`` collects the ids that were looked up, found or not.
    """

    library: Library
    sections: Mapping[SectionSlug, Section]
    stories: dict[ArticleId, SiteStory] = field(default_factory=dict[ArticleId, SiteStory])
    asked: dict[ArticleId, None] = field(default_factory=dict[ArticleId, None])
    _kept: dict[ArticleId, StoryCard] = field(default_factory=dict[ArticleId, StoryCard])

    def __getitem__(self, name: ArticleId) -> StoryCard:
        """Return a story's card. Raises KeyError for one that does not go out."""
        self.asked[name] = None
        story = self.stories[name]
        return self._kept.get(name) or self.many([story])[0]

    def __iter__(self) -> Iterator[ArticleId]:
        """Go through the ids of the stories that go out."""
        return iter(self.stories)

    def __len__(self) -> int:
        """Count the stories that go out."""
        return len(self.stories)

    def many(self, stories: Iterable[SiteStory]) -> list[StoryCard]:
        """Return the cards of stories in their order."""
        wanted = list(stories)
        missing = [story.number for story in wanted if story.id not in self._kept]
        if missing:
            if len(self._kept) + len(missing) > _KEPT:
                self._kept.clear()
                missing = [story.number for story in wanted]
            for row in sitelist.shown(self.library, missing):
                self._kept[row.id] = self._card(row)
        return [self._kept[story.id] for story in wanted]

    def _card(self, row: sitelist.ShownRow) -> StoryCard:
        story = self.stories[row.id]
        return StoryCard(
            row.id,
            story.path,
            row.headline,
            row.standfirst,
            self.sections.get(story.section) if story.section else None,
            row.published,
            row.updated_at,
            row.show_updated,
            None,
            story.language,
        )
