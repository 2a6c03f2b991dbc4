"""Which pictures a page needs, under which names: worked out before a single one is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from newsdesk.domain import credit as credit_line
from newsdesk.domain.cutting import rendition_size
from newsdesk.domain.dispatch import CARD_SIZE, RenditionFormat, RenditionSpec, SocialCard
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.plate import Plate
from newsdesk.domain.text import Runs
from newsdesk.domain.values import immutable

WIDTHS: Final = (480, 800, 1200, 1600)
"""Pixels a picture of the text is made in, where the original has them (PAGE.md, 26)."""

_EXTENSIONS: Final = {
    RenditionFormat.JPEG: "jpg",
    RenditionFormat.WEBP: "webp",
    RenditionFormat.AVIF: "avif",
    RenditionFormat.PNG: "png",
}


@immutable
class PlannedPicture:
    """A picture the page names: its file below the root, how it is made, its true size.

    ``caption`` to ``terms`` are written into the file's metadata. A ``card`` is drawn; its spec
    names no image. A cut of a ``plate`` names the plate's own.
    """

    file: str
    spec: RenditionSpec
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    creator: str = ""
    rights: str = ""
    terms: str = ""
    card: SocialCard | None = None
    plate: Plate | None = None

    @property
    def media_type(self) -> str:
        """The media type of the file."""
        return f"image/{self.spec.file_format.value}"


def plain(runs: Runs) -> str:
    """Return the text of runs, soft breaks as spaces."""
    return "".join(run.text for run in runs).replace("\n", " ").strip()


def credit_of(asset: ImageAsset) -> str:
    """Return an asset's credit line without brackets around the whole."""
    line = credit_line.render(asset.credit).strip()
    if line.startswith("(") and line.endswith(")") and "(" not in line[1:]:
        line = line[1:-1].strip()
    return line


@dataclass(slots=True)
class PictureShelf:
    """Collects the pictures of a page; the same picture asked for twice is one file.

    ``folder`` is where the page's own pictures go, below the root.
    """

    assets: Mapping[ImageId, ImageAsset]
    folder: str
    planned: dict[str, PlannedPicture] = field(default_factory=dict[str, PlannedPicture])

    def plan(
        self, spec: RenditionSpec, *, stem: str, caption: str = "", folder: str | None = None
    ) -> PlannedPicture:
        """Plan one picture. Its name tells what it is, its width and, shortly, how it is made.

        A picture made otherwise has another name, so that caches and half-copied folders never
        show an old picture on a new page.
        """
        asset = self.assets[spec.image]
        width, height = rendition_size(asset, spec)
        credit = credit_of(asset)
        labels = (
            caption or plain(asset.caption),
            credit,
            asset.credit.photographer,
            asset.copyright_notice,
            asset.usage_terms,
        )
        focal, cuts = spec.focal_point, [repr(crop) for crop in asset.crops]
        made = (asset.id, width, height, spec.ratio, spec.crop, focal.x, focal.y, cuts, labels)
        mark = hashlib.sha256(repr(made).encode()).hexdigest()[:8]
        name = f"{stem}-{width}.{mark}.{_EXTENSIONS[spec.file_format]}"
        file = f"{self.folder if folder is None else folder}{name}"
        picture = PlannedPicture(file, spec, width, height, *labels)
        self.planned[file] = picture
        return picture

    def plan_card(self, card: SocialCard) -> PlannedPicture:
        """Plan the card that stands for a story without a photograph."""
        mark = hashlib.sha256(repr(card).encode()).hexdigest()[:8]
        width, height = CARD_SIZE
        spec = RenditionSpec(ImageId(""), width, RenditionFormat.JPEG)
        file = f"{self.folder}card-{width}.{mark}.jpg"
        picture = PlannedPicture(file, spec, width, height, card=card)
        self.planned[file] = picture
        return picture

    def keep(self, pictures: Iterable[PlannedPicture]) -> None:
        """Take pictures that were planned elsewhere."""
        self.planned.update((one.file, one) for one in pictures)

    def widths(
        self, spec: RenditionSpec, *, stem: str, caption: str = ""
    ) -> tuple[PlannedPicture, ...]:
        """Plan a picture in every width that it has, smallest first."""
        asset = self.assets[spec.image]
        whole, _ = rendition_size(asset, spec)
        wanted = [width for width in WIDTHS if width <= spec.width and width < whole]
        last = min(spec.width, whole)
        if wanted and wanted[-1] * 1.12 > last:
            wanted.pop()  # Two widths that hardly differ cost a file and help nobody.
        return tuple(
            self.plan(_with_width(spec, width), stem=stem, caption=caption)
            for width in (*wanted, last)
        )


def _with_width(spec: RenditionSpec, width: int) -> RenditionSpec:
    return RenditionSpec(
        spec.image, width, spec.file_format, spec.ratio, spec.crop, spec.focal_point
    )
