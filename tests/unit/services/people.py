"""A desk with an invented paper on it, for the tests of people, search and related stories."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsdesk.domain.article import Article
from newsdesk.domain.body import Paragraph
from newsdesk.domain.moment import Moment
from newsdesk.domain.text import Run
from newsdesk.services import articles, libraries
from newsdesk.services.clock import SetClock
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings

NOON = Moment.parse("2026-03-02T12:00:00Z")


@contextmanager
def open_desk(folder: Path) -> Generator[Desk]:
    """A desk over an empty library, at noon of 2 March 2026 until its clock is set."""
    desk = libraries.create_empty(
        folder / "paper.newsdesk", settings=Settings(), clock=SetClock(NOON)
    )
    try:
        yield desk
    finally:
        desk.library.close()


def set_clock(desk: Desk, text: str) -> Moment:
    """Set the desk's clock to an RFC 3339 time."""
    assert isinstance(desk.clock, SetClock)
    desk.clock.moment = Moment.parse(text)
    return desk.clock.moment


def write(desk: Desk, headline: str, text: str = "", **fields: Any) -> Article:
    """Add a story with paragraphs of plain text."""
    article, _changes = articles.create(desk, headline=headline)
    body = tuple(Paragraph((Run(line),)) for line in text.splitlines() if line)
    saved, _changes = articles.save(desk, article=replace(article, body=body, **fields))
    return saved
