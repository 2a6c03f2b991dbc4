"""Undo and redo that outlive the program, for every field of a story."""

from __future__ import annotations

from newsdesk.domain import steps
from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.values import immutable
from newsdesk.services import saving
from newsdesk.services.desk import Desk
from newsdesk.storage import undo as stored

_LOOKED_BACK = 20
"""Steps among which the beginning of an earlier one is looked for."""


@immutable
class Undone:
    """A story after undoing or redoing, and where the caret stood, in characters."""

    article: Article
    caret: int


def note(desk: Desk, *, before: Article, after: Article, caret: int = 0) -> tuple[int, int]:
    """Note a change as a step and return what ``count`` does. Raises NotFoundError.

    Nothing is noted where nothing changed. A change that leads back to where an earlier step
    began, as when an editor undid it in its own way, undoes those steps; what they changed beside
    the text stays, as a step of its own.
    """
    before, after = saving.journalled(before), saving.journalled(after)
    step = steps.between(before, after, caret=caret)
    if step:
        start = _led_back(desk, before, after)
        if start is not None:
            step = steps.between(start, after, caret=caret)
        if step:
            stored.push(desk.library, after.id, step, desk.clock.now())
    return stored.count(desk.library, after.id)


def _led_back(desk: Desk, before: Article, after: Article) -> Article | None:
    """Mark the last steps as undone where the change undid their text; returns their beginning."""
    typed = before.body != after.body
    at: Article | None = before
    undone: list[int] = []
    for number, step in stored.latest(desk.library, after.id, _LOOKED_BACK):
        at = steps.undone(at, step)
        if at is None:
            return None
        undone.append(number)
        if at.body == after.body and (typed or not steps.between(at, after)):
            with desk.library.transaction():
                for one in undone:
                    stored.mark(desk.library, after.id, one, done=False)
            return at
    return None


def undo(desk: Desk, *, article: Article) -> Undone | None:
    """Return the story before its last step; ``None`` when there is nothing to undo.

    The caller shows it and saves it as any other change. Steps that no longer fit what stands
    there, because the story was changed elsewhere, are dropped.
    """
    found = stored.to_undo(desk.library, article.id)
    if found is None:
        return None
    number, step = found
    before = steps.undone(saving.journalled(article), step)
    if before is None:
        stored.forget(desk.library, article.id)
        return None
    stored.mark(desk.library, article.id, number, done=False)
    return Undone(before, step.caret)


def redo(desk: Desk, *, article: Article) -> Undone | None:
    """Return the story after the step that was undone last; as ``undo``."""
    found = stored.to_redo(desk.library, article.id)
    if found is None:
        return None
    number, step = found
    after = steps.redone(saving.journalled(article), step)
    if after is None:
        stored.forget(desk.library, article.id)
        return None
    stored.mark(desk.library, article.id, number, done=True)
    return Undone(after, step.caret)


def count(desk: Desk, *, article_id: ArticleId) -> tuple[int, int]:
    """Return how many steps of a story can be undone and redone."""
    return stored.count(desk.library, article_id)
