"""The Checks panel: findings by weight, each a key from its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsdesk.domain.body import Paragraph
from newsdesk.domain.text import Run
from newsdesk.services import articles
from newsdesk.services.checks import Severity
from newsdesk.ui.inspector.checking import checks_of
from newsdesk.ui.inspector.checkspanel import ChecksPanel, tab_of
from tests.qt.bench import Bench, bench, press


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def panel(desk: Bench, qtbot: QtBot) -> ChecksPanel:
    desk.open(desk.work(lambda at: articles.create(at, headline="Ferries return"))[0])
    made = ChecksPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(316, 700)
    made.show()
    desk.wait(lambda: bool(checks_of(desk.context).findings), "the checks")
    return made


def titles(panel: ChecksPanel, severity: Severity) -> list[str]:
    return [row.finding.title for row in panel.lists[severity].rows]


def test_findings_stand_under_their_weight(desk: Bench, panel: ChecksPanel) -> None:
    assert "Text missing" in titles(panel, Severity.ERROR)
    assert panel.state.text().startswith("Not ready")


def test_what_was_mended_goes_by_itself(desk: Bench, panel: ChecksPanel) -> None:
    body = (Paragraph((Run("Ferries sail again. TK how many."),)),)
    desk.context.story.edit(lambda article: replace(article, body=body))
    desk.wait(lambda: "Text missing" not in titles(panel, Severity.ERROR), "the check")
    assert "Still to come (TK)" in titles(panel, Severity.ERROR)


def test_enter_goes_to_the_place_of_a_finding(desk: Bench, panel: ChecksPanel) -> None:
    places: list[str] = []
    tabs: list[str] = []
    desk.context.navigator.place_wanted.connect(places.append)
    desk.context.navigator.tab_wanted.connect(tabs.append)
    rows = [row for made in panel.lists.values() for row in made.rows]
    byline = next(row for row in rows if row.finding.title == "Byline missing")
    press(byline, Qt.Key.Key_Return)
    assert (tabs, places) == (["byline"], ["byline"])


@pytest.mark.parametrize(
    ("place", "tab"),
    [
        ("byline.0", "byline"),
        ("related.2", "related"),
        ("search.description", "story"),
        ("corrections.0", "story"),
        ("headline", None),
        ("body.3", None),
        ("lead.alt_text", None),
    ],
)
def test_each_place_has_its_tab(place: str, tab: str | None) -> None:
    assert tab_of(place) == tab


def test_the_weights_reach_the_tab_and_the_status_line(desk: Bench, qtbot: QtBot) -> None:
    window = desk.commands()
    qtbot.addWidget(window)
    desk.open(desk.work(lambda at: articles.create(at, headline="Ferries return"))[0])
    window.after_first_paint()
    desk.wait(lambda: bool(checks_of(desk.context).findings), "the checks")
    desk.settle()
    assert window.status._readiness.text().startswith("Not ready")  # pyright: ignore[reportPrivateUsage] - what is read there
