"""The preview's pane: the page beside its text, as readers, paper and others see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QDir,
    QEvent,
    QLocale,
    Qt,
    QTemporaryDir,
    QTime,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QStackedWidget, QVBoxLayout

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.paper import Paper, chosen_paper
from newsdesk.services.previews import PreviewLook, PreviewPage, write_for_paper
from newsdesk.ui.context import Context
from newsdesk.ui.controls import label, set_look
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.moments import desk_locale, number_text
from newsdesk.ui.preview import places, webview
from newsdesk.ui.preview.cards import CardView, ResultView
from newsdesk.ui.preview.findline import FindLine
from newsdesk.ui.preview.following import Follower
from newsdesk.ui.preview.header import WIDTHS, Header
from newsdesk.ui.preview.pageview import PageView

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray
    from PySide6.QtWebEngineCore import QWebEngineFindTextResult

    from newsdesk.ui.preview.printview import Press, PrintView

_PAPER: Final = "export.paper"
_PRINT_AFTER: Final = 400
_NOWHERE: Final = "\ue000\ue000"
"""What no page holds: looking for "" ends the program in PySide 6.11.3."""
_TABS: Final = ("byline", "related")
NO_WEB_VIEW: Final = "The web view is not installed."
STOPPED: Final = "The web view stopped."
_IN_STEP: Final = (
    "The page opens in your browser instead. It is written anew whenever you pause; "
    "reload it there to see what you typed."
)


class PreviewPane(QFrame):
    """Shows the open story's page. Where there is no web view, the system's browser shows it.

    Signals: ``closed()`` it wants to be put away; ``shown(PreviewPage)`` a page was written;
    ``settled(in_place)`` the web view shows it.
    """

    closed = Signal()
    shown = Signal(object)
    settled = Signal(bool)

    def __init__(self, context: Context, *, web: bool | None = None) -> None:
        super().__init__()
        self._context = context
        # Goes with the pane, with everything inside.
        self._temporary = QTemporaryDir(f"{QDir.tempPath()}/newsdesk-preview-XXXXXX")
        self._folder = Path(self._temporary.path())
        self._web = webview.is_there() if web is None else web
        self._scheme = ""
        self._page: PreviewPage | None = None
        self._body: BodyEdit | None = None
        self._block = -1
        self._prints: PrintView | None = None
        self._press: Press | None = None
        self._printing = self._timer(_PRINT_AFTER, self._print)
        self._caret = self._timer(60, self._follow_caret)
        self.follower = Follower(context, self._folder, lambda: self.look, self)
        self.setProperty("look", "panel")
        self.setAccessibleName("Preview")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._build()
        self._wire()
        self._set_width(WIDTHS["phone"])
        self._show_scheme()

    def _timer(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(slot)
        return made

    def _build(self) -> None:
        context = self._context
        self.header = Header(context)
        self.banner = label("", "warn", wrap=True)
        self.banner.setContentsMargins(12, 8, 12, 8)
        self.banner.hide()
        self.note = label("", "bad", wrap=True)
        self.note.setContentsMargins(12, 4, 12, 8)
        self.note.hide()
        self.find_line = FindLine(context)
        self.page_view = PageView(context, self._folder)
        self.card = CardView(context)
        self.result = ResultView(context)
        self.nothing = EmptyState(context)
        self.stack = QStackedWidget()
        self.stack.setAutoFillBackground(True)
        for widget in (self.nothing, self.page_view, self.card, self.result):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self.find_line)
        column.addWidget(self.stack, 1)
        column.addWidget(self.note)

    def _wire(self) -> None:
        header, view = self.header, self.page_view
        header.closed.connect(self.closed)
        header.width_chosen.connect(self._set_width)
        header.schemes.chosen.connect(self._choose_scheme)
        header.ways.chosen.connect(self._show_way)
        header.papers.chosen.connect(self._choose_paper)
        header.bare.toggled.connect(self.follower.now)
        header.finder.triggered.connect(self.open_find)
        header.pdf.triggered.connect(self.save_as_pdf)
        header.browser.clicked.connect(self.open_in_browser)
        view.width_chosen.connect(self._set_width)
        view.place_chosen.connect(self.go_to)
        view.settled.connect(self._settled)
        view.find_wanted.connect(self.open_find)
        view.failed.connect(lambda: self._use_browser(STOPPED))
        self.find_line.wanted.connect(self._find)
        self.find_line.left.connect(self._left_finding)
        self.follower.written.connect(self._written)
        self.follower.pictured.connect(self._pictured)
        self.follower.failed.connect(self._failed)
        self.follower.emptied.connect(self._emptied)
        self._context.theme.changed.connect(self._show_scheme)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._show_scheme)
        if not self._web:
            self._use_browser(NO_WEB_VIEW)

    # --- how it is looked at ---

    @property
    def page(self) -> PreviewPage | None:
        """The page that was written last."""
        return self._page

    @property
    def look(self) -> PreviewLook:
        """How the page is shown. In the system's own scheme it is the very export."""
        wanted = self.header.schemes.value
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        own = "dark" if dark else "light"
        scheme = "" if wanted == own else wanted
        return PreviewLook(scheme=scheme, styled=not self.header.bare.isChecked())

    def _choose_scheme(self, scheme: str) -> None:
        self._scheme = scheme
        self._show_scheme()

    def _show_scheme(self) -> None:
        """Show the scheme somebody chose, else that of the window."""
        self.header.schemes.show_value(
            self._scheme or ("dark" if self._context.theme.dark else "light")
        )
        self.follower.now()

    def _set_width(self, width: int) -> None:
        self.page_view.set_page_width(width)
        self.header.show_width(self.page_view.page_width)
        self._say()

    def _say(self) -> None:
        """Say in one line what is seen."""
        way = self.header.ways.value
        scale = round(100 * self.page_view.scale)
        smaller = f" at {scale} %" if scale < 100 else ""
        sheets = self._prints.sheets if self._prints is not None else 0
        paper = {Paper.A4: "A4", Paper.LETTER: "Letter"}[self.paper]
        said = {
            "page": f"The page as exported{smaller} · follows your typing",
            "print": f"{number_text(sheets)} {'sheet' if sheets == 1 else 'sheets'} of {paper}",
            "card": "The card on networks and in chats",
            "result": "The result of a search",
        }[way]
        if way == "page" and not self._web and self._page is not None:
            time = desk_locale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
            said = f"Written {time}"
        self.header.caption.setText(said)

    @property
    def paper(self) -> Paper:
        """What the page is printed on: the choice, else what the paper's country prints on."""
        page = self._page
        language = page.gathered.dispatch.publication.language if page is not None else ""
        return chosen_paper(self._context.settings.text(_PAPER), language)

    def _choose_paper(self, paper: str) -> None:
        self._context.settings.set(_PAPER, paper.lower())
        self._print()

    def _show_way(self, way: str) -> None:
        on_page = way == "page"
        self.header.papers.show_value(self.paper.value)
        self.header.show_measure(paper=way == "print")
        self.header.width_box.setEnabled(on_page)
        self.header.finder.setEnabled(on_page and self._web)
        if not on_page:
            self.find_line.hide()
        if self._page is not None:
            self._show(self._page)
        self._say()

    # --- following ---

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it comes into sight."""
        super().showEvent(event)
        self._watch_caret()
        self.follower.follow(wanted=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Do no work out of sight."""
        super().hideEvent(event)
        self.follower.follow(wanted=False)

    def refresh(self) -> None:
        """Write the page of what the editor shows now, and show it."""
        self.follower.now()

    def _written(self, page: PreviewPage) -> None:
        self.note.hide()
        before, self._page = self._page, page
        self.banner.setText(f"{page.gathered.refused} Only this preview shows it.")
        self.banner.setVisible(bool(page.gathered.refused))
        if before is not None and before.start != page.start:
            self._block = -1
        self._show(page)
        self._say()
        self.shown.emit(page)

    def _pictured(self, page: PreviewPage) -> None:
        if self._web:
            self.page_view.show_page(page.start, page.html, anew=True)
        self.card.show_page(page.facts, page.folder)

    def _failed(self, error: Exception) -> None:
        self._tell(f"{error} What you see is the page as it was.", bad=True)

    def _tell(self, text: str, *, bad: bool = False) -> None:
        set_look(self.note, "look", "bad" if bad else "note")
        self.note.setText(text)
        self.note.show()

    def _emptied(self) -> None:
        self._page = None
        self.banner.hide()
        self.nothing.say("eye", "No story is open", "Open one to see its page here.")
        self.stack.setCurrentWidget(self.nothing)

    # --- showing ---

    def _show(self, page: PreviewPage) -> None:
        way = self.header.ways.value
        if self._web:
            self.page_view.show_page(page.start, page.html, anew=False)
        if way == "card":
            self.card.show_page(page.facts, page.folder)
            self.stack.setCurrentWidget(self.card)
        elif way == "result":
            self.result.show_page(page.facts)
            self.stack.setCurrentWidget(self.result)
        elif way == "print" and self._web:
            self.stack.setCurrentWidget(self._print_view())
            self._printing.start()
        elif self._web:
            self.stack.setCurrentWidget(self.page_view)
        else:
            self.stack.setCurrentWidget(self.nothing)

    def _settled(self, in_place: bool) -> None:  # noqa: FBT001 - a slot
        if self.header.ways.value == "print":
            self._printing.start()
        self._caret.start()
        self.settled.emit(in_place)

    def _use_browser(self, why: str) -> None:
        """Let the system's browser show the page, and say so in the view's place."""
        self._web = False
        self.page_view.hide()
        for action in (self.header.pdf, self.header.finder):
            action.setEnabled(False)
        self.header.ways.set_enabled("print", enabled=False, tip="Print it from your browser.")
        if self.header.ways.value == "print":
            self.header.ways.show_value("page")
        for widget in (self.header.devices, self.header.width_box):
            widget.setEnabled(False)
        step = ("Open in the browser", self.open_in_browser)
        self.nothing.say("external-link", why, _IN_STEP, step, primary=True)
        if self._page is not None:
            self._show(self._page)
        else:
            self.stack.setCurrentWidget(self.nothing)

    def open_in_browser(self) -> None:
        """Open the page in the system's browser; it is kept in step, a reload shows it."""
        if self._page is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._page.start))):
            self._tell(f"No browser answered. The page lies at {self._page.start}.", bad=True)

    # --- from the page to the text and back ---

    def go_to(self, place: str) -> None:
        """Go to what was clicked: a field, a block of the body, or a tab of the inspector."""
        name, _, number = place.partition(".")
        page = self._page
        if name in _TABS:
            self._context.navigator.show_tab("byline" if name == "byline" else "related")
        elif name == "body" and page is not None:
            dispatch = page.gathered.dispatch
            body = dispatch.article.body
            block = places.block_of_element(body, int(number), dispatch.images)
            if block is not None:
                self._block = block  # It is in sight: nothing has to move.
                self._context.navigator.show_place(f"body.{block}")
        else:
            self._context.navigator.show_place(place)

    def _watch_caret(self) -> None:
        """Hear of the caret, as soon as there is a text for it."""
        body = self.window().findChild(BodyEdit)
        if isinstance(body, BodyEdit) and body is not self._body:
            self.watch(body)

    def watch(self, body: BodyEdit) -> None:
        """Show the block that the caret of a text goes to."""
        self._body = body
        body.caret_moved.connect(self._caret.start)

    def _follow_caret(self) -> None:
        """Mark the block that the caret stands in, and show the one that it went to.

        Typing inside a block moves nothing.
        """
        page = self._page
        if page is None or self._body is None or not self._web or not self.isVisible():
            return
        dispatch = page.gathered.dispatch
        block = places.block_of_caret(self._body.textCursor(), dispatch.article.body)
        before, self._block = self._block, block
        # A story that was just opened begins with its headline.
        stays = block == before or (before < 0 and block == 0)
        element = places.element_of_block(dispatch.article.body, block, dispatch.images)
        if element is not None:
            self.page_view.show_element(element, move=not stays)

    # --- finding ---

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+F inside the pane; elsewhere it is the editor's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Find)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the line to find in the page."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.open_find()
        else:
            super().keyPressEvent(event)

    def open_find(self) -> None:
        """Ask what to find in the page."""
        if self._web and self._page is not None:
            if self.header.ways.value != "page":
                self.header.ways.show_value("page")
                self._show_way("page")
            self.find_line.open()

    def _find(self, text: str, back: bool) -> None:  # noqa: FBT001 - a slot
        view = self.page_view.view
        if view is None:
            return
        from PySide6.QtWebEngineCore import QWebEnginePage

        flags = QWebEnginePage.FindFlag.FindBackward if back else QWebEnginePage.FindFlag(0)
        view.page().findText(text or _NOWHERE, flags, self._found)

    def _found(self, result: QWebEngineFindTextResult) -> None:
        self.find_line.show_count(result.activeMatch(), result.numberOfMatches())

    def _left_finding(self) -> None:
        """Leave no marks behind."""
        view = self.page_view.view
        if view is not None:
            self._find("", back=False)
            QTimer.singleShot(0, view, view.setFocus)

    # --- paper ---

    def _print_view(self) -> PrintView:
        if self._prints is None:
            from newsdesk.ui.preview.printview import PrintView

            self._prints = PrintView(self._context)
            self.stack.addWidget(self._prints)
        return self._prints

    def _print(self) -> None:
        self._on_paper(self._printed)

    def _on_paper(self, done: Callable[[QByteArray], object]) -> None:
        """Print the page as it is now, out of sight."""
        page = self._page
        if page is None or not self._web:
            return
        if self._press is None:
            from newsdesk.ui.preview.printview import Press

            self._press = Press(self, self._folder, partial(self._use_browser, STOPPED))
        try:
            self._press.print_page(write_for_paper(page), self.paper, done)
        except EnvironmentFailure as error:
            self._failed(error)

    def _printed(self, pdf: QByteArray) -> None:
        self._print_view().show_sheets(pdf)
        self._say()

    def save_as_pdf(self) -> None:
        """Ask for a place and write the page there as it prints."""
        if self._page is None:
            return
        name = f"{self._page.gathered.dispatch.article.slug}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as PDF", name, "PDF (*.pdf)")
        if chosen:
            self.write_pdf(Path(chosen))

    def write_pdf(self, path: Path) -> None:
        """Write the page as it prints; a line says how it went."""
        self._on_paper(partial(self._keep, path))

    def _keep(self, path: Path, pdf: QByteArray) -> None:
        try:
            path.write_bytes(pdf.data())
        except OSError as error:
            reason = error.strerror or str(error)
            self._tell(
                f"“{path}” could not be written ({reason}). Choose another place.", bad=True
            )
        else:
            self._tell(f"Saved {path.name}.")
