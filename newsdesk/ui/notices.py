"""Sentences for the person at the desk: quiet lines, and failures that stay until they are met."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from newsdesk.domain.errors import NewsdeskError, NoLibraryError
from newsdesk.domain.values import immutable


@immutable
class NoticeButton:
    """A way out of a notice; ``primary`` marks the one that most will want."""

    label: str
    run: Callable[[], object]
    primary: bool = False


@immutable
class Notice:
    """A sentence shown in the window. A later notice of the same ``key`` takes its place.

    ``lead`` is shown strong, ``text`` follows it; ``details`` open on demand.
    """

    key: str
    lead: str
    text: str = ""
    details: str = ""
    buttons: tuple[NoticeButton, ...] = ()
    failure: bool = False


class Notices(QObject):
    """Holds what is to be said. The window shows failures in a bar on top, the rest below."""

    shown = Signal(object)
    withdrawn = Signal(str)

    LIBRARY = "library"
    """The key under which it stands that a library could not be opened, and why."""

    def __init__(self) -> None:
        super().__init__()
        self._no_library: Notice | None = None

    def say(self, text: str, *, key: str = "note", buttons: tuple[NoticeButton, ...] = ()) -> None:
        """Say something in a quiet line that can be closed."""
        self.shown.emit(Notice(key, "", text, buttons=buttons))

    def fail(
        self,
        error: Exception,
        *,
        key: str,
        lead: str = "",
        buttons: tuple[NoticeButton, ...] = (),
    ) -> None:
        """Show a failure that stays. ``lead`` says what it means for the work at hand.

        That no library is open follows from one that could not be opened: then that is shown
        again, with its ways out.
        """
        if isinstance(error, NoLibraryError) and self._no_library is not None:
            self.shown.emit(self._no_library)
            return
        text = str(error) if isinstance(error, NewsdeskError) else _unknown(error)
        cause = error.__cause__
        details = f"{type(cause).__name__}: {cause}" if cause is not None else ""
        notice = Notice(key, lead, text, details, buttons, failure=True)
        if key == self.LIBRARY:
            self._no_library = notice
        self.shown.emit(notice)

    def withdraw(self, key: str) -> None:
        """Take a notice back, because what it said is no longer so."""
        if key == self.LIBRARY:
            self._no_library = None
        self.withdrawn.emit(key)


def _unknown(error: Exception) -> str:
    return f"Something went wrong that Newsdesk does not know ({type(error).__name__}: {error})."
