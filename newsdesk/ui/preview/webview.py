"""The web view of the preview: no script, no plug-in, no other host, nothing kept.

Importing this module starts nothing; the engine is loaded when ``make`` is called, long after the
first paint.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineNewWindowRequest
    from PySide6.QtWebEngineWidgets import QWebEngineView

WITHOUT_SANDBOX: Final = "QTWEBENGINE_DISABLE_SANDBOX"
_OPENED: Final = frozenset({"http", "https", "mailto"})


def is_there() -> bool:
    """Whether the web view can be loaded on this machine."""
    try:
        for part in ("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"):
            import_module(part)
    except ImportError:
        return False
    return True


def start_safely() -> None:
    """Keep Chromium from ending the whole program where it cannot have its sandbox.

    It does so for root, and where Linux lets nobody make namespaces (some containers and
    AppArmor). There it runs without: it is given nothing but pages that we wrote ourselves, runs
    no script of them and reaches no network. Who set the variable decided already.
    """
    if WITHOUT_SANDBOX not in os.environ and not _sandbox_is_to_be_had():
        os.environ[WITHOUT_SANDBOX] = "1"


def _sandbox_is_to_be_had() -> bool:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return False
    if sys.platform != "linux":
        return True
    asked = shutil.which("unshare")
    if asked is None:
        return not _forbids("kernel/apparmor_restrict_unprivileged_userns", "1") and not (
            _forbids("kernel/unprivileged_userns_clone", "0")
            or _forbids("user/max_user_namespaces", "0")
        )
    try:
        # The same that Chromium does when it starts; a few milliseconds.
        command = [asked, "--user", "--map-root-user", "true"]
        done = subprocess.run(command, capture_output=True, timeout=2, check=False)  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _forbids(name: str, value: str) -> bool:
    try:
        return Path("/proc/sys", name).read_text("ascii").strip() == value
    except OSError:
        return False


def make(parent: QWidget, folder: Path, failed: Callable[[], object]) -> QWebEngineView:
    """Make a view that shows files of one folder and nothing else.

    ``failed`` is called when its process ends by itself. Links are opened in the system's browser
    where they were clicked with Ctrl or the middle button; a plain click is the caller's.
    """
    start_safely()
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
        """Stays at the story: a click goes to the editor, and a form is sent nowhere."""

        def acceptNavigationRequest(
            self,
            url: QUrl | str,
            kind: QWebEnginePage.NavigationType,
            isMainFrame: bool,  # noqa: FBT001 - Qt's signature
        ) -> bool:
            refused = (
                QWebEnginePage.NavigationType.NavigationTypeLinkClicked,
                QWebEnginePage.NavigationType.NavigationTypeFormSubmitted,
            )
            target = QUrl(url)
            if kind in refused and not (target.hasFragment() and target.isLocalFile()):
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
        # As on a phone: a bar would take some of the width that was asked for.
        attribute.ShowScrollBars,
    ):
        settings.setAttribute(off, False)
    view = QWebEngineView(parent)
    view.setPage(page)

    def ended(_status: object, _code: int) -> None:
        failed()

    page.renderProcessTerminated.connect(ended)
    page.newWindowRequested.connect(_open_outside)
    return view


def _open_outside(request: QWebEngineNewWindowRequest) -> None:
    """Open a link in the system's browser. Files of ours are no place to go."""
    target = request.requestedUrl()
    if target.scheme() in _OPENED:
        QDesktopServices.openUrl(target)


def ask(view: QWebEngineView, script: str, done: Callable[[object], object] | None = None) -> None:
    """Run one of ``scripts`` beside the page, in a world where the page's own names are not."""
    from PySide6.QtWebEngineCore import QWebEngineScript

    world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
    view.page().runJavaScript(script, world, done if done is not None else _nothing)


def _nothing(_result: object) -> None:
    """Wait for no answer."""
