"""The backups dialog: what is in them, one story or all of it brought back, the trash emptied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsdesk.domain.errors import UnreachableError
from newsdesk.services import articles, authors, backups, doctor, libraries
from newsdesk.services.desk import Desk
from newsdesk.services.paths import under
from newsdesk.services.settings import Settings
from newsdesk.ui import dialogs
from newsdesk.ui.authors.deleted import DeletedProfiles
from newsdesk.ui.backups import BackupsDialog
from newsdesk.ui.bars import NoticeBar
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.rounds import Rounds

WAIT = 15_000


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot, sample_path: Path, tmp_path: Path) -> BackupsDialog:
    """The dialog over one backup, made before the open story was changed."""
    story = window.context.story
    backups.back_up_file(sample_path, tmp_path / "home" / "Backups", settings=Settings())
    made = BackupsDialog(window.context, window, sample_path, tmp_path / "home" / "Backups")
    story.edit(lambda article: replace(article, headline="Changed since"))
    story.flush()
    qtbot.waitUntil(lambda: story.state == "saved", timeout=WAIT)
    made.open()
    qtbot.waitUntil(lambda: bool(made.text.toPlainText()), timeout=WAIT)
    return made


def test_a_backup_shows_its_stories_and_their_text(dialog: BackupsDialog, qtbot: QtBot) -> None:
    assert dialog.backups.count() == 1
    assert "MB" in dialog.backups.item(0).text()
    everything = dialog.stories.count()
    dialog.search.setText("tram")
    qtbot.waitUntil(lambda: 0 < dialog.stories.count() < everything, timeout=WAIT)


def test_one_story_is_brought_back_over_what_is_there_now(
    window: MainWindow, dialog: BackupsDialog, qtbot: QtBot
) -> None:
    story = window.context.story
    assert story.article is not None
    assert dialog.story == story.article.id
    name = story.article.id
    dialog.restore(copy=False)
    qtbot.waitUntil(
        lambda: story.article is not None and story.article.headline != "Changed since",
        timeout=WAIT,
    )
    assert story.article is not None
    assert story.article.id == name


def test_one_story_is_brought_back_beside_what_is_there_now(
    window: MainWindow, dialog: BackupsDialog, qtbot: QtBot
) -> None:
    story = window.context.story
    assert story.article is not None
    name = story.article.id
    dialog.restore(copy=True)
    qtbot.waitUntil(lambda: story.article is not None and story.article.id != name, timeout=WAIT)
    assert story.article is not None
    assert story.article.headline.endswith("(copy)")


def test_the_whole_library_is_written_into_a_new_file(
    dialog: BackupsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "Restored.newsdesk"
    dialog.write_library(target)
    qtbot.waitUntil(lambda: target.exists() and not dialog.working, timeout=WAIT)
    desk = libraries.open_existing(target, settings=Settings())
    assert doctor.examine(desk).healthy
    desk.library.close()


def test_a_backup_is_made_now(dialog: BackupsDialog, qtbot: QtBot) -> None:
    dialog.back_up()
    qtbot.waitUntil(lambda: dialog.backups.count() == 2, timeout=WAIT)


def test_a_chosen_folder_that_is_away_is_told_in_a_quiet_line_and_never_made(
    window: MainWindow, qtbot: QtBot, sample_path: Path, tmp_path: Path
) -> None:
    away = tmp_path / "Drive" / "Backups"
    window.context.settings.settings.set("backups.folder", str(away))
    with pytest.raises(UnreachableError, match="cannot be reached"):
        backups.back_up_file(sample_path, away, settings=window.context.settings.settings)
    rounds = Rounds(window.context, lambda: sample_path, under(tmp_path / "home"))
    rounds.go()
    (bar,) = window.stage.findChildren(NoticeBar)
    qtbot.waitUntil(
        lambda: bar.notice is not None and "cannot be reached" in bar.notice.text, timeout=WAIT
    )
    assert window.failures.notice is None
    assert not away.parent.exists()
    away.mkdir(parents=True)
    rounds.go()
    qtbot.waitUntil(lambda: bar.notice is None, timeout=WAIT)
    assert backups.list_backups(sample_path, away)
    rounds.stop()


def test_the_trash_is_seen_undone_and_emptied(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = window.context
    assert context.story.article is not None

    def agree(_parent: QWidget, _question: str, _text: str, _yes: str) -> bool:
        return True

    def ask(work: Callable[[Desk], object]) -> object:
        found: list[object] = []
        context.tasks.library(work, found.append)
        qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
        return found[0]

    monkeypatch.setattr(dialogs, "confirm", agree)
    before = context.story.article.id
    context.story.new()
    qtbot.waitUntil(
        lambda: context.story.article is not None and context.story.article.id != before
    )
    name = context.story.article.id
    context.actions.run("story.trash")
    (bar,) = window.stage.findChildren(NoticeBar)
    qtbot.waitUntil(lambda: bar.notice is not None, timeout=WAIT)
    assert bar.notice is not None
    bar.notice.buttons[0].run()
    qtbot.waitUntil(
        lambda: context.story.article is not None and context.story.article.id == name,
        timeout=WAIT,
    )
    assert ask(lambda desk: articles.counts(desk).trashed) == 0
    context.actions.run("story.trash")
    qtbot.waitUntil(lambda: context.story.article is None, timeout=WAIT)
    qtbot.waitUntil(lambda: ask(lambda desk: articles.counts(desk).trashed) == 1, timeout=WAIT)
    context.actions.run("story.empty_trash")
    qtbot.waitUntil(lambda: bar.notice is not None and "gone" in bar.notice.text, timeout=WAIT)
    assert ask(lambda desk: articles.counts(desk).trashed) == 0


def test_deleted_profiles_are_seen_brought_back_and_removed(
    window: MainWindow, qtbot: QtBot
) -> None:
    def delete_two(desk: Desk) -> list[str]:
        made = [authors.create(desk, display_name=name)[0] for name in ("Ada One", "Bo Two")]
        for profile in made:
            authors.delete(desk, author_id=profile.id)
        return [profile.id for profile in made]

    found: list[str] = []
    window.context.tasks.library(delete_two, found.extend)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
    window.context.actions.run("file.deleted_profiles")
    (dialog,) = window.findChildren(DeletedProfiles)
    qtbot.waitUntil(lambda: dialog.list.count() == 2, timeout=WAIT)
    assert "Bo Two" in dialog.list.item(0).text()
    dialog.bring_back()
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=WAIT)
    dialog.remove_all()
    qtbot.waitUntil(lambda: dialog.list.count() == 0, timeout=WAIT)
    there: list[object] = []
    window.context.tasks.library(
        lambda desk: [row.display_name for row in authors.rows(desk)], there.extend
    )
    qtbot.waitUntil(lambda: bool(there), timeout=WAIT)
    assert "Bo Two" in there
    assert "Ada One" not in there
