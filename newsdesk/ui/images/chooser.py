"""The dialog that asks for pictures: of the library, or new ones from disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import ImageAsset
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Dialog, Hairline, button, label
from newsdesk.ui.dialogs import ask_for_files
from newsdesk.ui.images.dropping import pictures_in
from newsdesk.ui.images.intake import Adding, Chosen, add_files
from newsdesk.ui.images.searching import PictureSearch

PICTURE_FILTER = (
    "Pictures (*.jpg *.jpeg *.jpe *.png *.webp *.avif *.tif *.tiff *.gif);;All files (*)"
)


class PictureChooser(Dialog):
    """Pictures of the library in a grid; dropped files and those of the disk are added first.

    ``done`` hears the assets, in the order of the grid, when they are chosen.
    """

    def __init__(self, context: Context, parent: QWidget, done: Chosen, *, many: bool) -> None:
        super().__init__(parent)
        self._context = context
        self._done = done
        self._many = many
        self._adding: Adding | None = None
        self.setWindowTitle("Choose pictures" if many else "Choose a picture")
        self.setModal(True)
        self.setAcceptDrops(True)
        self.resize(860, 620)
        self.search = PictureSearch(context, self.from_disk, many=many)
        self.disk = button("From disk…")
        self.take = button("Use picture", "primary")
        self.leave = button("Cancel")
        self._what = label("", "note")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self._progress.hide()
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._wire()
        self._follow()
        self.search.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(8)
        head.addWidget(self.search.box, 1)
        head.addWidget(self.disk)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._what, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.take)
        said = QVBoxLayout()
        said.setContentsMargins(16, 0, 16, 8)
        said.addWidget(self._progress)
        said.addWidget(self._problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(said)
        grid = QHBoxLayout()
        grid.setContentsMargins(10, 0, 4, 0)
        grid.addWidget(self.search)
        column.addLayout(grid, 1)
        column.addWidget(Hairline(self._context.theme))
        column.addLayout(foot)

    def _wire(self) -> None:
        self.disk.clicked.connect(self.from_disk)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.reject)
        grid = self.search.grid
        grid.selectionModel().selectionChanged.connect(self._follow)
        grid.images.loaded.connect(self._follow)
        grid.opened.connect(self._opened)
        self.finished.connect(self._stop)
        QTimer.singleShot(0, self.search.box.setFocus)

    # --- from disk ---

    def from_disk(self) -> None:
        """Ask for files and take them in."""
        title = "Add pictures" if self._many else "Add a picture"
        self.add(ask_for_files(self, title, PICTURE_FILTER))

    def add(self, sources: tuple[Path | bytes, ...]) -> None:
        """Take files in and choose them; a single picture that is asked for is the answer."""
        if not sources or self._adding is not None:
            return
        if not self._many:
            sources = sources[:1]
        self._problem.hide()
        self._progress.setRange(0, 0 if len(sources) == 1 else len(sources))
        self._progress.show()
        self.disk.setEnabled(False)
        self.take.setEnabled(False)
        self._adding = add_files(self._context, sources, self._added, quiet=True)
        self._adding.progressed.connect(self._show_progress)

    def _show_progress(self, count: int, total: int, name: str) -> None:
        if total > 1:
            self._progress.setValue(count)
            self._what.setText(f"{count:,} of {total:,} · {name}")

    def _added(self, assets: tuple[ImageAsset, ...]) -> None:
        adding, self._adding = self._adding, None
        self._progress.hide()
        self.disk.setEnabled(True)
        problems = adding.problems if adding is not None else ()
        self._problem.setText("\n".join(problems[:5]))
        self._problem.setVisible(bool(problems))
        self._follow()
        if assets and not problems:
            self._answer(assets)

    def _stop(self) -> None:
        if self._adding is not None:
            self._adding.stop()

    # --- the answer ---

    def _follow(self) -> None:
        if self._adding is not None:
            return
        count = len(self.search.grid.selected)
        self.take.setEnabled(count > 0)
        self.take.setText("Use picture" if count < 2 else f"Use {count:,} pictures")
        total = self.search.grid.images.total
        self._what.setText(f"{total:,} picture{'' if total == 1 else 's'}" if total else "")

    def _opened(self, _image: str) -> None:
        self._take()

    def _take(self) -> None:
        from newsdesk.services import images

        chosen: tuple[ImageId, ...] = self.search.grid.selected
        if not chosen or self._adding is not None:
            return

        def read(desk: Desk) -> tuple[ImageAsset, ...]:
            found = images.many(desk, images=chosen)
            return tuple(found[image] for image in chosen if image in found)

        self._context.tasks.library(read, self._answer)

    def _answer(self, assets: tuple[ImageAsset, ...]) -> None:
        self.accept()
        self._done(assets)

    # --- dropping ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures that are dragged here."""
        if pictures_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped."""
        self.add(pictures_in(event.mimeData()))
        event.acceptProposedAction()
