"""Crops as fractions of a picture: made around the focal point, moved, pulled at a handle."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.cutting import Box, cut_around, parse_ratio
from newsdesk.domain.photo import Crop, ImageAsset
from newsdesk.domain.values import immutable

LEAST = 0.05
"""The least width and height of a crop, as a fraction of the picture."""
_DIGITS = 4


@immutable
class Preset:
    """A crop that is offered: ``ratio`` "" leaves width and height free."""

    name: str
    ratio: str
    title: str


PRESETS = (
    Preset("16:9", "16:9", "Wide 16:9"),
    Preset("4:3", "4:3", "Card 4:3"),
    Preset("1:1", "1:1", "Square 1:1"),
    Preset("Own", "", "Own"),
)


def kept(asset: ImageAsset, preset: Preset) -> Crop | None:
    """Return the crop that somebody made by hand; ``None`` when it follows the focal point."""
    return next((crop for crop in asset.crops if crop.name == preset.name), None)


def crop_for(asset: ImageAsset, preset: Preset) -> Crop:
    """Return a picture's crop: as made by hand, else the largest one around the focal point."""
    return kept(asset, preset) or automatic(asset, preset)


def automatic(asset: ImageAsset, preset: Preset) -> Crop:
    """Return the largest crop of a ratio around the focal point."""
    if not preset.ratio:
        return Crop(preset.name, "", 0.0, 0.0, 1.0, 1.0)
    wide, high = asset.width, asset.height
    box = cut_around(
        Box(0, 0, wide, high), preset.ratio, asset.focal_point, width=wide, height=high
    )
    return Crop(
        preset.name,
        preset.ratio,
        round(box.left / wide, _DIGITS),
        round(box.top / high, _DIGITS),
        round(box.width / wide, _DIGITS),
        round(box.height / high, _DIGITS),
    )


def with_crop(asset: ImageAsset, crop: Crop) -> ImageAsset:
    """Return an asset with a crop in the place of the one of the same name."""
    others = tuple(one for one in asset.crops if one.name != crop.name)
    return replace(asset, crops=(*others, crop))


def without_crop(asset: ImageAsset, name: str) -> ImageAsset:
    """Return an asset whose crop of that name follows the focal point again."""
    return replace(asset, crops=tuple(one for one in asset.crops if one.name != name))


def aspect(crop: Crop, wide: int, high: int) -> float | None:
    """Return width by height of a crop in fractions of a picture; ``None`` where it is free."""
    if not crop.ratio:
        return None
    across, down = parse_ratio(crop.ratio)
    return across / down * high / wide


def moved(crop: Crop, across: float, down: float) -> Crop:
    """Return a crop moved by fractions, kept inside the picture."""
    left = min(max(crop.left + across, 0.0), 1.0 - crop.width)
    top = min(max(crop.top + down, 0.0), 1.0 - crop.height)
    return replace(crop, left=round(left, _DIGITS), top=round(top, _DIGITS))


def pulled(crop: Crop, handle: tuple[int, int], x: float, y: float, shape: float | None) -> Crop:
    """Return a crop whose handle was pulled to a point.

    ``handle`` is (-1, 0 or 1) across and down; the opposite side stays where it is. ``shape`` is
    what ``aspect`` returned.
    """
    right, bottom = crop.left + crop.width, crop.top + crop.height
    wide, room_across = _side(handle[0], crop.left, right, x)
    high, room_down = _side(handle[1], crop.top, bottom, y)
    if shape is None:
        wide, high = min(max(wide, LEAST), room_across), min(max(high, LEAST), room_down)
    else:
        if handle[0] == 0:
            wide = high * shape
        elif handle[1] != 0:
            wide = max(wide, high * shape)
        least = max(LEAST, LEAST * shape)
        wide = min(max(wide, least), room_across, room_down * shape)
        high = wide / shape
    left = _start(handle[0], crop.left, right, wide)
    top = _start(handle[1], crop.top, bottom, high)
    return replace(
        crop,
        left=round(max(0.0, left), _DIGITS),
        top=round(max(0.0, top), _DIGITS),
        width=round(wide, _DIGITS),
        height=round(high, _DIGITS),
    )


def _side(handle: int, start: float, end: float, to: float) -> tuple[float, float]:
    """Return the new length of a side and the most it may have."""
    if handle > 0:
        return to - start, 1.0 - start
    if handle < 0:
        return end - to, end
    middle = (start + end) / 2
    return end - start, 2 * min(middle, 1.0 - middle)


def _start(handle: int, start: float, end: float, length: float) -> float:
    if handle > 0:
        return start
    if handle < 0:
        return end - length
    return (start + end - length) / 2
