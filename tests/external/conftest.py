"""Programs from outside that judge exported pages; each test is skipped where one is missing.

``.ci/run`` installs them: Chromium and Java from Debian, the Nu checker and axe from npm.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsdesk.services import exporting
from newsdesk.services.desk import Desk
from newsdesk.services.renditions import Cache
from tests.external.browser import Browser

HERE = Path(__file__).parent
NU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.external)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium's program."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def nu() -> list[str]:
    """How the Nu HTML checker is started."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("Java is not installed; on Debian: apt-get install default-jre-headless")
    if not NU.is_file():
        pytest.skip("The Nu checker is not installed: npm ci --ignore-scripts in tests/external")
    # It must be let to ask this machine; it judges pages as they are served.
    return [java, "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", str(NU)]


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci --ignore-scripts in tests/external")
    return AXE.read_text("utf-8")


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium that reaches nothing but this machine."""
    made = Browser(chromium, tmp_path_factory.mktemp("chromium"))
    yield made
    made.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without talking; browsers open connections ahead and never use them."""

    timeout = 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder and its address on this machine."""
    folder = tmp_path_factory.mktemp("served")
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def site(served: tuple[Path, str], sample_original: Path) -> tuple[Path, str]:
    """The sample library as a site, with its address."""
    from newsdesk.services import libraries
    from newsdesk.services.clock import SetClock
    from newsdesk.services.settings import Settings
    from tests.conftest import NOW

    folder, address = served
    copy = folder.parent / "site-library.newsdesk"
    shutil.copy(sample_original, copy)
    desk: Desk = libraries.open_existing(copy, settings=Settings(), clock=SetClock(NOW))
    exporting.export_all(desk, to=folder / "site", cache=Cache(folder.parent / "renditions"))
    desk.library.close()
    return folder / "site", f"{address}site/"
