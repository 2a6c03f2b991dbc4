"""Keeping what is open: the journal within a second, saves at a pause, trying again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QTimer

from newsdesk.domain.article import Article
from newsdesk.domain.errors import EnvironmentFailure, ReplacedError, StaleArticleError
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.bus import ChangeBus
from newsdesk.ui.storysteps import SteppedStory
from newsdesk.ui.tasks import Tasks

JOURNAL_AFTER = 600
"""Milliseconds from the first unjournalled key to the journal: never more than a second.

What the last ones took to reach the disk is taken off, and the first key of a stretch is kept
sooner: on a slow machine the journal begins earlier, so that a second is enough for all of it.
"""
JOURNAL_SOON = 250
SAVE_AFTER = 5000
"""Milliseconds without a key after which the story is saved."""
RETRY_AFTER = 10_000
"""Milliseconds after which what the surroundings refused is tried again by itself."""


class KeptStory(SteppedStory):
    """An open story that is journalled and saved by itself."""

    def __init__(self, tasks: Tasks, bus: ChangeBus) -> None:
        super().__init__(tasks)
        self._bus = bus
        self._base: Article | None = None
        self._error: Exception | None = None
        self._slow = 0
        """Milliseconds that a journal takes to reach the disk, slowly forgotten."""
        self._waiting: list[tuple[Callable[[], object], Callable[[], object]]] = []
        self._journal_timer = self._timer(JOURNAL_SOON, self._journal)
        self._save_timer = self._timer(SAVE_AFTER, self.flush)
        self._retry_timer = self._timer(RETRY_AFTER, self.flush)

    def _timer(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    @property
    def error(self) -> Exception | None:
        """Why the last save failed, until one succeeds."""
        return self._error

    def _note_change(self) -> None:
        if not self._journal_timer.isActive():
            self._journal_timer.start()
        self._save_timer.start()
        super()._note_change()

    def flush(
        self,
        then: Callable[[], object] | None = None,
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        """Save now; ``then`` is called when all is in the library, ``otherwise`` when not."""
        article = self.collected()
        if then is not None or otherwise is not None:
            self._waiting.append((then or _nothing, otherwise or _nothing))
        if article is None or not self.unsaved:
            self._release(saved=True)
        elif not self._saving:
            self._save(article)

    def journal_now(self) -> None:
        """Write the journal at once, before something that may not return (a crash report)."""
        self._journal()

    def _journal(self) -> None:
        from newsdesk.services import articles

        self._journal_timer.stop()
        article = self.collected()
        if article is not None and self.unsaved:
            caret, scroll = self._place()
            since, begun = self._step_since(article), monotonic()

            def done(_nothing: None) -> None:
                took = int((monotonic() - begun) * 1000)
                self._slow = max(took, self._slow * 3 // 4)
                self._journal_timer.setInterval(max(JOURNAL_SOON, JOURNAL_AFTER - self._slow))
                self._count_steps(article.id)

            def failed(error: Exception) -> None:
                if self._noted is article and since is not None:
                    self._noted = since
                self._not_journalled(error)

            self._tasks.library(
                lambda desk: articles.journal(
                    desk, article=article, caret=caret, scroll=scroll, since=since
                ),
                done,
                failed,
                urgent=True,
            )

    def _save(self, article: Article) -> None:
        from newsdesk.services import articles

        place, since = self._place(), self._step_since(article)
        self._write(
            article,
            lambda desk: articles.save(desk, article=article, place=place, since=since),
        )

    def _write(self, article: Article, work: Callable[[Desk], tuple[Article, Changes]]) -> None:
        """Save in one way or another; what is typed meanwhile stays on the screen."""
        self._saving = True
        self._journal_timer.stop()
        self._save_timer.stop()
        self._retry_timer.stop()
        generation = self._generation
        self._set_state("saving", None)

        def done(result: tuple[Article, Changes]) -> None:
            self._saved(result[0], generation)
            self._bus.tell(result[1])

        self._note_step(article)
        self._tasks.library(work, done, self._failed, urgent=True)

    def _saved(self, saved: Article, generation: int) -> None:
        self._saving = False
        self._saved_generation = generation
        self._error = None
        self._journal_timer.setInterval(JOURNAL_SOON)
        if self._article is None:
            return
        self._base = saved
        if self._generation == generation:
            self._article = self._noted = saved
        else:
            self._article = replace(self._article, version=saved.version, saved_at=saved.saved_at)
        self._set_state("unsaved" if self.unsaved else "saved", saved.saved_at)
        self._count_steps(saved.id)
        if not self.unsaved:
            self._release(saved=True)
        elif self._waiting:
            self.flush()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._not_journalled(error)
        self._release(saved=False)
        if isinstance(error, EnvironmentFailure) and not isinstance(error, ReplacedError):
            self._retry_timer.start()

    def _not_journalled(self, error: Exception) -> None:
        self._error = error
        self._set_state("stale" if isinstance(error, StaleArticleError) else "failed", error)

    def _release(self, *, saved: bool) -> None:
        waiting, self._waiting = self._waiting, []
        for then, otherwise in waiting:
            (then if saved else otherwise)()

    def let_go(self) -> None:
        """Forget that the open story was not saved, because it is kept elsewhere now."""
        for timer in (self._journal_timer, self._save_timer, self._retry_timer):
            timer.stop()
        self._uncollected = self._saving = False
        self._saved_generation = self._generation
        self._error = None
        self._set_state("saved", None)


def _nothing() -> None:
    """Do nothing; for those who do not ask to be told."""
