"""What a picture file says about itself: XMP first, then IIM, then EXIF.

The order follows the IPTC Photo Metadata Standard 2024.1: XMP is the newest and has no length
limits; IIM cuts a credit at 32 bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, Final
from zoneinfo import ZoneInfo

from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Credit
from newsdesk.domain.values import immutable
from newsdesk.media import exif, iim, packets, xmp
from newsdesk.media.credits import credit_of
from newsdesk.media.dates import read_date
from newsdesk.media.opening import FORMATS, open_picture

if TYPE_CHECKING:
    from PIL import Image

TEXT_LIMIT: Final = 20_000
"""Characters that are kept of any one field."""

_LIST_LIMIT: Final = 500
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_CREDIT: Final = Credit()


@immutable
class PictureFacts:
    """What was read. Texts are empty where the file is silent.

    ``width`` and ``height`` are pixels after ``orientation`` (EXIF, 1 to 8) is applied;
    ``media_type`` follows the content, never the name. ``credit_line`` is the line as written,
    ``credit`` the same in its parts with the photographer. ``date_taken`` has no zone where the
    file names none. ``has_location`` says that coordinates are in the file.
    """

    media_type: str
    width: int
    height: int
    orientation: int = 1
    caption: str = ""
    headline: str = ""
    title: str = ""
    credit: Credit = _NO_CREDIT
    credit_line: str = ""
    source: str = ""
    creators: tuple[str, ...] = ()
    creator_title: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    licence_url: str = ""
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    location: str = ""
    city: str = ""
    country: str = ""
    date_taken: datetime | None = None
    alt_text: str = ""
    extended_description: str = ""
    special_instructions: str = ""
    supplier_reference: str = ""
    digital_source_type: str = ""
    has_location: bool = False

    def taken_at(self, zone: str) -> Moment | None:
        """Return when it was taken; a date without a zone is one in ``zone`` (an IANA name)."""
        if self.date_taken is None:
            return None
        moment = self.date_taken
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone or "UTC"))
        return Moment(moment, zone)


def _clean(text: str) -> str:
    """Take control characters away; spaces that keep words together and direction marks stay."""
    unbroken = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", unbroken).strip()[:TEXT_LIMIT]


@immutable
class _Sources:
    xmp: xmp.Properties
    iim: Mapping[int, tuple[str, ...]]
    exif: exif.ExifFacts

    def every(self, *names: str | int) -> tuple[str, ...]:
        """Return the texts of the first source that has any: XMP names, then IIM numbers."""
        for name in names:
            values = self.xmp.get(name, ()) if isinstance(name, str) else self.iim.get(name, ())
            cleaned = tuple(text for value in values if (text := _clean(value)))
            if cleaned:
                return cleaned[:_LIST_LIMIT]
        return ()

    def first(self, *names: str | int, other: str = "") -> str:
        found = self.every(*names)
        return found[0] if found else _clean(other)


def _date(said: _Sources) -> datetime | None:
    """Return when it was taken. When the file was written or changed says nothing of that."""
    for text in said.every("photoshop:DateCreated", "exif:DateTimeOriginal"):
        if (found := read_date(text)) is not None:
            return found
    day, time = said.first(55), said.first(60)
    return read_date(f"{day}T{time}" if time else day) or read_date(day) or said.exif.taken


def _places(field: str) -> tuple[str, ...]:
    """Return the names of a field of the newer, structured places of IPTC's extension."""
    return tuple(f"Iptc4xmpExt:{place}/{field}" for place in ("LocationCreated", "LocationShown"))


def facts_of(picture: Image.Image) -> PictureFacts:
    """Return what an opened picture says about itself, without decoding its pixels."""
    said = _Sources(
        xmp.read(*packets.xmp_packets(picture)),
        iim.read(packets.iim_block(picture)),
        exif.read(picture),
    )
    orientation = said.exif.orientation
    if orientation == 1 and (turned := said.first("tiff:Orientation")).isdigit():
        orientation = int(turned) if 1 <= int(turned) <= 8 else 1
    width, height = picture.size
    if orientation >= 5:
        width, height = height, width
    creators = said.every("dc:creator", 80) or tuple(
        name for one in said.exif.artists if (name := _clean(one))
    )
    line = said.first("photoshop:Credit", 110)
    source = said.first("photoshop:Source", 115)
    return PictureFacts(
        media_type=FORMATS[picture.format or "JPEG"],
        width=width,
        height=height,
        orientation=orientation,
        caption=said.first(
            "dc:description", 120, other=said.exif.description or said.exif.comment
        ),
        headline=said.first("photoshop:Headline", 105),
        title=said.first("dc:title", 5, other=said.exif.title),
        credit=credit_of(line or source, creators),
        credit_line=line,
        source=source,
        creators=creators,
        creator_title=said.first("photoshop:AuthorsPosition", 85),
        copyright_notice=said.first("dc:rights", 116, other=said.exif.copyright_notice),
        usage_terms=said.first("xmpRights:UsageTerms"),
        licence_url=said.first("xmpRights:WebStatement"),
        keywords=said.every("dc:subject", 25) or said.exif.keywords,
        people=said.every("Iptc4xmpExt:PersonInImage"),
        location=said.first("Iptc4xmpCore:Location", 92, *_places("Sublocation")),
        city=said.first("photoshop:City", 90, *_places("City")),
        country=said.first("photoshop:Country", 101, *_places("CountryName")),
        date_taken=_date(said),
        alt_text=said.first("Iptc4xmpCore:AltTextAccessibility"),
        extended_description=said.first("Iptc4xmpCore:ExtDescrAccessibility"),
        special_instructions=said.first("photoshop:Instructions", 40),
        supplier_reference=said.first(
            "plus:ImageSupplierImageID", "photoshop:TransmissionReference", 103
        ),
        digital_source_type=said.first("Iptc4xmpExt:DigitalSourceType"),
        has_location=said.exif.has_location or bool(said.first("exif:GPSLatitude")),
    )


def read_metadata(stream: BinaryIO) -> PictureFacts:
    """Read a picture's facts from its file; the stream stays the caller's, at any place.

    Raises InvalidInputError when the file is no picture that Newsdesk takes in.
    """
    with open_picture(stream) as picture:
        return facts_of(picture)
