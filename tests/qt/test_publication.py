"""The publication dialog: facts of the paper and its sections, saved as one goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsdesk.domain.publication import Publication, Section
from newsdesk.services import publication, sections
from newsdesk.services.desk import Desk
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.publication import PublicationDialog
from newsdesk.ui.publication.sections import SectionRow
from tests.qt.test_accessibility import nameless, unreachable

T = TypeVar("T")
WAIT = 15_000


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> PublicationDialog:
    """The dialog as the command opens it, with what the library has."""
    window.context.actions.run("file.publication")
    made = window.findChildren(PublicationDialog)[-1]
    qtbot.waitUntil(lambda: bool(made.sections.rows), timeout=WAIT)
    return made


def asked(window: MainWindow, qtbot: QtBot, read: Callable[[Desk], T]) -> T:
    found: list[T] = []
    window.context.tasks.library(read, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
    return found[0]


def paper(window: MainWindow, qtbot: QtBot) -> Publication:
    return asked(window, qtbot, publication.get)


def found_sections(window: MainWindow, qtbot: QtBot) -> tuple[Section, ...]:
    return asked(window, qtbot, sections.all_sections)


def write(line: QWidget, text: str) -> None:
    """Type into a line in place of what it has, and leave it."""
    assert isinstance(line, Line)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Qt.Key.Key_Delete)
    line.clearFocus()
    line.left.emit()


def put(dialog: PublicationDialog, path: str, text: str) -> None:
    write(dialog.facts.fields[path].control, text)


def settled(row: SectionRow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not row.busy, timeout=WAIT)


def test_what_is_well_written_is_saved_and_what_is_not_is_told_beside_it(
    window: MainWindow, dialog: PublicationDialog, qtbot: QtBot
) -> None:
    before = paper(window, qtbot)
    put(dialog, "url", "https://paper.example/")
    put(dialog, "tagline", "All of it, every day")
    put(dialog, "language", "English")
    put(dialog, "time_zone", "Europe/Nowhere")
    put(dialog, "privacy_url", "privacy")
    fields = dialog.facts.fields
    assert fields["url"].problem == "Leave out the slash at the end."
    assert "en-GB" in fields["language"].problem
    assert "Europe/Nowhere" in fields["time_zone"].problem
    assert "whole address" in fields["privacy_url"].problem
    now = paper(window, qtbot)
    assert now.tagline == "All of it, every day"
    assert (now.url, now.language, now.time_zone) == (
        before.url,
        before.language,
        before.time_zone,
    )


def test_done_stays_at_a_bad_field_and_closes_once_it_is_right(
    window: MainWindow, dialog: PublicationDialog, qtbot: QtBot
) -> None:
    put(dialog, "newsletter_form_url", "form")
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.pages.currentRow() == 2, timeout=WAIT)
    assert dialog.isVisible()
    put(dialog, "newsletter_form_url", "https://paper.example/form")
    with qtbot.waitSignal(dialog.finished, timeout=WAIT):
        dialog.accept()
    assert paper(window, qtbot).newsletter_form_url == "https://paper.example/form"


def test_sections_are_added_renamed_coloured_and_ordered(
    window: MainWindow, dialog: PublicationDialog, qtbot: QtBot
) -> None:
    page = dialog.sections
    dialog.show_page("Sections")
    page.add.click()
    row = page.rows[-1]
    write(row.lines["label"], "Night desk")
    settled(row, qtbot)
    assert row.lines["slug"].text() == "night-desk"
    write(row.lines["colour"], "blue")
    settled(row, qtbot)
    assert "#RRGGBB" in row.problem
    write(row.lines["colour"], "#1F6FEB")
    write(row.lines["label"], "Night")
    settled(row, qtbot)
    write(row.lines["slug"], "night")
    settled(row, qtbot)
    assert row.problem == ""
    row.up.click()
    kept = found_sections(window, qtbot)
    assert (kept[-2].slug, kept[-2].label, kept[-2].colour) == ("night", "Night", "#1F6FEB")
    assert [one.slug for one in kept] == [one.saved.slug for one in page.rows]
    write(row.lines["label"], "Late")
    settled(row, qtbot)
    assert [one.slug for one in found_sections(window, qtbot)] == [one.slug for one in kept]
    row.trash.click()
    qtbot.waitUntil(lambda: row not in page.rows, timeout=WAIT)
    assert "night" not in {one.slug for one in found_sections(window, qtbot)}


def test_a_section_with_stories_stays_and_the_open_story_follows_another_name(
    window: MainWindow, dialog: PublicationDialog, qtbot: QtBot
) -> None:
    story = window.context.story
    assert story.article is not None
    before = story.article.section
    row = next(one for one in dialog.sections.rows if one.saved.slug == before)
    row.trash.click()
    qtbot.waitUntil(lambda: "Move them to another first" in row.problem, timeout=WAIT)
    write(row.lines["slug"], "renamed")
    qtbot.waitUntil(
        lambda: story.article is not None and story.article.section == "renamed", timeout=WAIT
    )
    assert "renamed" in {one.slug for one in found_sections(window, qtbot)}


def test_two_sections_never_share_a_place_in_addresses(
    window: MainWindow, dialog: PublicationDialog, qtbot: QtBot
) -> None:
    before = found_sections(window, qtbot)
    dialog.sections.add.click()
    row = dialog.sections.rows[-1]
    write(row.lines["slug"], before[0].slug)
    settled(row, qtbot)
    write(row.lines["label"], "Another")
    qtbot.waitUntil(lambda: "already" in row.problem, timeout=WAIT)
    dialog.reject()
    assert found_sections(window, qtbot) == before


def test_the_sections_of_the_sidebar_lead_to_the_dialog(window: MainWindow) -> None:
    rows = {one.label: one for one in window.sidebar.rows}
    section = next(one for one in rows.values() if one.query and one.query.section)
    for entry in (rows["Sections"], section):
        menu = window.sidebar.menu_of(entry)
        assert menu is not None
        assert menu.actions() == [window.context.actions.action("file.publication")]
    assert window.sidebar.menu_of(rows["Library"]) is None


def test_every_page_has_names_and_a_way_round_by_tab(
    dialog: PublicationDialog, qtbot: QtBot
) -> None:
    for place in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(place)
        qtbot.wait(50)
        assert nameless(dialog) == []
        assert unreachable(dialog) == []
