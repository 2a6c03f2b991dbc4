"""Where a picture is cut and how large a rendition of it becomes: arithmetic, without pixels.

The page names true widths and heights before a single picture is made, so whoever writes the page
and whoever makes the pictures ask here.
"""

from __future__ import annotations

from newsdesk.domain.dispatch import RenditionSpec
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.photo import FocalPoint, ImageAsset
from newsdesk.domain.values import immutable


@immutable
class Box:
    """A rectangle in pixels of the oriented picture; right and bottom are outside it."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.bottom - self.top


def parse_ratio(ratio: str) -> tuple[int, int]:
    """Read ``"16:9"`` as (16, 9).

    Raises InvalidInputError for anything else.
    """
    left, colon, right = ratio.partition(":")
    if colon and left.isascii() and right.isascii() and left.isdigit() and right.isdigit():
        across, down = int(left), int(right)
        if 0 < across <= 10_000 and 0 < down <= 10_000:
            return across, down
    raise InvalidInputError(f"“{ratio[:20]}” is not a ratio; write it as 16:9.")


def cut_around(inside: Box, ratio: str, focal: FocalPoint, *, width: int, height: int) -> Box:
    """Return the largest box of a ratio inside another, as near to the focal point as it can be.

    ``width`` and ``height`` are those of the whole picture, which the focal point speaks of.
    """
    across, down = parse_ratio(ratio)
    new_width = min(inside.width, inside.height * across / down)
    new_height = min(inside.height, inside.width * down / across)
    left = min(max(focal.x * width - new_width / 2, inside.left), inside.right - new_width)
    top = min(max(focal.y * height - new_height / 2, inside.top), inside.bottom - new_height)
    return Box(left, top, left + new_width, top + new_height)


def cut(asset: ImageAsset, spec: RenditionSpec) -> Box:
    """Return what a rendition shows of its picture.

    The asset's crop of that name comes first, then its crop of that ratio, then the focal point.
    """
    whole = Box(0, 0, asset.width, asset.height)
    named = next((crop for crop in asset.crops if spec.crop and crop.name == spec.crop), None)
    if named is None and spec.ratio:
        named = next((crop for crop in asset.crops if crop.ratio == spec.ratio), None)
    if named is not None:
        left = min(max(named.left, 0.0), 1.0) * asset.width
        top = min(max(named.top, 0.0), 1.0) * asset.height
        right = min(left + max(named.width, 0.0) * asset.width, asset.width)
        bottom = min(top + max(named.height, 0.0) * asset.height, asset.height)
        if right - left >= 1 and bottom - top >= 1:
            whole = Box(left, top, right, bottom)
    if not spec.ratio:
        return whole
    focal = spec.focal_point
    return cut_around(whole, spec.ratio, focal, width=asset.width, height=asset.height)


def rendition_size(asset: ImageAsset, spec: RenditionSpec) -> tuple[int, int]:
    """Return the width and height in pixels that a rendition will have; it is never enlarged."""
    box = cut(asset, spec)
    width = max(1, min(spec.width, int(box.width + 1e-6)))
    if spec.ratio:
        across, down = parse_ratio(spec.ratio)
        return width, max(1, round(width * down / across))
    return width, max(1, round(width * box.height / box.width))
