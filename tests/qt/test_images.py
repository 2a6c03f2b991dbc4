"""The images' screen, the picture dialog, choosing and taking in, in the real window."""

# pyright: reportUnknownMemberType=false
# pytest-qt leaves its key functions without types.

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Crop, FocalPoint, ImageAsset, Placement, Supplier
from newsdesk.domain.text import Run
from newsdesk.services import articles, images
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.images import cropping
from newsdesk.ui.images.adding import add_files, choose_pictures, edit_picture, pictures_in
from newsdesk.ui.images.chooser import PictureChooser
from newsdesk.ui.images.cropping import PRESETS
from newsdesk.ui.images.dialog import PictureDialog
from newsdesk.ui.images.screen import ImagesScreen
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.notices import Notice
from tests.unit.media.pictures import jpeg, packet

T = TypeVar("T")


def ask(qtbot: QtBot, window: MainWindow, work: Callable[[Desk], T]) -> T:
    """Do work on the library's thread and wait for its answer."""
    answer: list[T] = []
    window.context.tasks.library(work, answer.append)
    qtbot.waitUntil(lambda: bool(answer), timeout=10_000)
    return answer[0]


def picture(number: int = 1) -> bytes:
    colour = (number * 40 % 256, number * 7 % 256, 90)
    xmp = packet(f"<photoshop:Headline>Test picture {number}</photoshop:Headline>")
    return jpeg(Image.new("RGB", (300, 200), colour), xmp=xmp)


def file_of(folder: Path, number: int = 1) -> Path:
    file = folder / f"picture-{number}.jpg"
    file.write_bytes(picture(number))
    return file


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> ImagesScreen:
    window.context.navigator.show_screen("images")
    shown = window.stage.findChild(ImagesScreen)
    assert isinstance(shown, ImagesScreen)
    qtbot.waitUntil(lambda: shown.search.grid.images.total > 0, timeout=10_000)
    return shown


@pytest.fixture
def said(window: MainWindow) -> Iterator[list[Notice]]:
    notices: list[Notice] = []
    window.context.notices.shown.connect(notices.append)
    yield notices
    window.context.notices.shown.disconnect(notices.append)


def select(qtbot: QtBot, screen: ImagesScreen, place: int) -> ImageAsset:
    screen.search.grid.setCurrentIndex(screen.search.grid.images.index_of(place))
    row = screen.search.grid.images.row(place)
    assert row is not None
    qtbot.waitUntil(
        lambda: screen.session.asset is not None and screen.session.asset.id == row.id,
        timeout=10_000,
    )
    assert screen.session.asset is not None
    return screen.session.asset


# --- taking in ---


def test_files_are_taken_in_off_the_main_thread_in_their_order(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [file_of(tmp_path, number) for number in range(1, 6)]
    got: list[tuple[ImageAsset, ...]] = []
    threads: list[threading.Thread] = []

    def done(assets: tuple[ImageAsset, ...]) -> None:
        threads.append(threading.current_thread())
        got.append(assets)

    add_files(window.context, [*files, picture(2)], done)
    qtbot.waitUntil(lambda: bool(got), timeout=10_000)
    assert [asset.title for asset in got[0]] == [
        "Test picture 1", "Test picture 2", "Test picture 3", "Test picture 4", "Test picture 5",
        "Test picture 2",
    ]  # fmt: skip
    assert got[0][1].id == got[0][5].id
    assert threads == [threading.main_thread()]


def test_what_is_no_picture_is_said_and_the_others_come_in(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, said: list[Notice]
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(picture()[:900])
    got: list[tuple[ImageAsset, ...]] = []
    add_files(window.context, [bad, tmp_path / "gone.jpg", file_of(tmp_path)], got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=10_000)
    assert [asset.title for asset in got[0]] == ["Test picture 1"]
    assert said[-1].text.startswith("2 of 3 pictures could not be taken in. “bad.jpg”:")
    add_files(window.context, [b"<svg onload='x()'/>"], got.append)
    qtbot.waitUntil(lambda: len(got) == 2, timeout=10_000)
    assert got[1] == ()
    assert "SVG" in said[-1].text


def test_adding_can_be_stopped(window: MainWindow, qtbot: QtBot, said: list[Notice]) -> None:
    got: list[tuple[ImageAsset, ...]] = []
    adding = add_files(window.context, [picture(number) for number in range(50)], got.append)
    with qtbot.waitSignal(adding.stopped):
        adding.stop()
    assert not adding.running
    assert said[-1].text.startswith("Stopped adding pictures.")
    ask(qtbot, window, images.counts)
    assert got == []


def test_a_drop_brings_files_first_then_bytes_then_what_the_system_drew(tmp_path: Path) -> None:
    data = QMimeData()
    assert pictures_in(data) == ()
    drawn = QImage(4, 4, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.red)
    data.setImageData(drawn)
    (made,) = pictures_in(data)
    assert isinstance(made, bytes)
    assert made.startswith(b"\x89PNG")
    data.setData("image/jpeg", picture())
    assert pictures_in(data) == (picture(),)
    file = file_of(tmp_path)
    (tmp_path / "notes.txt").write_text("no picture")
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (file, tmp_path / "notes.txt")])
    assert pictures_in(data) == (file,)


