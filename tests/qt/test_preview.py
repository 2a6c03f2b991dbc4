"""The preview beside the text: the page, its following, its looks, with a web view and without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsdesk.domain.body import Figure, Paragraph
from newsdesk.domain.ids import ImageId
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Run
from newsdesk.services import exporting
from newsdesk.services.previews import PreviewPage
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.preview import cards, places, scripts, webview
from newsdesk.ui.preview.pane import PreviewPane


@pytest.fixture
def pane(qtbot: QtBot, window: MainWindow) -> PreviewPane:
    made = PreviewPane(window.context, web=False)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.shown, timeout=20_000):
        made.show()
    return made


def written(pane: PreviewPane) -> str:
    assert isinstance(pane.page, PreviewPage)
    return pane.page.start.read_text("utf-8")


def test_the_preview_is_the_page_of_the_export(
    qtbot: QtBot, window: MainWindow, pane: PreviewPane, tmp_path: Path
) -> None:
    article = window.context.story.collected()
    assert article is not None
    done: list[exporting.ExportReport] = []
    window.context.tasks.library(
        lambda desk: exporting.export_story(
            desk,
            article_id=article.id,
            to=tmp_path / "out",
            choices=exporting.Choices(preview=True),
        ),
        done.append,
    )
    qtbot.waitUntil(lambda: bool(done), timeout=60_000)
    assert written(pane) == done[0].start.read_text("utf-8")


def test_the_preview_follows_the_typing(
    qtbot: QtBot, window: MainWindow, pane: PreviewPane
) -> None:
    window.context.story.edit(lambda story: replace(story, headline="Seen at once"), origin=None)
    qtbot.waitUntil(
        lambda: '<h1 class="p-name">Seen at once</h1>' in written(pane), timeout=20_000
    )


def test_dark_and_without_styles(qtbot: QtBot, pane: PreviewPane) -> None:
    assert "@media (prefers-color-scheme:dark)" in written(pane)
    pane.header.schemes.choose("dark")
    qtbot.waitUntil(lambda: "{color-scheme:dark" in written(pane), timeout=20_000)
    assert "(prefers-color-scheme:dark){" not in written(pane)
    pane.header.bare.trigger()
    qtbot.waitUntil(lambda: "<style>" not in written(pane), timeout=20_000)


def test_the_pictures_follow_the_page(qtbot: QtBot, pane: PreviewPane) -> None:
    page = pane.page
    assert page is not None
    if page.wanted:
        last = page.folder / page.wanted[-1].file
        qtbot.waitUntil(last.exists, timeout=60_000)


def test_a_story_that_must_not_go_out_is_shown_and_says_so(
    qtbot: QtBot, window: MainWindow, pane: PreviewPane
) -> None:
    assert pane.banner.isHidden()
    later = Moment.parse("2999-01-01T12:00:00Z", zone="UTC")
    window.context.story.edit(lambda story: replace(story, embargoed_until=later))
    qtbot.waitUntil(lambda: not pane.banner.isHidden(), timeout=20_000)
    assert "is under embargo until" in pane.banner.text()
    assert pane.banner.text().endswith("Only this preview shows it.")
    assert "<h1" in written(pane)


def test_without_a_story_the_pane_says_so(
    qtbot: QtBot, window: MainWindow, pane: PreviewPane
) -> None:
    window.context.story.close()
    qtbot.waitUntil(lambda: pane.page is None, timeout=20_000)
    assert pane.stack.currentWidget() is pane.nothing


def test_a_page_that_cannot_be_written_leaves_the_one_before(
    qtbot: QtBot, window: MainWindow, pane: PreviewPane
) -> None:
    page = pane.page
    assert page is not None
    page.start.unlink()
    page.start.mkdir()  # No file can take its place.
    window.context.story.edit(lambda story: replace(story, headline="Nowhere to go"))
    qtbot.waitUntil(lambda: not pane.note.isHidden(), timeout=20_000)
    assert "could not be written" in pane.note.text()
    assert pane.page is page


def test_without_a_web_view_the_browser_is_kept_in_step(pane: PreviewPane) -> None:
    assert pane.stack.currentWidget() is pane.nothing
    assert pane.header.caption.text().startswith("Written ")
    assert not pane.header.width_box.isEnabled()
    assert pane.header.browser.isEnabled()


def test_the_card_and_the_result_are_those_of_the_page(pane: PreviewPane) -> None:
    page = pane.page
    assert page is not None
    pane.header.ways.choose("card")
    assert pane.stack.currentWidget() is pane.card
    assert page.facts.card_title in pane.card.picture.accessibleName()
    assert f'<meta name="twitter:title" content="{page.facts.card_title}">' in page.html
    pane.header.ways.choose("result")
    assert pane.stack.currentWidget() is pane.result
    assert f"<title>{page.facts.title}</title>" in page.html
    assert "of about 580 px" in pane.result.said[0]


def test_a_title_is_cut_behind_a_word_that_has_room(qtbot: QtBot) -> None:
    del qtbot  # Fonts need an application.
    title = "Harbour pilots call off strike as ferries return to the northern islands at last"

    def measure(text: str) -> float:
        return cards.measured(text, 20)

    cut = cards.cut(title, cards.TITLE_ROOM, measure)
    assert cut.endswith(" …")
    assert title.startswith(cut.removesuffix(" …"))
    assert measure(cut) <= cards.TITLE_ROOM < measure(title)
    assert cards.cut("Short", cards.TITLE_ROOM, measure) == "Short"
    assert measure(cards.cut("w" * 200, cards.TITLE_ROOM, measure)) <= cards.TITLE_ROOM


def test_addresses_are_written_as_search_results_do() -> None:
    assert (
        cards.crumbs("https://paper.example/news/a%20b/") == "https://paper.example › news › a b"
    )
    assert cards.crumbs("") == ""


def test_blocks_and_elements_find_each_other() -> None:
    gone = Figure(Placement(image=ImageId("0" * 64)))
    body = (Paragraph((Run("One"),)), gone, Paragraph((Run("Two"),)))
    assert [places.element_of_block(body, at, ()) for at in range(4)] == [0, None, 1, None]
    assert [places.block_of_element(body, at, ()) for at in range(3)] == [0, 2, None]


def test_everything_can_be_reached_and_has_a_name(pane: PreviewPane) -> None:
    reached = [
        widget
        for widget in pane.header.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert len(reached) > 8
    assert all(
        widget.accessibleName() or widget.objectName() == "qt_spinbox_lineedit"
        for widget in reached
    )


# --- with a real web view ---


@pytest.fixture
def shown(qtbot: QtBot, web_engine: None, window: MainWindow) -> PreviewPane:
    del web_engine
    made = PreviewPane(window.context)
    made.resize(700, 800)
    qtbot.addWidget(made)
    heard: list[str] = []

    def pictured(_page: object) -> None:
        heard.append("pictures")

    def settled(_in_place: bool) -> None:
        heard.append("page")

    made.follower.pictured.connect(pictured)
    made.settled.connect(settled)
    made.show()
    # The pictures come after the page, which is loaded once more with them.
    qtbot.waitUntil(lambda: "pictures" in heard and heard[-1] == "page", timeout=60_000)
    return made


def asked(qtbot: QtBot, pane: PreviewPane, script: str) -> object:
    view, answers = pane.page_view.view, list[object]()
    assert view is not None
    webview.ask(view, script, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def test_the_page_follows_in_place_and_keeps_its_scroll(
    qtbot: QtBot, window: MainWindow, shown: PreviewPane
) -> None:
    page = shown.page
    assert page is not None
    asked(qtbot, shown, "document.documentElement.ours = 1; scrollTo(0, 400)")
    with qtbot.waitSignal(shown.settled, timeout=20_000) as settled:
        window.context.story.edit(lambda story: replace(story, headline="Followed in place"))
    assert settled.args == [True]  # pyright: ignore[reportUnknownMemberType] - its stubs say nothing
    assert asked(qtbot, shown, "document.querySelector('h1').textContent") == "Followed in place"
    assert asked(qtbot, shown, "document.documentElement.ours") == 1, "It was loaded anew."
    assert abs(float(str(asked(qtbot, shown, "scrollY"))) - 400) < 120
    assert asked(qtbot, shown, scripts.patch(written(shown))) is True


def test_no_script_of_the_page_runs(qtbot: QtBot, shown: PreviewPane) -> None:
    view = shown.page_view.view
    assert view is not None
    answers: list[object] = []
    view.page().runJavaScript("1 + 1", 0, answers.append)  # The page's own world.
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    assert answers == [""]
    inject = "const s = document.createElement('script'); s.textContent = 'document.title = 1';"
    assert asked(qtbot, shown, f"{inject} document.head.append(s); document.title") != "1"


def test_a_click_goes_to_the_block_and_the_caret_shows_its_own(
    qtbot: QtBot, window: MainWindow, shown: PreviewPane
) -> None:
    wanted: list[str] = []
    window.context.navigator.place_wanted.connect(wanted.append)
    head = "document.querySelector('h1').getBoundingClientRect()"
    x = float(str(asked(qtbot, shown, f"{head}.left"))) + 20
    y = float(str(asked(qtbot, shown, f"{head}.top"))) + 8
    zoom = shown.page_view.scale
    shown.page_view.click(QPointF(x * zoom, y * zoom))
    qtbot.waitUntil(lambda: wanted == ["headline"], timeout=10_000)
    shown.go_to("body.2")
    assert shown.page is not None
    assert wanted[-1].startswith("body.")
    body = window.findChild(BodyEdit)
    assert isinstance(body, BodyEdit)
    before = float(str(asked(qtbot, shown, "scrollY")))
    shown.watch(body)  # The pane stands alone here, beside no editor.
    cursor = body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    body.setTextCursor(cursor)
    qtbot.waitUntil(lambda: float(str(asked(qtbot, shown, "scrollY"))) > before, timeout=10_000)


def test_the_block_of_the_caret_is_marked_and_the_page_stays_as_written(
    qtbot: QtBot, window: MainWindow, shown: PreviewPane
) -> None:
    body = window.findChild(BodyEdit)
    assert isinstance(body, BodyEdit)
    shown.watch(body)
    marked = (
        "[...document.querySelector('.e-content').children]"
        ".map(one => getComputedStyle(one).boxShadow !== 'none').reduce((n, one) => n + one, 0)"
    )
    cursor = body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    body.setTextCursor(cursor)
    qtbot.waitUntil(lambda: asked(qtbot, shown, marked) == 1, timeout=10_000)
    assert asked(qtbot, shown, scripts.patch(written(shown))) is True


def test_the_page_is_printed_on_the_paper_that_was_chosen(
    qtbot: QtBot, window: MainWindow, shown: PreviewPane
) -> None:
    shown.header.ways.choose("print")
    qtbot.waitUntil(lambda: "of A4" in shown.header.caption.text(), timeout=20_000)
    qtbot.waitUntil(lambda: not shown.header.caption.text().startswith("0"), timeout=20_000)
    shown.header.papers.choose("letter")
    assert window.context.settings.text("export.paper") == "letter"
    qtbot.waitUntil(lambda: "of Letter" in shown.header.caption.text(), timeout=20_000)


def test_finding_counts_and_paper_has_sheets(qtbot: QtBot, shown: PreviewPane) -> None:
    shown.open_find()
    shown.find_line.line.setText("the")
    qtbot.waitUntil(lambda: " of " in shown.find_line.said, timeout=10_000)
    shown.find_line.line.setText("nowhere in this page")
    qtbot.waitUntil(lambda: shown.find_line.said == "Nothing found", timeout=10_000)
    shown.find_line.leave()
    shown.header.ways.choose("print")
    qtbot.waitUntil(lambda: "sheet" in shown.header.caption.text()[1:], timeout=20_000)
    qtbot.waitUntil(lambda: not shown.header.caption.text().startswith("0"), timeout=20_000)


def test_a_width_is_chosen_by_name_by_number_or_by_hand(shown: PreviewPane) -> None:
    view, header = shown.page_view, shown.header
    header.devices.choose("tablet")
    assert view.page_width == 820
    assert view.scale < 1
    header.width_box.setValue(500)
    assert view.page_width == 500
    assert header.devices.value == ""
    view.handle.moved.emit(5)
    assert view.page_width == header.width_box.value() == 510


def test_a_page_saved_as_pdf(qtbot: QtBot, shown: PreviewPane, tmp_path: Path) -> None:
    shown.write_pdf(tmp_path / "page.pdf")
    qtbot.waitUntil(lambda: shown.note.text() == "Saved page.pdf.", timeout=20_000)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    shown.write_pdf(tmp_path / "nowhere" / "page.pdf")
    qtbot.waitUntil(lambda: "could not be written" in shown.note.text(), timeout=20_000)
