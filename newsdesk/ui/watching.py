"""The library's file while it is open: read along with its writer, and noticed when it changes.

Everything is asked in the library's thread; a look takes less than a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

from newsdesk.domain.errors import ReplacedError
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.following import Seen, look
from newsdesk.ui.librarycommands import OpenLibrary
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.navigation import Tab
from newsdesk.ui.notices import NoticeButton

_READING, _WRITING = 1000, 2500
"""Milliseconds between two looks. A writer's are rarer than what its thread takes for leisure."""
_EDITING: tuple[Tab, ...] = ("story", "byline", "related")
"""The tabs of the inspector that change the story."""
_KEY = "standing"
_SAVE_KEY = "save"


class Watcher(QObject):
    """Looks at the library again and again. ``library`` says which one is open."""

    def __init__(
        self,
        window: MainWindow,
        library: Callable[[], Path],
        open_library: OpenLibrary,
        save_copy: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._library = library
        self._open_library = open_library
        self._save_copy = save_copy
        self._seen: Seen | None = None
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._timer.start(_READING)
        self._context.story.opened.connect(self._lock_fields)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def begin_anew(self) -> None:
        """Forget what was seen, because another library is open now."""
        self._seen = None
        self._said = ""
        self._context.notices.withdraw(_KEY)

    def look(self) -> None:
        """Look once, now."""
        self._timer.stop()
        self._context.tasks.library(look, self._have_seen, self._not_seen)

    def _not_seen(self, _error: Exception) -> None:
        """Wait: no library is open, or its drive is away; whoever saves is told."""
        self._timer.start(_WRITING)

    def _have_seen(self, seen: Seen) -> None:
        before, self._seen = self._seen, seen
        self._timer.start(_READING if seen.read_only else _WRITING)
        if before is None or before.read_only != seen.read_only:
            self._context.story.read_only = seen.read_only
            self._lock_fields()
        elif seen.read_only:
            self._lock_fields()  # A panel may have been built since.
        if seen.standing == "here" and before is not None and before.standing != "here":
            self._come_back()
        if seen.read_only:
            self._follow(before, seen)
        elif seen.standing != "here":
            self._warn(seen)
        elif before is not None and before.data_version != seen.data_version:
            self._changed()

    # --- reading along ---

    def _follow(self, before: Seen | None, seen: Seen) -> None:
        if seen.standing == "replaced":
            self._open_anew(read_only=True)
            return
        if before is not None and before.data_version != seen.data_version:
            self._changed()
        if seen.standing == "gone":
            sentence = "The library is away. What was read of it stays on the screen."
            buttons: tuple[NoticeButton, ...] = ()
        elif seen.writer:
            sentence = f"{seen.writer}. You are reading along; what they save shows here."
            buttons = (NoticeButton("Write here", self.write_here),)
        else:
            sentence = "Nobody writes in this library now. You have it open for reading."
            buttons = (NoticeButton("Write here", self.write_here),)
        if sentence != self._said:
            self._said = sentence
            self._context.notices.say(sentence, key=_KEY, buttons=buttons)

    def _changed(self) -> None:
        self._context.story.follow()
        self._context.bus.tell(Changes.of(Kind.LIBRARY))

    def write_here(self) -> None:
        """Open the library for writing, once nobody else does."""
        self._open_anew(read_only=False)

    def _lock_fields(self, _article: object = None) -> None:
        """Let nobody type, choose or press what could not be kept."""
        locked = self._seen is not None and self._seen.read_only
        self._context.actions.let_write(not locked)
        for pane in self._window.inspector.panels(*_EDITING):
            for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractItemView):
                for control in pane.findChildren(kind):
                    if locked and control.isEnabled():
                        control.setProperty("locked", True)
                        control.setEnabled(False)
                    elif not locked and control.property("locked"):
                        control.setProperty("locked", False)
                        control.setEnabled(True)
        for pane in (self._window.stage, self._window.inspector):
            for kind in (QLineEdit, QTextEdit, QPlainTextEdit):
                for field in pane.findChildren(kind):
                    if locked != bool(field.property("locked")):
                        field.setProperty("locked", locked)
                        field.setReadOnly(locked)

    # --- a file that is no longer the one that was opened ---

    def _warn(self, seen: Seen) -> None:
        told_by_saving = self._context.story.unsaved and seen.standing == "gone"
        if told_by_saving or self._said == seen.standing:
            return
        self._said = seen.standing
        if seen.failure is not None:
            self._tell(seen.failure)

    def _tell(self, error: Exception) -> None:
        buttons = [NoticeButton("Save a copy…", self._save_copy)]
        if isinstance(error, ReplacedError):
            buttons.append(NoticeButton("Open the new file", self.open_new_file, primary=True))
        self._context.notices.fail(
            error,
            key=_KEY,
            lead="The library’s file was changed under Newsdesk.",
            buttons=tuple(buttons),
        )

    def _come_back(self) -> None:
        self._said = ""
        self._context.notices.withdraw(_KEY)
        if self._context.story.state == "failed":
            self._context.story.flush()

    def open_new_file(self) -> None:
        """Keep what is open here as a copy beside the new file, then open that."""
        story = self._context.story
        article = story.collected()

        def keep(desk: Desk) -> Path:
            from newsdesk.services import libraries

            return libraries.keep_beside(desk, unsaved=article if story.unsaved else None)

        def kept(copy: Path) -> None:
            self._context.notices.withdraw(_SAVE_KEY)
            self._open_anew(read_only=False)
            self._context.notices.say(
                f"What was open here is kept in “{copy.name}”, beside the library.", key="copy"
            )

        self._context.tasks.library(keep, kept, self._not_opened)

    def _open_anew(self, *, read_only: bool) -> None:
        path = self._library()
        replaced = self._seen is not None and self._seen.standing == "replaced"

        def done() -> None:
            self.begin_anew()
            self._reload()

        self._context.tasks.open(
            partial(self._open_library, path, read_only=read_only),
            done,
            self._not_opened,
            close_first=replaced,
        )

    def _reload(self) -> None:
        self.look()
        self._context.story.reload()
        self._context.bus.tell(Changes.of(Kind.LIBRARY))

    def _not_opened(self, error: Exception) -> None:
        self._said = ""
        self._context.notices.fail(
            error,
            key=_KEY,
            lead="The library was not opened.",
            buttons=(NoticeButton("Retry", self.look, primary=True),),
        )
