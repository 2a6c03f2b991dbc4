"""The History panel: kept, named, compared, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsdesk.domain.article import Article
from newsdesk.domain.body import Paragraph
from newsdesk.domain.difference import BlockChange, difference
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.text import Run
from newsdesk.services import articles, versions
from newsdesk.ui.inspector.comparison import Comparison
from newsdesk.ui.inspector.historypanel import HistoryPanel
from newsdesk.ui.inspector.takingback import take_block, take_field
from newsdesk.ui.inspector.timeline import VersionLine
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


def test_two_earlier_versions_are_compared_with_each_other(
    desk: Bench, panel: HistoryPanel
) -> None:
    keep(desk, panel, "first")
    desk.context.story.edit(lambda a: replace(a, standfirst="Second"))
    desk.saved()
    keep(desk, panel, "second")
    desk.context.story.edit(lambda a: replace(a, standfirst="Third", kicker="Now"))
    desk.saved()
    numbers = {line.shown.row.name: line.shown.row.number for line in lines(panel)}

    def labels() -> list[str]:
        found = panel.difference.difference
        return [] if found is None else sorted(field.label for field in found.fields)

    panel.compare(numbers["first"])
    desk.wait(lambda: labels() == ["Section label", "Standfirst"], "the difference to now")
    panel.compare_until(numbers["second"])
    desk.wait(lambda: labels() == ["Standfirst"], "the difference to the second")
    panel.compared.show_beside()
    (shown,) = panel.window().findChildren(Comparison)
    assert all(not change.back.isVisibleTo(shown) for change in shown.changes)
    shown.reject()
    # The latest of all has nothing but the present after it.
    panel.compare(max(numbers.values()))
    assert panel.until.value == 0


def test_a_version_is_brought_back_and_what_stood_there_kept(
    desk: Bench, panel: HistoryPanel
) -> None:
    keep(desk, panel, "before")
    number = lines(panel)[0].shown.row.number
    desk.context.story.edit(lambda article: replace(article, headline="Pilots call off strike"))
    panel.compare(number)
    desk.wait(lambda: panel.difference.changes > 0, "the difference")
    click(panel.compared.restore_button)
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


def test_side_by_side_takes_one_field_and_one_block_back(
    desk: Bench, panel: HistoryPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    keep(desk, panel, "before")
    number = lines(panel)[0].shown.row.number
    desk.context.story.edit(
        lambda article: replace(
            article,
            headline="Pilots call off strike",
            body=(Paragraph((Run("A nine-day strike ended."),)), Paragraph((Run("More."),))),
        )
    )
    panel.compare(number)
    desk.wait(lambda: panel.difference.changes > 0, "the difference")
    click(panel.compared.beside_button)
    dialog = panel.window().findChildren(Comparison)[0]
    named = {change.accessibleName(): change for change in dialog.changes}
    click(named["Headline, changed"].back)
    desk.wait(lambda: desk.article().headline == "Pilots suspend strike", "the headline")
    desk.wait(lambda: len(dialog.changes) == len(named) - 1, "the comparison")
    named = {change.accessibleName(): change for change in dialog.changes}
    click(named["Block 2, added"].back)
    desk.wait(lambda: len(desk.article().body) == 1, "the block")
    desk.wait(lambda: len(dialog.changes) == len(named) - 1, "the comparison")
    dialog.walk(1)
    assert dialog.place == 1
    dialog.save(tmp_path / "changes.html")
    desk.wait((tmp_path / "changes.html").exists, "the page")
    assert "<ins>" in (tmp_path / "changes.html").read_text(encoding="utf-8")
    dialog.reject()


def test_a_moved_and_a_removed_block_go_back_to_their_places() -> None:
    def paragraph(text: str) -> Paragraph:
        return Paragraph((Run(text),))

    one, two, three = (
        paragraph(f"This is paragraph number {n}.") for n in ("one", "two", "three")
    )
    before = Article(ArticleId("x"), body=(one, two, three))
    after = Article(ArticleId("x"), body=(two, three))
    removed = next(
        block for block in difference(before, after).blocks if block.change is BlockChange.REMOVED
    )
    assert take_block(after, removed).body == before.body
    moved_to = Article(ArticleId("x"), body=(two, three, one))
    moved = next(
        block for block in difference(before, moved_to).blocks if block.change is BlockChange.MOVED
    )
    assert take_block(moved_to, moved).body == before.body
    assert take_field(after, replace(before, slug="other"), "slug") == after
