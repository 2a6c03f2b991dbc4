"""What every test runs under: its own home, no window on screen, and no thread left behind."""

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsdesk.domain.moment import Moment
from newsdesk.services import libraries
from newsdesk.services.clock import SetClock
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings

# A busy machine is not a bug: no property test is measured against the clock.
settings.register_profile(
    "newsdesk", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("newsdesk")

HOME = tempfile.TemporaryDirectory(prefix="newsdesk-tests-", ignore_cleanup_errors=True)
FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/config",
    "LOCALAPPDATA": "home/data",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_STATE_HOME": "home/state",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_RUNTIME_DIR": "runtime",
}


def pytest_configure() -> None:
    """Keep the settings and libraries of whoever runs the tests out of reach, before Qt starts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for variable, folder in FOLDERS.items():
        path = Path(HOME.name, folder)
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[variable] = str(path)


def pytest_unconfigure() -> None:
    HOME.cleanup()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write golden files anew from what the program makes now; read the diff",
    )


def living_threads() -> set[threading.Thread]:
    """Python's own threads; those Qt made are counted by its pool, not by their stand-ins here."""
    return {
        thread
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)  # pyright: ignore[reportPrivateUsage] - it has no public name
    }


def busy_qt_threads() -> int:
    """Threads of Qt's shared pool at work, without importing Qt where a test did without."""
    core = sys.modules.get("PySide6.QtCore")
    return core.QThreadPool.globalInstance().activeThreadCount() if core else 0


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that ends while a thread it started is still running."""
    before = living_threads()
    yield
    patience = time.monotonic() + 20  # A busy machine stops threads late.
    while (left := living_threads() - before) or busy_qt_threads():
        if time.monotonic() > patience:
            names = sorted(thread.name for thread in left) or ["Qt's pool"]
            pytest.fail(f"Threads left behind: {', '.join(names)}")
        time.sleep(0.01)


# --- libraries ---

NOW = Moment.parse("2026-11-24T09:30:00Z", zone="Europe/London")
"""When the tests take place: ``SetClock(NOW)`` is the clock of the desks below."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A new, empty library; set ``desk.clock.moment`` to let time pass."""
    path = tmp_path / "Library.newsdesk"
    made = libraries.create_empty(path, settings=Settings(), clock=SetClock(NOW))
    yield made
    made.library.close()


@pytest.fixture(scope="session")
def sample_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library, made once; copies of it are handed out."""
    path = tmp_path_factory.mktemp("sample") / "Sample.newsdesk"
    made = libraries.open_or_create(path, settings=Settings(), clock=SetClock(NOW))
    made.library.close()
    return path


@pytest.fixture
def sample_path(sample_original: Path, tmp_path: Path) -> Path:
    """A fresh copy of the sample library that nobody has open."""
    return Path(shutil.copy(sample_original, tmp_path / "Sample.newsdesk"))


@pytest.fixture
def sample_desk(sample_path: Path) -> Iterator[Desk]:
    """An open copy of the sample library."""
    made = libraries.open_existing(sample_path, settings=Settings(), clock=SetClock(NOW))
    yield made
    made.library.close()


@pytest.fixture(scope="session")
def web_engine() -> None:
    """Let a test have the web view; skips it where the engine does not start on this machine.

    That is tried in a process of its own, for an engine that cannot start may end the program.
    """
    from newsdesk.domain.errors import EnvironmentFailure
    from newsdesk.domain.paper import Paper
    from newsdesk.services.printing import own_view, print_page

    page = {"index.html": b"<!doctype html><title>Engine</title><p>It prints."}
    try:
        print_page(page, "index.html", paper=Paper.A4, printers=(own_view,))
    except EnvironmentFailure:
        pytest.skip("The web view's engine does not start on this machine.")
