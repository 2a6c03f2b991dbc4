"""Where a picture is cut, and how large a rendition of it becomes."""

from __future__ import annotations

import pytest

from newsdesk.domain.cutting import cut, parse_ratio, rendition_size
from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Crop, FocalPoint, ImageAsset

IMAGE = ImageId("a" * 64)
CENTRE = FocalPoint()


def asset(width: int, height: int, *crops: Crop) -> ImageAsset:
    return ImageAsset(IMAGE, "image/jpeg", width, height, 1, crops=crops)


def spec(width: int, ratio: str = "", focal: FocalPoint = CENTRE) -> RenditionSpec:
    return RenditionSpec(IMAGE, width, RenditionFormat.JPEG, ratio, focal_point=focal)


@pytest.mark.parametrize(
    ("source", "wanted", "size"),
    [
        ((1600, 1200), spec(800), (800, 600)),
        ((1600, 1200), spec(4000), (1600, 1200)),
        ((1600, 1200), spec(1600, "16:9"), (1600, 900)),
        ((1600, 1200), spec(1200, "1:1"), (1200, 1200)),
        ((1600, 1200), spec(1200, "40:21"), (1200, 630)),
        ((3, 4000), spec(2), (2, 2667)),
        ((1, 1), spec(900, "16:9"), (1, 1)),
    ],
)
def test_sizes(source: tuple[int, int], wanted: RenditionSpec, size: tuple[int, int]) -> None:
    assert rendition_size(asset(*source), wanted) == size


def test_cuts_follow_the_focal_point_and_stay_inside() -> None:
    box = cut(asset(1000, 500), spec(500, "1:1", FocalPoint(0.9, 0.5)))
    assert (box.left, box.top, box.right, box.bottom) == (500, 0, 1000, 500)
    box = cut(asset(1000, 500), spec(500, "1:1", FocalPoint(0.5, 0.0)))
    assert (box.left, box.right) == (250, 750)


def test_a_crop_that_shows_nothing_is_passed_over() -> None:
    nothing = Crop("16:9", "16:9", 0.9, 0.9, -1.0, 0.0)
    assert cut(asset(1600, 1200, nothing), spec(100, "16:9")).height == 900


@pytest.mark.parametrize("text", ["", "16", "16:0", "a:b", "-1:2", "1:2:3", "²:1"])
def test_what_is_no_ratio_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_ratio(text)
