"""When something fails that nobody foresaw: the text is journalled first, then a report shown."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from newsdesk import __version__
from newsdesk.ui.controls import button, label

_LOG = logging.getLogger("newsdesk.crash")
_QT_LOG = logging.getLogger("newsdesk.qt")


def report_text(error: BaseException) -> str:
    """Return what a report says: versions, system and trace. Nothing of any story."""
    lines = (
        f"Newsdesk {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
        "".join(traceback.format_exception(error)).rstrip(),
    )
    return "\n".join(lines)


class CrashReporter(QObject):
    """Catches what nobody caught, in any thread. ``keep_text`` writes the journal first."""

    failed = Signal(object)

    def __init__(self, keep_text: Callable[[], object]) -> None:
        super().__init__()
        self._keep_text = keep_text
        self._parent: QWidget | None = None
        self._showing = False
        self._before: tuple[Callable[..., object], Callable[..., object]] | None = None
        self.failed.connect(self._meet)

    def install(self, parent: QWidget) -> None:
        """Take over the hooks of Python and Qt."""
        self._parent = parent
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_main
        threading.excepthook = self._in_thread
        qInstallMessageHandler(_qt_message)

    def uninstall(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
            qInstallMessageHandler(None)

    def _on_main(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.failed.emit(error.with_traceback(trace))

    def _in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.failed.emit(arguments.exc_value)

    def _meet(self, error: object) -> None:
        if not isinstance(error, BaseException):
            return
        self._keep_text()
        text = report_text(error)
        _LOG.error("Unforeseen error\n%s", text)
        if not self._showing:
            self._showing = True
            dialog = CrashDialog(text, self._parent)
            dialog.finished.connect(self._shown)
            dialog.open()

    def _shown(self) -> None:
        self._showing = False


class CrashDialog(QDialog):
    """Says that something went wrong and that the text is kept; the report can be copied."""

    def __init__(self, report: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Newsdesk met an error")
        self.resize(620, 420)
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setAccessibleName("Report")
        copy, go_on = button("Copy report"), button("Go on", "primary")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.addWidget(label("Something went wrong that Newsdesk did not foresee.", "title"))
        column.addWidget(
            label(
                "Your text was kept before this was shown. The report below says what happened; "
                "it holds nothing of your stories. Please send it to whoever looks after your "
                "Newsdesk.",
                "quiet",
                wrap=True,
            )
        )
        column.addWidget(shown, 1)
        column.addLayout(row)


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    _QT_LOG.log(levels[kind], "%s", message)