# --- choosing ---


def test_pictures_are_chosen_from_the_library_in_the_order_of_the_grid(
    window: MainWindow, qtbot: QtBot
) -> None:
    got: list[tuple[ImageAsset, ...]] = []
    chooser = choose_pictures(window.context, window, got.append)
    assert isinstance(chooser, PictureChooser)
    grid = chooser.search.grid
    qtbot.waitUntil(lambda: grid.images.total > 2, timeout=10_000)
    assert not chooser.take.isEnabled()
    for place in (2, 0):
        row = grid.images.row(place)
        assert row is not None
        grid.selectionModel().select(
            grid.images.index_of(place), grid.selectionModel().SelectionFlag.Select
        )
    assert chooser.take.text() == "Use 2 pictures"
    chooser.take.click()
    qtbot.waitUntil(lambda: bool(got), timeout=10_000)
    rows = [grid.images.row(place) for place in (0, 2)]
    assert [asset.id for asset in got[0]] == [row.id for row in rows if row is not None]
    assert not chooser.isVisible()


def test_pictures_of_the_disk_are_the_answer_and_bad_ones_are_said_in_the_dialog(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    got: list[tuple[ImageAsset, ...]] = []
    chooser = PictureChooser(window.context, window, got.append, many=False)
    chooser.open()
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"hello")
    chooser.add((bad,))
    qtbot.waitUntil(chooser.disk.isEnabled, timeout=10_000)
    assert chooser.isVisible()
    assert got == []
    chooser.add((file_of(tmp_path, 3), file_of(tmp_path, 4)))
    qtbot.waitUntil(lambda: bool(got), timeout=10_000)
    assert [asset.title for asset in got[0]] == ["Test picture 3"]


# --- the screen ---


def test_the_screen_has_the_window_to_itself_and_gives_it_back(
    window: MainWindow, screen: ImagesScreen
) -> None:
    window.resize(1500, 900)
    assert not window.panes.shown("list")
    assert not window.panes.shown("inspector")
    window.context.navigator.show_screen("story")
    assert window.panes.shown("list")


def test_searching_narrows_and_says_when_nothing_is_found(
    screen: ImagesScreen, qtbot: QtBot
) -> None:
    grid = screen.search.grid
    everything = grid.images.total
    qtbot.keyClicks(screen.search.box, "zzzzzz")
    qtbot.waitUntil(lambda: grid.images.total == 0, timeout=10_000)
    assert not grid.isVisible()
    screen.search.box.clear()
    qtbot.waitUntil(lambda: grid.images.total == everything, timeout=10_000)
    assert grid.isVisible()


def test_filters_show_what_is_missing_with_numbers(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot
) -> None:
    from newsdesk.domain.listing import ImageFlag

    screen.add((picture(9),))
    filter_button = screen.filters.buttons[ImageFlag.MISSING_ALT]
    qtbot.waitUntil(lambda: filter_button.text() == "No alt text  1", timeout=10_000)
    filter_button.click()
    qtbot.waitUntil(lambda: screen.search.grid.images.total == 1, timeout=10_000)
    row = screen.search.grid.images.row(0)
    assert row is not None
    assert row.title == "Test picture 9"
    assert row.missing_alt


