"""How Newsdesk starts: light, once for a library, where it was left."""

import subprocess
import sys
import textwrap
from pathlib import Path

from pytestqt.qtbot import QtBot

from newsdesk import app
from newsdesk.services import paths
from newsdesk.services.settings import Settings
from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.lane import Lane
from newsdesk.ui.singleinstance import SingleInstance, hand_over
from newsdesk.ui.starting import Session
from tests.qt.conftest import Start, settled

HEAVY = {
    "jinja2",
    "lxml",
    "selectolax",
    "nh3",
    "markdown_it",
    "PIL",
    "sqlite_utils",
    "httpx",
    "requests",
    "babel",
    "hunspell",
    "numpy",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebEngineCore",
    "newsdesk.domain.merging",
    "newsdesk.services.completion",
    "newsdesk.storage.strongwords",
    "newsdesk.services.spelling",
    "newsdesk.ui.editor.tools",
    "newsdesk.ui.inspector.storypanel",
    "newsdesk.ui.librarycommands",
    "zoneinfo",
}

CHILD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QEvent, QObject
    from newsdesk import app
    from newsdesk.services import paths
    from newsdesk.services.settings import Settings
    from newsdesk.ui import starting
    from newsdesk.ui.lane import Lane

    # However slow the machine, the story is there before what follows the first paint.
    starting._SHOW_AFTER = 50_000

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and session.context.story.article is not None:
                print(",".join(sorted(sys.modules)), flush=True)
                session.window.close()
                session.context.tasks.stop()
                session.application.exit(0)
            return False

    library, home = Path(sys.argv[1]), Path(sys.argv[2])
    session = app.begin(app.Start(library), paths.under(home), Settings(), library, Lane())
    watch = Watch()
    session.window.stage.installEventFilter(watch)
    session.application.exec()
    """
)

LATER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QCoreApplication
    from newsdesk.ui.singleinstance import hand_over

    application = QCoreApplication([])
    sys.exit(0 if hand_over(Path(sys.argv[1]), [sys.argv[2]]) else 1)
    """
)


def editor_of(session: Session) -> StoryEditor:
    found = session.window.findChild(StoryEditor)
    assert isinstance(found, StoryEditor)
    return found


def test_nothing_heavy_is_imported_before_the_first_paint_of_a_story(
    sample_path: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(sample_path), str(tmp_path / "home")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.splitlines()[0].split(","))
    assert "newsdesk.ui.editor.storyeditor" in loaded
    assert sorted(HEAVY & loaded) == []


def test_a_second_start_raises_the_first_window_and_shows_its_story(
    start: Start, sample_path: Path, qtbot: QtBot
) -> None:
    session = start(sample_path)
    qtbot.waitUntil(lambda: session.window.findChild(StoryEditor) is not None)
    row = session.window.stories.model.row(3)
    assert row is not None
    session.window.showMinimized()
    assert session.context.story.article is not None
    assert session.context.story.article.id != row.id
    settled(session, qtbot)
    child = subprocess.Popen([sys.executable, "-c", LATER, str(sample_path), row.id])
    qtbot.waitUntil(
        lambda: (
            session.context.story.article is not None
            and session.context.story.article.id == row.id
        ),
        timeout=20_000,
    )
    assert child.wait(20) == 0
    assert not session.window.isMinimized()


def test_nobody_listens_where_no_window_is_open(tmp_path: Path, qtbot: QtBot) -> None:
    library = tmp_path / "none.newsdesk"
    assert not hand_over(library, [])
    one = SingleInstance(library)
    one.close()
    assert not hand_over(library, [])


def test_caret_and_scroll_stand_where_they_were_left(
    sample_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    home = paths.under(tmp_path / "home")

    def begin() -> Session:
        session = app.begin(app.Start(sample_path), home, Settings(), sample_path, Lane())
        qtbot.waitUntil(session.window.isVisible, timeout=20_000)
        qtbot.waitUntil(lambda: session.context.story.article is not None, timeout=20_000)
        settled(session, qtbot)
        return session

    first = begin()
    editor = editor_of(first)
    editor.tools.leading.go_to(600)
    qtbot.waitUntil(lambda: editor.area.verticalScrollBar().maximum() > 400)
    editor.area.verticalScrollBar().setValue(400)
    first.window.close()
    first.context.tasks.stop()
    second = begin()
    editor = editor_of(second)
    assert editor.page.body.textCursor().position() == 600
    qtbot.waitUntil(lambda: editor.area.verticalScrollBar().value() == 400, timeout=3000)
    second.window.close()
    second.context.tasks.stop()
