"""Programs that tests/bench starts and measures from the inside.

    python -m tests.bench.children floor WORDS | newsdesk LIBRARY [STORY] | keys-floor WORDS |
    keys LIBRARY STORY | journal LIBRARY STORY

Each prints one JSON object and ends.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit, QWidget

    from newsdesk.ui.starting import Session

STARTED = "NEWSDESK_BENCH_STARTED"
KEYS = 300
JOURNALS = 120
KEY_PAUSE = 0.02
"""Seconds between two keys, in which timers run: fifty keys a second is a burst of fast typing."""
PATIENCE = 120.0


def clock() -> dict[str, float]:
    """Milliseconds since the process was started, and of CPU it took."""
    since = float(os.environ.get(STARTED, "0")) or time.time()
    return {"wall": (time.time() - since) * 1000, "cpu": time.process_time() * 1000}


def waited() -> float:
    """Milliseconds that this thread stood ready and no core was free; 0 where nobody counts it."""
    try:
        file = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
    except OSError:
        return 0.0
    text = os.read(file, 100)
    os.close(file)
    return int(text.split()[1]) / 1_000_000


def resident() -> float:
    """Megabytes of memory in use; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    found = next(line for line in lines if line.startswith("VmRSS"))
    return int(found.split()[1]) / 1024