def test_arrow_keys_walk_the_grid_over_the_ends_of_rows(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot
) -> None:
    grid = screen.search.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.images.index_of(grid.images.columns - 1))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.images.place(grid.currentIndex()) == grid.images.columns
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.images.place(grid.currentIndex()) == grid.images.columns - 1
    grid.setCurrentIndex(grid.images.index_of(grid.images.total - 1))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(grid, key)
        assert grid.images.place(grid.currentIndex()) == grid.images.total - 1


def test_resizing_keeps_the_chosen_picture(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot
) -> None:
    window.resize(1500, 900)
    asset = select(qtbot, screen, 4)
    columns = screen.search.grid.images.columns
    window.resize(1000, 900)
    qtbot.waitUntil(lambda: screen.search.grid.images.columns < columns)
    assert screen.search.grid.image == asset.id
    assert screen.session.asset == asset


def test_a_change_elsewhere_leaves_what_is_in_sight_where_it_is(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot
) -> None:
    window.resize(900, 600)
    grid = screen.search.grid
    asset = select(qtbot, screen, 0)
    bar = grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=10_000)
    bar.setValue(bar.maximum())
    with qtbot.waitSignal(grid.images.loaded):
        window.context.bus.tell(Changes.of(Kind.IMAGE, asset.id))
    assert bar.value() == bar.maximum()
    assert grid.image == asset.id


def test_enter_opens_a_picture_closely_and_escape_goes_back(
    screen: ImagesScreen, qtbot: QtBot
) -> None:
    select(qtbot, screen, 1)
    qtbot.keyClick(screen.search.grid, Qt.Key.Key_Return)
    assert screen.large
    assert screen.search.grid.images.columns == 2
    qtbot.keyClick(screen.search.grid, Qt.Key.Key_Escape)
    assert not screen.large


def test_what_is_typed_is_saved_as_one_goes_and_shown_as_missing_until_then(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot
) -> None:
    image = ask(
        qtbot,
        window,
        lambda desk: images.add(desk, picture=images.read_picture(picture(8), "p.jpg"))[0].id,
    )
    screen.show_image(image)
    qtbot.waitUntil(lambda: screen.session.asset is not None, timeout=10_000)
    describing = screen.fields.describing if screen.fields else None
    assert describing is not None
    qtbot.keyClicks(describing.alt_text, "A plain picture ")
    qtbot.keyClicks(describing.caption.edit, "Words")
    qtbot.keyClicks(describing.credit.photographer, "Ada Lund/POOL")
    screen.search.grid.setFocus()
    describing.credit.photographer.left.emit()
    screen.session.flush()
    qtbot.waitUntil(lambda: not screen.session.unsaved, timeout=10_000)
    asset = ask(qtbot, window, lambda desk: images.get(desk, image=image))
    assert asset.alt_text == "A plain picture"
    assert asset.caption == (Run("Words"),)
    assert asset.credit.photographer == "Ada Lund"
    assert asset.credit.chain == (Supplier("/", "POOL"),)


def test_a_change_from_elsewhere_is_shown(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot
) -> None:
    asset = select(qtbot, screen, 0)
    changes = ask(
        qtbot,
        window,
        lambda desk: images.change(
            desk, image=asset.id, how=lambda one: replace(one, alt_text="From elsewhere")
        )[1],
    )
    window.context.bus.tell(changes)
    qtbot.waitUntil(
        lambda: (
            screen.session.asset is not None and screen.session.asset.alt_text == "From elsewhere"
        ),
        timeout=10_000,
    )
    assert screen.fields is not None
    assert screen.fields.describing.alt_text.toPlainText() == "From elsewhere"


# --- one picture in a story ---


@pytest.fixture
def dialog(
    window: MainWindow, qtbot: QtBot
) -> Iterator[tuple[PictureDialog, list[Placement], ImageId]]:
    image = ask(
        qtbot,
        window,
        lambda desk: images.add(desk, picture=images.read_picture(picture(7), "p.jpg"))[0].id,
    )
    placed: list[Placement] = []
    made = edit_picture(
        window.context, window, image, placement=Placement(image), changed=placed.append
    )
    assert isinstance(made, PictureDialog)
    qtbot.waitUntil(lambda: made.session.asset is not None, timeout=10_000)
    yield made, placed, image
    made.reject()
    ask(qtbot, window, lambda desk: desk.library.path)


Dialog = tuple[PictureDialog, list[Placement], ImageId]


