"""A dispatch: a story with everything that it needs to leave the library.

Services gather it; exporters, previews and CMS clients read nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import BinaryIO, Final, Protocol

from newsdesk.domain.article import Article
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import FocalPoint, ImageAsset
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.values import immutable


class ImageSource(Protocol):
    """Opens the bytes of an image, to be read in pieces."""

    def open(self, image: ImageId) -> BinaryIO:
        """Open for reading; the caller closes. Raises NotFoundError."""
        ...


@immutable
class StoryCard:
    """What a list or a link shows of another story of the library.

    ``path`` is its page's address below the publication's URL, as ``news-feed/pilots-return/``.
    """

    id: ArticleId
    path: str
    headline: str
    standfirst: str = ""
    section: Section | None = None
    published_at: Moment | None = None
    updated_at: Moment | None = None
    show_updated: bool = True
    image: ImageAsset | None = None
    language: str = ""
    exported: bool = True


@immutable
class Dispatch:
    """Everything a page is made of. All mappings hold at least what the article refers to.

    ``related`` is the resolved list in its order: each card beside its ``RelatedItem`` is found
    through ``cards``; ``links`` maps the stories linked in the body.
    """

    article: Article
    path: str
    publication: Publication
    sections: Mapping[SectionSlug, Section]
    authors: Mapping[AuthorId, AuthorProfile]
    images: Mapping[ImageId, ImageAsset]
    cards: Mapping[ArticleId, StoryCard] = field(default_factory=dict[ArticleId, StoryCard])


class RenditionFormat(StrEnum):
    """File formats pictures go out in."""

    JPEG = "jpeg"
    WEBP = "webp"
    AVIF = "avif"
    PNG = "png"


@immutable
class RenditionSpec:
    """A picture to make: ``ratio`` "" keeps the whole; ``width`` in pixels, never enlarged.

    ``focal_point`` decides where a crop is cut; ``crop`` names one of the asset's own cuts and
    wins where the asset has it. ``caption`` and ``credit`` are written into the file's metadata.
    """

    image: ImageId
    width: int
    file_format: RenditionFormat
    ratio: str = ""
    crop: str = ""
    focal_point: FocalPoint = FocalPoint()


CARD_SIZE: Final = (1200, 630)
"""Pixels of a drawn card: what networks ask for."""


@immutable
class SocialCard:
    """The words of the card that is drawn for networks where a story has no photograph.

    ``colour`` is ``#RRGGBB``, readable on white.
    """

    headline: str
    paper: str
    section: str
    colour: str
