"""The story file and its published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from newsdesk.domain import storyfile
from newsdesk.domain.article import Article
from newsdesk.domain.errors import InvalidInputError, NewerFormatError
from newsdesk.domain.ids import ArticleId, ImageId
from newsdesk.domain.jsonschema import story_schema
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.storyfile import StoryFile, StoryPicture
from tests.strategies import values_of

PUBLISHED = Path(__file__).parents[3] / "resources/schema/story-1.schema.json"
VALIDATOR = Draft202012Validator(story_schema())


def complaints(value: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(value)]  # pyright: ignore[reportUnknownMemberType] - its stubs say nothing


def test_the_published_schema_is_in_step_with_the_domain(
    request: pytest.FixtureRequest,
) -> None:
    text = json.dumps(story_schema(), indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-golden"):
        PUBLISHED.write_text(text, encoding="utf-8", newline="\n")
    assert PUBLISHED.read_text(encoding="utf-8") == text
    Draft202012Validator.check_schema(story_schema())


@settings(max_examples=40)
@given(values_of(StoryFile))
def test_a_story_file_comes_back_and_fits_the_schema(story: StoryFile) -> None:
    text = storyfile.write(story)
    assert storyfile.read(text) == story
    assert complaints(json.loads(text)) == []


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"newsdesk": "library"}, "no story file"),
    ({"format": 0}, "“format” number"),
    ({"format": True}, "“format” number"),
    ({"images": [{"asset": {}}]}, "images.0.asset"),
    ({"colour": "red"}, "“colour” is not a field"),
    ({"article": {"id": "x", "body": {"format": 1, "blocks": [{}]}}}, "article.body.blocks.0"),
    ({"article": {"id": "x", "urgency": "high"}}, "article.urgency"),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED)
def test_what_reading_refuses_the_schema_refuses_too(
    change: dict[str, Any], sentence: str
) -> None:
    value = json.loads(storyfile.write(StoryFile(Article(id=ArticleId("x"))))) | change
    with pytest.raises(InvalidInputError) as caught:
        storyfile.read(json.dumps(value))
    assert sentence in str(caught.value)
    assert complaints(value)


def test_a_newer_story_file_is_refused_as_newer() -> None:
    text = storyfile.write(StoryFile(Article(id=ArticleId("x"))))
    with pytest.raises(NewerFormatError):
        storyfile.read(text.replace('"format":1', '"format":2', 1))


def test_pictures_inside_come_back_whatever_their_length() -> None:
    asset = ImageAsset(ImageId("0" * 64), "image/png", 1, 1, 1)
    for length in (0, 1, storyfile.PIECE_BYTES, storyfile.PIECE_BYTES + 1):
        content = bytes(range(256)) * (length // 256 + 1)
        picture = StoryPicture(asset, data=storyfile.pieces(content[:length]))
        story = StoryFile(Article(id=ArticleId("x")), images=(picture,))
        read = storyfile.read(storyfile.write(story))
        assert storyfile.content_of(read.images[0]) == content[:length]
    with pytest.raises(InvalidInputError):
        storyfile.content_of(replace(picture, data=("?",)))
