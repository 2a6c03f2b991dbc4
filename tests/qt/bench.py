"""A desk to try panels on: the real parts of the window over a real library in a folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from newsdesk.domain.article import Article
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Section
from newsdesk.services import articles, libraries, sections
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.ui.context import Context
from newsdesk.ui.lane import Lane
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.starting import make_context
from newsdesk.ui.storycommands import StoryCommands

T = TypeVar("T")
PATIENCE = 20.0
"""Seconds after which something that should have happened did not."""


def keys(widget: QWidget, text: str) -> None:
    """Type a text into a widget; Qt's own helper knows ASCII only."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(widget, letter)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key in a widget."""
    QTest.keyClick(widget, key, modifier)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click a widget, in its middle where no place is given."""
    QTest.mouseClick(
        widget,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        widget.rect().center() if place is None else place,
    )


class Bench:
    """An application with an open library. ``work`` runs a use case and waits for its result."""

    def __init__(self, library: Path, settings: Settings | None = None, scheme: str = "") -> None:
        found = QApplication.instance()
        self.application = found if isinstance(found, QApplication) else QApplication([])
        settings = settings or Settings()
        open_library = libraries.open_existing if library.exists() else libraries.create_empty
        self.context: Context = make_context(self.application, Lane(), settings, scheme or "light")
        self.context.theme.dress()
        self.context.tasks.open(partial(open_library, library, settings=settings))
        self.errors: list[object] = []
        self.context.tasks.crashed.connect(self.errors.append)

    def wait(self, done: Callable[[], bool], what: str = "it") -> None:
        """Let the program work until something is so."""
        until = time.monotonic() + PATIENCE
        while not done():
            QCoreApplication.processEvents()
            assert time.monotonic() < until, f"{what} did not happen"
            time.sleep(0.002)

    def work(self, job: Callable[[Desk], T]) -> T:
        """Do something with the library and return what came of it."""
        results: list[T] = []
        self.context.tasks.library(job, results.append, self.errors.append)
        self.wait(lambda: bool(results or self.errors), "the work")
        assert not self.errors, self.errors
        return results[0]

    def settle(self, rounds: int = 4) -> None:
        """Wait until the library's thread has nothing left to do, several times over."""
        for _ in range(rounds):
            self.work(lambda _desk: True)
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def open(self, article: Article) -> None:
        """Show a story of the library, with the commands for stories at hand."""
        self.context.story.show(
            self.work(lambda desk: articles.open_story(desk, article_id=article.id))
        )
        self.context.actions.set_present("story", True)

    def commands(self) -> MainWindow:
        """Connect the commands of the Story menu, as the window does."""
        window = MainWindow(self.context)
        StoryCommands(window, lambda: None)
        return window

    def article(self) -> Article:
        """Return the open story as it stands on the screen."""
        found = self.context.story.collected()
        assert found is not None
        return found

    def saved(self) -> Article:
        """Save the open story and return it as the library has it."""
        done: list[bool] = []
        self.context.story.flush(lambda: done.append(True), lambda: done.append(False))
        self.wait(lambda: bool(done), "the save")
        assert done == [True], self.context.story.error
        name = self.article().id
        return self.work(lambda desk: articles.saved_story(desk, article_id=name))

    def close(self) -> None:
        """End the threads."""
        self.settle(1)
        self.context.tasks.stop()


@contextmanager
def bench(folder: Path, scheme: str = "") -> Generator[Bench]:
    """Open a bench over a new library in a folder and close it afterwards."""
    made = Bench(folder / "desk.newsdesk", scheme=scheme)
    try:
        yield made
    finally:
        made.close()


def with_sections(made: Bench) -> None:
    """Give the library two sections."""

    def fill(desk: Desk) -> None:
        for place, (slug, label) in enumerate((("news", "News Feed"), ("isles", "Islands"))):
            sections.save(desk, section=Section(SectionSlug(slug), label, place))

    made.work(fill)
