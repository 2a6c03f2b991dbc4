"""What is open: the one place where a story's text is kept, and what was typed into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

from newsdesk.domain.article import Article

SaveState: TypeAlias = Literal["saved", "saving", "unsaved", "failed", "stale"]
Change: TypeAlias = Callable[[Article], Article]


class OpenStory(QObject):
    """Holds a story. Panels read ``article`` and change it with ``edit`` alone.

    The editor's truth while typing is its document: it says ``touch()`` at each key and gives a
    function with ``add_source`` that merges the document into the article when that is wanted.

    Signals: ``opened(Article)`` another story is shown; ``changed(Article, origin)`` some field
    changed (``origin`` is the object that did it: ignore your own); ``typed()`` something was
    typed; ``state_changed(state, what)`` with a ``SaveState`` and the Moment of the last save or
    the error; ``closed()`` none is open.
    """

    opened = Signal(object)
    changed = Signal(object, object)
    state_changed = Signal(str, object)
    closed = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._article: Article | None = None
        self._sources: list[Change] = []
        self._place: Callable[[], tuple[int, int]] = top
        self._first_place = (0, 0)
        self._uncollected = False
        self._generation = 0
        self._saved_generation = 0
        self._saving = False
        self._state: SaveState = "saved"
        self.read_only = False

    @property
    def article(self) -> Article | None:
        """The open story as last collected; call ``collected`` for what the editor shows now."""
        return self._article

    @property
    def state(self) -> SaveState:
        """Whether what is on the screen is in the library."""
        return self._state

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

    def add_source(self, collect: Change) -> None:
        """Add a function that merges what a view holds into the article it is given."""
        self._sources.append(collect)

    def place_from(self, place: Callable[[], tuple[int, int]]) -> None:
        """Say who knows the caret (a position in the text) and the scroll position in pixels."""
        self._place = place

    @property
    def first_place(self) -> tuple[int, int]:
        """Caret and scroll position as they were when the story was last shown."""
        return self._first_place

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
        """Note that what is open is not what the library has."""
        self._generation += 1
        if self._state == "saved":
            self._set_state("unsaved", None)

    def _set_state(self, state: SaveState, what: object) -> None:
        self._state = state
        self.state_changed.emit(state, what)


def top() -> tuple[int, int]:
    """Return the place at which a story begins."""
    return (0, 0)
