"""JSON and back for every value of the domain, and what readers refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain import articlejson, bodyjson, codec
from newsdesk.domain.article import Article
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.body import Body
from newsdesk.domain.errors import InvalidInputError, NewsdeskError
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.related import CuratedList
from tests.strategies import articles, bodies, values_of


def complaint_of(read: Callable[[], object]) -> str:
    """Return what is said against an input, a full stop where nothing is."""
    try:
        read()
    except InvalidInputError as error:
        return str(error)
    return "."


@given(articles())
def test_a_story_comes_back_from_json_as_it_was(article: Article) -> None:
    text = articlejson.write_article(article)
    assert articlejson.read_article(text) == article
    assert articlejson.write_article(articlejson.read_article(text)) == text


@given(articles())
def test_a_story_comes_back_from_its_two_parts(article: Article) -> None:
    body = bodyjson.read(bodyjson.write(article.body))
    assert articlejson.read_fields(articlejson.write_fields(article), body) == article


@given(bodies())
def test_equal_bodies_have_equal_bytes(body: Body) -> None:
    text = bodyjson.write(body)
    assert bodyjson.read(text) == body
    assert bodyjson.write(bodyjson.read(text.encode())) == text


@pytest.mark.parametrize("kind", [AuthorProfile, ImageAsset, Publication, Section, CuratedList])
@given(data=st.data())
def test_records_come_back_from_json_as_they_were(kind: type, data: st.DataObject) -> None:
    value = data.draw(values_of(kind))
    assert articlejson.read(kind, articlejson.write(value)) == value


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(articles(), st.data())
def test_a_story_with_anything_in_one_place_is_read_or_refused_with_the_place(
    article: Article, data: st.DataObject
) -> None:
    value = articlejson.article_value(article)
    name = data.draw(st.sampled_from(sorted(value)))
    value[name] = data.draw(JSON)
    assert complaint_of(lambda: articlejson.article_of(value)).endswith(".")


@given(st.binary(max_size=200) | st.text(max_size=200) | JSON.map(json.dumps))
def test_any_bytes_are_a_story_or_refused_with_a_sentence(text: str | bytes) -> None:
    assert complaint_of(lambda: articlejson.read_article(text)).endswith(".")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[]", "A story must be an object"),
        ("{}", "is missing"),
        ('{"id": 1}', "“id” must be a text"),
        ('{"id": "x", "spelling": 1}', "“spelling” is not a field"),
        ('{"id": "x", "headline": "a\\u0000b"}', "U+0000"),
        ('{"id": "x", "headline": "\\ud800"}', "U+D800"),
        ('{"id": "x", "urgency": true}', "must be a whole number"),
        ('{"id": "x", "urgency": NaN}', "not valid JSON"),
        ('{"id": "x", "saved_at": "yesterday"}', "is not a time"),
        ('{"id": "x", "saved_at": "0001-01-01T00:00:00+14:00"}', "years 1 to 9999"),
        ('{"id": "x", "body": {"format": 99, "blocks": []}}', "newer Newsdesk"),
        ('{"id": "x", "body": {"format": 1, "blocks": [{"kind": "script"}]}}', "kind"),
        ("[" * 100_000, "nested too deeply"),
        (b'{"id": "\xff"}', "not UTF-8"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_with_the_reason(text: str | bytes, sentence: str) -> None:
    with pytest.raises(NewsdeskError) as caught:
        articlejson.read_article(text)
    assert sentence in str(caught.value)


def test_default_values_are_not_written() -> None:
    assert articlejson.write_fields(Article(id="x")) == '{"id":"x"}'  # pyright: ignore[reportArgumentType] - any text is an id
    assert codec.dump(codec.encode(Publication())) == "{}"
