"""The story that is open: shown, left for another, followed when others change it, merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId, SectionSlug
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.bus import ChangeBus
from newsdesk.ui.keptstory import KeptStory
from newsdesk.ui.openstory import top
from newsdesk.ui.storysteps import unimportant
from newsdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from newsdesk.domain.merging import Merged
    from newsdesk.services.conflicts import Joined

Decide: TypeAlias = "Callable[[Joined, Callable[[Article], object]], object]"


class StoryController(KeptStory):
    """Opens stories, one at a time, and settles what became of the one that is open elsewhere."""

    def __init__(self, tasks: Tasks, bus: ChangeBus) -> None:
        super().__init__(tasks, bus)
        self._turn = 0

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
            place = self._place() if same else top()
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
            unimportant,
        )

    # --- what others did to it ---

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
            lambda desk: articles.open_story(desk, article_id=before.id), done, unimportant
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
