"""The preview's pane: the page at a chosen width, light or dark, following the typing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDir, Qt, QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from newsdesk.services import previews
from newsdesk.services.previews import Gathered, PreviewLook, PreviewPage
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton, button, label
from newsdesk.ui.preview import webview
from newsdesk.ui.tasks import TaskHandle

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView

FOLLOW_AFTER: Final = 120
"""Milliseconds without a key after which the page follows; with the rest it is under 300."""

WIDTHS: Final = (("Fit", 0), ("Phone · 390", 390), ("Tablet · 820", 820), ("Desktop · 1280", 1280))
SCHEMES: Final = (("As the system", ""), ("Light", "light"), ("Dark", "dark"))
STYLES: Final = (("Styled", True), ("Without styles", False))


class PreviewPane(QFrame):
    """Shows the open story's page. Where there is no web view, the system's browser shows it."""

    closed = Signal()
    shown = Signal(object)

    def __init__(self, context: Context, *, web: bool | None = None) -> None:
        super().__init__()
        self._context = context
        # Goes with the pane, with everything inside.
        self._temporary = QTemporaryDir(f"{QDir.tempPath()}/newsdesk-preview-XXXXXX")
        self._folder = Path(self._temporary.path())
        self._web = webview.is_there() if web is None else web
        self._view: QWebEngineView | None = None
        self._task: TaskHandle | None = None
        self._page: PreviewPage | None = None
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FOLLOW_AFTER)
        self._timer.timeout.connect(self.refresh)
        self.setProperty("look", "panel")
        self.setAccessibleName("Preview")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._build()
        story = context.story
        story.typed.connect(self._later)
        story.changed.connect(self._later)
        story.opened.connect(self._later)
        context.bus.changed.connect(self._later)

    @property
    def page(self) -> PreviewPage | None:
        """The page that was written last."""
        return self._page

    @property
    def look(self) -> PreviewLook:
        """How the page is shown."""
        scheme: str = self.schemes.currentData()
        styled: bool = self.styles.currentData()
        return PreviewLook(scheme=scheme, styled=styled)

    def _build(self) -> None:
        context = self._context
        self.widths = self._choice("Width", WIDTHS)
        self.schemes = self._choice("Colours", SCHEMES)
        self.styles = self._choice("Styles", STYLES)
        self.widths.currentIndexChanged.connect(self._fit)
        self.schemes.currentIndexChanged.connect(self.refresh)
        self.styles.currentIndexChanged.connect(self.refresh)
        self.pdf = IconButton(context.theme, context.icons, "printer", "Save as PDF…")
        self.pdf.clicked.connect(self.save_as_pdf)
        self.pdf.setEnabled(False)
        browser = IconButton(context.theme, context.icons, "external-link", "Open in the browser")
        browser.clicked.connect(self.open_in_browser)
        close = IconButton(context.theme, context.icons, "x", "Close the preview")
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        for widget in (self.widths, self.schemes, self.styles):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.pdf)
        row.addWidget(browser)
        row.addWidget(close)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setWidgetResizable(True)
        self._area.setMinimumWidth(240)
        self._note = label("", "hint", wrap=True)
        self._note.setContentsMargins(12, 4, 12, 8)
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(context.theme))
        column.addWidget(self._area, 1)
        column.addWidget(self._note)
        if not self._web:
            self._use_browser("The web view is not installed; the page opens in your browser.")

    def _choice(self, name: str, entries: tuple[tuple[str, object], ...]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        for title, value in entries:
            box.addItem(title, value)
        return box

    def _use_browser(self, why: str) -> None:
        """Show a button in the view's place."""
        self._web = False
        self._view = None
        self.pdf.setEnabled(False)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label(why, "hint", wrap=True))
        opener = button("Open in the browser", "primary")
        opener.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        opener.clicked.connect(self.open_in_browser)
        column.addWidget(opener)
        self._area.setWidget(place)

    # --- following ---

    def _later(self, *_what: object) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it comes into sight."""
        super().showEvent(event)
        if self._stale:
            self._timer.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Do no work out of sight."""
        super().hideEvent(event)
        self._timer.stop()

    def refresh(self) -> None:
        """Write the page of what the editor shows now, and show it."""
        self._timer.setInterval(FOLLOW_AFTER)
        article = self._context.story.collected()
        if article is None:
            return
        self._stale = False
        self._context.tasks.library(
            lambda desk: previews.gather(desk, article=article), self._gathered, self._failed
        )

    def _gathered(self, gathered: Gathered) -> None:
        folder, look = self._folder, self.look
        if self._task is not None:
            self._task.cancel()
        self._task = self._context.tasks.background(
            lambda _: previews.write(gathered, folder=folder, look=look),
            self._written,
            self._failed,
        )

    def _written(self, page: PreviewPage) -> None:
        self._note.hide()
        self._page = page
        self._show(page, changed=page.changed)
        if page.wanted:
            self._task = self._context.tasks.background(
                lambda progress: previews.add_pictures(page, check=progress.check),
                lambda came: self._show(page, changed=bool(came)),
                self._failed,
            )

    def _failed(self, error: Exception) -> None:
        self._note.setText(str(error))
        self._note.show()

    # --- showing ---

    def _show(self, page: PreviewPage, *, changed: bool) -> None:
        self.shown.emit(page)
        if not self._web:
            return
        if self._view is None:
            self._view = webview.make(self, self._folder, self._ended)
            self._area.setWidget(self._view)
            self._view.page().pdfPrintingFinished.connect(self._printed)
            self.pdf.setEnabled(True)
            self._fit()
        url = QUrl.fromLocalFile(str(page.start))
        if self._view.url() != url:
            self._view.load(url)
        elif changed:
            self._view.reload()  # Keeps the place, and the old page until the new one is painted.

    def _ended(self) -> None:
        self._use_browser("The web view stopped; the page opens in your browser.")

    def _fit(self, *_what: object) -> None:
        if self._view is None:
            return
        width: int = self.widths.currentData()
        self._area.setWidgetResizable(True)
        self._view.setMinimumWidth(width)
        self._view.setMaximumWidth(width or 16_777_215)

    def save_as_pdf(self) -> None:
        """Ask for a place and write the page there as it prints, on A4."""
        if self._view is None or self._page is None:
            return
        name = f"{self._page.gathered.dispatch.article.slug}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as PDF", name, "PDF (*.pdf)")
        if chosen:
            self.write_pdf(Path(chosen))

    def write_pdf(self, path: Path) -> None:
        """Write the page as it prints; a notice says how it went."""
        if self._view is not None:
            self._view.page().printToPdf(str(path))

    def _printed(self, path: str, worked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if worked:
            self._note.setText(f"Saved {Path(path).name}.")
        else:
            self._note.setText(f"“{path}” could not be written. Choose another place.")
        self._note.show()

    def open_in_browser(self) -> None:
        """Open the page in the system's browser; it is kept in step, a reload shows it."""
        if self._page is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._page.start)))
