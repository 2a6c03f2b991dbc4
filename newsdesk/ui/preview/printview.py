"""The page as it prints: the sheets of paper that the browser would make of it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsdesk.ui.context import Context


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
