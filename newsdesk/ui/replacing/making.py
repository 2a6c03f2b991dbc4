"""Making the replacements in the library's thread, and taking the last of them back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from newsdesk.domain.article import Article
from newsdesk.domain.errors import Cancelled
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.replacing import Plan, Progress, Undone
from newsdesk.ui.context import Context
from newsdesk.ui.moments import number_text
from newsdesk.ui.notices import NoticeButton

T = TypeVar("T")


class Maker(QObject):
    """``made()`` tells that stories changed, ``ended()`` that nothing is under way any more.

    ``told(text)`` says how far the work is.
    """

    made = Signal()
    ended = Signal()
    told = Signal(str)
    _stepped = Signal(int, int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stopped: threading.Event | None = None
        self._stepped.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def working(self) -> bool:
        """Whether something is being replaced or taken back."""
        return self._stopped is not None

    def stop(self) -> None:
        """Ask to stop; nothing is then changed, unless all of it already was."""
        if self._stopped is not None:
            self._stopped.set()

    def make(self, chosen: Plan) -> None:
        """Save the open story, then make the replacements of a plan."""
        from newsdesk.services import replacing

        def work(desk: Desk, progress: Progress) -> tuple[tuple[Article, ...], Changes]:
            return replacing.apply(desk, chosen=chosen, progress=progress)

        def done(result: tuple[tuple[Article, ...], Changes]) -> None:
            articles, changes = result
            spots, stories = number_text(chosen.spots), number_text(len(articles))
            self._show(changes)
            self._context.notices.say(
                f"Replaced {spots} in {stories} {'story' if len(articles) == 1 else 'stories'}.",
                key="replace",
                buttons=(NoticeButton("Undo all", self.undo),),
            )

        self._begin(work, done, "Nothing was replaced.")

    def undo(self) -> None:
        """Take the last replacement back; what changed since is left and named."""
        from newsdesk.services import replacing

        def work(desk: Desk, progress: Progress) -> tuple[Undone, Changes]:
            return replacing.undo_last(desk, progress=progress)

        def done(result: tuple[Undone, Changes]) -> None:
            undone, changes = result
            self._show(changes)
            self._context.notices.say(_said(undone), key="replace")

        self._begin(work, done, "Nothing was taken back.")

    def _begin(
        self, work: Callable[[Desk, Progress], T], done: Callable[[T], object], lead: str
    ) -> None:
        if self._stopped is not None:
            return
        stopped = self._stopped = threading.Event()

        def progress(at: int, total: int, _what: str) -> None:
            if stopped.is_set():
                raise Cancelled(lead)
            self._stepped.emit(at, total)

        def whole(desk: Desk) -> T | None:
            try:
                return work(desk, progress)
            except Cancelled:
                return None

        def finished(value: T | None) -> None:
            self._stopped = None
            if value is None:
                self._context.notices.say(f"Stopped. {lead}", key="replace")
            else:
                done(value)
            self.ended.emit()

        def failed(error: Exception) -> None:
            self._stopped = None
            self._context.notices.fail(error, key="replace", lead=lead)
            self.ended.emit()

        def unsaved() -> None:
            failed(self._context.story.error or Cancelled("The open story could not be saved."))

        self._context.story.flush(
            lambda: self._context.tasks.library(whole, finished, failed), unsaved
        )

    def _tell(self, at: int, total: int) -> None:
        if self.working:
            self.told.emit(f"Story {number_text(at + 1)} of {number_text(total)}…")

    def _show(self, changes: Changes) -> None:
        """Show the open story as it is now, and tell every view."""
        article = self._context.story.article
        if article is not None and article.id in changes.ids(Kind.ARTICLE):
            self._context.story.open(article.id)
        self._context.bus.tell(changes)
        self.made.emit()


def _said(undone: Undone) -> str:
    count = len(undone.restored)
    text = f"{number_text(count)} {'story is' if count == 1 else 'stories are'} as before."
    if undone.left:
        named = ", ".join(f"“{name[:60]}”" for name in undone.left[:3])
        more = f" and {number_text(len(undone.left) - 3)} more" if len(undone.left) > 3 else ""
        text += f" Changed since, and left as they are: {named}{more}; see their history."
    return text
