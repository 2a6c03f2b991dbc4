"""Two programs on one library, and a library whose file is taken away or replaced."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from newsdesk import app
from newsdesk.domain import storyfile
from newsdesk.services import articles, doctor, libraries, paths
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.ui import dialogs
from newsdesk.ui.bars import NoticeBar
from newsdesk.ui.lane import Lane
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.notices import Notice
from newsdesk.ui.starting import Session
from newsdesk.ui.story import StoryController
from newsdesk.ui.watching import Watcher
from tests.qt.conftest import Start, settled

WAIT = 15_000
moves = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files in place.")


def press(notice: Notice | None, label: str) -> None:
    assert notice is not None
    next(choice for choice in notice.buttons if choice.label == label).run()


def quiet(window: MainWindow) -> Notice | None:
    return next(bar.notice for bar in window.stage.findChildren(NoticeBar))


def quiet_line(window: MainWindow) -> str:
    notice = quiet(window)
    return "" if notice is None else notice.text


def type_kicker(story: StoryController, text: str) -> None:
    story.edit(lambda article: replace(article, kicker=text))


@pytest.fixture
def writer(sample_path: Path) -> Iterator[Desk]:
    """Somebody else who writes in the library."""
    desk = libraries.open_existing(sample_path, settings=Settings())
    yield desk
    desk.library.close()


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path, sample_path: Path, writer: Desk) -> Iterator[Session]:
    """A window that found the library taken, and opened it for reading."""
    home = paths.under(tmp_path / "home")
    session = app.begin(app.Start(sample_path), home, Settings(), sample_path, Lane())
    window = session.window
    qtbot.waitUntil(lambda: window.failures.notice is not None, timeout=WAIT)
    settled(session, qtbot)
    assert window.failures.notice is not None
    assert "has had the library “Sample.newsdesk” open since" in window.failures.notice.text
    press(window.failures.notice, "Open for reading")
    qtbot.waitUntil(lambda: session.context.story.article is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: "reading along" in quiet_line(window), timeout=WAIT)
    yield session
    window.close()
    session.context.tasks.stop()
    window.deleteLater()


def test_a_second_program_reads_along_with_the_writer(
    reading: Session, writer: Desk, qtbot: QtBot
) -> None:
    story, window = reading.context.story, reading.window
    assert story.article is not None
    assert window.failures.notice is None
    fields = window.stage.findChildren(QTextEdit)
    assert fields
    assert all(field.isReadOnly() for field in fields)
    type_kicker(story, "Nobody may type here")
    assert not story.unsaved
    buttons = window.inspector.findChildren(QComboBox)
    assert buttons
    assert not any(button.isEnabled() for button in buttons)
    action = reading.context.actions.action
    assert not any(map(QAction.isEnabled, map(action, ("story.trash", "file.save", "edit.paste"))))
    assert action("file.save_copy").isEnabled()
    theirs = articles.open_story(writer, article_id=story.article.id)
    articles.journal(writer, article=replace(theirs, kicker="Typed just now"))

    def kicker() -> str:
        return story.article.kicker if story.article is not None else ""

    qtbot.waitUntil(lambda: kicker() == "Typed just now", timeout=WAIT)
    articles.create(writer, headline="A story of the other desk")
    model = window.stories.model

    def headlines() -> list[str]:
        return [row.headline for n in range(model.rowCount()) if (row := model.row(n))]

    qtbot.waitUntil(lambda: "A story of the other desk" in headlines(), timeout=WAIT)


def test_who_reads_along_can_write_once_the_writer_has_gone(
    reading: Session, writer: Desk, qtbot: QtBot
) -> None:
    story, window = reading.context.story, reading.window
    writer.library.close()
    qtbot.waitUntil(lambda: "Nobody writes" in quiet_line(window), timeout=WAIT)
    press(quiet(window), "Write here")
    qtbot.waitUntil(lambda: not story.read_only, timeout=WAIT)
    qtbot.waitUntil(lambda: quiet_line(window) == "", timeout=WAIT)
    type_kicker(story, "Mine now")
    story.flush()
    qtbot.waitUntil(lambda: story.state == "saved", timeout=WAIT)
    assert not any(field.isReadOnly() for field in window.stage.findChildren(QTextEdit)[:1])
    assert window.context.actions.action("story.trash").isEnabled()
    assert any(choice.isEnabled() for choice in window.inspector.findChildren(QComboBox))


@moves
def test_a_folder_that_goes_and_comes_back_loses_nothing(
    start: Start, qtbot: QtBot, sample_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Stick"
    folder.mkdir()
    library = Path(shutil.copy(sample_path, folder / "Library.newsdesk"))
    window = start(library).window
    story = window.context.story
    assert story.article is not None
    name = story.article.id
    folder.rename(tmp_path / "Unplugged")
    type_kicker(story, "Typed without a disk")
    story.flush()
    qtbot.waitUntil(lambda: story.state == "failed", timeout=WAIT)
    assert window.failures.notice is not None
    assert "is no longer in" in window.failures.notice.text
    assert {choice.label for choice in window.failures.notice.buttons} == {
        "Save a copy…",
        "Retry",
    }
    (tmp_path / "Unplugged").rename(folder)
    # Nobody presses anything: the file is seen again, and what was typed is written.
    qtbot.waitUntil(lambda: story.state == "saved", timeout=WAIT)
    qtbot.waitUntil(lambda: window.failures.notice is None, timeout=WAIT)
    with_reader = libraries.open_existing(library, settings=Settings(), read_only=True)
    assert articles.open_story(with_reader, article_id=name).kicker == "Typed without a disk"
    with_reader.library.close()


@moves
def test_save_a_copy_takes_along_what_could_not_be_saved(
    start: Start,
    qtbot: QtBot,
    sample_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = start(sample_path).window
    story = window.context.story
    assert story.article is not None
    name = story.article.id
    sample_path.unlink()
    type_kicker(story, "Only on the screen")
    story.flush()
    qtbot.waitUntil(lambda: story.state == "failed", timeout=WAIT)
    copy = tmp_path / "Copy.newsdesk"

    def choose(_parent: QWidget, _folder: Path, _title: str) -> Path:
        return copy

    monkeypatch.setattr(dialogs, "ask_for_new_library", choose)
    press(window.failures.notice, "Save a copy…")
    qtbot.waitUntil(lambda: "A copy is in" in quiet_line(window), timeout=WAIT)
    press(quiet(window), "Go on in the copy")
    qtbot.waitUntil(
        lambda: window.findChild(Watcher) is not None and story.state == "saved", timeout=WAIT
    )
    qtbot.waitUntil(lambda: window.failures.notice is None, timeout=WAIT)
    assert story.article is not None
    assert (story.article.id, story.article.kicker) == (name, "Only on the screen")
    type_kicker(story, "And on it goes")
    story.flush()
    qtbot.waitUntil(lambda: story.state == "saved", timeout=WAIT)


def test_where_no_copy_can_be_written_the_story_alone_can(
    start: Start,
    qtbot: QtBot,
    sample_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = start(sample_path).window
    story = window.context.story
    type_kicker(story, "Only on the screen")
    nowhere, alone = tmp_path / "away" / "Copy.newsdesk", tmp_path / "Story.json"

    def choose_nowhere(_parent: QWidget, _folder: Path, _title: str) -> Path:
        return nowhere

    def choose(_parent: QWidget, _offered: Path) -> Path:
        return alone

    monkeypatch.setattr(dialogs, "ask_for_new_library", choose_nowhere)
    monkeypatch.setattr(dialogs, "ask_for_story_file", choose)
    window.context.actions.run("file.save_copy")
    qtbot.waitUntil(lambda: window.failures.notice is not None, timeout=WAIT)
    press(window.failures.notice, "Save this story…")
    qtbot.waitUntil(lambda: "is in “" in quiet_line(window), timeout=WAIT)
    assert window.failures.notice is None
    kept = storyfile.read(alone.read_text("utf-8")).article
    assert kept.kicker == "Only on the screen"
    assert story.article is not None
    assert kept.body == story.article.body


@moves
def test_a_file_put_in_the_place_of_the_library_is_never_written_over(
    start: Start, qtbot: QtBot, sample_path: Path, tmp_path: Path
) -> None:
    theirs = Path(shutil.copy(sample_path, tmp_path / "theirs"))
    window = start(sample_path).window
    story = window.context.story
    assert story.article is not None
    name = story.article.id
    desk = libraries.open_existing(theirs, settings=Settings())
    article = articles.open_story(desk, article_id=name)
    articles.save(desk, article=replace(article, kicker="Theirs"))
    desk.library.close()
    bytes_of_theirs = theirs.read_bytes()
    type_kicker(story, "Mine")
    theirs.replace(sample_path)
    story.flush()
    qtbot.waitUntil(lambda: window.failures.notice is not None, timeout=WAIT)
    assert window.failures.notice is not None
    assert "another file in the place" in window.failures.notice.text
    assert sample_path.read_bytes() == bytes_of_theirs
    press(window.failures.notice, "Open the new file")
    qtbot.waitUntil(
        lambda: story.article is not None and story.article.kicker == "Theirs", timeout=WAIT
    )
    qtbot.waitUntil(lambda: window.failures.notice is None, timeout=WAIT)
    (kept,) = sample_path.parent.glob("Sample (before it was replaced*.newsdesk")
    mine = libraries.open_existing(kept, settings=Settings())
    assert articles.open_story(mine, article_id=name).kicker == "Mine"
    assert doctor.examine(mine).healthy
    mine.library.close()
    type_kicker(story, "On with theirs")
    story.flush()
    qtbot.waitUntil(lambda: story.state == "saved" and not story.unsaved, timeout=WAIT)
