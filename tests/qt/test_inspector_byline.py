"""The Byline panel: pick, order, credit, what moved on since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from newsdesk.domain.author import AuthorProfile, RolePeriod
from newsdesk.domain.byline import BylineRow, CreditRole, FrozenProfile
from newsdesk.services import articles, authors
from newsdesk.services.desk import Desk
from newsdesk.ui.authors.uptodate import UpToDateDialog
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.inspector.bylinepanel import BylinePanel
from newsdesk.ui.inspector.bylinerow import BylineRowWidget
from tests.qt.bench import Bench, bench, click, keys, press


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def people(desk: Bench) -> tuple[AuthorProfile, ...]:
    def make(at: Desk) -> tuple[AuthorProfile, ...]:
        olena, _ = authors.create(
            at, display_name="Olena Marchuk", aliases=("Олена Марчук",),
            roles=(RolePeriod("Special Correspondent"),),
        )  # fmt: skip
        return olena, authors.create(at, display_name="Bob Long")[0]

    return desk.work(make)


@pytest.fixture
def panel(desk: Bench, people: tuple[AuthorProfile, ...], qtbot: QtBot) -> BylinePanel:
    desk.open(desk.work(lambda at: articles.create(at, headline="Ferries return"))[0])
    made = BylinePanel(desk.context)
    qtbot.addWidget(made)
    made.resize(316, 900)
    made.show()
    desk.settle()
    return made


def rows(panel: BylinePanel) -> list[BylineRowWidget]:
    return panel.rows.rows


def line(panel: BylinePanel) -> str:
    labels = panel.findChildren(QLabel)
    name = "The line as readers see it"
    return next(made.text() for made in labels if made.accessibleName() == name)


def pick(desk: Bench, panel: BylinePanel, text: str) -> None:
    before = len(desk.article().byline)
    keys(panel.picker.line, text)
    press(panel.picker.line, Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.article().byline) > before, "the name")
    desk.settle()


def test_three_letters_in_any_script_and_enter_add_a_profile(
    desk: Bench, panel: BylinePanel, people: tuple[AuthorProfile, ...]
) -> None:
    pick(desk, panel, "оле")
    assert [row.author for row in desk.saved().byline] == [people[0].id]
    assert line(panel) == "By Olena Marchuk"


def test_alt_and_the_arrows_move_a_name_and_the_focus_with_it(
    desk: Bench, panel: BylinePanel, people: tuple[AuthorProfile, ...]
) -> None:
    pick(desk, panel, "ole")
    pick(desk, panel, "bob")
    panel.activateWindow()
    rows(panel)[1].setFocus()
    press(rows(panel)[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row.author for row in desk.article().byline] == [people[1].id, people[0].id]
    desk.settle()
    assert line(panel) == "By Bob Long and Olena Marchuk"
    press(rows(panel)[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.author for row in desk.article().byline] == [people[0].id, people[1].id]


def test_a_name_is_dragged_by_its_grip(
    desk: Bench, panel: BylinePanel, people: tuple[AuthorProfile, ...]
) -> None:
    pick(desk, panel, "ole")
    pick(desk, panel, "bob")
    row = rows(panel)[0]
    QTest.mousePress(row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, 24))
    QTest.mouseMove(row, QPoint(8, 60))
    QTest.mouseMove(row, QPoint(8, 95))
    QTest.mouseRelease(
        row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, 95)
    )
    assert [made.author for made in desk.article().byline] == [people[1].id, people[0].id]


def test_credit_place_and_a_name_without_a_profile(desk: Bench, panel: BylinePanel) -> None:
    pick(desk, panel, "ole")
    keys(panel.picker.line, "Lars Vik")
    desk.wait(lambda: panel.picker.list.count() == 1, "the offer")
    press(panel.picker.line, Qt.Key.Key_Return)
    desk.wait(lambda: len(desk.article().byline) == 2, "the literal name")
    desk.settle()
    assert desk.article().byline[1].literal_name == "Lars Vik"
    rows(panel)[0].toggle()
    keys(rows(panel)[0].place, "in Kyiv")
    desk.settle()
    rows(panel)[1].toggle()
    choice = rows(panel)[1].findChildren(Choice)[0]
    choice.chosen.emit(CreditRole.PHOTOS)
    desk.settle()
    assert line(panel) == "By Olena Marchuk in Kyiv. Photos by Lars Vik"
    press(rows(panel)[1], Qt.Key.Key_Delete)
    assert len(desk.article().byline) == 1


def test_a_free_wording_keeps_the_people(desk: Bench, panel: BylinePanel) -> None:
    pick(desk, panel, "ole")
    keys(panel.wording, "Our woman in Kyiv")
    desk.settle()
    assert line(panel) == "Our woman in Kyiv"
    saved = desk.saved()
    assert (saved.byline_text, len(saved.byline)) == ("Our woman in Kyiv", 1)


def test_a_frozen_name_that_moved_on_is_shown_and_brought_up_to_date(
    desk: Bench, panel: BylinePanel, people: tuple[AuthorProfile, ...], qtbot: QtBot
) -> None:
    frozen = FrozenProfile("Olena Marchuk", "Staff Writer")
    row = BylineRow(author=people[0].id, frozen=frozen)
    desk.context.story.edit(lambda article: replace(article, byline=(row,)))
    desk.saved()
    desk.settle()
    texts = [made.text() for made in rows(panel)[0].findChildren(QLabel)]
    assert "Differs from the profile" in texts
    assert "Role: “Staff Writer” is now “Special Correspondent”." in texts
    up = rows(panel)[0].findChildren(QPushButton)[0]
    click(up)
    desk.wait(lambda: bool(panel.findChildren(UpToDateDialog)), "the dialog")
    dialog = panel.findChildren(UpToDateDialog)[0]
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    desk.wait(dialog.agree.isEnabled, "the preview")
    assert dialog.agree.text() == "Bring 1 story up to date"
    click(dialog.agree)
    desk.wait(lambda: bool(closed), "the change")
    kept = desk.article().byline[0].frozen
    assert kept is not None
    assert kept.role == "Special Correspondent"
    desk.settle()
    shown = [label.text() for label in rows(panel)[0].findChildren(QLabel)]
    assert "Differs from the profile" not in shown
