"""A session: the application, its parts, and the order in which they come to life."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from newsdesk.domain.article import Article
from newsdesk.domain.errors import EnvironmentFailure, LockedError, NewsdeskError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.values import immutable
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.paths import Paths
from newsdesk.services.settings import Settings
from newsdesk.ui import fonts, scaling, windowstate
from newsdesk.ui.actions import Actions
from newsdesk.ui.bus import ChangeBus
from newsdesk.ui.collecting import Collector
from newsdesk.ui.context import Context
from newsdesk.ui.icons import Icons
from newsdesk.ui.lane import Lane
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.navigation import Navigator
from newsdesk.ui.notices import NoticeButton, Notices
from newsdesk.ui.preferences import SettingsStore
from newsdesk.ui.story import StoryController
from newsdesk.ui.tasks import Tasks
from newsdesk.ui.theme import Scheme, Theme
from newsdesk.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from newsdesk.ui.crashreport import CrashReporter
    from newsdesk.ui.librarycommands import LibraryCommands, OpenLibrary
    from newsdesk.ui.rounds import Rounds
    from newsdesk.ui.singleinstance import SingleInstance
    from newsdesk.ui.storycommands import StoryCommands
    from newsdesk.ui.watching import Watcher

_SHOW_AFTER = 250
"""Milliseconds after which the window is shown even when no story was read yet."""
_HELD_AT_MOST = 1000
"""Milliseconds for which a window already shown waits to paint list, counts and story at once."""


def make_context(
    application: QApplication, lane: Lane, settings: Settings, scheme: str = ""
) -> Context:
    """Put the shared parts together. ``scheme`` overrides the setting, for pictures."""
    tasks, bus, store = Tasks(lane), ChangeBus(), SettingsStore(settings)
    fonts.load(fonts.FIRST)
    theme = Theme(application)
    theme.start(Scheme(scheme or store.text("appearance.scheme")))
    icons = Icons(theme)
    return Context(
        tasks=tasks,
        bus=bus,
        settings=store,
        theme=theme,
        icons=icons,
        notices=Notices(),
        actions=Actions(icons),
        story=StoryController(tasks, bus),
        navigator=Navigator(),
        thumbnails=Thumbnails(tasks, bus),
    )


class Session:
    """One run of Newsdesk, from the first import of Qt to the last save."""

    def __init__(
        self,
        *,
        library: Path,
        paths: Paths,
        settings: Settings,
        lane: Lane,
        open_library: OpenLibrary,
        story: str = "",
        screenshot: Path | None = None,
        size: tuple[int, int] = (1280, 800),
        scheme: str = "",
    ) -> None:
        self.application = scaling.make_application(settings)
        self._collector = Collector()
        self.application.setApplicationName("Newsdesk")
        self.application.setDesktopFileName("newsdesk")
        self._paths = paths
        self._library = library
        self._wanted_story = story
        self._screenshot = screenshot
        self._size = size
        self._open_library = open_library
        self._later: deque[Callable[[], object]] = deque()
        self._shown = False
        self._caret_set = False
        self._exit_code = 0
        self._crashes: CrashReporter | None = None
        self._instance: SingleInstance | None = None
        self._rounds: Rounds | None = None
        self._watcher: Watcher | None = None
        self._library_commands: LibraryCommands | None = None
        self._story_commands: StoryCommands | None = None
        self.context = make_context(self.application, lane, settings, scheme)
        self.context.tasks.open(partial(open_library, library), self._opened, self._not_opened)
        self.window = MainWindow(self.context)
        self._state = windowstate.read(self._state_file)
        self._set_up_window()

    @property
    def _state_file(self) -> Path:
        return windowstate.file_for(self._paths.state, self._library)

    def _set_up_window(self) -> None:
        if self._screenshot is None:
            self.window.restore(self._state)
        else:
            self.window.resize(*self._size)
        self.window.leaving.connect(self._leave)
        self.context.settings.changed.connect(self._setting_changed)
        QTimer.singleShot(_SHOW_AFTER, self._show)

    def give_hooks_back(self) -> None:
        """Leave what nobody catches to whoever started this session, as tests do."""
        if self._crashes is not None:
            self._crashes.uninstall()

    def run(self) -> int:
        """Run until the window is closed; returns the exit code."""
        self.application.exec()
        if self.application.platformName() == "offscreen":
            # Its clipboard outlives Python, and what we copied cannot be freed without Python.
            self.application.clipboard().clear()
        return self._exit_code

    # --- opening ---

    def _opened(self) -> None:
        """Read counts, list and story, in this order: the story comes last and shows them all."""
        self._hold_painting()
        QTimer.singleShot(_HELD_AT_MOST, self.window, self._paint_again)
        self.window.read_counts()
        self.window.stories.model.refresh()
        self.context.tasks.library(
            partial(_first_story, self._wanted_story or self._state.story),
            self._have_story,
            self._no_story,
        )

    def _hold_painting(self) -> None:
        if self._shown:
            self.window.panes.setUpdatesEnabled(False)

    def _paint_again(self) -> None:
        """Paint what was held back, every part in the place that it has with the story."""
        self.application.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.window.panes.setUpdatesEnabled(True)

    def _have_story(self, found: FirstStory | None) -> None:
        self._hold_painting()
        QTimer.singleShot(0, self.window, self._paint_again)
        if found is None:
            self._caret_set = True
            self.window.stage.show_screen("story")
            self._show()
            return
        self.context.story.show(found.article, found.place)
        self._first_story()
        if found.recovered:
            stories = "1 story" if found.recovered == 1 else f"{found.recovered} stories"
            self.context.notices.say(
                f"Newsdesk ended unexpectedly. What was typed in {stories} is all here.",
                key="recovered",
            )

    def _no_story(self, error: Exception) -> None:
        self._paint_again()
        self.context.notices.fail(error, key="story")
        self._show()

    def _first_story(self) -> None:
        """Show the window once every part of it has followed the story, and set the caret."""
        self._show()
        if self._caret_set:
            return
        self._caret_set = True
        if self.application.activeModalWidget() is None and not self.window.stories.search.text():
            self.window.stage.focus_screen()

    def _not_opened(self, error: Exception) -> None:
        if self._hand_over():
            self.application.exit(0)
            return
        self._exit_code = 0
        buttons = [NoticeButton("Open another…", self._open_another, primary=True)]
        retryable = not isinstance(error, EnvironmentFailure) or error.retryable
        if retryable:
            buttons.insert(0, NoticeButton("Retry", self._retry))
        if isinstance(error, LockedError):
            buttons[-1] = replace(buttons[-1], primary=False)
            buttons.append(NoticeButton("Open for reading", self._read_along, primary=True))
        self.context.notices.fail(
            error, key="library", lead="The library could not be opened.", buttons=tuple(buttons)
        )
        self._show()

    def _hand_over(self) -> bool:
        """Let the window that has this library open come to the front."""
        from newsdesk.ui.singleinstance import hand_over

        return self._screenshot is None and hand_over(self._library, [self._wanted_story])

    def _retry(self) -> None:
        def done() -> None:
            self.context.notices.withdraw("library")
            self._opened()

        self.context.tasks.open(partial(self._open_library, self._library), done, self._not_opened)

    def _read_along(self) -> None:
        """Open for reading what somebody else writes."""

        def done() -> None:
            self.context.notices.withdraw("library")
            self._opened()

        work = partial(self._open_library, self._library, read_only=True)
        self.context.tasks.open(work, done, self._not_opened)

    def _open_another(self) -> None:
        self.context.actions.run("file.open_library")

    # --- showing ---

    def _show(self) -> None:
        if self._shown:
            return
        self._shown = True
        self.context.theme.dress()
        self.window.show()
        self._later = deque(
            (
                self.window.stage.toolbar.fill,
                self._listen,
                self._catch_crashes,
                self._connect_commands,
                self._watch_library,
                partial(fonts.load, fonts.LATER),
                self._at_leisure,
            )
        )
        QTimer.singleShot(0, self.window, self._next_step)

    def _next_step(self) -> None:
        """Bring to life what the first paint did not need, one part between two keys."""
        self._later.popleft()()
        if self._later:
            QTimer.singleShot(0, self.window, self._next_step)

    def _catch_crashes(self) -> None:
        from newsdesk.services import log
        from newsdesk.ui.crashreport import CrashReporter

        self._crashes = CrashReporter(self.context.story.journal_now)
        self.context.tasks.crashed.connect(self._unforeseen)
        if self._screenshot is None:
            log.start(self._paths.log)
            self._crashes.install(self.window)

    def _connect_commands(self) -> None:
        from newsdesk.ui.librarycommands import LibraryCommands
        from newsdesk.ui.storycommands import StoryCommands

        self._library_commands = LibraryCommands(
            self.window, self._library, self._paths, self._open_library
        )
        self._library_commands.moved.connect(self._moved)
        self._story_commands = StoryCommands(self.window, self._library_commands.save_copy)

    def _watch_library(self) -> None:
        from newsdesk.ui.rounds import Rounds
        from newsdesk.ui.watching import Watcher

        if self._screenshot is None and self._library_commands is not None:
            self._rounds = Rounds(self.context, lambda: self._library, self._paths)
            self._watcher = Watcher(
                self.window,
                lambda: self._library,
                self._open_library,
                self._library_commands.save_copy,
            )

    def _at_leisure(self) -> None:
        self.window.after_first_paint()
        if self.context.settings.settings.problem:
            self.context.notices.say(self.context.settings.settings.problem, key="settings")
        if self._screenshot is not None:
            QTimer.singleShot(1200, partial(self._wait_for_pictures, 3))

    def _wait_for_pictures(self, rounds: int) -> None:
        """Take the picture once the library's thread has nothing to do but what we ask."""
        if rounds == 0:
            self._take_screenshot()
            return
        again = partial(QTimer.singleShot, 100, partial(self._wait_for_pictures, rounds - 1))
        self.context.tasks.library(lambda _desk: None, lambda _nothing: again())

    def _listen(self) -> None:
        """Be there for a second start; a session that takes a picture is not."""
        from newsdesk.ui.singleinstance import SingleInstance

        if self._screenshot is not None:
            return
        if self._instance is not None:
            self._instance.close()
        self._instance = SingleInstance(self._library)
        self._instance.called.connect(self._called)

    def _called(self, given: list[str]) -> None:
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()
        story = given[0] if given else ""
        if story:
            self.context.tasks.library(partial(_find_story, story), self._show_found)

    def _show_found(self, name: str) -> None:
        if name:
            self.context.navigator.show_story(ArticleId(name))

    def _moved(self, library: object) -> None:
        assert isinstance(library, Path)
        self.window.keep_state(self._state_file)
        self._library = library
        self._state = windowstate.read(self._state_file)
        self._wanted_story = ""
        self._caret_set = False
        if self._watcher is not None:
            self._watcher.begin_anew()
        self._opened()
        self._listen()

    def _unforeseen(self, error: object) -> None:
        """Show known errors as a sentence; anything else is a defect of ours."""
        if isinstance(error, NewsdeskError):
            self.context.notices.fail(error, key="task")
        elif self._crashes is not None:
            self._crashes.failed.emit(error)

    def _setting_changed(self, key: str) -> None:
        if key == "appearance.scheme":
            scheme = Scheme(self.context.settings.text(key))
            self.context.theme.choose(scheme)
            self.context.actions.check(f"scheme.{scheme}", True)
        self.context.bus.tell(Changes.of(Kind.SETTING, key))

    # --- leaving ---

    def _take_screenshot(self) -> None:
        assert self._screenshot is not None
        if not self.window.grab().save(str(self._screenshot)):
            logging.getLogger(__name__).error("No picture could be written: %s", self._screenshot)
            self._exit_code = 1
        self.window.close()
        self.application.quit()

    def _leave(self) -> None:
        if self._screenshot is None:
            self.context.story.keep_place()
            self.window.keep_state(self._state_file)
        if self._rounds is not None:
            self._rounds.stop()
        if self._watcher is not None:
            self._watcher.stop()
        if self._instance is not None:
            self._instance.close()
        if self._crashes is not None:
            self._crashes.uninstall()
        self.context.tasks.stop()
        self._collector.stop()


@immutable
class FirstStory:
    """The story that is shown first, where it was left, and how many stories were recovered."""

    article: Article
    place: tuple[int, int]
    recovered: int


def _first_story(wanted: str, desk: Desk) -> FirstStory | None:
    """Read the story to show first: the one wanted, else the one edited last, else none."""
    from newsdesk.domain.listing import ArticleQuery
    from newsdesk.services import articles

    name = _find_story(wanted, desk) if wanted else ""
    if not name:
        rows = articles.rows(desk, query=ArticleQuery(), limit=1).rows
        name = rows[0].id if rows else ""
    if not name:
        return None
    article = articles.open_story(desk, article_id=ArticleId(name))
    place = articles.place(desk, article_id=article.id)
    return FirstStory(article, place, len(articles.recovered(desk)))


def _find_story(wanted: str, desk: Desk) -> str:
    """Return the id of a story named by its id or slug, "" when there is none."""
    from newsdesk.services import articles

    return articles.find(desk, wanted) or ""
