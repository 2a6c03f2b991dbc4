"""The plate that is drawn for pages without a photograph."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from newsdesk.domain.plate import PLATE_SIZE, Plate
from newsdesk.media.plate import draw_plate
from newsdesk.services.resources import resource

BLUE = "#1d4f91"


def drawn(words: str, paper: str = "The Saltmarsh Echo") -> Image.Image:
    data = draw_plate(Plate(words, paper, BLUE), resource("fonts"))
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture.convert("RGB")


def whitest(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    low, high = picture.crop(box).convert("L").getextrema()
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    return int(high)


def test_the_same_words_give_the_same_bytes() -> None:
    fonts = resource("fonts")
    one = draw_plate(Plate("News", "Echo", BLUE), fonts)
    assert one == draw_plate(Plate("News", "Echo", BLUE), fonts)
    assert one != draw_plate(Plate("Views", "Echo", BLUE), fonts)


@pytest.mark.parametrize("words", ["News", "Wort" * 90, "Культура", "a\nb\x00c", "\U0001f5de"])
def test_any_words_stand_in_the_middle_that_all_cuts_share(words: str) -> None:
    picture = drawn(words)
    assert picture.size == PLATE_SIZE
    width, height = PLATE_SIZE
    white = 250
    for outside in ((0, 0, 280, height), (width - 280, 0, width, height), (0, 0, width, 440)):
        assert whitest(picture, outside) < white
    assert whitest(picture, (300, 420, width - 300, 780)) > white  # The paper's name at least.


def test_a_plate_says_what_can_be_read_on_it() -> None:
    assert Plate("News", "Echo", BLUE).text == "News – Echo"
    assert Plate("", "Echo", BLUE).text == "Echo"
    assert Plate("News", "Echo", BLUE).asset.alt_text == "News – Echo"
    assert Plate("News", "Echo", BLUE).asset.id != Plate("News", "Echo", "#000000").asset.id
