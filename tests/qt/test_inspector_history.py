"""The History panel: kept, named, compared, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsdesk.domain.body import Paragraph
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.text import Run
from newsdesk.services import articles, versions
from newsdesk.ui.inspector.historypanel import HistoryPanel, VersionLine
from tests.qt.bench import Bench, bench, click, keys, press


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def panel(desk: Bench, qtbot: QtBot) -> HistoryPanel:
    article = desk.work(lambda at: articles.create(at, headline="Pilots suspend strike"))[0]
    desk.open(article)
    made = HistoryPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(316, 800)
    made.show()
    desk.context.story.edit(lambda a: replace(a, body=(Paragraph((Run("A strike ended."),)),)))
    desk.saved()
    return made


def lines(panel: HistoryPanel) -> list[VersionLine]:
    return panel.time_line.rows.rows


def keep(desk: Bench, panel: HistoryPanel, name: str) -> None:
    before = len(lines(panel))
    click(panel.name_button)
    keys(panel.name, name)
    press(panel.name, Qt.Key.Key_Return)
    desk.wait(lambda: any(line.shown.row.name == name for line in lines(panel)), "the version")
    assert len(lines(panel)) >= before


def test_a_version_is_kept_with_a_name_and_says_who_and_why(
    desk: Bench, panel: HistoryPanel
) -> None:
    keep(desk, panel, "sent to the copy desk")
    named = next(line for line in lines(panel) if line.shown.row.name)
    assert named.shown.row.reason is VersionReason.NAMED
    assert named.shown.detail.startswith("sent to the copy desk")


def test_a_version_without_a_name_is_refused_with_a_sentence(
    desk: Bench, panel: HistoryPanel
) -> None:
    click(panel.name_button)
    press(panel.name, Qt.Key.Key_Return)
    desk.settle()
    assert all(not line.shown.row.name for line in lines(panel))
    assert panel.problem == "Give the version a name."


def test_the_difference_of_the_whole_page_is_shown_and_walked(
    desk: Bench, panel: HistoryPanel
) -> None:
    keep(desk, panel, "before")
    number = lines(panel)[0].shown.row.number
    desk.context.story.edit(
        lambda article: replace(
            article,
            headline="Pilots call off strike",
            body=(Paragraph((Run("A nine-day strike ended."),)),),
        )
    )
    panel.compare(number)
    desk.wait(lambda: panel.difference.changes > 0, "the difference")
    text = panel.difference.toPlainText()
    assert "suspend" in text
    assert "call off" in text
    assert "nine-day" in text
    changes = panel.difference.changes
    for place in (*range(1, changes + 1), 1):
        panel.difference.walk(1)
        assert panel.difference.place == place


def test_a_version_is_brought_back_and_what_stood_there_kept(
    desk: Bench, panel: HistoryPanel
) -> None:
    keep(desk, panel, "before")
    number = lines(panel)[0].shown.row.number
    desk.context.story.edit(lambda article: replace(article, headline="Pilots call off strike"))
    panel.compare(number)
    desk.wait(lambda: panel.difference.changes > 0, "the difference")
    click(panel.restore_button)
    desk.wait(lambda: desk.article().headline == "Pilots suspend strike", "the restore")
    article = desk.article().id
    kept = desk.work(lambda at: versions.rows(at, article_id=article))
    assert VersionReason.RESTORE in {row.reason for row in kept}


def test_another_story_closes_the_difference(desk: Bench, panel: HistoryPanel) -> None:
    keep(desk, panel, "before")
    panel.compare(lines(panel)[0].shown.row.number)
    desk.settle()
    desk.open(desk.work(lambda at: articles.create(at, headline="Another"))[0])
    desk.wait(lambda: not lines(panel), "the other history")
    assert panel.difference.toPlainText() == ""