def test_what_a_picture_lacks_is_filled_in_for_every_story(
    dialog: Dialog, window: MainWindow, qtbot: QtBot
) -> None:
    made, placed, image = dialog
    describing = made.editor.fields.describing
    qtbot.keyClicks(describing.alt_text, "Blue")
    made.close_button.click()
    asset = ask(qtbot, window, lambda desk: images.get(desk, image=image))
    assert asset.alt_text == "Blue"
    assert placed == []


def test_a_story_has_its_own_words_when_a_person_says_so(
    dialog: Dialog, window: MainWindow, qtbot: QtBot
) -> None:
    made, placed, image = dialog
    describing = made.editor.fields.describing
    describing.caption_whose.link.click()
    qtbot.keyClicks(describing.caption.edit, "Here only")
    describing.illustrative.click()
    describing.alt_whose.link.click()
    qtbot.keyClicks(describing.alt_text, "Own")
    assert placed[-1] == Placement(
        image, caption=(Run("Here only"),), alt_text="Own", illustrative=True
    )
    describing.decorative.click()
    assert placed[-1].alt_text == ""
    assert not describing.alt_text.isEnabled()
    describing.decorative.click()
    assert placed[-1].alt_text is None
    describing.caption_whose.link.click()
    assert placed[-1].caption is None
    assert ask(qtbot, window, lambda desk: images.get(desk, image=image)).caption == ()


def test_the_focal_point_is_dragged_and_moved_by_keys(
    dialog: Dialog, window: MainWindow, qtbot: QtBot
) -> None:
    made, _placed, image = dialog
    canvas = made.editor.aim.canvas
    area = canvas.picture_area()
    target = QPoint(int(area.left() + area.width() / 4), int(area.top() + area.height() / 4))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.focal_place().toPoint())
    QTest.mouseMove(canvas, target)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=target)
    asset = made.session.asset
    assert asset is not None
    assert asset.focal_point.x == pytest.approx(0.25, abs=0.01)
    assert asset.focal_point.y == pytest.approx(0.25, abs=0.01)
    before = asset.focal_point
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert made.session.asset is not None
    after = made.session.asset.focal_point
    assert after.x == pytest.approx(before.x + 0.01, abs=0.002)
    assert after.y == pytest.approx(before.y + 0.05, abs=0.002)
    made.close_button.click()
    assert ask(qtbot, window, lambda desk: images.get(desk, image=image)).focal_point == after


def test_a_crop_chosen_in_a_story_is_kept_with_the_picture_and_named_by_the_place(
    dialog: Dialog,
) -> None:
    made, placed, image = dialog
    made.editor.aim.strip.buttons[3].click()
    assert placed[-1] == Placement(image, crop="1:1")
    asset = made.session.asset
    assert asset is not None
    (crop,) = asset.crops
    assert crop == Crop("1:1", "1:1", 0.1667, 0.0, 0.6667, 1.0)
    made.editor.aim.strip.buttons[0].click()
    assert placed[-1].crop == ""


def test_a_crop_is_dragged_and_pulled_inside_the_picture(dialog: Dialog, qtbot: QtBot) -> None:
    made, _placed, _image = dialog
    made.editor.aim.strip.buttons[3].click()
    canvas = made.editor.aim.canvas
    start = canvas.crop_area().topLeft().toPoint() + QPoint(30, 20)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(500, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(500, 0))
    assert canvas.crop_area().right() == pytest.approx(canvas.picture_area().right(), abs=1)
    corner = canvas.crop_area().topLeft()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=corner.toPoint())
    QTest.mouseMove(canvas, (corner + QPointF(60, 60)).toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=corner.toPoint())
    shape = canvas.crop_area()
    assert shape.width() == pytest.approx(shape.height(), abs=1)
    assert shape.bottom() == pytest.approx(canvas.picture_area().bottom(), abs=1)
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert canvas.crop_area().left() < shape.left()


def test_rights_and_numbers_are_set_by_hand(dialog: Dialog, qtbot: QtBot) -> None:
    made, _placed, _image = dialog
    fields = made.editor.fields
    web = fields.rights.purposes[0]
    web.cleared.setCurrentIndex(1)
    web.cleared.activated.emit(1)
    fields.focal.across.setText("0,2")
    fields.focal.across.textEdited.emit("0,2")
    fields.focal.down.setText("nonsense")
    fields.focal.down.textEdited.emit("nonsense")
    asset = made.session.asset
    assert asset is not None
    assert [(right.purpose, right.cleared) for right in asset.rights] == [("web", True)]
    assert asset.focal_point == FocalPoint(0.2, 0.5)
    web.cleared.activated.emit(0)
    assert made.session.asset is not None
    assert made.session.asset.rights == ()


