"""Every field of a story has a place in differences."""

from __future__ import annotations

import dataclasses

from newsdesk.domain.article import Article
from newsdesk.domain.storyfields import FIELDS, NOT_COMPARED


def test_every_field_is_compared_or_left_out_on_purpose() -> None:
    compared = {part for entry in FIELDS for part in entry.parts}
    assert compared | NOT_COMPARED == {entry.name for entry in dataclasses.fields(Article)}
    assert not compared & NOT_COMPARED
