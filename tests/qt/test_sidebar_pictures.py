"""The sidebar's way to the pictures that lack an alt text."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from newsdesk.services import images
from newsdesk.services.images import ImageCounts
from newsdesk.ui.images.screen import ImagesScreen
from newsdesk.ui.mainwindow import MainWindow
from tests.unit.media.pictures import jpeg


def counts(qtbot: QtBot, window: MainWindow) -> ImageCounts:
    answer: list[ImageCounts] = []
    window.context.tasks.library(images.counts, answer.append)
    qtbot.waitUntil(lambda: bool(answer), timeout=10_000)
    return answer[0]


def test_the_sidebar_leads_to_the_pictures_without_alt_text_and_counts_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    sidebar, label = window.sidebar, "Missing alt text"

    def counted() -> int | None:
        return next((row.count for row in sidebar.rows if row.label == label), None)

    window.context.navigator.show_screen("images")
    screen = window.stage.findChild(ImagesScreen)
    assert isinstance(screen, ImagesScreen)
    before = counts(qtbot, window)
    screen.add(tuple(jpeg(Image.new("RGB", (30, 20), shade)) for shade in ("#123456", "#654321")))
    qtbot.waitUntil(lambda: screen.search.grid.images.total == before.total + 2, timeout=10_000)
    wanted = before.missing_alt + 2
    qtbot.waitUntil(lambda: counted() == wanted, timeout=10_000)
    view = sidebar.findChild(QListView)
    assert isinstance(view, QListView)
    for name, total in ((label, wanted), ("Images", before.total + 2)):
        index = sidebar.model.index(sidebar.model.place(name))
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
        )
        qtbot.waitUntil(lambda total=total: screen.search.grid.images.total == total)
        assert view.currentIndex().data() == name
