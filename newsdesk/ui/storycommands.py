"""The commands of the Story menu, and what is said when a story cannot be saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.errors import ReplacedError, StaleArticleError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.merging import Merged
from newsdesk.services.changes import Changes
from newsdesk.services.conflicts import Joined
from newsdesk.services.desk import Desk
from newsdesk.ui import dialogs
from newsdesk.ui.context import Context
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.notices import NoticeButton

_KEY = "save"


class StoryCommands(QObject):
    """Connects the commands; ``save_copy`` is the way out that a failed save offers."""

    def __init__(self, window: MainWindow, save_copy: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._context: Context = window.context
        self._save_copy = save_copy
        self._told = ""
        actions, story = self._context.actions, self._context.story
        for state in ArticleState:
            actions.connect(f"state.{state}", partial(self._state, state))
        actions.connect("story.duplicate", self._duplicate)
        actions.connect("story.significant_update", self._significant)
        actions.connect("story.trash", self._trash)
        actions.connect("story.restore", self._restore)
        actions.connect("story.version", self._keep_version)
        actions.connect("story.correction", self._add_correction)
        story.opened.connect(self._show_state)
        story.changed.connect(self._show_state)
        story.state_changed.connect(self._kept)
        if story.article is not None:
            self._show_state(story.article)

    def _show_state(self, article: Article, _origin: object = None) -> None:
        actions = self._context.actions
        actions.check(f"state.{article.state}", True)
        actions.allow("story.significant_update", article.first_published_at is not None)
        row = self._window.stories.model.row_of(article.id)
        shown = self._window.stories.model.row(row) if row >= 0 else None
        trashed = shown is not None and shown.deleted_at is not None
        actions.allow("story.restore", trashed)
        actions.allow("story.trash", not trashed)

    def _state(self, state: ArticleState, _on: object = None) -> None:
        from newsdesk.services import articles

        def work(article_id: ArticleId, desk: Desk) -> tuple[Article, Changes]:
            return articles.set_state(desk, article_id=article_id, state=state)

        self._on_saved(work)

    def _on_saved(self, work: Callable[[ArticleId, Desk], tuple[Article, Changes]]) -> None:
        """Do something with the story after it was saved, and show what came of it."""
        article = self._context.story.article
        if article is None:
            return
        name = article.id

        def done(result: tuple[Article, Changes]) -> None:
            self._context.story.show(result[0])
            self._context.bus.tell(result[1])

        def failed(error: Exception) -> None:
            self._show_state(article)
            self._context.notices.fail(error, key="story")

        self._context.story.flush(
            partial(self._context.tasks.library, partial(work, name), done, failed)
        )

    def _duplicate(self) -> None:
        from newsdesk.services import articles

        def work(article_id: ArticleId, desk: Desk) -> tuple[Article, Changes]:
            return articles.duplicate(desk, article_id=article_id)

        self._on_saved(work)

    def _significant(self) -> None:
        agreed = dialogs.confirm(
            self._window,
            "Mark this as a significant update?",
            "Readers will see “Updated” with the present time. Do this when the facts changed, "
            "not for a spelling mistake.",
            "Mark as updated",
        )
        if agreed:
            self._context.tasks.library(lambda desk: desk.clock.now(), self._mark_updated)

    def _mark_updated(self, now: object) -> None:
        from newsdesk.domain.moment import Moment

        if isinstance(now, Moment):
            self._context.story.edit(
                lambda article: replace(article, updated_at=now, show_updated=True), origin=self
            )

    def _trash(self) -> None:
        from newsdesk.services import articles

        article = self._context.story.article
        if article is None:
            return
        name, headline = article.id, article.headline or "Untitled story"

        def back(changes: Changes) -> None:
            self._context.bus.tell(changes)
            self._context.notices.withdraw("trash")
            self._context.navigator.show_story(name)

        def undo() -> None:
            self._context.tasks.library(lambda desk: articles.restore(desk, article_id=name), back)

        def done(changes: Changes) -> None:
            self._context.bus.tell(changes)
            self._context.notices.say(
                f"“{headline}” is in the trash.",
                key="trash",
                buttons=(NoticeButton("Undo", undo),),
            )

        def trash() -> None:
            self._context.tasks.library(lambda desk: articles.trash(desk, article_id=name), done)

        self._context.story.close(trash)

    def _restore(self) -> None:
        from newsdesk.services import articles

        article = self._context.story.article
        if article is None:
            return
        name = article.id

        def done(changes: Changes) -> None:
            self._context.bus.tell(changes)
            self._context.actions.allow("story.restore", False)
            self._context.actions.allow("story.trash", True)
            self._context.notices.say("The story is back among the others.", key="trash")

        self._context.tasks.library(lambda desk: articles.restore(desk, article_id=name), done)

    def _keep_version(self) -> None:
        from newsdesk.services import versions

        name = dialogs.ask_for_name(self._window, "Keep this version", "Name of the version")

        def keep() -> None:
            article = self._context.story.article
            if article is None:
                return

            def done(changes: Changes) -> None:
                self._context.bus.tell(changes)
                self._context.notices.say(f"“{name}” is kept in the history.", key="version")

            self._context.tasks.library(
                lambda desk: versions.keep(desk, article=article, name=name), done
            )

        if name:
            self._context.story.flush(keep)

    def _add_correction(self) -> None:
        self._context.navigator.show_tab("story")
        self._context.navigator.show_place("corrections.new")

    def _merge(self) -> None:
        def merged(found: Merged) -> None:
            said = "Both sides’ changes are in the story now."
            if not found.clean:
                said += " What stood on either side before is in its history."
            show = NoticeButton(
                "Show history", partial(self._context.navigator.show_tab, "history")
            )
            buttons = () if found.clean else (show,)
            self._context.notices.say(said, key="merged", buttons=buttons)

        self._context.story.merge(merged, self._decide)

    def _decide(self, found: Joined, save: Callable[[Article], object]) -> None:
        """Show both sides of what clashed, and let somebody choose."""
        from newsdesk.ui.conflicts import ConflictDialog

        ConflictDialog(self._context, self._window, found.merged, found.clashes, save).open()

    def _kept(self, state: str, what: object) -> None:
        notices, story = self._context.notices, self._context.story
        if state == "saved":
            self._told = ""
            notices.withdraw(_KEY)
        elif state == "stale" and isinstance(what, StaleArticleError):
            notices.fail(
                what,
                key=_KEY,
                lead="This story was saved elsewhere meanwhile.",
                buttons=(
                    NoticeButton("Show the other, keep mine as a copy", story.take_theirs),
                    NoticeButton("Keep mine", story.keep_mine),
                    NoticeButton("Merge both", self._merge, primary=True),
                ),
            )
        elif state == "failed" and isinstance(what, ReplacedError):
            notices.withdraw(_KEY)  # Whoever watches the file shows what to do.
        elif state == "failed" and isinstance(what, Exception) and str(what) != self._told:
            self._told = str(what)
            notices.fail(
                what,
                key=_KEY,
                lead="The last changes are not saved yet.",
                buttons=(
                    NoticeButton("Save a copy…", self._save_copy),
                    NoticeButton("Retry", story.flush, primary=True),
                ),
            )
