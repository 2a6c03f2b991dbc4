"""Notes on passages: where they stand in a body, and a body without some of them.

A note is kept with the story (``Article.notes``); the runs of its passage point to it. It loses
its passage when all of that text goes, and has it again when the text comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.blockruns import with_runs
from newsdesk.domain.body import Body
from newsdesk.domain.ids import NoteId
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Run, Runs


def passages(body: Body) -> Mapping[NoteId, str]:
    """Return the text that each note stands on, in the order of the story.

    What stands in several blocks, or was parted by other words, is joined by a space.
    """
    found: dict[NoteId, str] = {}
    for block in body:
        with_runs(block, lambda runs: _gather(runs, found))
    return found


def body_without(body: Body, unwanted: Callable[[NoteId], bool]) -> Body:
    """Return a body without the pointers to some notes; its text stays."""

    def run(given: Run) -> Run:
        gone = given.note is not None and unwanted(given.note)
        return replace(given, note=None) if gone else given

    return tuple(with_runs(block, lambda runs: tuple(map(run, runs))) for block in body)


def bare(body: Body) -> Body:
    """Return a body in normal form without any pointer to a note, as it leaves Newsdesk."""
    if not passages(body):
        return body
    return normal_body(body_without(body, lambda _note: True))


def change(article: Article, note: NoteId, *, text: str = "", resolved: bool) -> Article:
    """Return a story with a note resolved or open, and perhaps reworded."""
    changed = (
        replace(one, text=text or one.text, resolved=resolved) if one.id == note else one
        for one in article.notes
    )
    return replace(article, notes=tuple(changed))


def drop(article: Article, note: NoteId) -> Article:
    """Return a story without one of its notes."""
    return replace(article, notes=tuple(one for one in article.notes if one.id != note))


def _gather(runs: Runs, found: dict[NoteId, str]) -> Runs:
    before: NoteId | None = None
    for run in runs:
        if run.note is not None:
            gap = " " if run.note != before and run.note in found else ""
            found[run.note] = found.get(run.note, "") + gap + run.text
        before = run.note
    return runs
