"""The card that is drawn for a story without a photograph."""

from __future__ import annotations

import io

import pytest
from PIL import Image, features

from newsdesk.domain.dispatch import CARD_SIZE, SocialCard
from newsdesk.media.socialcard import draw
from newsdesk.services.resources import resource

LONG = "Ferries return to the northern islands after pilots call off their strike " * 9
ARABIC = "سوق الفوانيس يعود بعد غياب ثلاث سنوات"


def card(headline: str, colour: str = "#1d4f91") -> SocialCard:
    return SocialCard(headline, "The Saltmarsh Echo", "Quayside", colour)


def drawn(headline: str, colour: str = "#1d4f91") -> Image.Image:
    with Image.open(io.BytesIO(draw(card(headline, colour), resource("fonts")))) as picture:
        picture.load()
        return picture.convert("L")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything dark stands in a part of the picture."""
    low, _ = picture.crop(box).getextrema()
    assert isinstance(low, int | float)
    return low < 128


def test_the_same_words_give_the_same_bytes() -> None:
    fonts = resource("fonts")
    assert draw(card("One thing"), fonts) == draw(card("One thing"), fonts)
    assert draw(card("One thing"), fonts) != draw(card("Another"), fonts)


@pytest.mark.parametrize("headline", ["Ё", LONG, "Wort" * 90, "", "a\nb\x00c"])
def test_any_headline_stays_inside_the_margins(headline: str) -> None:
    picture = drawn(headline)
    assert picture.size == CARD_SIZE
    width, height = CARD_SIZE
    assert not ink(picture, (0, 30, 70, height))
    assert not ink(picture, (width - 70, 30, width, height))
    assert not ink(picture, (0, height - 60, width, height))
    assert ink(picture, (70, height - 130, width - 70, height - 60))  # The paper's name.


@pytest.mark.skipif(
    not (features.check("raqm") and features.check("fribidi")),
    reason="Pillow has no FriBiDi here, so right-to-left text is left out of cards.",
)
def test_right_to_left_text_begins_at_the_right() -> None:
    picture = drawn(ARABIC)
    width, _ = CARD_SIZE
    assert ink(picture, (width - 160, 170, width - 70, 260))


def test_letters_that_no_font_has_are_left_out() -> None:
    assert not ink(drawn("漢字の見出し"), (70, 170, 1130, 480))
