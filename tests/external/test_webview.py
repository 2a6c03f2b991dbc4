"""The preview's web view: it shows files of its folder, runs no script and asks nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsdesk.ui.preview import webview

PAGE = """<!doctype html><html lang="en"><head><title>As written</title></head>
<body><h1>Preview</h1><img src="SERVERpixel.png"><link rel="stylesheet" href="SERVERx.css">
<img src="file:///etc/hostname"><script>document.title = "changed"</script></body></html>"""


@pytest.mark.usefixtures("web_engine")
# Machines without a graphics card make the engine talk; it paints all the same.
@pytest.mark.qt_log_ignore(".*")
def test_no_script_runs_and_nothing_is_asked_for(
    qtbot: QtBot, tmp_path: Path, served: tuple[Path, str]
) -> None:
    folder, address = served
    (folder / "x.css").write_text("h1 { color: red }", "utf-8")
    page = tmp_path / "index.html"
    page.write_text(PAGE.replace("SERVER", address), "utf-8")
    host = QWidget()
    qtbot.addWidget(host)
    ended: list[bool] = []
    view = webview.make(host, tmp_path, lambda: ended.append(True))
    host.show()
    finished: list[bool] = []
    view.loadFinished.connect(finished.append)
    view.load(QUrl.fromLocalFile(str(page)))
    qtbot.waitUntil(lambda: finished == [True], timeout=60_000)
    qtbot.wait(500)
    assert view.title() == "As written"
    told: list[str] = []
    view.page().toPlainText(told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "Preview" in told[0]
    view.load(QUrl(address))
    qtbot.wait(500)
    assert view.url().isLocalFile()
    assert not ended
