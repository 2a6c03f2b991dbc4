"""The story that is open: the one place where its text is kept, journalled and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from newsdesk.domain.article import Article
from newsdesk.domain.errors import EnvironmentFailure, ReplacedError, StaleArticleError
from newsdesk.domain.ids import ArticleId, SectionSlug
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.bus import ChangeBus
from newsdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from newsdesk.domain.merging import Merged
    from newsdesk.services.conflicts import Joined
    from newsdesk.services.undo import Undone

SaveState: TypeAlias = Literal["saved", "saving", "unsaved", "failed", "stale"]
Change: TypeAlias = Callable[[Article], Article]
Decide: TypeAlias = "Callable[[Joined, Callable[[Article], object]], object]"

JOURNAL_AFTER = 500
"""Milliseconds from the first unjournalled key to the journal: never more than a second.

What the last one took to reach the disk is taken off, and the first key of a stretch is kept
sooner: on a slow machine the journal begins earlier, so that a second is enough for all of it.
"""
JOURNAL_SOON = 250
SAVE_AFTER = 5000
"""Milliseconds without a key after which the story is saved."""
RETRY_AFTER = 10_000
"""Milliseconds after which what the surroundings refused is tried again by itself."""


class StoryController(QObject):
    """Holds the open story. Panels read ``article`` and change it with ``edit`` alone.

    The editor's truth while typing is its document: it says ``touch()`` at each key and gives a
    function with ``add_source`` that merges the document into the article when that is wanted.

    Signals: ``opened(Article)`` another story is shown; ``changed(Article, origin)`` some field
    changed (``origin`` is the object that did it: ignore your own); ``state_changed(state, what)``
    with a ``SaveState`` and the Moment of the last save or the error; ``closed()`` none is open.
    """

    opened = Signal(object)
    changed = Signal(object, object)
    state_changed = Signal(str, object)
    closed = Signal()
    typed = Signal()
    steps_changed = Signal()

    def __init__(self, tasks: Tasks, bus: ChangeBus) -> None:
        super().__init__()
        self._tasks = tasks
        self._bus = bus
        self._article: Article | None = None
        self._base: Article | None = None
        self._noted: Article | None = None
        self.steps = (0, 0)
        self._sources: list[Change] = []
        self._place: Callable[[], tuple[int, int]] = _top
        self._first_place = (0, 0)
        self._uncollected = False
        self._generation = 0
        self._saved_generation = 0
        self._saving = False
        self._turn = 0
        self._state: SaveState = "saved"
        self._error: Exception | None = None
        self._waiting: list[tuple[Callable[[], object], Callable[[], object]]] = []
        self._journal_timer = self._timer(JOURNAL_SOON, self._journal)
        self._save_timer = self._timer(SAVE_AFTER, self.flush)
        self._retry_timer = self._timer(RETRY_AFTER, self.flush)
        self.read_only = False

    def _timer(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    # --- what is open ---

    @property
    def article(self) -> Article | None:
        """The open story as last collected; call ``collected`` for what the editor shows now."""
        return self._article

    @property
    def state(self) -> SaveState:
        """Whether what is on the screen is in the library."""
        return self._state

    @property
    def error(self) -> Exception | None:
        """Why the last save failed, until one succeeds."""
        return self._error

    @property
    def unsaved(self) -> bool:
        """Whether something on the screen is not in the library yet."""
        return self._generation != self._saved_generation or self._saving

    def collected(self) -> Article | None:
        """Return the story with everything that the editor shows."""
        if self._uncollected and self._article is not None:
            self._uncollected = False
            for source in self._sources:
                self._article = source(self._article)
        return self._article

    def open(self, article_id: ArticleId) -> None:
        """Save the present story and show another. Stays where that save fails."""
        from newsdesk.services import articles

        def work(desk: Desk) -> tuple[Article, tuple[int, int]]:
            article = articles.open_story(desk, article_id=article_id)
            return article, articles.place(desk, article_id=article_id)

        turn = self._take_turn()

        def done(found: tuple[Article, tuple[int, int]]) -> None:
            # What was typed while this one was read goes into the story it was typed in.
            self.flush(lambda: self.show(*found) if turn == self._turn else None)

        self.flush(lambda: self._tasks.library(work, done))

    def _take_turn(self) -> int:
        """Return the number of a wish for another story; only the latest one is met."""
        self._turn += 1
        return self._turn

    def new(self, section: SectionSlug | None = None) -> None:
        """Save the present story, then make and show an empty one."""
        from newsdesk.services import articles

        turn = self._take_turn()

        def made(result: tuple[Article, Changes]) -> None:
            article, changes = result
            self.flush(lambda: self.show(article) if turn == self._turn else None)
            self._bus.tell(changes)

        def make() -> None:
            self._tasks.library(lambda desk: articles.create(desk, section=section), made)

        self.flush(make)

    def show(self, article: Article, place: tuple[int, int] | None = None) -> None:
        """Show a story that was just read from the library; what was open must be saved.

        ``place`` is where caret and page stood when it was last left; without one, the same story
        stays where it is and another begins at its start.
        """
        self.keep_place()
        before = self._article
        if place is None:
            same = before is not None and before.id == article.id
            place = self._place() if same else _top()
        self._first_place = place
        self._article = self._base = self._noted = article
        self._uncollected = False
        self._generation = self._saved_generation = 0
        self._journal_timer.stop()
        self._save_timer.stop()
        self._retry_timer.stop()
        self._error = None
        self.opened.emit(article)
        self._set_state("saved", article.saved_at)
        self._count_steps(article.id)

    def close(self, then: Callable[[], object] | None = None) -> None:
        """Save the story and show none, then go on. Stays where that save fails."""
        self._take_turn()

        def gone() -> None:
            self.keep_place()
            self._article = None
            self.closed.emit()
            if then is not None:
                then()

        self.flush(gone)

    def follow(self) -> None:
        """Show what another program saved or journalled of the open story, if it did.

        Nothing happens while something here is not in the library yet: saving meets theirs then.
        """
        from newsdesk.services import articles

        before = self._article
        if before is None or self.unsaved:
            return

        def done(found: Article) -> None:
            if self._article is before and not self.unsaved and found != before:
                self.show(found)

        self._tasks.library(
            lambda desk: articles.open_story(desk, article_id=before.id), done, _unimportant
        )

    def reload(self) -> None:
        """Show the open story as the library that is open now has it; none where it has none.

        What was not saved must be kept elsewhere before.
        """
        from newsdesk.services import articles

        before = self._article
        self.let_go()
        if before is None:
            return
        name = before.id

        def gone(_error: Exception) -> None:
            self._article = None
            self.closed.emit()

        self._tasks.library(
            lambda desk: articles.open_story(desk, article_id=name), self.show, gone
        )

    def let_go(self) -> None:
        """Forget that the open story was not saved, because it is kept elsewhere now."""
        for timer in (self._journal_timer, self._save_timer, self._retry_timer):
            timer.stop()
        self._uncollected = self._saving = False
        self._saved_generation = self._generation
        self._error = None
        self._set_state("saved", None)

    def add_source(self, collect: Change) -> None:
        """Add a function that merges what a view holds into the article it is given."""
        self._sources.append(collect)

    def place_from(self, place: Callable[[], tuple[int, int]]) -> None:
        """Say who knows the caret (a position in the text) and the scroll position in pixels."""
        self._place = place

    def keep_place(self) -> None:
        """Keep where caret and page stand, for when this story is shown again."""
        from newsdesk.services import articles

        if self._article is None:
            return
        name = self._article.id
        caret, scroll = self._place()
        self._tasks.library(
            lambda desk: articles.keep_place(desk, article_id=name, caret=caret, scroll=scroll),
            None,
            _unimportant,
        )

    @property
    def first_place(self) -> tuple[int, int]:
        """Caret and scroll position as they were when the story was last shown."""
        return self._first_place

    # --- changing it ---

    def edit(self, change: Change, *, origin: object = None) -> None:
        """Change the story; every other view is told. Nothing happens where nothing changed."""
        before = self.collected()
        if before is None or self.read_only:
            return
        after = change(before)
        if after == before:
            return
        self._article = after
        self._note_change()
        self.changed.emit(after, origin)

    def touch(self) -> None:
        """Note that something was typed; it is collected when it is needed."""
        if self._article is None or self.read_only:
            return
        self._uncollected = True
        self._note_change()
        self.typed.emit()

    def _note_change(self) -> None:
        self._generation += 1
        if not self._journal_timer.isActive():
            self._journal_timer.start()
        self._save_timer.start()
        if self._state == "saved":
            self._set_state("unsaved", None)

    # --- keeping it ---

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

    def keep_mine(self) -> None:
        """After a stale save: save what is on the screen; the other stays as a version."""
        from newsdesk.services import conflicts

        mine = self.collected()
        if mine is not None:
            self._write(mine, lambda desk: conflicts.keep_mine(desk, article=mine))

    def merge(self, merged: Callable[[Merged], object], decide: Decide | None = None) -> None:
        """After a stale save: show both sides' changes joined, and tell ``merged``.

        Where both changed the same place ``decide`` is asked with what clashed, and given what
        saves the story that somebody decided on; without it ours stands there.
        """
        from newsdesk.services import conflicts

        mine, base = self.collected(), self._base
        if mine is None:
            return

        def saved(found: Merged, result: tuple[Article, Changes]) -> None:
            self.show(result[0])
            self._bus.tell(result[1])
            merged(replace(found, article=result[0]))

        def save(found: Merged, article: Article) -> None:
            self._tasks.library(
                lambda desk: conflicts.save_joined(desk, article=article, mine=mine),
                partial(saved, found),
                self._failed,
            )

        def joined(found: conflicts.Joined) -> None:
            if found.clashes and decide is not None:
                decide(found, partial(save, found.merged))
            else:
                save(found.merged, found.merged.article)

        self._tasks.library(
            lambda desk: conflicts.join(desk, article=mine, base=base), joined, self._failed
        )

    def take_theirs(self) -> None:
        """After a stale save: show what was saved elsewhere; ours stays as a copy of its own."""
        from newsdesk.services import conflicts

        mine = self.collected()
        if mine is None:
            return

        def swapped(result: tuple[Article, Changes]) -> None:
            self.show(result[0])
            self._bus.tell(result[1])

        self._tasks.library(
            lambda desk: conflicts.take_theirs(desk, article=mine), swapped, self._failed
        )

    def journal_now(self) -> None:
        """Write the journal at once, before something that may not return (a crash report)."""
        self._journal()

    def _journal(self) -> None:
        from newsdesk.services import articles

        self._journal_timer.stop()
        article = self.collected()
        if article is not None and self.unsaved:
            caret, scroll = self._place()
            begun = monotonic()

            def done(_nothing: None) -> None:
                took = int((monotonic() - begun) * 1000)
                self._journal_timer.setInterval(max(JOURNAL_SOON, JOURNAL_AFTER - took))

            self._tasks.library(
                lambda desk: articles.journal(desk, article=article, caret=caret, scroll=scroll),
                done,
                self._not_journalled,
                urgent=True,
            )
            self._note_step(article)

    def _save(self, article: Article) -> None:
        from newsdesk.services import articles

        place = self._place()
        self._write(article, lambda desk: articles.save(desk, article=article, place=place))

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

    # --- steps that outlive the program ---

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

        before, self._noted = self._noted, article
        if before is None or before.id != article.id or before == article:
            return
        caret, _scroll = self._place()
        self._tasks.library(
            lambda desk: undo.note(desk, before=before, after=article, caret=caret),
            self._counted,
            _unimportant,
        )

    def _count_steps(self, article_id: ArticleId) -> None:
        from newsdesk.services import undo

        self._tasks.library(
            lambda desk: undo.count(desk, article_id=article_id), self._counted, _unimportant
        )

    def _counted(self, steps: tuple[int, int]) -> None:
        self.steps = steps
        self.steps_changed.emit()

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

    def _set_state(self, state: SaveState, what: object) -> None:
        self._state = state
        self.state_changed.emit(state, what)


def _nothing() -> None:
    """Do nothing; for those who do not ask to be told."""


def _unimportant(_error: Exception) -> None:
    """Leave it: a caret that could not be kept is no loss worth a word."""


def _top() -> tuple[int, int]:
    """Return the place at which a story begins."""
    return (0, 0)
