"""A story saved elsewhere meanwhile, and what the program does by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from newsdesk.domain.article import Article
from newsdesk.domain.clashes import Side
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.merging import Merged
from newsdesk.services import articles, backups, versions
from newsdesk.services.desk import Desk
from newsdesk.services.paths import under
from newsdesk.ui.conflicts import ConflictDialog
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


def test_what_both_changed_is_shown_side_by_side_and_decided_place_by_place(
    window: MainWindow, qtbot: QtBot
) -> None:
    story = window.context.story
    changed_elsewhere(
        window, qtbot, lambda a: replace(a, headline="Theirs", standfirst="Theirs", series="S")
    )
    story.edit(lambda article: replace(article, headline="Mine", standfirst="Mine"))
    story.flush()
    qtbot.waitUntil(lambda: story.state == "stale")
    assert window.failures.notice is not None
    next(one for one in window.failures.notice.buttons if one.label == "Merge both").run()
    qtbot.waitUntil(lambda: window.findChild(ConflictDialog) is not None)
    (dialog,) = window.findChildren(ConflictDialog)
    assert [row.accessibleName() for row in dialog.rows] == [
        "Headline, changed by both",
        "Standfirst, changed by both",
    ]
    assert story.state == "stale"
    dialog.rows[1].choose(Side.THEIRS)
    dialog.save()
    qtbot.waitUntil(lambda: story.state == "saved")
    assert story.article is not None
    now = story.article
    assert (now.headline, now.standfirst, now.series) == ("Mine", "Theirs", "S")
    name, found = now.id, list[str]()

    def kept(desk: Desk) -> list[str]:
        rows = versions.rows(desk, article_id=name)
        return [row.headline for row in rows if row.reason is VersionReason.CONFLICT]

    window.context.tasks.library(kept, found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert set(found) == {"Mine", "Theirs"}


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
