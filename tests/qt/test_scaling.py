"""The interface is as large as the system's text, or as somebody chose."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from newsdesk.ui import scaling
from newsdesk.ui.controls import Dialog
from newsdesk.ui.mainwindow import MainWindow

CHILD = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from newsdesk.services.settings import Settings
    from newsdesk.ui import scaling

    settings = Settings(Path(sys.argv[1]) / "settings.json")
    settings.set("appearance.scale", sys.argv[2])
    scaling.factor_of = lambda _font: float(sys.argv[3])
    application = scaling.make_application(settings)
    print(application.primaryScreen().devicePixelRatio(), os.environ.get("QT_SCALE_FACTOR"))
    """
)


@pytest.mark.parametrize(
    ("chosen", "system", "factor"),
    [("system", "1", "1.0"), ("system", "1.5", "1.5"), ("100", "1.5", "1.0"), ("200", "1", "2.0")],
)
def test_the_application_takes_its_scale_and_gives_it_to_nobody_else(
    tmp_path: Path, chosen: str, system: str, factor: str
) -> None:
    command = [sys.executable, "-c", CHILD, str(tmp_path), chosen, system]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == [factor, "None"], done.stderr


@pytest.mark.parametrize(
    ("platform", "points", "factor"),
    [
        ("linux", 9, 1), ("linux", 11, 1), ("linux", 12, 1.25), ("linux", 15, 1.5),
        ("linux", 22, 2), ("linux", 48, 2), ("win32", 9, 1), ("win32", 18, 2), ("darwin", 13, 1),
    ],
)  # fmt: skip
def test_the_systems_text_says_how_large(
    monkeypatch: pytest.MonkeyPatch, platform: str, points: int, factor: float
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert scaling.factor_of(QFont("Sans", points)) == factor


def test_a_dialog_is_no_larger_than_screen_and_window(window: MainWindow) -> None:
    dialog = Dialog(window)
    dialog.resize(5000, 5000)
    dialog.show()
    room = dialog.screen().availableSize().expandedTo(window.size())
    assert dialog.size() == room
    dialog.close()
    small = Dialog(window)
    small.resize(300, 200)
    small.show()
    assert small.size() == QSize(300, 200)
    small.close()
