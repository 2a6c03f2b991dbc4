"""Notes for colleagues never leave: not their words, not their marks, not a byte of them."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from newsdesk.domain.article import Article, Note
from newsdesk.domain.body import Body, Paragraph
from newsdesk.domain.ids import NoteId
from newsdesk.domain.moment import Moment
from newsdesk.domain.normal import normal_body
from newsdesk.domain.notes import body_without, passages
from newsdesk.domain.text import Mark, Run
from newsdesk.exporting.targets.base import Choices
from newsdesk.exporting.targets.table import TARGETS
from newsdesk.services import articles, converting, exporting, sites
from newsdesk.services.desk import Desk
from newsdesk.services.renditions import Cache
from tests.unit.exporting.dispatches import EVERY_BLOCK, dispatch, story

NOTE = Note(
    NoteId("5f0c9d51-7d0e-4a53-9f6e-0a5a4f1f7c11"),
    "Zanzibarwords: is this libel?",
    by="Quetzalcoatl Colleague",
    at=Moment.parse("2026-11-23T07:07:07Z"),
)
SECRETS = (b"Zanzibarwords", b"libel", b"Quetzalcoatl", NOTE.id.encode(), b"07:07:07")


def noted(value: Any) -> Any:
    """Put the note on the first half of every run, so that each is parted by it."""
    if isinstance(value, Run):
        middle = (len(value.text) + 1) // 2
        halves = Run(value.text[:middle]), Run(value.text[middle:])
        first = replace(value, text=halves[0].text, note=NOTE.id)
        rest = replace(value, text=halves[1].text)
        return (first, rest) if rest.text else (first,)
    if isinstance(value, tuple):
        made: list[Any] = []
        for entry in cast("tuple[Any, ...]", value):
            made.extend(noted(entry) if isinstance(entry, Run) else (noted(entry),))
        return tuple(made)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.init]
        return replace(value, **{name: noted(getattr(value, name)) for name in names})
    return value


BODY: Body = normal_body(
    (*EVERY_BLOCK, Paragraph((Run("All of it strong", frozenset({Mark.STRONG})),)))
)
NOTED: Body = normal_body(noted(BODY))


def test_the_note_stands_everywhere_and_comes_off_without_a_trace() -> None:
    assert len(passages(NOTED)[NOTE.id]) > 100
    assert normal_body(body_without(NOTED, lambda _note: True)) == BODY
    assert not passages(BODY)


@pytest.mark.parametrize("target", TARGETS)
def test_no_target_says_a_word_of_a_note(target: str) -> None:
    with_note = dispatch(story(body=NOTED, notes=(NOTE,)))
    bare = dispatch(story(body=BODY))
    made = TARGETS[target].make(with_note, Choices())
    wanted = TARGETS[target].make(bare, Choices())
    assert dict(made.files) == dict(wanted.files)
    assert made.pictures == wanted.pictures


def test_nothing_that_is_written_holds_a_note(
    sample_desk: Desk, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "renditions")
    found = articles.find(sample_desk, "lake-level-records")
    assert found is not None
    article = articles.open_story(sample_desk, article_id=found)
    with_note: Article = replace(article, body=noted(article.body), notes=(NOTE,))
    articles.save(sample_desk, article=with_note)
    for target in TARGETS:
        to = tmp_path / target
        exporting.export_story(
            sample_desk, article_id=found, to=to, target=target, cache=cache, override="embargo"
        )
        assert_silent(to)
    sites.export_all(sample_desk, to=tmp_path / "paper", cache=cache)
    assert_silent(tmp_path / "paper")


def assert_silent(place: Path) -> None:
    files = [place] if place.is_file() else [one for one in place.rglob("*") if one.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        assert not any(secret in data for secret in SECRETS), path
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    inside = archive.read(name)
                    assert not any(secret in inside for secret in SECRETS), name


def test_other_programs_get_no_note_from_the_clipboard() -> None:
    assert converting.write_html(NOTED) == converting.write_html(BODY)
    assert converting.write_markdown(NOTED) == converting.write_markdown(BODY)
    assert converting.write_text(NOTED) == converting.write_text(BODY)
