"""Unit tests do without Qt: nothing they run may import it.

pytest-qt has imported parts of it already when they start, so what counts here is what a test
adds; test_layers.py asks the whole question in a process of its own.
"""

import sys
from collections.abc import Iterator

import pytest

QT_FIXTURES = {"qtbot", "qapp", "qtmodeltester", "qtlog"}


def qt_modules() -> set[str]:
    return {
        name
        for name in sys.modules
        if name.split(".")[0] in {"PySide6", "shiboken6"}
        or name == "newsdesk.app"
        or name.startswith("newsdesk.ui")
    }


@pytest.fixture(autouse=True)
def no_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a unit test that asks for a Qt fixture or imports a part of Qt."""
    if asked := QT_FIXTURES & set(request.fixturenames):
        pytest.fail(f"A unit test may not use {', '.join(sorted(asked))}; it belongs in tests/qt.")
    before = qt_modules()
    yield
    added = qt_modules() - before
    assert not added, f"This unit test imported {', '.join(sorted(added))}."
