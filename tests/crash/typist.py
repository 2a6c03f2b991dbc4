"""The real program with real keys, to be killed: `python typist.py HOME LIBRARY`.

Types numbered words into the body of the open story and prints each with the time of its last
key, in seconds of the clock that all processes of a machine share.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from newsdesk import app
from newsdesk.services import paths
from newsdesk.services.settings import Settings
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.lane import Lane

BETWEEN = 60
"""Milliseconds between two words."""


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def main() -> None:
    home, library = paths.under(Path(sys.argv[1])), Path(sys.argv[2])
    session = app.begin(app.Start(library), home, Settings(), library, Lane())
    timer = QTimer()
    count = 0

    def begin() -> None:
        editor = session.window.findChild(BodyEdit)
        if session.context.story.article is None or editor is None or not editor.isVisible():
            QTimer.singleShot(50, begin)
            return
        editor.setFocus()
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        timer.timeout.connect(lambda: type_word(editor))
        timer.start(BETWEEN)
        say("ready 0 0")

    def type_word(editor: BodyEdit) -> None:
        nonlocal count
        count += 1
        QTest.keyClicks(editor, f"w{count}")
        QTest.keyClick(editor, Qt.Key.Key_Space)
        say(f"typed {count} {time.monotonic()}")

    QTimer.singleShot(50, begin)
    session.run()


if __name__ == "__main__":
    main()
