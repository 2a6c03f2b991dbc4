"""The profile that is open: kept here while it is edited, saved a moment after each change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.errors import InvalidInputError, NotFoundError
from newsdesk.domain.ids import AuthorId
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.notices import NoticeButton

SAVE_AFTER = 500
"""Milliseconds from the first unsaved key to the save."""
_KEY = "profile"


class ProfileEditing(QObject):
    """Holds one profile. ``shown`` tells of another one, ``changed`` of each key (with who did
    it), ``kept`` of a save, ``refused`` of a field that does not fit, ``gone`` when none is open.
    """

    shown = Signal(object)
    changed = Signal(object, object)
    kept = Signal()
    refused = Signal(object)
    gone = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.profile: AuthorProfile | None = None
        self._unsaved = False
        self._saving = False
        self._waiting: list[Callable[[], object]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self._save)
        context.bus.changed.connect(self._library_changed)

    @property
    def unsaved(self) -> bool:
        """Whether something on the screen is not in the library yet."""
        return self._unsaved or self._saving

    def open(self, author: AuthorId) -> None:
        """Save the present profile, then show another."""
        self.flush(lambda: self._read(author))

    def edit(
        self, change: Callable[[AuthorProfile], AuthorProfile], origin: object = None
    ) -> None:
        """Change the profile; nothing happens where nothing changed."""
        if self.profile is None:
            return
        after = change(self.profile)
        if after == self.profile:
            return
        self.profile = after
        self._unsaved = True
        if not self._timer.isActive():
            self._timer.start()
        self.changed.emit(after, origin)

    def flush(self, then: Callable[[], object] | None = None) -> None:
        """Save now; ``then`` is called once everything is in the library."""
        if then is not None:
            self._waiting.append(then)
        if self._unsaved and not self._saving:
            self._save()
        elif not self.unsaved:
            self._release()

    def _read(self, author: AuthorId) -> None:
        def read(desk: Desk) -> AuthorProfile:
            from newsdesk.services import authors

            return authors.get(desk, author_id=author)

        def failed(error: Exception) -> None:
            if isinstance(error, NotFoundError):
                self.profile = None
                self.gone.emit()
            else:
                self._context.notices.fail(error, key=_KEY)

        self._context.tasks.library(read, self._show, failed)

    def _show(self, profile: AuthorProfile) -> None:
        if self.unsaved:
            return
        self.profile = profile
        self.shown.emit(profile)

    def _save(self) -> None:
        profile = self.profile
        if profile is None or not self._unsaved or self._saving:
            return
        self._timer.stop()
        self._saving, self._unsaved = True, False

        def work(desk: Desk) -> tuple[AuthorProfile, Changes]:
            from newsdesk.services import authors

            return authors.save(desk, profile=profile)

        self._context.tasks.library(work, self._saved, self._failed, urgent=True)

    def _saved(self, result: tuple[AuthorProfile, Changes]) -> None:
        """Take over what the library decided; what was typed meanwhile stays."""
        self._saving = False
        saved, changes = result
        if self.profile is not None and self.profile.id == saved.id:
            slug = self.profile.slug or saved.slug
            self.profile = replace(self.profile, version=saved.version, slug=slug)
        self._context.notices.withdraw(_KEY)
        self.kept.emit()
        self._context.bus.tell(changes)
        if self._unsaved:
            self._save()
        else:
            self._release()

    def _failed(self, error: Exception) -> None:
        self._saving, self._unsaved = False, True
        self._waiting.clear()
        if isinstance(error, InvalidInputError) and error.field != "version":
            self.refused.emit(error)
            return
        buttons = (NoticeButton("Retry", self._save, primary=True),)
        if isinstance(error, InvalidInputError):
            buttons = (NoticeButton("Show the other", self._take_theirs, primary=True),)
        self._context.notices.fail(
            error, key=_KEY, lead="The profile is not saved yet.", buttons=buttons
        )

    def _take_theirs(self) -> None:
        self._unsaved = False
        self._context.notices.withdraw(_KEY)
        if self.profile is not None:
            self._read(self.profile.id)

    def _release(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _library_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.LIBRARY):
            self.profile, self._unsaved = None, False
            self.gone.emit()
        elif (
            self.profile is not None
            and not self.unsaved
            and changes.touches(Kind.AUTHOR, self.profile.id)
        ):
            self._reread(self.profile)

    def _reread(self, before: AuthorProfile) -> None:
        """Follow a change that somebody else made, such as a merge."""

        def read(desk: Desk) -> AuthorProfile:
            from newsdesk.services import authors

            return authors.get(desk, author_id=before.id)

        def have(profile: AuthorProfile) -> None:
            present = self.profile
            if present is None or self.unsaved or present.id != before.id:
                return
            if profile.version != present.version or profile.id != present.id:
                self._show(profile)

        def failed(_error: Exception) -> None:
            self.profile = None
            self.gone.emit()

        self._context.tasks.library(read, have, failed)
