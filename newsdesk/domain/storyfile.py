"""The story file: one story with all that it leans on, as a JSON document of its own.

Pictures stand beside the file (``file``, a name relative to it) or inside it (``data``). The
published schema, ``resources/schema/story-1.schema.json``, is made from these dataclasses.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from typing import Final, cast

from newsdesk.domain import articlejson, codec
from newsdesk.domain.article import Article
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.errors import InvalidInputError, NewerFormatError
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.publication import Section
from newsdesk.domain.values import immutable

STORY_FORMAT: Final = 1
"""The format number of a story file; readers refuse a higher one."""

KIND: Final = "story"
"""What ``newsdesk`` says in a story file, so that it is not taken for another JSON file."""

PIECE_BYTES: Final = 384 * 1024
"""Bytes of a picture in one piece of ``data``: 512 KiB in Base64, below the longest text."""


@immutable
class StoryPicture:
    """A picture of a story file: its facts, and its bytes beside the file or inside it.

    ``data`` is Base64 (RFC 4648, section 4) in pieces, each of which can be decoded by itself.
    """

    asset: ImageAsset
    file: str = ""
    data: tuple[str, ...] = ()


@immutable
class StoryFile:
    """What a story file holds: sections, profiles and pictures are those the story points to."""

    article: Article
    sections: tuple[Section, ...] = ()
    authors: tuple[AuthorProfile, ...] = ()
    images: tuple[StoryPicture, ...] = ()


def write(story: StoryFile) -> str:
    """Return a story file as JSON text; equal stories give equal text."""
    rest = codec.encode(replace(story, article=replace(story.article, body=())))
    value: dict[str, codec.Json] = {"newsdesk": KIND, "format": STORY_FORMAT}
    value |= rest
    value["article"] = articlejson.article_value(story.article)
    return codec.dump(value)


def read(text: str | bytes) -> StoryFile:
    """Read a story file. Raises InvalidInputError with the place, and NewerFormatError."""
    value = codec.parse(text, what="The story file")
    if not isinstance(value, dict) or value.get("newsdesk") != KIND:  # pyright: ignore[reportUnknownMemberType] - any JSON object
        raise InvalidInputError(
            "This is no story file of Newsdesk: “newsdesk”: “story” is not in it."
        )
    fields = dict(cast("dict[str, codec.Json]", value))
    del fields["newsdesk"]
    number = fields.pop("format", None)
    if type(number) is not int or number < 1:
        raise InvalidInputError("A story file must have a “format” number.", field="format")
    if number > STORY_FORMAT:
        raise NewerFormatError(
            f"This story file was written by a newer Newsdesk (format {number}; this one knows "
            f"{STORY_FORMAT}). Install the newer version to read it."
        )
    if "article" not in fields:
        raise InvalidInputError("“article” is missing.", field="article")
    article = articlejson.article_of(fields.pop("article"), path="article")
    rest = codec.decode(StoryFile, {**fields, "article": {"id": article.id}})
    return replace(rest, article=article)


def pieces(content: bytes) -> tuple[str, ...]:
    """Return a picture's bytes as ``data`` keeps them."""
    return tuple(
        base64.b64encode(content[start : start + PIECE_BYTES]).decode("ascii")
        for start in range(0, len(content), PIECE_BYTES)
    )


def content_of(picture: StoryPicture) -> bytes:
    """Return the bytes that stand inside a story file. Raises InvalidInputError."""
    try:
        return b"".join(base64.b64decode(piece, validate=True) for piece in picture.data)
    except binascii.Error as error:
        raise InvalidInputError(
            f"The picture “{picture.asset.original_name or picture.asset.id[:12]}” in the story "
            "file is not Base64; write the file anew.",
            field="images",
        ) from error
