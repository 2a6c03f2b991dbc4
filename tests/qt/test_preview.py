"""The preview beside the text, without a web view: the page, its following, its looks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsdesk.services import exporting
from newsdesk.services.previews import PreviewPage
from newsdesk.ui.mainwindow import MainWindow
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
    pane.schemes.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "{color-scheme:dark" in written(pane), timeout=20_000)
    assert "(prefers-color-scheme:dark){" not in written(pane)
    pane.styles.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "<style>" not in written(pane), timeout=20_000)


def test_the_pictures_follow_the_page(qtbot: QtBot, pane: PreviewPane) -> None:
    page = pane.page
    assert page is not None
    if page.wanted:
        last = page.folder / page.wanted[-1].file
        qtbot.waitUntil(last.exists, timeout=60_000)
