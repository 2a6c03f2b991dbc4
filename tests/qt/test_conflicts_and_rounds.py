"""A story saved elsewhere meanwhile, and what the program does by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from newsdesk.domain.article import Article
from newsdesk.domain.merging import Merged
from newsdesk.services import articles, backups, versions
from newsdesk.services.desk import Desk
from newsdesk.services.paths import under
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.rounds import Rounds


def changed_elsewhere(
    window: MainWindow, qtbot: QtBot, change: Callable[[Article], Article]
) -> Article:
    """Save the open story behind the window's back."""
    story = window.context.story
    assert story.article is not None
    name = story.article.id
    found: list[Article] = []

    def work(desk: Desk) -> Article:
        article = articles.saved_story(desk, article_id=name)
        return articles.save(desk, article=change(article))[0]

    window.context.tasks.library(work, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def make_stale(window: MainWindow, qtbot: QtBot) -> Article:
    theirs = changed_elsewhere(window, qtbot, lambda a: replace(a, standfirst="Theirs"))
    story = window.context.story
    story.edit(lambda article: replace(article, kicker="Mine"))
    story.flush()
    qtbot.waitUntil(lambda: story.state == "stale")
    return theirs


def test_both_sides_of_a_conflict_are_merged_into_one_story(
    window: MainWindow, qtbot: QtBot
) -> None:
    theirs = make_stale(window, qtbot)
    story = window.context.story
    clashes: list[Merged] = []
    story.merge(clashes.append)
    qtbot.waitUntil(lambda: bool(clashes))
    assert clashes[0].clean
    assert story.state == "saved"
    assert story.article is not None
    assert (story.article.standfirst, story.article.kicker) == ("Theirs", "Mine")
    assert story.article.version > theirs.version


def test_keeping_mine_keeps_the_other_side_in_the_history(
    window: MainWindow, qtbot: QtBot
) -> None:
    theirs = make_stale(window, qtbot)
    story = window.context.story
    story.keep_mine()
    qtbot.waitUntil(lambda: story.state == "saved")
    assert story.article is not None
    assert story.article.kicker == "Mine"
    assert story.article.standfirst != "Theirs"
    found: list[Article] = []

    def last(desk: Desk) -> Article:
        row = versions.rows(desk, article_id=theirs.id)[0]
        return versions.get(desk, number=row.number)

    window.context.tasks.library(last, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].standfirst == "Theirs"


def test_taking_theirs_keeps_mine_as_a_copy(window: MainWindow, qtbot: QtBot) -> None:
    make_stale(window, qtbot)
    story = window.context.story
    story.journal_now()
    story.take_theirs()
    qtbot.waitUntil(lambda: story.state == "saved")
    assert story.article is not None
    assert (story.article.standfirst, story.article.kicker != "Mine") == ("Theirs", True)


def test_a_round_makes_a_backup_where_it_is_due_and_none_where_it_is_not(
    window: MainWindow, qtbot: QtBot, sample_path: Path, tmp_path: Path
) -> None:
    paths = under(tmp_path / "home")
    rounds = Rounds(window.context, lambda: sample_path, paths)
    rounds.go()
    folder = backups.folder_for(window.context.settings.settings, paths)
    qtbot.waitUntil(lambda: len(backups.list_backups(sample_path, folder)) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not rounds._busy)  # pyright: ignore[reportPrivateUsage] - it says when it is done
    rounds.go()
    qtbot.waitUntil(lambda: not rounds._busy)  # pyright: ignore[reportPrivateUsage] - as above
    assert len(backups.list_backups(sample_path, folder)) == 1
    rounds.stop()
