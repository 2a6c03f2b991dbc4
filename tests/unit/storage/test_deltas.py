"""Texts kept as what changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.domain import articlejson
from newsdesk.domain.article import Article
from newsdesk.storage import deltas
from tests.strategies import articles


@settings(max_examples=40)
@given(articles(), articles())
def test_a_text_comes_back_from_what_changed(before: Article, after: Article) -> None:
    old, new = articlejson.write_article(before), articlejson.write_article(after)
    assert deltas.unpack(deltas.pack(new)) == new
    assert deltas.unpack(deltas.pack(new, old), old) == new
    assert deltas.unpack(deltas.pack(new, new), new) == new


@given(st.binary(max_size=60), st.sampled_from(["", "[1,2]", '{"a":1},{"b":2}']))
def test_rubbish_is_refused(rubbish: bytes, base: str) -> None:
    for kept in (rubbish, b"\x00" + rubbish, b"\x01" + rubbish):
        try:
            deltas.unpack(kept, base)
        except deltas.BrokenDeltaError:
            continue
        pytest.fail("It was taken for a text.")


def test_a_delta_does_not_fit_another_text() -> None:
    kept = deltas.pack('[{"a":1},{"b":2},{"c":3}]', '[{"a":1},{"b":2}]')
    with pytest.raises(deltas.BrokenDeltaError):
        deltas.unpack(kept)
    with pytest.raises(deltas.BrokenDeltaError):
        deltas.unpack(kept, "[]")


def test_a_small_change_of_a_long_text_is_small() -> None:
    blocks = [
        f'{{"kind":"paragraph","runs":[{{"text":"{n} {"words " * 40}"}}]}}' for n in range(500)
    ]
    before = f"[{','.join(blocks)}]"
    after = before.replace("250 words", "250 other words")
    assert len(deltas.pack(after, before)) < 200
