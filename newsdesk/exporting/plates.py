"""The plate of a page without a photograph: which cuts of it go out, and its figure."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec
from newsdesk.domain.plate import Plate
from newsdesk.domain.publication import Publication, Section
from newsdesk.exporting.addresses import ASSETS, Addresses
from newsdesk.exporting.colour import PLAIN, readable
from newsdesk.exporting.pictures import PictureShelf, PlannedPicture
from newsdesk.exporting.runhtml import escape_attribute

_BAND: Final = "4:1"
_SIZES: Final = "(min-width: 62rem) 60rem, 100vw"
_FORMATS: Final = (RenditionFormat.AVIF, RenditionFormat.WEBP, RenditionFormat.JPEG)


def plate_for(paper: Publication, section: Section | None) -> Plate | None:
    """Return the plate of a section, or of the paper; ``None`` where neither has a name."""
    words = section.label if section is not None else ""
    if not words and not paper.name:
        return None
    colour = readable(section.colour, "#ffffff") if section is not None else ""
    holder = paper.copyright_holder or paper.name
    return Plate(words, paper.name, colour or PLAIN, f"© {holder}" if holder else "")


# All stories of a section share one plate, and a site has few sections.
@lru_cache(maxsize=64)
def _planned(
    plate: Plate, wanted: tuple[tuple[str, int, RenditionFormat, str], ...]
) -> tuple[PlannedPicture, ...]:
    asset = plate.asset
    shelf = PictureShelf({asset.id: asset}, ASSETS)
    plans = (
        shelf.plan(RenditionSpec(asset.id, width, file_format, ratio), stem=stem)
        for ratio, width, file_format, stem in wanted
    )
    return tuple(replace(one, plate=plate) for one in plans)


def plate_cuts(plate: Plate) -> tuple[PlannedPicture, ...]:
    """Return the cuts for search engines: 16:9, 4:3 and 1:1."""
    jpeg = RenditionFormat.JPEG
    return _planned(
        plate,
        (
            ("16:9", 1600, jpeg, "plate-16x9"),
            ("4:3", 1200, jpeg, "plate-4x3"),
            ("1:1", 1200, jpeg, "plate-1x1"),
        ),
    )


def plate_band(plate: Plate) -> tuple[PlannedPicture, ...]:
    """Return the pictures of the figure: three formats, each in its widths."""
    return _planned(
        plate,
        tuple(
            (_BAND, width, file_format, "plate")
            for file_format in _FORMATS
            for width in (480, 800, 1200, 1600)
        ),
    )


def write_plate(plate: Plate, addresses: Addresses) -> str:
    """Write the figure. It is what readers see first, so it is loaded first."""
    sets = {
        file_format: [one for one in plate_band(plate) if one.spec.file_format is file_format]
        for file_format in _FORMATS
    }

    def srcset(file_format: RenditionFormat) -> str:
        files = ((addresses.file(one.file), one.width) for one in sets[file_format])
        return ", ".join(f"{escape_attribute(file)} {width}w" for file, width in files)

    jpegs = sets[RenditionFormat.JPEG]
    sources = "".join(
        f'<source type="image/{one.value}" srcset="{srcset(one)}" sizes="{_SIZES}">'
        for one in _FORMATS
        if one is not RenditionFormat.JPEG
    )
    return (
        f'<figure class="lead plate">\n<picture>{sources}'
        f'<img src="{escape_attribute(addresses.file(jpegs[-2].file))}" '
        f'srcset="{srcset(RenditionFormat.JPEG)}" sizes="{_SIZES}" '
        f'width="{jpegs[-1].width}" height="{jpegs[-1].height}" '
        f'alt="{escape_attribute(plate.text)}" class="u-featured" '
        'fetchpriority="high" decoding="async"></picture>\n</figure>'
    )
