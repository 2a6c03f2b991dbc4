"""Pictures on a page: a figure with its formats, widths, caption and credit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec
from newsdesk.domain.photo import ImageAsset, Placement, PlacementRole
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.pictures import PictureShelf, PlannedPicture, credit_of, plain
from newsdesk.exporting.runhtml import RunOptions, escape_attribute, escape_text, write_runs
from newsdesk.exporting.strings import Strings

LEAD_SIZES: Final = "(min-width: 62rem) 60rem, 100vw"
TALL_SIZES: Final = "(min-width: 34rem) 32rem, 100vw"
INLINE_SIZES: Final = "(min-width: 44rem) 41rem, calc(100vw - 2.5rem)"
GALLERY_SIZES: Final = "(min-width: 44rem) 20rem, calc(50vw - 1.5rem)"
"""How wide the house theme shows pictures; the theme's sheet holds the same lengths."""

_FORMATS: Final = (RenditionFormat.AVIF, RenditionFormat.WEBP, RenditionFormat.JPEG)


@dataclass(slots=True)
class PageFigures:
    """Writes the figures of one page and plans their pictures on its shelf.

    With ``absolute`` addresses (feeds) a picture is one JPEG; a feed reader takes no others.
    ``prefix`` goes before every class, for pages that have classes of their own.
    """

    shelf: PictureShelf
    addresses: Addresses
    runs: RunOptions
    strings: Strings
    absolute: bool = False
    prefix: str = ""
    count: int = field(default=0)
    missing: list[str] = field(default_factory=list[str])

    def write_figure(self, placement: Placement) -> str:
        """Write a figure of the body, or nothing where its picture is gone."""
        asset = self.shelf.assets.get(placement.image)
        if asset is None:
            self.missing.append(placement.image)
            return ""
        self.count += 1
        tall = asset.height > asset.width
        sizes, width = (TALL_SIZES, 1200) if tall else (INLINE_SIZES, 1200)
        if placement.role is PlacementRole.GALLERY:
            sizes, width = GALLERY_SIZES, 800
        picture = self.picture(asset, placement, f"photo-{self.count}", sizes, width)
        return self._figure(picture, asset, placement, self._class("tall") if tall else "")

    def write_lead(self, placement: Placement) -> str:
        """Write the lead figure, which is loaded first, or nothing where its picture is gone."""
        asset = self.shelf.assets.get(placement.image)
        if asset is None:
            self.missing.append(placement.image)
            return ""
        tall = asset.height > asset.width
        sizes = TALL_SIZES if tall else LEAD_SIZES
        picture = self.picture(asset, placement, "lead", sizes, 1200 if tall else 1600)
        kind = self._class("lead", "tall") if tall else self._class("lead")
        return self._figure(picture, asset, placement, kind)

    def _class(self, *names: str) -> str:
        return f' class="{" ".join(self.prefix + name for name in names)}"'

    def caption_text(self, asset: ImageAsset, placement: Placement) -> str:
        """Return the caption as plain text, with the words that mark an illustrative picture."""
        text = plain(asset.caption if placement.caption is None else placement.caption)
        if placement.illustrative and not text.startswith(self.strings.illustrative):
            text = f"{self.strings.illustrative} {text}".strip()
        return text

    def alt_text(self, asset: ImageAsset, placement: Placement) -> str:
        """Return the alternative text; "" marks a picture as decorative."""
        return asset.alt_text if placement.alt_text is None else placement.alt_text

    def _file(self, picture: PlannedPicture) -> str:
        if self.absolute:
            return self.addresses.absolute(picture.file)
        return self.addresses.file(picture.file)

    def picture(
        self, asset: ImageAsset, placement: Placement, stem: str, sizes: str, width: int
    ) -> str:
        """Write the picture element; the JPEG of middle width stands for readers without it."""
        caption = self.caption_text(asset, placement)
        lead = stem == "lead"
        sets: dict[RenditionFormat, tuple[PlannedPicture, ...]] = {}
        for file_format in (RenditionFormat.JPEG,) if self.absolute else _FORMATS:
            spec = RenditionSpec(
                asset.id, width, file_format, crop=placement.crop, focal_point=asset.focal_point
            )
            if self.absolute:
                sets[file_format] = (self.shelf.plan(_narrow(spec), stem=stem, caption=caption),)
            else:
                sets[file_format] = self.shelf.widths(spec, stem=stem, caption=caption)
        jpegs = sets[RenditionFormat.JPEG]
        fallback, largest = jpegs[max(0, len(jpegs) - 2)], jpegs[-1]
        alt = escape_attribute(self.alt_text(asset, placement))
        parts = [f'<img src="{escape_attribute(self._file(fallback))}"']
        if not self.absolute:
            parts.append(f'srcset="{self._srcset(jpegs)}" sizes="{sizes}"')
        parts.append(f'width="{largest.width}" height="{largest.height}" alt="{alt}"')
        if lead and not self.absolute:
            parts.append('class="u-featured" fetchpriority="high" decoding="async">')
        elif not self.absolute:
            parts.append('loading="lazy" decoding="async">')
        image = " ".join(parts) if parts[-1].endswith(">") else f"{' '.join(parts)}>"
        sources = "".join(
            f'<source type="image/{one.value}" srcset="{self._srcset(sets[one])}" sizes="{sizes}">'
            for one in sets
            if one is not RenditionFormat.JPEG
        )
        return f"<picture>{sources}{image}</picture>" if sources else image

    def _srcset(self, pictures: tuple[PlannedPicture, ...]) -> str:
        return ", ".join(f"{escape_attribute(self._file(one))} {one.width}w" for one in pictures)

    def _figure(self, picture: str, asset: ImageAsset, placement: Placement, kind: str) -> str:
        runs = asset.caption if placement.caption is None else placement.caption
        written = write_runs(runs, self.runs)
        if placement.illustrative and not plain(runs).startswith(self.strings.illustrative):
            written = f"{escape_text(self.strings.illustrative)} {written}".strip()
        credit = credit_of(asset)
        spans: list[str] = []
        if written:
            spans.append(f"<span{self._class('cap')}>{written}</span>")
        if credit:
            spans.append(f"<span{self._class('credit')}>({escape_text(credit)})</span>")
        caption = f"\n<figcaption>{' '.join(spans)}</figcaption>" if spans else ""
        return f"<figure{kind}>\n{picture}{caption}\n</figure>"


def _narrow(spec: RenditionSpec) -> RenditionSpec:
    """Return the picture as feeds carry it, at most 1,200 pixels wide."""
    width = min(spec.width, 1200)
    return RenditionSpec(
        spec.image, width, spec.file_format, spec.ratio, spec.crop, spec.focal_point
    )
