"""The real window under a fault: `python enduringwindow.py HOME LIBRARY COPY`, as nobody.

Talks with its test line by line. It says "ready", waits for "broken", types into the story until
the window says that it cannot be saved, takes a copy, says "told" with what the bar says as JSON,
waits for "mended", presses Retry, and says "saved".
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from newsdesk import app
from newsdesk.services import paths
from newsdesk.services.settings import Settings
from newsdesk.ui import dialogs
from newsdesk.ui.bars import NoticeBar
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.lane import Lane
from newsdesk.ui.notices import Notice
from newsdesk.ui.starting import Session

TYPED = "Typed while the disk was away."
PATIENCE = 90.0
heard: list[str] = []
begun: list[Session] = []


def say(word: str, what: object = None) -> None:
    os.write(1, f"{json.dumps([word, what])}\n".encode())


def stands(session: Session) -> str:
    """How the window stands, for whoever waited in vain."""
    story, notice = session.context.story, session.window.failures.notice
    told = notice.text if notice else quiet(session)
    return f"{story.state}, unsaved: {story.unsaved}, error: {story.error!r}, told: {told!r}"


def until(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if time.monotonic() > end:
            say("failed", f"Waited in vain: {what} ({'; '.join(map(stands, begun))})")
            os._exit(1)


def wait_for(word: str) -> None:
    until(lambda: word in heard, word)


def hear() -> None:
    for line in iter(sys.stdin.readline, ""):
        heard.append(line.strip())  # noqa: PERF401 - each is heard as it comes


def quiet(session: Session) -> Notice | None:
    return next(bar.notice for bar in session.window.stage.findChildren(NoticeBar))


def press(notice: Notice, label: str) -> None:
    next(choice for choice in notice.buttons if choice.label == label).run()


def type_text(editor: BodyEdit, text: str) -> None:
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, text)


def work(session: Session, copy: Path) -> None:
    window, story = session.window, session.context.story
    until(lambda: story.article is not None, "a story")
    until(lambda: session.context.actions.connected("story.trash"), "the commands")
    (editor,) = window.findChildren(BodyEdit)
    type_text(editor, "Before. ")
    story.flush()
    until(lambda: story.state == "saved", "the first save")
    say("ready")
    wait_for("broken")
    type_text(editor, f"{TYPED} ")
    story.flush()
    until(lambda: story.state == "failed" and window.failures.notice is not None, "the bar")
    state = story.state
    notice = window.failures.notice
    assert notice is not None
    on_screen = TYPED in editor.toPlainText()
    press(notice, "Save a copy…")
    until(lambda: "A copy is in" in getattr(quiet(session), "text", ""), "the copy")
    say("told", {"text": notice.text, "on_screen": on_screen, "state": state})
    wait_for("mended")
    left = window.failures.notice
    # It may have been tried again by itself meanwhile.
    if left is not None and any(choice.label == "Retry" for choice in left.buttons):
        press(left, "Retry")
    until(lambda: story.state == "saved", "the save after the fault")
    until(lambda: window.failures.notice is None, "the bar to go")
    say("saved", TYPED in editor.toPlainText())


def main() -> None:
    home, library, copy = (Path(argument) for argument in sys.argv[1:4])

    def choose(_parent: QWidget, _folder: Path, _title: str) -> Path:
        return copy

    dialogs.ask_for_new_library = choose
    threading.Thread(target=hear, daemon=True).start()
    session = app.begin(app.Start(library), paths.under(home), Settings(), library, Lane())
    begun.append(session)
    work(session, copy)
    session.window.close()
    os._exit(0)


if __name__ == "__main__":
    main()
