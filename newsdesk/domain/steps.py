"""Steps of undo that outlive the program: what one change did to a story, both ways.

A step holds only what changed: fields with their value before and after, and the stretch of blocks
that was replaced. So hundreds of them weigh little, and each can be done and undone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

from newsdesk.domain import codec
from newsdesk.domain.article import Article
from newsdesk.domain.body import Block, Body
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.values import immutable

_NEVER = frozenset({"id", "version", "created_at", "saved_at", "body"})
"""Fields that no step touches: which story and which save it is."""


@immutable
class Step:
    """A change of a story. ``fields`` maps names to (before, after); blocks ``at`` … were
    replaced; ``caret`` is where it stood before, in characters.
    """

    fields: Mapping[str, tuple[Any, Any]]
    at: int = 0
    removed: Body = ()
    added: Body = ()
    caret: int = 0

    def __bool__(self) -> bool:
        return bool(self.fields or self.removed or self.added)


def between(before: Article, after: Article, *, caret: int = 0) -> Step:
    """Return the step from one state of a story to another."""
    fields = {
        entry.name: (getattr(before, entry.name), getattr(after, entry.name))
        for entry in dataclasses.fields(Article)
        if entry.name not in _NEVER and getattr(before, entry.name) != getattr(after, entry.name)
    }
    old, new = before.body, after.body
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    most = min(len(old), len(new)) - start
    while end < most and old[len(old) - 1 - end] == new[len(new) - 1 - end]:
        end += 1
    return Step(fields, start, old[start : len(old) - end], new[start : len(new) - end], caret)


@cache
def _kinds() -> Mapping[str, Any]:
    """Return the types of a story's fields, which take a while to find out."""
    return codec.field_types(Article)


def undone(article: Article, step: Step) -> Article | None:
    """Return the story before a step; ``None`` when it does not stand as the step left it."""
    return _applied(article, step, back=True)


def redone(article: Article, step: Step) -> Article | None:
    """Return the story after a step; ``None`` when it does not stand as the step found it."""
    return _applied(article, step, back=False)


def _applied(article: Article, step: Step, *, back: bool) -> Article | None:
    here, there = (step.added, step.removed) if back else (step.removed, step.added)
    stretch = slice(step.at, step.at + len(here))
    if article.body[stretch] != here or step.at > len(article.body):
        return None
    values: dict[str, Any] = {}
    for name, (before, after) in step.fields.items():
        if getattr(article, name) != (after if back else before):
            return None
        values[name] = before if back else after
    body = article.body[: step.at] + there + article.body[stretch.stop :]
    return replace(article, **values, body=body)


def write(step: Step) -> str:
    """Return a step as JSON text."""
    kinds = _kinds()
    return codec.dump(
        {
            "fields": {
                name: [codec.encode_as(kinds[name], value) for value in pair]
                for name, pair in step.fields.items()
            },
            "at": step.at,
            "removed": codec.encode_as(Body, step.removed),
            "added": codec.encode_as(Body, step.added),
            "caret": step.caret,
        }
    )


def read(text: str) -> Step:
    """Read what ``write`` gave. Raises InvalidInputError."""
    value = codec.parse(text, what="The step")
    kinds = _kinds()
    try:
        fields = cast("dict[str, list[codec.Json]]", value["fields"])
        return Step(
            {
                name: (
                    codec.decode_as(kinds[name], before, path=name),
                    codec.decode_as(kinds[name], after, path=name),
                )
                for name, (before, after) in fields.items()
                if name not in _NEVER
            },
            codec.decode_as(int, value["at"], path="at"),
            codec.decode_as(tuple[Block, ...], value["removed"], path="removed"),
            codec.decode_as(tuple[Block, ...], value["added"], path="added"),
            codec.decode_as(int, value["caret"], path="caret"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInputError("This is no step of a story.") from error
