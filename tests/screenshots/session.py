"""One run of the real program that goes from screen to screen and takes a picture of each."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from newsdesk import app
from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import ArticleQuery
from newsdesk.services import articles
from newsdesk.services.desk import Desk
from newsdesk.services.paths import standard_paths
from newsdesk.services.settings import Settings
from newsdesk.ui.lane import Lane
from newsdesk.ui.navigation import Tab
from newsdesk.ui.starting import Session

PATIENCE = 20.0
SETTLE = 0.7
"""Seconds until pictures, counts and checks have arrived."""


class Tour:
    """Leads through the program; `shoot` writes what is on the screen."""

    def __init__(self, folder: Path, size: tuple[int, int], scheme: str, end: str) -> None:
        self.folder, self.end = folder, end
        paths = standard_paths()
        options = app.Start(paths.library, size=size, scheme=scheme)
        settings = Settings(paths.settings)
        self.session: Session = app.begin(options, paths, settings, paths.library, Lane())
        self.window, self.context = self.session.window, self.session.context
        self.window.resize(*size)
        self.expected = False
        self._watch = QTimer()
        self._watch.timeout.connect(self.refuse_dialogs)
        self._watch.start(500)
        self.wait(lambda: self.window.isVisible() and self.context.story.article is not None)
        self.window.resize(*size)
        self.settle(2.0)

    def refuse_dialogs(self) -> None:
        """Close a dialog nobody asked for, such as the report of a crash, and say so."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not self.expected:
            print(f"(closed: {dialog.windowTitle()})", flush=True)
            dialog.close()

    # --- going about ---

    def wait(self, done: Callable[[], bool]) -> None:
        limit = time.monotonic() + PATIENCE
        while not done():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if time.monotonic() > limit:
                raise TimeoutError

    def settle(self, seconds: float = SETTLE) -> None:
        limit = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > limit)

    def story(self, slug: str) -> None:
        found: list[ArticleId | None] = []
        self.context.tasks.library(lambda desk: _named(desk, slug), found.append)
        self.wait(lambda: bool(found))
        assert found[0] is not None, slug
        self.context.navigator.show_screen("story")
        self.context.navigator.show_story(found[0])
        self.wait(lambda: (story := self.context.story.article) is not None and story.slug == slug)
        self.settle()

    def first(self) -> None:
        self.story("night-trams-return-kestrel-bridge")

    def tab(self, name: Tab) -> None:
        self.context.navigator.show_tab(name)
        self.settle()

    def command(self, name: str) -> None:
        """Give a command; what it opens is photographed although it waits for an answer."""
        assert self.context.actions.connected(name), f"{name} is not connected"
        self.context.actions.run(name)
        self.settle()

    # --- pictures ---

    def shoot(self, name: str) -> None:
        picture = self.window.grab()
        painter = QPainter(picture)
        for widget in self.in_front():
            place = widget.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))
            if not isinstance(widget, QDialog) or widget.width() < self.window.width():
                place = _inside(place, widget, self.window)
            painter.drawPixmap(place, _of(widget))
        painter.end()
        target = self.folder / f"{name}_{self.end}.png"
        if not picture.save(str(target)):
            raise OSError(target)
        print(target.name, flush=True)

    def in_front(self) -> list[QWidget]:
        """Dialogs and pop-ups, which are windows of their own."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget is not self.window
        ]

    def dialog(self, name: str, command: str) -> None:
        """Picture a command that opens a dialog and waits in it."""
        done: list[bool] = []

        def picture_and_close() -> None:
            self.settle()
            if not done:
                done.append(True)
                self.shoot(name)
                self.close_all()

        self.expected = True
        QTimer.singleShot(300, picture_and_close)
        self.command(command)
        if not done:
            picture_and_close()
        self.close_all()
        self.expected = False

    def close_all(self) -> None:
        for widget in self.in_front():
            widget.close()
        self.settle(0.2)

    def leave(self) -> None:
        self.window.close()
        self.context.tasks.stop()


def _named(desk: Desk, slug: str) -> ArticleId | None:
    return articles.find(desk, slug)


def _of(widget: QWidget) -> QPixmap:
    return widget.grab()


def _inside(place: QPoint, widget: QWidget, window: QWidget) -> QPoint:
    """Where a pop-up is drawn: where it is, or in the middle when that is outside."""
    if window.rect().contains(place):
        return place
    return QPoint((window.width() - widget.width()) // 2, (window.height() - widget.height()) // 3)


# --- the screens ---


def main_screen(tour: Tour) -> None:
    tour.first()
    tour.tab("related")
    tour.shoot("main")


def tab_screen(name: Tab) -> Callable[[Tour], None]:
    def show(tour: Tour) -> None:
        tour.first()
        tour.tab(name)
        tour.shoot(name)

    return show


def story_screen(name: str, slug: str, tab: Tab) -> Callable[[Tour], None]:
    def show(tour: Tour) -> None:
        tour.story(slug)
        tour.tab(tab)
        tour.shoot(name)

    return show


def authors_screen(tour: Tour) -> None:
    tour.context.navigator.show_screen("authors")
    tour.settle(1.2)
    tour.shoot("authors")
    tour.context.navigator.show_screen("story")


def images_screen(tour: Tour) -> None:
    tour.context.navigator.show_screen("images")
    tour.settle(1.5)
    tour.shoot("images")
    tour.context.navigator.show_screen("story")


def cards_screen(tour: Tour) -> None:
    """The part of a long story where pictures, quotes and boxes are."""
    tour.story("how-dark-is-the-night")
    tour.context.navigator.show_place("body.8")
    tour.settle()
    tour.shoot("cards")


def dialog_screen(name: str, command: str) -> Callable[[Tour], None]:
    def show(tour: Tour) -> None:
        tour.first()
        tour.dialog(name, command)

    return show


def find_screen(tour: Tour) -> None:
    tour.first()
    tour.command("edit.find")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "bridge")
    tour.settle()
    tour.shoot("find")
    QTest.keyClick(field, Qt.Key.Key_Escape)


def error_screen(tour: Tour) -> None:
    """What a full disk looks like."""
    tour.first()
    tour.context.notices.fail(
        EnvironmentFailure("There is no room left on the disk. Make room; nothing is lost."),
        key="picture",
    )
    tour.settle()
    tour.shoot("error")
    tour.context.notices.withdraw("picture")


def preview_screen(tour: Tour) -> None:
    tour.first()
    tour.command("view.preview")
    tour.settle(2.5)
    tour.shoot("preview")
    tour.command("view.preview")


def focus_screen(tour: Tour) -> None:
    tour.first()
    tour.command("view.focus_mode")
    tour.shoot("focus")
    tour.command("view.focus_mode")


def list_screen(tour: Tour) -> None:
    tour.context.navigator.show_stories("All stories", ArticleQuery())
    tour.story("river-peaks-below-wall")
    tour.tab("story")
    tour.shoot("live")


SCREENS: dict[str, Callable[[Tour], None]] = {
    "main": main_screen,
    "story": tab_screen("story"),
    "byline": tab_screen("byline"),
    "related": tab_screen("related"),
    "checks": story_screen("checks", "empty-shops-charge", "checks"),
    "history": tab_screen("history"),
    "cards": cards_screen,
    "live": list_screen,
    "arabic": story_screen("arabic", "night-market-arabic", "byline"),
    "ukrainian": story_screen("ukrainian", "choir-from-poltava-sings", "related"),
    "gallery": story_screen("gallery", "day-on-the-lake", "story"),
    "authors": authors_screen,
    "images": images_screen,
    "find": find_screen,
    "palette": dialog_screen("palette", "help.palette"),
    "shortcuts": dialog_screen("shortcuts", "help.shortcuts"),
    "settings": dialog_screen("settings", "file.settings"),
    "export": dialog_screen("export", "file.export"),
    "preview": preview_screen,
    "focus": focus_screen,
    "error": error_screen,
}


def main(arguments: list[str]) -> int:
    folder, width, height, scheme, end, *wanted = arguments
    if unknown := [name for name in wanted if name not in SCREENS]:
        print(f"No screen is called {', '.join(unknown)}. There are: {', '.join(SCREENS)}.")
        return 2
    tour = Tour(Path(folder), (int(width), int(height)), scheme, end)
    failed = 0
    for name in wanted or SCREENS:
        try:
            SCREENS[name](tour)
        except (AssertionError, TimeoutError) as error:
            print(f"{name}: no picture ({type(error).__name__}: {error})", flush=True)
            failed = 1
            tour.close_all()
    tour.leave()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
