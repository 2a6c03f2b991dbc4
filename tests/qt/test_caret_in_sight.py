"""The caret is where one looks, also after much came at once."""

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.mainwindow import MainWindow


def test_the_caret_stays_in_sight_after_a_long_paste(window: MainWindow, qtbot: QtBot) -> None:
    editor = window.findChild(StoryEditor)
    assert isinstance(editor, StoryEditor)
    body, area = editor.page.body, editor.area
    window.activateWindow()
    body.setFocus()
    qtbot.waitUntil(body.hasFocus)
    cursor = body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    body.setTextCursor(cursor)
    data = QMimeData()
    data.setHtml("".join(f"<p>Paragraph {number} of many.</p>" for number in range(60)))
    body.insertFromMimeData(data)

    def caret_in_sight() -> bool:
        place = body.mapTo(area.viewport(), body.cursorRect().center())
        return area.viewport().rect().contains(QPoint(10, place.y()))

    qtbot.waitUntil(caret_in_sight, timeout=5000)
