"""Images: one asset with its rights and credit, and its placements in stories."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from newsdesk.domain.ids import ImageId
from newsdesk.domain.moment import Moment
from newsdesk.domain.text import Runs
from newsdesk.domain.values import immutable


class ImageKind(StrEnum):
    """What sort of picture it is."""

    PHOTO = "photo"
    ILLUSTRATION = "illustration"
    GRAPHIC = "graphic"
    COMPOSITE = "composite"


class PlacementRole(StrEnum):
    """Where a picture stands in a story."""

    LEAD = "lead"
    INLINE = "inline"
    GALLERY = "gallery"


@immutable
class Supplier:
    """One link of the supplier chain: the joiner before the name (``"/"``, ``" via "``)."""

    joiner: str
    name: str


@immutable
class Credit:
    """Who made a picture and through whose hands it came.

    ``typed`` replaces the rendered line when an editor wrote one by hand.
    """

    photographer: str = ""
    chain: tuple[Supplier, ...] = ()
    typed: str = ""


@immutable
class FocalPoint:
    """The point that every crop keeps: fractions 0–1 from the left and from the top."""

    x: float = 0.5
    y: float = 0.5


@immutable
class Crop:
    """A named cut, as fractions 0–1 of the oriented picture; ``ratio`` as in ``"16:9"``."""

    name: str
    ratio: str
    left: float
    top: float
    width: float
    height: float


@immutable
class PurposeRight:
    """Whether a purpose (``web``, ``print``, ``newsletter``) is cleared, and until when."""

    purpose: str
    cleared: bool = True
    until: date | None = None


@immutable
class ImageAsset:
    """A picture in the library; its bytes are kept beside it under the same ``id``.

    ``width`` and ``height`` are in pixels after orientation, ``byte_count`` in bytes.
    Field names follow IPTC Photo Metadata Standard 2024.1 where it has one.
    """

    id: ImageId
    media_type: str
    width: int
    height: int
    byte_count: int
    original_name: str = ""
    version: int = 1
    title: str = ""
    caption: Runs = ()
    alt_text: str = ""
    credit: Credit = Credit()
    copyright_notice: str = ""
    usage_terms: str = ""
    licence_url: str = ""
    rights: tuple[PurposeRight, ...] = ()
    supplier_reference: str = ""
    date_taken: Moment | None = None
    location: str = ""
    city: str = ""
    country: str = ""
    people: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    special_instructions: str = ""
    image_kind: ImageKind = ImageKind.PHOTO
    digital_source_type: str = ""
    focal_point: FocalPoint = FocalPoint()
    crops: tuple[Crop, ...] = ()
    added_at: Moment | None = None


@immutable
class Placement:
    """One use of an image. ``None`` overrides follow the asset; the credit cannot be overridden.

    ``alt_text == ""`` as an override marks the picture as decorative in this place.
    """

    image: ImageId
    role: PlacementRole = PlacementRole.INLINE
    caption: Runs | None = None
    alt_text: str | None = None
    crop: str = ""
    illustrative: bool = False
