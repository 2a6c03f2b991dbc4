"""Articles, profiles, images and lists as JSON text.

An article is written in two parts, because a library keeps them apart: its body (``bodyjson``)
and its other fields. ``write_article`` joins them for journals, versions and story files.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar, cast

from newsdesk.domain import bodyjson, codec
from newsdesk.domain.article import Article
from newsdesk.domain.body import BODY_FORMAT, Body
from newsdesk.domain.errors import InvalidInputError

T = TypeVar("T")


def write(value: object) -> str:
    """Return a profile, image, section, list or publication as JSON text."""
    return codec.dump(codec.encode(value))


def read(cls: type[T], text: str | bytes, *, what: str = "This record") -> T:
    """Read JSON text as ``write`` gives it. Raises InvalidInputError."""
    return codec.decode(cls, codec.parse(text, what=what))


def write_fields(article: Article) -> str:
    """Return every field of an article but its body."""
    return codec.dump(codec.encode(replace(article, body=())))


def read_fields(text: str | bytes, body: Body, **known: object) -> Article:
    """Read what ``write_fields`` wrote and put the body, and what else is known, to it.

    Raises InvalidInputError.
    """
    value = codec.parse(text, what="The story")
    return codec.decode_over(Article, value, {**known, "body": body})


def article_value(article: Article) -> codec.Json:
    """Return a whole article as a JSON value; ``body`` carries its format number."""
    value = codec.encode(replace(article, body=()))
    value["body"] = {"format": BODY_FORMAT, "blocks": codec.encode_as(Body, article.body)}
    return value


def article_of(value: codec.Json, *, path: str = "") -> Article:
    """Read what ``article_value`` gave. Raises InvalidInputError and NewerFormatError."""
    if not isinstance(value, dict):
        raise InvalidInputError("A story must be an object.", field=path)
    fields = dict(cast("dict[str, codec.Json]", value))
    body_value = fields.pop("body", None)
    place = f"{path}.body" if path else "body"
    body = () if body_value is None else bodyjson.read_value(body_value, path=place)
    return codec.decode_over(Article, fields, {"body": body}, path=path)


def write_article(article: Article) -> str:
    """Return a whole article as JSON text."""
    return codec.dump(article_value(article))


def read_article(text: str | bytes) -> Article:
    """Read what ``write_article`` wrote. Raises InvalidInputError and NewerFormatError."""
    return article_of(codec.parse(text, what="The story"))
