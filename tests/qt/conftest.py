"""Real windows for the tests of the interface."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from newsdesk import app
from newsdesk.services import paths
from newsdesk.services.settings import Settings
from newsdesk.ui.lane import Lane
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.starting import Session

Start = Callable[[Path], Session]


@pytest.fixture(autouse=True)
def garbage_stays_on_the_main_thread() -> Iterator[None]:
    """Free the widgets of a test before another one has threads of its own."""
    gc.disable()
    yield
    application = QCoreApplication.instance()
    if isinstance(application, QGuiApplication):
        application.clipboard().clear()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def settled(session: Session, qtbot: QtBot) -> None:
    """Wait until all is built; from then on what nobody catches fails the test at once."""
    actions = session.context.actions
    qtbot.waitUntil(lambda: actions.connected("story.trash"), timeout=20_000)
    session.give_hooks_back()
    session.context.tasks.crashed.disconnect()
    session.context.tasks.crashed.connect(_fail)


def _fail(error: object) -> None:
    assert isinstance(error, Exception)
    raise error


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """Start Newsdesk on a library as `newsdesk` does; every session is closed at the end."""
    begun: list[Session] = []

    def begin(library: Path) -> Session:
        home = paths.under(tmp_path / "home")
        session = app.begin(app.Start(library), home, Settings(), library, Lane())
        begun.append(session)
        qtbot.waitUntil(session.window.isVisible, timeout=20_000)
        qtbot.waitUntil(lambda: session.context.story.article is not None, timeout=20_000)
        settled(session, qtbot)
        return session

    yield begin
    for session in begun:
        session.window.close()
        session.context.tasks.stop()
        session.window.deleteLater()
    begun.clear()


@pytest.fixture
def window(start: Start, sample_path: Path) -> MainWindow:
    """The window over a copy of the sample library, its newest story open."""
    return start(sample_path).window
