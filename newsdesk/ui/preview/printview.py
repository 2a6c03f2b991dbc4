"""The page as it prints: the sheets of paper that the browser would make of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer, QUrl
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsdesk.domain.paper import Paper
from newsdesk.ui.context import Context
from newsdesk.ui.preview import webview
from newsdesk.ui.preview.sheets import sheet

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView


Done: TypeAlias = Callable[[QByteArray], object]


class PrintView(QWidget):
    """Shows sheets one below the other, keeping its place when they are made anew."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setAccessibleName("The page as it prints")
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setDocument(self.document)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)

    @property
    def sheets(self) -> int:
        """How many sheets of paper the page takes."""
        return self.document.pageCount()

    def show_sheets(self, pdf: QByteArray) -> None:
        """Show a PDF in the place of the one before."""
        bar = self._view.verticalScrollBar()
        place = bar.value()
        self.document.close()
        self._buffer.close()
        self._buffer.setData(pdf)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        QTimer.singleShot(0, self, lambda: bar.setValue(place))


class Press(QWidget):
    """Prints pages out of sight, one at a time; who asks again before their turn gets the last.

    It has a view of its own: the one that is looked at would choose its pictures anew for the
    width of the paper, and print without them.
    """

    def __init__(self, parent: QWidget, folder: Path, failed: Callable[[], object]) -> None:
        super().__init__(parent)
        self.hide()
        self._view: QWebEngineView = webview.make(self, folder, failed)
        self._view.loadFinished.connect(self._loaded)
        self._jobs: list[tuple[Path, Paper, Done]] = []
        self._busy = False

    def print_page(self, page: Path, paper: Paper, done: Done) -> None:
        """Print a page that lies in the folder; ``done`` gets the PDF."""
        started = self._jobs[:1] if self._busy else []
        waiting = self._jobs[len(started) :]
        self._jobs = [*started, *(one for one in waiting if one[2] != done), (page, paper, done)]
        self._begin()

    def _begin(self) -> None:
        if self._jobs and not self._busy:
            self._busy = True
            self._view.load(QUrl.fromLocalFile(str(self._jobs[0][0])))

    def _loaded(self, _worked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._busy:
            self._view.page().printToPdf(self._printed, sheet(self._jobs[0][1]))

    def _printed(self, pdf: QByteArray) -> None:
        _page, _paper, done = self._jobs.pop(0)
        self._busy = False
        done(pdf)
        self._begin()
