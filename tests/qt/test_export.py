"""The export dialog: said first, written then, stopped at any time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.author import RolePeriod
from newsdesk.domain.body import Paragraph
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.text import Run
from newsdesk.services import articles, authors, versions
from newsdesk.services.desk import Desk
from newsdesk.ui.export import ExportDialog
from tests.qt.bench import Bench, bench, click, press


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def dialog(desk: Bench, tmp_path: Path) -> Iterator[ExportDialog]:
    def make(at: Desk) -> Article:
        olena, _ = authors.create(
            at, display_name="Olena Marchuk", roles=(RolePeriod("Special Correspondent"),)
        )
        article, _ = articles.create(at, headline="Trams return")
        body = (Paragraph((Run("Tram drivers ended a strike."),)),)
        byline = (BylineRow(author=olena.id),)
        return articles.save(
            at, article=replace(article, body=body, byline=byline, internal_note="off the record")
        )[0]

    article = desk.work(make)
    desk.open(article)
    made = ExportDialog(desk.context, None)
    made.folder.setText(str(tmp_path / "out"))
    made.show()
    desk.wait(made.export_button.isEnabled, "the report")
    yield made
    if isValid(made):
        desk.wait(made.stop_button.isEnabled, "the end of the export")
        made.reject()


def export(desk: Bench, dialog: ExportDialog) -> None:
    click(dialog.export_button)
    desk.wait(lambda: "written" in dialog.outcome.text(), "the export")


def choose(desk: Bench, dialog: ExportDialog, target: str) -> None:
    dialog.targets.choose(target)
    desk.settle()
    desk.wait(dialog.export_button.isEnabled, "the report")


def test_what_will_not_arrive_is_said_before_anything_is_written(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    assert ("Internal note", "The internal note never leaves Newsdesk.") in dialog.losses.lost
    assert not (tmp_path / "out").exists()


def test_a_page_is_written_and_can_be_opened(
    desk: Bench, dialog: ExportDialog, tmp_path: Path
) -> None:
    export(desk, dialog)
    pages = list((tmp_path / "out").rglob("index.html"))
    assert pages
    assert any("Trams return" in page.read_text(encoding="utf-8") for page in pages)
    assert dialog.outcome.open_button.isVisible()


def test_going_out_freezes_the_byline_and_keeps_the_state(
    desk: Bench, dialog: ExportDialog
) -> None:
    export(desk, dialog)
    frozen = desk.article().byline[0].frozen
    assert frozen is not None
    assert (frozen.name, frozen.role) == ("Olena Marchuk", "Special Correspondent")
    name = desk.article().id
    rows = desk.work(lambda at: versions.rows(at, article_id=name))
    assert ("Web page", VersionReason.EXPORT) in {(row.name, row.reason) for row in rows}


def test_an_embargoed_story_says_why_and_goes_only_when_told_to(
    desk: Bench, dialog: ExportDialog, tmp_path: Path
) -> None:
    desk.context.story.edit(lambda article: replace(article, legal_flag=True))
    dialog.ask()
    desk.wait(lambda: not dialog.export_button.isEnabled(), "the refusal")
    assert dialog.refusal.sentence.text() == "“Trams return” is with the lawyers."
    dialog.refusal.all_the_same.setChecked(False)
    press(dialog.refusal.all_the_same, Qt.Key.Key_Space)
    desk.wait(dialog.export_button.isEnabled, "the leave")
    export(desk, dialog)
    assert (tmp_path / "out").exists()


def test_other_targets_write_their_one_file(
    desk: Bench, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(desk, dialog, "markdown")
    export(desk, dialog)
    written = tmp_path / "out" / "trams-return.md"
    assert "Tram drivers ended a strike." in written.read_text(encoding="utf-8")


def test_a_fragment_goes_to_the_clipboard(desk: Bench, dialog: ExportDialog) -> None:
    choose(desk, dialog, "fragment")
    click(dialog.copy_button)
    desk.wait(lambda: "clipboard" in dialog.outcome.text(), "the fragment")
    assert "Tram drivers ended a strike." in QGuiApplication.clipboard().text()


@pytest.mark.usefixtures("web_engine")
def test_a_pdf_is_printed_on_the_paper_that_was_chosen(
    desk: Bench, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert not dialog.paper.isVisible()
    choose(desk, dialog, "pdf")
    assert dialog.paper.isVisible()
    dialog.paper.chosen.emit("letter")
    assert desk.context.settings.text("export.paper") == "letter"
    desk.wait(dialog.export_button.isEnabled, "the report for the other paper")
    export(desk, dialog)
    pages = list((tmp_path / "out").glob("*.pdf"))
    assert len(pages) == 1
    assert pages[0].read_bytes().startswith(b"%PDF-")
    assert b"/MediaBox [0 0 612 792]" in pages[0].read_bytes()


def test_a_folder_that_cannot_be_written_is_a_sentence(
    desk: Bench, dialog: ExportDialog, tmp_path: Path
) -> None:
    taken = tmp_path / "a file"
    taken.write_text("in the way", encoding="utf-8")
    dialog.folder.setText(str(taken / "below"))
    click(dialog.export_button)
    desk.wait(lambda: bool(dialog.outcome.text()), "the sentence")
    assert "could not be written" in dialog.outcome.text() or "folder" in dialog.outcome.text()
    assert taken.read_text(encoding="utf-8") == "in the way"


def test_the_folder_is_remembered(desk: Bench, dialog: ExportDialog, tmp_path: Path) -> None:
    export(desk, dialog)
    assert desk.context.settings.text("export.folder") == str(tmp_path / "out")


def test_the_whole_paper_is_written_beside_the_work(
    desk: Bench, dialog: ExportDialog, tmp_path: Path
) -> None:
    desk.context.story.edit(
        lambda article: replace(
            article, state=ArticleState.PUBLISHED, internal_note="Call the depot"
        )
    )
    choose(desk, dialog, "paper")
    desk.wait(lambda: bool(dialog.losses.lost), "the report of the whole paper")
    assert dialog.losses.lost == (
        ("Internal note", "The internal note never leaves Newsdesk. In “Trams return”."),
    )
    export(desk, dialog)
    assert (tmp_path / "out" / "index.html").is_file()
    assert (tmp_path / "out" / "search").is_dir()


def test_stop_leaves_the_folder_as_it_was_and_the_story_can_still_be_saved(
    desk: Bench, dialog: ExportDialog, tmp_path: Path
) -> None:
    click(dialog.export_button)
    desk.wait(dialog.stop_button.isEnabled, "the gathering")
    if dialog.stop_button.text() == "Stop":
        click(dialog.stop_button)
        assert dialog.outcome.text() == "Stopped. What stood in the folder before still does."
    desk.settle()
    desk.context.story.edit(lambda article: replace(article, headline="Ferries stop again"))
    assert desk.saved().headline == "Ferries stop again"


def test_closing_ends_what_is_under_way(desk: Bench, dialog: ExportDialog) -> None:
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.ask()
    dialog.reject()
    desk.settle()
    assert closed
