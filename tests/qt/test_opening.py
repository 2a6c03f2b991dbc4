"""What stands in the window while a library is opened, and when that fails."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from newsdesk import app
from newsdesk.domain.article import Article
from newsdesk.services import articles, libraries, paths
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.ui import dialogs
from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.lane import Lane
from newsdesk.ui.librarycommands import LibraryCommands
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.starting import Session


@pytest.fixture
def begun() -> Iterator[list[Session]]:
    sessions: list[Session] = []
    yield sessions
    for session in sessions:
        session.window.close()
        session.context.tasks.stop()
        session.window.deleteLater()


def slowly(home: paths.Paths, library: Path, *, read_only: bool = False) -> Desk:
    """Open as long after the window was shown as making the sample takes on a slow machine."""
    time.sleep(0.6)
    return app.open_desk(library, Settings(), home, read_only=read_only)


def test_a_window_shown_before_its_library_gets_list_counts_and_caret_at_once(
    tmp_path: Path, qtbot: QtBot, begun: list[Session]
) -> None:
    library, home = tmp_path / "new.newsdesk", paths.under(tmp_path / "home")
    session = Session(
        library=library,
        paths=home,
        settings=Settings(),
        lane=Lane(),
        open_library=partial(slowly, home),
    )
    begun.append(session)
    window, sidebar = session.window, session.window.sidebar
    qtbot.waitUntil(window.isVisible, timeout=20_000)
    assert [row for row in sidebar.rows if row.kind == "hint"] == []
    assert session.context.story.article is None
    at_the_story: list[tuple[int, int]] = []

    def note(_article: Article) -> None:
        at_the_story.append((window.stories.model.total, len(sidebar.rows)))

    session.context.story.opened.connect(note)
    qtbot.waitUntil(lambda: bool(at_the_story), timeout=20_000)
    assert at_the_story == [(16, len(sidebar.rows))]
    assert sidebar.rows[0].count == 16
    assert "News" in [row.label for row in sidebar.rows]
    editor = window.findChild(StoryEditor)
    assert isinstance(editor, StoryEditor)
    assert window.focusWidget() is editor.page.body
    qtbot.waitUntil(window.panes.updatesEnabled, timeout=5000)


def test_a_library_that_cannot_be_opened_says_why_until_another_one_is(
    tmp_path: Path, qtbot: QtBot, begun: list[Session]
) -> None:
    library = tmp_path / "letter.newsdesk"
    library.write_text("Dear reader, this is no library.", "utf-8")
    before = library.read_bytes()
    home = paths.under(tmp_path / "home")
    session = app.begin(app.Start(library), home, Settings(), library, Lane())
    begun.append(session)
    bar, actions = session.window.failures, session.context.actions
    qtbot.waitUntil(lambda: actions.connected("story.trash"), timeout=20_000)
    qtbot.waitUntil(lambda: bar.notice is not None, timeout=20_000)
    qtbot.wait(300)
    assert bar.notice is not None
    assert "is not a Newsdesk library" in bar.notice.text
    assert [choice.label for choice in bar.notice.buttons] == ["Open another…"]
    actions.run("file.new_story")
    qtbot.wait(200)
    assert bar.notice is not None
    assert "is not a Newsdesk library" in bar.notice.text
    assert library.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("letter")] == [
        "letter.newsdesk"
    ]
    session.give_hooks_back()


def test_an_empty_library_says_how_to_begin(
    tmp_path: Path, qtbot: QtBot, begun: list[Session]
) -> None:
    library, home = tmp_path / "empty.newsdesk", paths.under(tmp_path / "home")
    libraries.create_empty(library, settings=Settings()).library.close()
    session = app.begin(app.Start(library), home, Settings(), library, Lane())
    begun.append(session)
    window, actions = session.window, session.context.actions
    qtbot.waitUntil(lambda: actions.connected("story.trash"), timeout=20_000)
    session.give_hooks_back()

    def said() -> list[str]:
        found = (label.text() for label in window.findChildren(QLabel) if label.isVisible())
        return [text for text in found if text]

    qtbot.waitUntil(lambda: "No story is open" in said(), timeout=5000)
    assert "Your stories will be here" in said()
    actions.run("view.authors")
    actions.run("tab.checks")
    qtbot.wait(100)
    assert "Ready to go out" not in said()
    actions.run("file.new_story")
    qtbot.waitUntil(lambda: session.context.story.article is not None, timeout=5000)
    qtbot.waitUntil(lambda: "No story is open" not in said(), timeout=5000)
    editor = window.findChild(StoryEditor)
    assert isinstance(editor, StoryEditor)
    qtbot.waitUntil(lambda: window.focusWidget() is editor.page.headline)


def test_the_story_comes_back_where_another_library_is_not_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    commands = window.findChild(LibraryCommands)
    assert isinstance(commands, LibraryCommands)
    story = window.context.story
    assert story.article is not None
    before = story.article.id
    letter = tmp_path / "letter.newsdesk"
    letter.write_text("Dear reader", "utf-8")
    commands.switch(letter)
    qtbot.waitUntil(lambda: window.failures.notice is not None, timeout=5000)
    assert window.failures.notice is not None
    assert "was not opened" in window.failures.notice.lead
    assert window.failures.notice.buttons == ()
    qtbot.waitUntil(lambda: story.article is not None, timeout=5000)
    assert story.article.id == before


def test_a_new_library_has_no_stories_and_takes_no_files_place(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "taken.newsdesk"
    chosen.write_text("mine", "utf-8")

    def choose(*_given: object) -> Path:
        return chosen

    monkeypatch.setattr(dialogs, "ask_for_new_library", choose)
    window.context.actions.run("file.new_library")
    qtbot.waitUntil(lambda: window.failures.notice is not None, timeout=5000)
    assert chosen.read_text("utf-8") == "mine"
    chosen.unlink()
    window.context.actions.run("file.new_library")
    qtbot.waitUntil(lambda: window.sidebar.rows[0].count == 0, timeout=5000)
    assert window.context.story.article is None
    assert window.failures.notice is None


def test_what_is_typed_while_another_story_is_read_is_kept(
    window: MainWindow, qtbot: QtBot
) -> None:
    story, tasks = window.context.story, window.context.tasks
    editor = window.findChild(StoryEditor)
    assert isinstance(editor, StoryEditor)
    assert story.article is not None
    first, row = story.article.id, window.stories.model.row(1)
    assert row is not None
    tasks.library(lambda _desk: time.sleep(0.3))
    story.open(row.id)
    editor.page.body.insertPlainText("Kept to the last letter ")
    qtbot.waitUntil(lambda: story.article is not None and story.article.id == row.id, timeout=5000)
    found: list[Article] = []
    tasks.library(lambda desk: articles.open_story(desk, article_id=first), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=5000)
    assert "Kept to the last letter" in str(found[0].body)


def test_only_the_story_wished_for_last_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    story = window.context.story
    rows = [window.stories.model.row(place) for place in (1, 2)]
    shown: list[str] = []

    def note(article: Article) -> None:
        shown.append(article.id)

    story.opened.connect(note)
    for row in rows:
        assert row is not None
        story.open(row.id)
    story.close()
    qtbot.wait(400)
    assert story.article is None
    assert shown == []
