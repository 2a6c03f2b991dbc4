"""The export dialog: a target, where to, what will not arrive, progress with Stop, the result."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.article import Article
from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.ids import ArticleId
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.services.settings import BY_KEY
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Dialog, Hairline, IconButton, button, label
from newsdesk.ui.export import reading
from newsdesk.ui.export.choices import FragmentParts, Refusal
from newsdesk.ui.export.losses import LossReport
from newsdesk.ui.export.outcome import Outcome
from newsdesk.ui.export.reading import PAPER, Arrival, TargetShown
from newsdesk.ui.export.targetlist import TargetList
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.tasks import Progress, TaskHandle

if TYPE_CHECKING:
    from newsdesk.services.exporting import Choices, ExportReport, Prepared

_FOLDER = "export.folder"
_PAPER = "export.paper"


class ExportDialog(Dialog):
    """Exports the open story. Nothing is written before Export is pressed."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        article = context.story.collected()
        self._article: ArticleId | None = article.id if article is not None else None
        headline = article.headline if article is not None else ""
        self._targets: dict[str, TargetShown] = {}
        self._target = "page"
        self._prepared: Prepared | None = None
        self._asking: TaskHandle | None = None
        self._writing: TaskHandle | None = None
        self._releasing = False
        self.setWindowTitle("Export")
        self.setProperty("look", "paper")
        self.setModal(True)
        self.resize(860, 680)
        self._title = label(f"Export “{headline or 'Untitled story'}”", "title")
        self.targets = TargetList(context)
        self.targets.chosen.connect(self._choose)
        self._lay_out()
        self._asking = context.tasks.library(reading.targets, self._have_targets)

    # --- what it looks like ---

    def _lay_out(self) -> None:
        theme, icons = self._context.theme, self._context.icons
        close = IconButton(theme, icons, "x", "Close", side=28)
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 16, 14)
        head.addWidget(self._title, 1)
        head.addWidget(close)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.targets)
        middle.addWidget(Hairline(theme, down=True))
        middle.addWidget(self._make_page(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline(theme))
        column.addLayout(middle, 1)
        column.addWidget(Hairline(theme))
        column.addWidget(self._make_foot())

    def _make_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self._about = label("", "quiet", wrap=True)
        self.folder = Line("Choose a folder")
        self.folder.setText(self._context.settings.text(_FOLDER))
        self.folder.typed.connect(self._typed_folder)
        choose = button("Choose…")
        choose.clicked.connect(self._choose_folder)
        where = QWidget()
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        self._where = Field("Folder", where, focus=self.folder)
        self.parts = FragmentParts()
        self.parts.changed.connect(self.ask)
        self.paper = Choice(BY_KEY[_PAPER].choices)
        self.paper.show_value(self._context.settings.text(_PAPER))
        self.paper.chosen.connect(self._set_paper)
        self._on_paper = Field("Paper", self.paper)
        self._on_paper.hide()
        self.refusal = Refusal()
        self.refusal.changed.connect(self.ask)
        self.losses = LossReport(self._context)
        self.outcome = Outcome()
        column.addWidget(self._about)
        column.addWidget(self._where)
        column.addWidget(self.parts)
        column.addWidget(self._on_paper)
        column.addWidget(self.refusal)
        column.addSpacing(4)
        column.addWidget(self.losses, 1)
        column.addWidget(self.outcome)
        return page

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 14)
        row.setSpacing(8)
        self._note = label("The state that goes out is kept as a version.", "note")
        self.copy_button = button("Copy to clipboard")
        self.copy_button.clicked.connect(self._copy)
        self.stop_button = button("Cancel")
        self.stop_button.clicked.connect(self._stop)
        self.export_button = button("Export", "primary")
        self.export_button.setDefault(True)
        self.export_button.setEnabled(False)
        self.export_button.clicked.connect(self._export)
        row.addWidget(self._note, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.stop_button)
        row.addWidget(self.export_button)
        self.copy_button.hide()
        return foot

    # --- choosing ---

    def _have_targets(self, targets: tuple[TargetShown, ...]) -> None:
        self._targets = {target.name: target for target in targets}
        self.targets.show_targets(targets)
        self.targets.setFocus()

    def _choose(self, name: str) -> None:
        self._target = name
        target = self._targets[name]
        self._about.setText(target.about)
        self.parts.setVisible(name == "fragment")
        self._on_paper.setVisible(name == "pdf")
        self.copy_button.setVisible(name == "fragment")
        self.outcome.hide()
        self._note.setVisible(name != PAPER)
        if name == PAPER:
            self._prepared = None
            self.refusal.hide()
            self._survey()
            self._show_state()
        else:
            self.ask()

    def _survey(self) -> None:
        """Ask what of the whole paper will not arrive, beside the library's thread."""
        if self._asking is not None:
            self._asking.cancel()
        self.losses.show()
        self.losses.show_reading()

        def read(library: Path) -> None:
            self._asking = self._context.tasks.background(
                partial(reading.paper_arrival, library), self.losses.show_arrival, self._failed
            )

        def begin() -> None:
            if self._article is None or self._target != PAPER:
                return
            self._asking = self._context.tasks.library(
                lambda desk: desk.library.path, read, self._failed
            )

        self._context.story.flush(begin, self._not_saved)

    def _set_paper(self, paper: object) -> None:
        self._context.settings.set(_PAPER, str(paper))
        self.ask()

    def _choices(self) -> Choices:
        return reading.choices_of(self.parts.taken, self._context.settings.text(_PAPER))

    def ask(self) -> None:
        """Ask what will not arrive; the story is saved first."""
        article, target = self._article, self._target
        if article is None:
            return
        if self._asking is not None:
            self._asking.cancel()
        choices, override = self._choices(), self.refusal.override

        def read(desk: Desk) -> Arrival:
            return reading.arrival(
                desk, article_id=article, target=target, choices=choices, override=override
            )

        def begin() -> None:
            if self._article is None:
                return
            self._asking = self._context.tasks.library(read, self._arrived, self._failed)

        self._context.story.flush(begin, self._not_saved)

    def _arrived(self, arrival: Arrival) -> None:
        self._prepared = arrival.prepared
        self.losses.setVisible(arrival.prepared is not None)
        self.losses.show_arrival(arrival)
        self.refusal.show_arrival(arrival)
        self._show_state()

    def _not_saved(self) -> None:
        error = self._context.story.error
        self._failed(error or NewsdeskError("The story could not be saved first."))

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Export to", self.folder.text())
        if folder:
            self.folder.setText(folder)
            self._show_state()

    def _typed_folder(self, _text: str) -> None:
        self._show_state()

    def _show_state(self) -> None:
        gathered = self._prepared is not None or self._target == PAPER
        ready = gathered and bool(self.folder.text().strip())
        busy = self._releasing or self._writing is not None
        self.export_button.setEnabled(ready and not busy)
        self.copy_button.setEnabled(self._prepared is not None and not busy)
        self.stop_button.setText("Stop" if busy else "Close")
        self.stop_button.setEnabled(not self._releasing)
        self.targets.setEnabled(not busy)

    # --- writing ---

    def _export(self) -> None:
        folder = Path(self.folder.text().strip()).expanduser()
        if not folder.is_absolute():
            self._where.say("Write the whole path of the folder, or choose it.")
            return
        self._where.say("")
        self._context.settings.set(_FOLDER, str(folder))
        if self._target == PAPER:
            self._context.story.flush(partial(self._export_paper, folder), self._not_saved)
        else:
            self._release(partial(self._write, folder))

    def _export_paper(self, folder: Path) -> None:
        """Write everything beside the library's thread, so that saving goes on meanwhile."""

        def write(library: Path) -> None:
            def work(progress: Progress) -> ExportReport:
                from newsdesk.services import releasing

                return releasing.export_paper(library, to=folder, progress=progress)

            self._writing = self._context.tasks.background(
                work, self._written, self._failed, self.outcome.show_progress
            )
            self._show_state()

        self.outcome.begin("Gathering the paper")
        self._writing = self._context.tasks.library(
            lambda desk: desk.library.path, write, self._failed
        )
        self._show_state()

    def _release(self, then: Callable[[], object]) -> None:
        """Freeze the byline and keep the state that goes out, gather it again, and go on.

        The first cannot be stopped: what it saved has to be told, or the next save were stale.
        """
        article, title = self._article, self._targets[self._target].title
        if article is None:
            return

        def work(desk: Desk) -> tuple[Article, Changes]:
            from newsdesk.services import releasing

            return releasing.release(desk, article_id=article, to=title)

        def done(result: tuple[Article, Changes]) -> None:
            self._releasing = False
            released, changes = result
            shown = self._context.story.article
            if shown is not None and shown.id == released.id and shown != released:
                self._context.story.show(released)
            self._context.bus.tell(changes)
            self._gather(article, then)

        self.outcome.begin("Gathering the story")
        self._releasing = True
        self._context.tasks.library(work, done, self._failed)
        self._show_state()

    def _gather(self, article: ArticleId, then: Callable[[], object]) -> None:
        target = self._target
        choices, override = self._choices(), self.refusal.override

        def work(desk: Desk) -> Prepared:
            from newsdesk.services import exporting

            return exporting.prepare(
                desk,
                article_id=article,
                target=target,
                override=override,
                choices=choices,
            )

        def done(prepared: Prepared) -> None:
            self._prepared = prepared
            then()

        self._writing = self._context.tasks.library(work, done, self._failed)
        self._show_state()

    def _write(self, folder: Path) -> None:
        prepared = self._prepared
        if prepared is None:
            return

        def work(progress: Progress) -> ExportReport:
            from newsdesk.services import exporting

            return exporting.write(prepared, to=folder, progress=progress)

        self._writing = self._context.tasks.background(
            work, self._written, self._failed, self.outcome.show_progress
        )
        self._show_state()

    def _written(self, report: ExportReport) -> None:
        self._end()
        self.outcome.show_report(report)

    def _end(self) -> None:
        self._writing = None
        self._releasing = False
        self._show_state()

    def _failed(self, error: Exception) -> None:
        known = isinstance(error, NewsdeskError)
        self._end()
        self.outcome.end(str(error) if known else f"{type(error).__name__}: {error}", bad=True)
        if not known:
            self._context.tasks.crashed.emit(error)

    def _stop(self) -> None:
        if self._writing is None:
            self.reject()
            return
        self._writing.cancel()
        self._end()
        self.outcome.end("Stopped. What stood in the folder before still does.")

    def _copy(self) -> None:
        """Put the fragment onto the clipboard, as HTML and as text."""
        self._release(self._make_fragment)

    def _make_fragment(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return

        def work(_progress: Progress) -> str:
            bundle = prepared.target.make(prepared.dispatch, prepared.choices)
            return bundle.files[bundle.start].decode()

        def done(html: str) -> None:
            QGuiApplication.clipboard().setText(html)
            self._end()
            self.outcome.end("The fragment is on the clipboard; paste it into the CMS’s HTML box.")

        self._writing = self._context.tasks.background(work, done, self._failed)
        self._show_state()

    def done(self, result: int) -> None:
        """Stop what is under way, then close for good; not while the story is being kept."""
        if self._releasing:
            return
        for handle in (self._asking, self._writing):
            if handle is not None:
                handle.cancel()
        self._article = None
        super().done(result)
        self.deleteLater()
