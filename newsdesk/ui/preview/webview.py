"""The web view of the preview: no script, no plug-in, no other host, nothing kept.

Importing this module starts nothing; the engine is loaded when ``make`` is called, long after the
first paint.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView


def is_there() -> bool:
    """Whether the web view can be loaded on this machine."""
    try:
        import PySide6.QtWebEngineCore  # pyright: ignore[reportUnusedImport] - asks if it loads
        import PySide6.QtWebEngineWidgets  # noqa: F401 - asks whether it loads  # pyright: ignore[reportUnusedImport]
    except ImportError:
        return False
    return True


def make(parent: QWidget, folder: Path, failed: Callable[[], object]) -> QWebEngineView:
    """Make a view that shows files of one folder and nothing else.

    ``failed`` is called when its process ends by itself.
    """
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium ends the whole program where root starts it inside its sandbox.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    from PySide6.QtWebEngineCore import (
        QWebEnginePage,
        QWebEngineProfile,
        QWebEngineSettings,
        QWebEngineUrlRequestInfo,
        QWebEngineUrlRequestInterceptor,
    )
    from PySide6.QtWebEngineWidgets import QWebEngineView

    root = QUrl.fromLocalFile(str(folder)).toString()

    class OwnFiles(QWebEngineUrlRequestInterceptor):
        """Lets the files of the folder through."""

        def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
            url = info.requestUrl()
            info.block(not (url.isLocalFile() and url.toString().startswith(root)))

    class PreviewPage(QWebEnginePage):
        """Opens what is clicked in the system's browser."""

        def acceptNavigationRequest(
            self,
            url: QUrl | str,
            kind: QWebEnginePage.NavigationType,
            isMainFrame: bool,  # noqa: FBT001 - Qt's signature
        ) -> bool:
            clicked = QWebEnginePage.NavigationType.NavigationTypeLinkClicked
            target = QUrl(url)
            if kind == clicked and target.scheme() in {"http", "https", "mailto"}:
                QDesktopServices.openUrl(target)
                return False
            return target.isLocalFile() and target.toString().startswith(root)

    # Without a name: off the record. It must outlive every page that it was given to.
    profile = QWebEngineProfile(QApplication.instance())
    interceptor = OwnFiles(profile)
    profile.setUrlRequestInterceptor(interceptor)
    page = PreviewPage(profile, parent)
    settings = page.settings()
    attribute = QWebEngineSettings.WebAttribute
    for off in (
        attribute.JavascriptEnabled,
        attribute.PluginsEnabled,
        attribute.LocalStorageEnabled,
        attribute.LocalContentCanAccessRemoteUrls,
        attribute.HyperlinkAuditingEnabled,
        attribute.DnsPrefetchEnabled,
        attribute.AutoLoadIconsForPage,
    ):
        settings.setAttribute(off, False)
    view = QWebEngineView(parent)
    view.setPage(page)

    def ended(_status: object, _code: int) -> None:
        failed()

    page.renderProcessTerminated.connect(ended)
    return view
