"""Prints a page without a window: ``newsdesk --print-page PAGE --to FILE``, a process of its own.

Nothing else of the program is started.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import QApplication, QWidget

from newsdesk.domain.paper import Paper
from newsdesk.ui.preview import webview
from newsdesk.ui.preview.sheets import sheet

_PATIENCE: Final = 60_000
"""Milliseconds after which a page that does not come is given up."""


def print_page(page: Path, to: Path, paper: str) -> int:
    """Print a page, which lies below the folder of ``to``, and return the exit code.

    It is 1 where the page could not be printed.
    """
    if not webview.is_there():
        return 1
    application = QApplication.instance() or QApplication(sys.argv[:1])
    host = QWidget()
    view = webview.make(host, to.parent, lambda: application.exit(1))
    shown = view.page()

    def loaded(worked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if worked:
            shown.printToPdf(str(to), sheet(Paper(paper)))
        else:
            application.exit(1)

    def printed(_file: str, worked: bool) -> None:  # noqa: FBT001 - Qt's signal
        application.exit(0 if worked else 1)

    view.loadFinished.connect(loaded)
    shown.pdfPrintingFinished.connect(printed)
    view.load(QUrl.fromLocalFile(str(page)))
    QTimer.singleShot(_PATIENCE, host, lambda: application.exit(1))
    return application.exec()
