"""What every part of a story's page is worked out with."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsdesk.domain.body import Body, Figure, Gallery
from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Placement
from newsdesk.domain.publication import Section
from newsdesk.exporting import locales
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.pictures import PictureShelf
from newsdesk.exporting.runhtml import RunOptions
from newsdesk.exporting.shared import Shared
from newsdesk.exporting.strings import Strings, strings_for
from newsdesk.exporting.views import TimeView


@dataclass(slots=True)
class Work:
    """A story on its way to a page: its languages, its pictures, the links it could not make."""

    dispatch: Dispatch
    addresses: Addresses
    shared: Shared
    language: str
    strings: Strings
    shelf: PictureShelf
    unreachable: list[str] = field(default_factory=list[str])

    @classmethod
    def of(cls, dispatch: Dispatch, addresses: Addresses, shared: Shared) -> Work:
        """Begin with a story."""
        language = dispatch.article.language or dispatch.publication.language or "en"
        shelf = PictureShelf(dispatch.images, dispatch.path)
        return cls(dispatch, addresses, shared, language, strings_for(language), shelf)

    @property
    def runs(self) -> RunOptions:
        """How running text is written on this page."""
        return RunOptions(self.story_address, self.language)

    @property
    def section(self) -> Section | None:
        """The story's section, where the paper has it."""
        slug = self.dispatch.article.section
        return self.dispatch.sections.get(slug) if slug else None

    def story_address(self, article: ArticleId) -> str | None:
        """Return the address of another story's page; ``None`` where it does not go out."""
        card = self.dispatch.cards.get(article)
        address = self.addresses.page(card.path) if card is not None and card.exported else ""
        if not address:
            self.unreachable.append(card.headline if card is not None else article)
        return address or None

    def time(self, moment: Moment | None) -> TimeView | None:
        """Write a moment for machines and in full words."""
        if moment is None:
            return None
        zone = self.dispatch.publication.time_zone
        words = locales.long_time(moment, zone, self.language)
        return TimeView(locales.iso(moment, zone), words)

    def short(self, moment: Moment | None) -> TimeView | None:
        """Write a moment for machines and in the short words of lists."""
        if moment is None:
            return None
        zone = self.dispatch.publication.time_zone
        words = locales.short_time(moment, zone, self.language)
        return TimeView(locales.iso(moment, zone), words)


def first_picture(body: Body) -> Placement | None:
    """Return the first picture of a body."""
    for block in body:
        if isinstance(block, Figure):
            return block.placement
        if isinstance(block, Gallery) and block.placements:
            return block.placements[0]
    return None
