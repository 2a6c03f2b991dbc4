"""The errors Newsdesk knows, each with a sentence an editor can act on.

Anything that is none of these is a defect of ours and ends in the crash report.
"""

from __future__ import annotations


class NewsdeskError(Exception):
    """A known error; ``str(error)`` is a whole sentence that says what to do."""


class InvalidInputError(NewsdeskError):
    """Something typed, pasted or read cannot be used as it is.

    ``field`` names the place in dotted form (``"slug"``, ``"body.3.runs.0.text"``), empty when
    the whole input is meant. The interface shows the sentence beside that field.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotFoundError(NewsdeskError):
    """What was asked for is not in the library."""


class InUseError(NewsdeskError):
    """A thing that others point to was to be deleted; ``users`` names who points to it."""

    def __init__(self, message: str, *, users: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.users = users


class StaleArticleError(NewsdeskError):
    """The story was saved elsewhere after it was read here."""

    def __init__(self, message: str, *, article_id: str, ours: int, theirs: int) -> None:
        super().__init__(message)
        self.article_id = article_id
        self.ours = ours
        self.theirs = theirs


class EnvironmentFailure(NewsdeskError):  # noqa: N818 - a failure of the surroundings, no mistake
    """The surroundings failed: disk full, file locked, read-only, damaged, folder gone.

    Shown as a bar with Retry and "Save a copy…"; the text stays on the screen. ``path`` is the
    file meant, empty when there is none.
    """

    def __init__(self, message: str, *, path: str = "", retryable: bool = True) -> None:
        super().__init__(message)
        self.path = path
        self.retryable = retryable


class NoLibraryError(EnvironmentFailure):
    """Something was asked of the library while none is open."""


class NewerFormatError(EnvironmentFailure):
    """A library or story file was written by a newer Newsdesk than this one."""


class Cancelled(NewsdeskError):  # noqa: N818 - an outcome, not an error
    """The person stopped the work; nothing half-done stays behind."""


class LockedError(EnvironmentFailure):
    """Somebody else writes to the library; it may still be opened for reading."""


class ReplacedError(EnvironmentFailure):
    """Another program put another file in the place of the open library.

    What is written now would reach nobody; both files can be kept.
    """


class UnreachableError(EnvironmentFailure):
    """A folder for things made in the background is away; the work at hand goes on."""
