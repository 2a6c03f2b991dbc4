"""Importing by hand: what comes in is opened, what does not is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsdesk.domain.body import Paragraph
from newsdesk.domain.text import Run
from newsdesk.ui import dialogs
from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.importing import ImportFiles
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.notices import Notice


def choose(monkeypatch: pytest.MonkeyPatch, *files: Path) -> None:
    def chosen(*_asked: object) -> tuple[Path, ...]:
        return files

    monkeypatch.setattr(dialogs, "ask_for_files", chosen)


def headline(window: MainWindow) -> str:
    article = window.context.story.article
    return article.headline if article else ""


def test_a_file_is_imported_and_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "ferry.md"
    story.write_text("# Ferry strike ends\n\nThe crews are **back**.\n", "utf-8")
    choose(monkeypatch, story)
    ImportFiles(window.context, window).ask()
    qtbot.waitUntil(lambda: headline(window) == "Ferry strike ends", timeout=20_000)


def test_several_files_are_shown_with_what_became_of_them(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.json"
    good.write_text("<h1>One fine story</h1><p>Text.<script>x</script></p>", "utf-8")
    bad.write_text("{", "utf-8")
    importing = ImportFiles(window.context, window)
    importing.take([bad, good])
    dialog = importing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Imported", timeout=20_000)
    assert "not valid JSON" in dialog.lines[0].text
    assert "A script was left out." in dialog.lines[1].text
    qtbot.waitUntil(lambda: headline(window) == "One fine story", timeout=20_000)
    dialog.accept()


def test_a_single_file_that_cannot_be_read_is_a_notice(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    odd = tmp_path / "letter.docx"
    odd.write_bytes(b"PK\x03\x04")
    said: list[Notice] = []
    window.context.notices.shown.connect(said.append)
    ImportFiles(window.context, window).take([odd])
    qtbot.waitUntil(lambda: any(notice.key == "import" for notice in said), timeout=20_000)
    assert "web page" in said[-1].text


def test_nothing_chosen_does_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch)
    importing = ImportFiles(window.context, window)
    importing.ask()
    assert importing.dialog is None


def drop(on: QWidget, *files: Path) -> bool:
    """Drop files as a file manager does; says whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    place = on.rect().center()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, button, none)
    enter.ignore()
    QApplication.sendEvent(on, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, button, none)
    event.ignore()
    QApplication.sendEvent(on, event)
    return event.isAccepted()


@pytest.mark.parametrize("name", ["ferry.md", "ferry.html", "ferry.txt"])
@pytest.mark.parametrize("on_page", [True, False], ids=["page", "window"])
def test_a_story_that_is_dropped_is_imported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str, on_page: bool
) -> None:
    story = tmp_path / name
    head = {".md": "# Ferry strike ends", ".html": "<h1>Ferry strike ends</h1>"}
    story.write_text(f"{head.get(story.suffix, '')}\n\nThe crews are back.\n", "utf-8")
    page = window.findChild(StoryEditor)
    assert page is not None
    before = window.context.story.article
    assert drop(page if on_page else window, story)
    qtbot.waitUntil(lambda: window.context.story.article != before, timeout=20_000)
    article = window.context.story.article
    assert article is not None
    assert article.body == (Paragraph((Run("The crews are back."),)),)


def test_pictures_are_left_to_those_who_take_them(window: MainWindow, tmp_path: Path) -> None:
    picture = tmp_path / "ferry.jpg"
    picture.write_bytes(b"\xff\xd8")
    assert not drop(window, picture)
    assert not drop(window, tmp_path)
