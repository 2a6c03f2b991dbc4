"""The repository of undo steps: the last changes of each story, done or undone."""

from __future__ import annotations

from newsdesk.domain import steps
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.moment import Moment
from newsdesk.domain.steps import Step
from newsdesk.storage.articles import number_of
from newsdesk.storage.errors import damaged
from newsdesk.storage.library import Library
from newsdesk.storage.moments import number

KEPT = 1000
"""Steps of a story that are kept; older ones go."""


def push(library: Library, article_id: ArticleId, step: Step, at: Moment) -> None:
    """Add a step that was just done; what had been undone can then no longer be redone."""
    row = number_of(library, article_id)
    with library.transaction():
        library.execute("DELETE FROM undo_step WHERE article = ? AND done = 0", (row,))
        last: int | None = library.value(
            "SELECT max(number) FROM undo_step WHERE article = ?", (row,)
        )
        following = (last or 0) + 1
        library.execute(
            "INSERT INTO undo_step VALUES (?, ?, ?, 1, ?)",
            (row, following, number(at), steps.write(step)),
        )
        library.execute(
            "DELETE FROM undo_step WHERE article = ? AND number <= ?", (row, following - KEPT)
        )


def latest(library: Library, article_id: ArticleId, most: int) -> tuple[tuple[int, Step], ...]:
    """Return the last steps done with their numbers, the last one first."""
    found = library.rows(
        "SELECT u.number, u.step FROM undo_step AS u JOIN article AS a ON a.number = u.article "
        "WHERE a.id = ? AND done = 1 ORDER BY u.number DESC LIMIT ?",
        (article_id, most),
    )
    return tuple((number, _read(library, step)) for number, step in found)


def to_undo(library: Library, article_id: ArticleId) -> tuple[int, Step] | None:
    """Return the last step done, with its number; ``None`` when there is none."""
    return _step(library, article_id, "done = 1 ORDER BY u.number DESC")


def to_redo(library: Library, article_id: ArticleId) -> tuple[int, Step] | None:
    """Return the first step undone, with its number; ``None`` when there is none."""
    return _step(library, article_id, "done = 0 ORDER BY u.number")


def _step(library: Library, article_id: ArticleId, which: str) -> tuple[int, Step] | None:
    found = library.row(
        "SELECT u.number, u.step FROM undo_step AS u JOIN article AS a ON a.number = u.article "  # noqa: S608 - one of two fixed endings
        f"WHERE a.id = ? AND {which} LIMIT 1",
        (article_id,),
    )
    return None if found is None else (found[0], _read(library, found[1]))


def _read(library: Library, step: str) -> Step:
    try:
        return steps.read(step)
    except InvalidInputError as error:
        raise damaged(library.path, "a step of undo") from error


def mark(library: Library, article_id: ArticleId, step: int, *, done: bool) -> None:
    """Note that a step was done again or undone."""
    library.execute(
        "UPDATE undo_step SET done = ? WHERE article = ? AND number = ?",
        (done, number_of(library, article_id), step),
    )


def count(library: Library, article_id: ArticleId) -> tuple[int, int]:
    """Return how many steps of a story can be undone and redone."""
    found = library.row(
        "SELECT coalesce(sum(done), 0), coalesce(sum(1 - done), 0) FROM undo_step "
        "WHERE article = (SELECT number FROM article WHERE id = ?)",
        (article_id,),
    )
    return (0, 0) if found is None else (found[0], found[1])


def forget(library: Library, article_id: ArticleId) -> None:
    """Drop every step of a story, when they no longer fit what stands there."""
    library.execute("DELETE FROM undo_step WHERE article = ?", (number_of(library, article_id),))
