"""The sample library: an invented paper, for the first start, the tests and the screenshots.

Its sources lie in ``resources/sample``: ``library.json`` (the paper, its people and lists),
``stories/*.json`` (each as ``newsdesk show --json`` writes a story) and ``pictures/*.jpg``, which
``packaging/sample/draw.py`` draws. In them a picture is named by its file, and all times are
those of one morning (``as_of``); they are moved by whole days, so that the newest story is of
today or yesterday and the embargo still holds.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

from newsdesk.domain import articlejson, codec
from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.body import Paragraph
from newsdesk.domain.ids import ImageId
from newsdesk.domain.moment import Moment
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.reading import plain
from newsdesk.domain.related import CuratedList
from newsdesk.services import (
    articles,
    bylines,
    images,
    profiles,
    publication,
    related,
    sections,
    versions,
)
from newsdesk.services.clock import SetClock
from newsdesk.services.desk import Desk
from newsdesk.services.pictures import NewPicture, asset_of
from newsdesk.services.resources import resource
from newsdesk.services.settings import Settings

_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ZONE = "Europe/London"
_NAMES_A_PICTURE = frozenset({"image", "avatar", "logo"})


def fill(desk: Desk) -> None:
    """Write the sample into an empty library: one transaction, everything or nothing.

    Raises EnvironmentFailure when the library cannot be written.
    """
    source = resource("sample")
    told = _read(source / "library.json")
    days = _days_since(told["as_of"], desk.clock.now())
    with desk.library.transaction():
        names = _add_pictures(desk, source / "pictures")
        change = _changer(names, days)
        publication.save(desk, publication=codec.decode(Publication, change(told["publication"])))
        for section in told["sections"]:
            sections.save(desk, section=codec.decode(Section, section))
        for profile in told["authors"]:
            profiles.add(desk, profile=codec.decode(AuthorProfile, _changer(names, 0)(profile)))
        for name in told["stories"]:
            story = articlejson.article_of(change(_read(source / "stories" / f"{name}.json")))
            _add_story(desk, story)
        for curated in told["curated_lists"]:
            related.save_curated(desk, curated_list=codec.decode(CuratedList, curated))
        for version in change(told["versions"]):
            _add_version(desk, version)


def _read(path: Path) -> codec.Json:
    return json.loads(path.read_text("utf-8"))


def _days_since(as_of: str, now: Moment) -> int:
    """The whole days that have passed since the morning that the sources tell of."""
    return (now.utc - datetime.fromisoformat(as_of)) // timedelta(days=1)


def _add_pictures(desk: Desk, folder: Path) -> Mapping[str, ImageId]:
    """Take in every picture with what its file says of it; small copies are made when shown."""
    return {
        file.stem: images.add(desk, picture=_picture(file))[0].id
        for file in sorted(folder.glob("*.jpg"))
    }


def _picture(file: Path) -> NewPicture:
    from newsdesk.media.metadata import read_metadata

    data = file.read_bytes()
    facts = read_metadata(io.BytesIO(data))
    image = ImageId(hashlib.sha256(data).hexdigest())
    asset = asset_of(facts, image=image, name=file.name, byte_count=len(data), zone=_ZONE)
    return NewPicture(asset, facts, data)


def _changer(names: Mapping[str, ImageId], days: int) -> Callable[[codec.Json], codec.Json]:
    """Return what puts the pictures' ids in the place of their names and moves the times."""

    def change(value: codec.Json, key: str = "") -> codec.Json:
        if isinstance(value, dict):
            record = cast("dict[str, codec.Json]", value)
            return {name: change(entry, name) for name, entry in record.items()}
        if isinstance(value, list):
            return [change(entry, key) for entry in cast("list[codec.Json]", value)]
        if not isinstance(value, str):
            return value
        if key in _NAMES_A_PICTURE:
            return names[value]
        return _later(value, days) if days else value

    return change


def _later(text: str, days: int) -> str:
    """Return a time or a day some days later; any other text as it is."""
    if _TIME.fullmatch(text):
        return Moment(Moment.parse(text).utc + timedelta(days=days)).text()
    if _DAY.fullmatch(text):
        return (date.fromisoformat(text) + timedelta(days=days)).isoformat()
    return text


def _add_story(desk: Desk, story: Article) -> None:
    """Add a story as of when it was last worked on, with the caret after its first paragraph."""
    assert story.saved_at is not None
    then = replace(desk, clock=SetClock(story.saved_at))
    if story.state is ArticleState.PUBLISHED:
        story = bylines.freeze(then, article=story)
    kept, _ = articles.add(then, article=story)
    articles.keep_place(then, article_id=kept.id, caret=next(_first_ends(kept), 0), scroll=0)


def _add_version(desk: Desk, told: dict[str, codec.Json]) -> None:
    """Keep an earlier state of a story: fewer blocks, other words above them."""
    found = articles.find(desk, told["story"])
    assert found is not None
    story = articles.saved_story(desk, article_id=found)
    settings = Settings()
    settings.set("person.name", told["by"])
    then = Desk(desk.library, SetClock(Moment.parse(told["at"])), settings)
    earlier = replace(story, body=story.body[: told["blocks"]], **told["fields"])
    versions.keep(then, article=earlier, name=told["name"])


def _first_ends(story: Article) -> Iterator[int]:
    """Where paragraphs that open a story end, counted in the editor's characters (UTF-16)."""
    for block in story.body:
        if isinstance(block, Paragraph):
            yield len(plain(block.runs).encode("utf-16-le")) // 2
