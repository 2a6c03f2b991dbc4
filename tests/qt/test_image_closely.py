"""A picture looked at closely: the same places are aimed at, whatever the scale."""

# pyright: reportUnknownMemberType=false
# pytest-qt leaves its key functions without types.

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsdesk.ui.images.canvas import PictureCanvas
from newsdesk.ui.images.screen import ImagesScreen
from newsdesk.ui.images.strip import CropStrip
from newsdesk.ui.images.zooming import ZoomBar
from newsdesk.ui.mainwindow import MainWindow


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    """A picture of 6,000 by 4,000 pixels, many more than the screen has."""
    file = tmp_path / "large.jpg"
    Image.linear_gradient("L").resize((6000, 4000)).save(file, quality=70)
    return file


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> ImagesScreen:
    window.context.navigator.show_screen("images")
    shown = window.stage.findChild(ImagesScreen)
    assert isinstance(shown, ImagesScreen)
    qtbot.waitUntil(lambda: shown.search.grid.images.total > 0, timeout=10_000)
    return shown


@pytest.fixture
def closely(screen: ImagesScreen, qtbot: QtBot, large_file: Path) -> PictureCanvas:
    screen.add((large_file,))
    qtbot.waitUntil(
        lambda: screen.session.asset is not None and screen.session.asset.width == 6000,
        timeout=10_000,
    )
    screen.open_large(screen.session.image)
    canvas = screen.findChild(PictureCanvas)
    assert isinstance(canvas, PictureCanvas)
    qtbot.waitUntil(lambda: canvas.pixels_across > 0, timeout=10_000)
    return canvas


def wheel(canvas: PictureCanvas, place: QPointF, notches: int) -> None:
    event = QWheelEvent(
        place,
        canvas.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def fraction(canvas: PictureCanvas, place: QPointF) -> tuple[float, float]:
    area = canvas.picture_area()
    return (
        (place.x() - area.left()) / area.width(),
        (place.y() - area.top()) / area.height(),
    )


def test_the_wheel_brings_closer_what_is_under_the_mouse_and_goes_back_to_the_whole(
    closely: PictureCanvas,
) -> None:
    place = closely.picture_area().center() + QPointF(60, 20)
    before, whole = fraction(closely, place), closely.scale
    wheel(closely, place, 4)
    assert closely.scale == pytest.approx(whole * 1.25**4)
    assert fraction(closely, place) == pytest.approx(before)
    wheel(closely, place, -9)
    assert closely.whole
    assert closely.scale == pytest.approx(whole)
    wheel(closely, place, 60)
    assert closely.scale == pytest.approx(4.0)


def test_at_its_own_pixels_aiming_is_exact_and_sharper_pixels_are_read(
    closely: PictureCanvas, screen: ImagesScreen, qtbot: QtBot
) -> None:
    closely.setFocus()
    qtbot.keyClick(closely, Qt.Key.Key_1)
    assert closely.scale == pytest.approx(1.0)
    qtbot.waitUntil(lambda: closely.pixels_across == 6000, timeout=10_000)
    target = QPoint(closely.width() // 2 + 83, closely.height() // 2 - 41)
    wanted = fraction(closely, QPointF(target))
    QTest.mouseClick(closely, Qt.MouseButton.LeftButton, pos=target)
    asset = screen.session.asset
    assert asset is not None
    assert (asset.focal_point.x, asset.focal_point.y) == pytest.approx(wanted, abs=0.0006)
    assert (closely.focal_place() - QPointF(target)).manhattanLength() < 6000 * 0.0012
    qtbot.keyClick(closely, Qt.Key.Key_0)
    assert closely.whole
    area = closely.picture_area()
    assert closely.focal_place().x() == pytest.approx(
        area.left() + asset.focal_point.x * area.width()
    )


def test_the_part_that_is_seen_is_dragged_and_the_picture_never_leaves_its_room(
    closely: PictureCanvas, screen: ImagesScreen, qtbot: QtBot
) -> None:
    qtbot.keyClick(closely, Qt.Key.Key_1)
    asset, before = screen.session.asset, closely.picture_area().topLeft()
    start = closely.rect().center() + QPoint(90, 60)
    for held in (Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton):
        QTest.mousePress(closely, held, pos=start)
        QTest.mouseMove(closely, start + QPoint(-40, 10))
        QTest.mouseRelease(closely, held, pos=start + QPoint(-40, 10))
    assert closely.picture_area().topLeft() == before + QPointF(-80, 20)
    for _ in range(80):
        qtbot.keyClick(
            closely,
            Qt.Key.Key_Right,
            Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    assert closely.picture_area().right() == pytest.approx(closely.width() - 24)
    assert screen.session.asset == asset


def test_a_crop_keeps_its_place_on_the_picture_at_any_scale(
    closely: PictureCanvas, screen: ImagesScreen, qtbot: QtBot
) -> None:
    strip = screen.findChild(CropStrip)
    assert isinstance(strip, CropStrip)
    strip.buttons[3].click()
    frame, area = closely.crop_area(), closely.picture_area()
    whole = ((frame.left() - area.left()) / area.width(), frame.width() / area.width())
    qtbot.keyClick(closely, Qt.Key.Key_PageUp)
    qtbot.keyClick(closely, Qt.Key.Key_PageUp)
    frame, area = closely.crop_area(), closely.picture_area()
    near = ((frame.left() - area.left()) / area.width(), frame.width() / area.width())
    assert near == pytest.approx(whole)
    bar = screen.findChild(ZoomBar)
    assert isinstance(bar, ZoomBar)
    assert bar.level.text() == f"{closely.scale:.0%}"
    bar.level.click()
    assert closely.whole
    assert not bar.farther.isEnabled()
