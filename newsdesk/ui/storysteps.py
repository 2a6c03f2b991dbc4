"""Steps of undo that outlive the program: noted in the library beside each journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.ui.openstory import OpenStory
from newsdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from newsdesk.services.undo import Undone


class SteppedStory(OpenStory):
    """An open story whose changes, of whatever field, can be undone after another start.

    ``steps`` says how many can be undone and redone; ``steps_changed()`` comes with it.
    """

    steps_changed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._noted: Article | None = None
        self.steps = (0, 0)

    def undo(self) -> None:
        """Undo the last step kept in the library, of whatever field."""
        from newsdesk.services import undo

        self._travel(undo.undo)

    def redo(self) -> None:
        """Redo the step that was undone last."""
        from newsdesk.services import undo

        self._travel(undo.redo)

    def _travel(self, travel: Callable[..., Undone | None]) -> None:
        article = self.collected()
        if article is None:
            return
        self._note_step(article)
        generation = self._generation

        def done(found: Undone | None) -> None:
            # What was typed meanwhile is not taken back.
            if found is not None and generation == self._generation:
                self._land(found)

        self._tasks.library(lambda desk: travel(desk, article=article), done)

    def _land(self, found: Undone) -> None:
        """Show the story as a step left it, with nothing of it in the editors' own undo."""
        self._first_place = (found.caret, self._place()[1])
        self._article = self._noted = found.article
        self._uncollected = False
        self.opened.emit(found.article)
        self._note_change()
        self._count_steps(found.article.id)

    def _note_step(self, article: Article) -> None:
        """Note what changed since the last step, in the library's thread."""
        from newsdesk.services import undo

        before = self._step_since(article)
        if before is None:
            return
        caret, _scroll = self._place()
        self._tasks.library(
            lambda desk: undo.note(desk, before=before, after=article, caret=caret),
            self._counted,
            unimportant,
        )

    def _step_since(self, article: Article) -> Article | None:
        """Begin a new step; return the state that the last one led to, ``None`` for the same."""
        before, self._noted = self._noted, article
        same = before is None or before.id != article.id or before == article
        return None if same else before

    def _count_steps(self, article_id: ArticleId) -> None:
        from newsdesk.services import undo

        self._tasks.library(
            lambda desk: undo.count(desk, article_id=article_id), self._counted, unimportant
        )

    def _counted(self, steps: tuple[int, int]) -> None:
        self.steps = steps
        self.steps_changed.emit()


def unimportant(_error: Exception) -> None:
    """Leave it: a caret that could not be kept is no loss worth a word."""
