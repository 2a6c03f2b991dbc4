"""Checks the open story a moment after each change; panel, tab and status line listen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.tasks import TaskHandle

if TYPE_CHECKING:
    from newsdesk.services.checks import Finding

_AFTER_TYPING = 900
"""Milliseconds without a key after which the story is checked again."""
_AFTER_CHANGE = 200


class StoryChecks(QObject):
    """One for a window (``checks_of``). ``found`` carries the findings, errors first;
    ``weighed`` how many errors and how many warnings are among them.

    The checks are imported in the library's thread: they are many, and the window is new then.
    """

    found = Signal(object)
    weighed = Signal(int, int)

    def __init__(self, context: Context) -> None:
        super().__init__(context.story)
        self._context = context
        self._running: TaskHandle | None = None
        self.findings: tuple[Finding, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.run)
        story = context.story
        story.opened.connect(self._starter(0))
        story.changed.connect(self._starter(_AFTER_CHANGE))
        story.typed.connect(self._starter(_AFTER_TYPING))
        story.closed.connect(self._clear)
        context.bus.changed.connect(self._library_changed)
        context.settings.changed.connect(self._setting_changed)
        self._timer.start(0)

    def _starter(self, milliseconds: int) -> Callable[..., None]:
        def start(*_what: object) -> None:
            self._timer.start(milliseconds)

        return start

    def run(self) -> None:
        """Check now; an older run still under way is dropped."""
        self._timer.stop()
        article = self._context.story.collected()
        if article is None:
            self._clear()
            return
        if self._running is not None:
            self._running.cancel()

        def work(desk: Desk) -> tuple[Finding, ...]:
            from newsdesk.services import checks

            return checks.run(desk, article=article)

        self._running = self._context.tasks.library(work, self._tell)

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        weights = [finding.severity.value for finding in findings]
        self.found.emit(findings)
        self.weighed.emit(weights.count("error"), weights.count("warning"))

    def _clear(self) -> None:
        self._tell(())

    def _library_changed(self, changes: Changes) -> None:
        if any(changes.touches(kind) for kind in (Kind.AUTHOR, Kind.IMAGE, Kind.PUBLICATION)):
            self._timer.start(_AFTER_CHANGE)

    def _setting_changed(self, key: str) -> None:
        if key.startswith("limits."):
            self._timer.start(_AFTER_CHANGE)


def checks_of(context: Context) -> StoryChecks:
    """Return the window's checks, made when first asked for."""
    found = context.story.findChild(StoryChecks)
    return found if isinstance(found, StoryChecks) else StoryChecks(context)
