"""Copy and paste of the text, in all the forms that a clipboard may have."""

from collections.abc import Callable, Iterator
from functools import partial
from threading import Barrier

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsdesk.domain.body import Body, Figure, ListBlock, ListItem, Paragraph, Quote, Subhead
from newsdesk.domain.ids import ImageId, NoteId
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Link, Mark, Run
from newsdesk.services import libraries
from newsdesk.services.settings import Settings
from newsdesk.ui.context import Context
from newsdesk.ui.editor import clipboard, document
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.clipboard import BLOCKS_TYPE, MARKDOWN_TYPE, BodyClipboard
from newsdesk.ui.lane import Lane
from newsdesk.ui.notices import Notice
from newsdesk.ui.starting import make_context
from newsdesk.ui.tasks import WORKERS

Paste = Callable[[QMimeData], Body]
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEUlEQVR4nGM4YWSEBzGMSqOj"
    "AQ4rZm2NFgqVAAAAAElFTkSuQmCC"
)


@pytest.fixture(scope="module")
def context(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The shared parts over an empty library, without a window."""
    made = make_context(qapp, Lane(), Settings())
    library = tmp_path_factory.mktemp("clipboard") / "l.newsdesk"
    made.tasks.open(partial(libraries.create_empty, library, settings=Settings()))
    # All threads are at work before the first test counts them.
    together = Barrier(WORKERS)
    for _ in range(WORKERS):
        made.tasks.background(lambda _progress: together.wait(10))
    yield made
    made.tasks.stop()


@pytest.fixture
def text(qtbot: QtBot, context: Context) -> BodyEdit:
    """An empty body with the clipboard at work."""
    body = BodyEdit(context.theme)
    qtbot.addWidget(body)
    document.fill(body.document(), ())
    return body


@pytest.fixture
def pasting(context: Context, text: BodyEdit) -> BodyClipboard:
    return BodyClipboard(context, text, lambda _pictures: None)


@pytest.fixture
def paste(text: BodyEdit, pasting: BodyClipboard) -> Paste:
    def paste(data: QMimeData) -> Body:
        cursor = text.textCursor()
        assert pasting.take(data, cursor)
        return document.read(text.document())

    return paste


BODY: Body = (
    Subhead((Run("One"),), 3),
    Paragraph((Run("A "), Run("link", link=Link("https://example.org/")), Run(" here."))),
    ListBlock((ListItem((Run("a"),), 0), ListItem((Run("b"),), 1))),
    Quote(((Run("said", frozenset({Mark.EMPHASIS})),),)),
)


def of(kind: str, content: str) -> QMimeData:
    data = QMimeData()
    data.setData(kind, content.encode())
    return data


def test_copy_offers_blocks_html_markdown_and_text() -> None:
    data = clipboard.make_mime(BODY)
    assert data.hasFormat(BLOCKS_TYPE)
    assert "<h3>One</h3>" in data.html()
    assert "### One" in bytes(data.data(MARKDOWN_TYPE).data()).decode()
    assert data.text().startswith("One\n\nA link here.")


@pytest.mark.parametrize("form", [BLOCKS_TYPE, "text/html", MARKDOWN_TYPE])
def test_every_rich_form_of_a_copy_pastes_as_it_was(paste: Paste, form: str) -> None:
    copied = clipboard.make_mime(BODY)
    data = QMimeData()
    data.setData(form, copied.data(form))
    assert paste(data) == BODY


def test_a_selection_is_copied_and_pasted_within_a_paragraph(
    text: BodyEdit, pasting: BodyClipboard
) -> None:
    document.fill(text.document(), (Paragraph((Run("one two three"),)),))
    cursor = text.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    data = pasting.make(cursor)
    cursor.setPosition(0)
    assert pasting.take(data, cursor)
    assert document.read(text.document()) == (Paragraph((Run("twoone two three"),)),)


def test_a_paste_is_one_step_of_undo(text: BodyEdit, paste: Paste) -> None:
    assert len(paste(of("text/html", "<h2>A</h2><ul><li>b<li>c</ul><p>d"))) == 3
    text.document().undo()
    assert document.read(text.document()) == ()


def test_plain_text_keeps_its_paragraphs(paste: Paste) -> None:
    data = QMimeData()
    data.setText("One.\n\nTwo,\nsame paragraph.")
    assert paste(data) == (
        Paragraph((Run("One."),)),
        Paragraph((Run("Two,\nsame paragraph."),)),
    )


def test_plain_text_that_is_markdown_is_read_as_such(paste: Paste) -> None:
    data = QMimeData()
    data.setText("## Head\n\nSee [it](https://example.org/).")
    assert paste(data)[0] == Subhead((Run("Head"),), 2)


def test_a_clipboard_that_lies_about_our_blocks_is_read_by_its_other_forms(paste: Paste) -> None:
    data = of(BLOCKS_TYPE, '{"run": 1, "body": [')
    data.setText("What it says.")
    assert paste(data) == (Paragraph((Run("What it says."),)),)


def test_notes_of_another_story_do_not_come_along(paste: Paste) -> None:
    noted: Body = (Paragraph((Run("x", note=NoteId("5d4a1e5e-0000-4000-8000-000000000000")),)),)
    assert paste(clipboard.make_mime(noted)) == (Paragraph((Run("x"),)),)


def test_pictures_of_another_library_do_not_come_along(
    qtbot: QtBot, text: BodyEdit, pasting: BodyClipboard
) -> None:
    body: Body = (Figure(Placement(ImageId("ab" * 32))), Paragraph((Run("Text."),)))
    data = QMimeData()
    copied = bytes(clipboard.make_mime(body).data(BLOCKS_TYPE).data()).decode()
    data.setData(BLOCKS_TYPE, copied.replace('"run":"', '"run":"other').encode())
    assert pasting.take(data, text.textCursor())
    qtbot.waitUntil(
        lambda: document.read(text.document()) == (Paragraph((Run("Text."),)),), timeout=10_000
    )


def test_a_picture_inside_the_html_comes_into_the_library(
    qtbot: QtBot, text: BodyEdit, pasting: BodyClipboard
) -> None:
    html = f"<p>Before<p><img src='{PIXEL}' alt='A square'><p>After"
    assert pasting.take(of("text/html", html), text.textCursor())
    qtbot.waitUntil(lambda: len(document.read(text.document())) == 3, timeout=10_000)
    figure = document.read(text.document())[1]
    assert isinstance(figure, Figure)
    assert figure.placement.alt_text == "A square"


def test_a_page_cannot_make_us_read_files(
    qtbot: QtBot, context: Context, text: BodyEdit, pasting: BodyClipboard
) -> None:
    said: list[Notice] = []
    context.notices.shown.connect(said.append)
    html = "<p>Text<img src='file:///etc/picture.png'>"
    assert pasting.take(of("text/html", html), text.textCursor())
    qtbot.waitUntil(
        lambda: document.read(text.document()) == (Paragraph((Run("Text"),)),), timeout=10_000
    )
    assert any("drop its file" in notice.text for notice in said)


def test_the_editor_copies_and_pastes_through_the_clipboard(
    qtbot: QtBot, text: BodyEdit, pasting: BodyClipboard
) -> None:
    document.fill(text.document(), (Subhead((Run("Head"),), 2), Paragraph((Run("Words"),))))
    text.selectAll()
    text.copy()
    text.cut()
    assert document.read(text.document()) == ()
    text.paste()
    assert document.read(text.document()) == (
        Subhead((Run("Head"),), 2),
        Paragraph((Run("Words"),)),
    )
