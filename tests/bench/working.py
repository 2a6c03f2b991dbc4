"""Work in the real window, watched from inside: what each piece of it holds the main thread up.

    python -m tests.bench.working LIBRARY SHORT LONG FOLDER

`SHORT` and `LONG` are stories. Prints one JSON object and ends.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QTextEdit

from newsdesk.domain.ids import ArticleId
from newsdesk.services.desk import Desk
from newsdesk.ui.starting import Session
from tests.bench import children
from tests.bench.children import idle, paragraphs, resident, until, waited

TICK = 1
SCROLLS = 200
PASTED = 200_000


class Gaps:
    """Notes the longest time between two ticks of a timer, without waiting for a free core."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK)
        self.forget()

    def forget(self) -> None:
        self.most = 0.0
        self._last = self._now()

    @staticmethod
    def _now() -> float:
        return time.perf_counter() * 1000 - waited()

    def _tick(self) -> None:
        now = self._now()
        self.most = max(self.most, now - self._last - TICK)
        self._last = now


class Work:
    """The pieces of work, each measured by the gaps in the event loop while it is done."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session = session
        self.folder = folder
        self.gaps = Gaps()
        self.found: dict[str, float] = {}

    def watch(self, name: str, begin: Callable[[], object], done: Callable[[], bool]) -> None:
        idle(1.5)
        self.gaps.forget()
        begin()
        until(done)
        idle(0.5)
        self.found[f"gap_{name}"] = self.gaps.most

    def body(self) -> QTextEdit:
        found = self.session.window.focusWidget()
        assert isinstance(found, QTextEdit)
        return found

    def open(self, story: str) -> Callable[[], object]:
        return lambda: self.session.context.story.open(ArticleId(story))

    def shown(self, story: str) -> Callable[[], bool]:
        def is_shown() -> bool:
            article = self.session.context.story.article
            return article is not None and article.id == story

        return is_shown

    def opening(self, story: str) -> None:
        """Milliseconds from the click to the painted text and its caret."""
        idle(1.5)
        before = resident()
        started, stalled, thread = time.perf_counter(), waited(), time.thread_time()
        painted: list[bool] = []

        class Watcher(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
                if event.type() == QEvent.Type.Paint and shown():
                    painted.append(True)
                return False

        watcher, shown = Watcher(), self.shown(story)
        viewport = self.body().viewport()
        viewport.installEventFilter(watcher)
        self.open(story)()
        until(lambda: bool(painted))
        # Not at the first paint: the loop must have come round with all of it done.
        self.found["open_passed"] = (time.perf_counter() - started) * 1000 - (waited() - stalled)
        self.found["open_computed"] = (time.thread_time() - thread) * 1000
        viewport.removeEventFilter(watcher)
        idle(4.0)
        self.found["open_memory"] = resident() - before

    def export(self, story: str) -> None:
        from newsdesk.services import exporting

        ended: list[object] = []

        def work(desk: Desk) -> object:
            return exporting.export_story(desk, article_id=ArticleId(story), to=self.folder)

        def begin() -> object:
            return self.session.context.tasks.library(work, ended.append, ended.append)

        self.watch("export", begin, lambda: bool(ended))

    def search(self) -> None:
        stories = self.session.window.stories
        self.watch("search", lambda: stories.search.setText("harb"), lambda: True)
        self.watch("search", lambda: stories.search.setText(""), lambda: True)

    def save(self) -> None:
        story, body = self.session.context.story, self.body()

        def begin() -> None:
            body.insertPlainText("More. ")
            story.flush()

        self.watch("save", begin, lambda: not story.unsaved)

    def paste(self) -> None:
        body = self.body()
        body.moveCursor(QTextCursor.MoveOperation.End)
        data = QMimeData()
        text = "\n".join(paragraphs(PASTED // 6))[:PASTED]
        data.setHtml("".join(f"<p>{line}</p>" for line in text.splitlines()))
        data.setText(text)
        characters = body.document().characterCount()
        started = time.perf_counter() * 1000 - waited()
        QApplication.clipboard().setMimeData(data)
        body.paste()
        until(lambda: body.document().characterCount() > characters + PASTED // 2)
        self.found["paste"] = time.perf_counter() * 1000 - waited() - started

    def scroll(self) -> None:
        """Turn the wheel over the list, a page and more at each turn."""
        view = self.session.window.stories.view
        viewport = view.viewport()
        took: list[float] = []
        for _ in range(SCROLLS):
            place = QPointF(viewport.rect().center())
            turn = QWheelEvent(
                place, QPointF(viewport.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, -360),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            started = time.perf_counter() * 1000 - waited()
            QApplication.sendEvent(viewport, turn)
            QApplication.processEvents()
            took.append(time.perf_counter() * 1000 - waited() - started)
            idle(0.01)
        took.sort()
        self.found["scroll_p50"] = took[len(took) // 2]
        self.found["scroll_p99"] = took[int(len(took) * 0.99)]


def measured(library: str, short: str, long: str, folder: str) -> dict[str, float]:
    session = children.newsdesk(library, short)
    children.body_of(session)
    idle(3.0)
    work = Work(session, Path(folder))
    work.scroll()
    work.opening(long)
    work.watch("save", lambda: None, lambda: True)
    work.save()
    work.watch("switch", work.open(short), work.shown(short))
    work.watch("open", work.open(long), work.shown(long))
    work.export(long)
    work.search()
    work.watch("switch", work.open(short), work.shown(short))
    work.paste()
    return work.found


def main(arguments: list[str]) -> int:
    code = 0
    try:
        print(json.dumps(measured(*arguments)))
    except Exception:  # noqa: BLE001 - Newsdesk's own hook would write a crash report of it
        traceback.print_exc(file=sys.stdout)
        code = 1
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