# --- uses ---


def test_uses_are_listed_and_a_picture_in_use_cannot_be_deleted(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot
) -> None:
    story = window.context.story.article
    assert story is not None
    assert story.lead is not None
    screen.show_image(story.lead.image)
    qtbot.waitUntil(lambda: bool(screen.session.uses), timeout=10_000)
    assert story.headline in [use.name for use in screen.session.uses]
    assert screen.fields is not None
    uses = screen.fields.uses
    assert not uses.delete_button.isEnabled()
    assert uses.replace_button.isEnabled()


def test_replacing_everywhere_shows_the_open_story_with_the_other_picture(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsdesk.ui.images import usesfields

    story = window.context.story.article
    assert story is not None
    assert story.lead is not None
    new = ask(
        qtbot,
        window,
        lambda desk: images.add(desk, picture=images.read_picture(picture(5), "p.jpg"))[0],
    )
    window.context.story.edit(lambda article: replace(article, standfirst="Not saved yet"))
    screen.show_image(story.lead.image)
    qtbot.waitUntil(lambda: bool(screen.session.uses), timeout=10_000)

    def agree(*_asked: object) -> bool:
        return True

    monkeypatch.setattr(usesfields, "confirm", agree)
    assert screen.fields is not None
    screen.fields.uses.replace_with((new,))

    def replaced() -> bool:
        open_now = window.context.story.article
        return open_now is not None and open_now.lead is not None and open_now.lead.image == new.id

    qtbot.waitUntil(replaced, timeout=10_000)
    saved = ask(qtbot, window, lambda desk: articles.open_story(desk, article_id=story.id))
    assert saved.standfirst == "Not saved yet"
    qtbot.waitUntil(lambda: screen.session.image == new.id, timeout=10_000)


# --- crops as values ---


def asset(width: int = 300, height: int = 200) -> ImageAsset:
    return ImageAsset(ImageId("0" * 64), "image/jpeg", width, height, 1)


def pulls() -> Iterator[tuple[cropping.Preset, tuple[int, int], tuple[float, float]]]:
    handles = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y]
    for to in ((-0.5, -0.5), (0.3, 0.8), (0.5, 0.5), (1.5, 1.2)):
        for preset in PRESETS:
            yield from ((preset, handle, to) for handle in handles)


def test_a_pulled_crop_stays_inside_and_keeps_its_ratio() -> None:
    for preset, handle, to in pulls():
        start = cropping.automatic(asset(), preset)
        start = replace(start, left=0.3, top=0.25, width=start.width / 2, height=start.height / 2)
        shape = cropping.aspect(start, 300, 200)
        pulled = cropping.pulled(start, handle, *to, shape)
        assert pulled.left >= 0
        assert pulled.top >= 0
        assert pulled.left + pulled.width <= 1.0002
        assert pulled.top + pulled.height <= 1.0002
        assert min(pulled.width, pulled.height) >= cropping.LEAST / 2
        if shape is not None:
            assert pulled.width / pulled.height == pytest.approx(shape, rel=0.01)


def test_a_crop_follows_the_focal_point_until_it_was_made_by_hand() -> None:
    square = PRESETS[2]
    left = replace(asset(), focal_point=FocalPoint(0.0, 0.5))
    assert cropping.crop_for(left, square).left == 0
    made = cropping.with_crop(left, cropping.moved(cropping.crop_for(left, square), 0.2, 0.4))
    assert cropping.crop_for(made, square).left == pytest.approx(0.2)
    assert cropping.crop_for(made, square).top == 0
    assert cropping.crop_for(cropping.without_crop(made, "1:1"), square).left == 0


def test_colours_can_be_swapped_while_a_picture_is_shown(
    window: MainWindow, screen: ImagesScreen, qtbot: QtBot
) -> None:
    from newsdesk.ui.theme import Scheme

    select(qtbot, screen, 0)
    screen.open_large(screen.search.grid.image)
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        window.context.theme.choose(scheme)
        QApplication.processEvents()
        assert not window.grab().isNull()