def until(done: Callable[[], bool]) -> None:
    """Run Qt's loop until something is so, asleep while nothing happens."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

    end = time.monotonic() + PATIENCE
    ticker = QTimer()
    ticker.start(2)  # Wakes the loop to look again.
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError


def idle(seconds: float) -> None:
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end)


def text_field() -> QTextEdit | None:
    from PySide6.QtWidgets import QApplication, QTextEdit

    widget = QApplication.focusWidget()
    return widget if isinstance(widget, QTextEdit) else None


def watch_paints(window: QWidget) -> dict[str, dict[str, float]]:
    """Note when a window was first painted, and when the text that has the caret was.

    It looks at these two alone: a filter on the application would be charged to whoever has more
    events.
    """
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QTextEdit

    seen: dict[str, dict[str, float]] = {}

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                seen.setdefault("paint" if watched is window else "caret", clock())
            return False

    watcher = Watcher(window)
    window.installEventFilter(watcher)

    def follow(_old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QTextEdit):
            new.viewport().installEventFilter(watcher)

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(follow)
    follow(None, QApplication.focusWidget())
    return seen


LINES = (
    "Boats came in at noon and went out again before the storm had reached the quay.",
    "Nobody in Marwick Sound had asked for the new harbour, the mayor said on Tuesday.",
    "The council will vote in March, when the report on the water is expected to be ready.",
    "Two ferries a day are not enough for the island, and the winter timetable has one.",
    "Fishermen, who pay for the dredging, want to know what it will cost them and when.",
)


def paragraphs(words: int) -> list[str]:
    """English of about so many words."""
    return [
        " ".join(LINES[(at + step) % len(LINES)] for step in range(3))
        for at in range(max(1, words // 46))
    ]


def bare_window(words: int) -> QTextEdit:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    field = QTextEdit()
    field.setPlainText("\n".join(paragraphs(words)))
    window.setCentralWidget(field)
    window.show()
    field.setFocus()
    keep.extend([application, window])
    return field


keep: list[object] = []


def newsdesk(library: str, story: str = "") -> Session:
    from newsdesk import app
    from newsdesk.services.paths import standard_paths
    from newsdesk.services.settings import Settings
    from newsdesk.ui.lane import Lane

    paths = standard_paths()
    options = app.Start(Path(library), story)
    return app.begin(options, paths, Settings(paths.settings), Path(library), Lane())


def with_window(field: QTextEdit) -> tuple[QWidget, object]:
    return field.window(), field


def of_session(session: Session) -> tuple[QWidget, object]:
    return session.window, session


def measure_start(make: Callable[[], tuple[QWidget, object]]) -> dict[str, float]:
    from PySide6.QtWidgets import QApplication

    early = QApplication.instance()
    assert early is None
    window, made = make()
    seen = watch_paints(window)
    until(lambda: "caret" in seen)
    idle(2.0)
    result = {
        "paint_wall": seen["paint"]["wall"],
        "paint_cpu": seen["paint"]["cpu"],
        "caret_wall": seen["caret"]["wall"],
        "caret_cpu": seen["caret"]["cpu"],
        "memory": resident(),
    }
    keep.append(made)
    return result


def measure_keys(field: QTextEdit) -> dict[str, float]:
    """Type in the middle of a text; milliseconds from a key to its paint.

    `p50` and `p99` have passed on the wall; `free_…` leave out the time in which no core was free;
    `thread_…` are what the main thread computed in them, which a busy machine does not change.
    `cpu` is what the whole process took for each key.
    """
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    painted: list[float] = []

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.UpdateRequest:
                painted.append(time.perf_counter())
            return False

    watcher = Watcher()
    field.window().installEventFilter(watcher)
    cursor = field.textCursor()
    cursor.setPosition(field.document().characterCount() // 2)
    field.setTextCursor(cursor)
    idle(2.0)
    took: list[float] = []
    own: list[float] = []
    free: list[float] = []
    cpu = time.process_time()
    for at in range(KEYS):
        before = len(painted)
        stalled = waited()
        started, thread = time.perf_counter(), time.thread_time()
        QTest.keyClick(field, " " if at % 6 == 5 else "tables"[at % 6])  # pyright: ignore[reportArgumentType, reportCallIssue] - Qt takes a letter too
        while len(painted) == before:
            QApplication.processEvents()
        own.append((time.thread_time() - thread) * 1000)
        took.append((time.perf_counter() - started) * 1000)
        free.append(took[-1] - (waited() - stalled))
        idle(KEY_PAUSE)
    spent = (time.process_time() - cpu) * 1000 / KEYS
    for values in (took, own, free):
        values.sort()
    return {
        "p50": took[KEYS // 2],
        "p99": took[int(KEYS * 0.99)],
        "most": took[-1],
        "free_p50": free[KEYS // 2],
        "free_p99": free[int(KEYS * 0.99)],
        "thread_p50": own[KEYS // 2],
        "thread_p99": own[int(KEYS * 0.99)],
        "cpu": spent,
        "memory": resident(),
    }


def measure_journal(session: Session) -> dict[str, float]:
    """Type in the middle of a story and journal each word; what that holds the main thread up.

    In milliseconds from the timer to the next event: collecting the text and handing it over.
    `thread_…` are what the main thread computed in them. `kept` is until the journal is on the
    disk.
    """
    from PySide6.QtTest import QTest

    field = body_of(session)
    cursor = field.textCursor()
    cursor.setPosition(field.document().characterCount() // 2)
    field.setTextCursor(cursor)
    idle(3.0)
    took: list[float] = []
    own: list[float] = []
    kept: list[float] = []
    for _ in range(JOURNALS):
        QTest.keyClicks(field, "tables ")
        idle(KEY_PAUSE)
        started, thread = time.perf_counter(), time.thread_time()
        session.context.story.journal_now()
        own.append((time.thread_time() - thread) * 1000)
        took.append((time.perf_counter() - started) * 1000)
        done: list[float] = []
        session.context.tasks.library(lambda _desk: time.perf_counter(), done.append, urgent=True)
        until(lambda: bool(done))  # noqa: B023 - waited for at once
        kept.append((done[0] - started) * 1000)
    for values in (took, own, kept):
        values.sort()
    middle, last = JOURNALS // 2, int(JOURNALS * 0.99)
    return {
        "p50": took[middle], "p99": took[last],
        "thread_p50": own[middle], "thread_p99": own[last],
        "kept_p50": kept[middle], "kept_p99": kept[last],
    }  # fmt: skip


def body_of(session: Session) -> QTextEdit:
    until(lambda: session.context.story.article is not None and text_field() is not None)
    idle(1.0)
    found = text_field()
    assert found is not None
    return found


def measured(what: str, rest: list[str]) -> dict[str, float]:
    match what:
        case "floor":
            return measure_start(lambda: with_window(bare_window(int(rest[0]))))
        case "newsdesk":
            return measure_start(lambda: of_session(newsdesk(*rest)))
        case "keys-floor":
            return measure_keys(bare_window(int(rest[0])))
        case "journal":
            return measure_journal(newsdesk(*rest))
        case _:
            return measure_keys(body_of(newsdesk(*rest)))


def main(arguments: list[str]) -> int:
    what, *rest = arguments
    code = 0
    try:
        print(json.dumps(measured(what, rest)))
    except Exception:  # noqa: BLE001 - Newsdesk's own hook would write a crash report of it
        traceback.print_exc(file=sys.stdout)
        code = 1
    sys.stdout.flush()
    # What the windows hold is not worth closing: the process ends here, and nothing is saved.
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
