"""The images' screen: every picture in a grid, what each lacks, and the one that is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import ImageFlag
from newsdesk.domain.photo import ImageAsset
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.images import ImageCounts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label, pane
from newsdesk.ui.dialogs import ask_for_files
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.images.chooser import PICTURE_FILTER
from newsdesk.ui.images.closely import PictureClosely
from newsdesk.ui.images.dropping import pictures_in
from newsdesk.ui.images.fields import PictureFields
from newsdesk.ui.images.filters import Filters
from newsdesk.ui.images.intake import Source, add_files
from newsdesk.ui.images.searching import PictureSearch
from newsdesk.ui.images.session import PictureSession
from newsdesk.ui.moments import number_text

_SIDE: Final = 320
_SEARCH: Final = 460
_NARROW_GRID: Final = 244
"""Width of the grid while a picture is looked at closely: two in a row."""


class ImagesScreen(QWidget):
    """The image library. A click shows what is known of a picture, Enter opens it large."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.session = PictureSession(context)
        self.search = PictureSearch(context, self.add_from_disk)
        self.filters = Filters(self.search.narrow)
        self.add_button = button("Add pictures…", "primary")
        self._count = label("", "quiet")
        self._list = pane()
        self._large: PictureClosely | None = None
        self._side = QStackedWidget()
        self.fields: PictureFields | None = None
        self._hint = EmptyState(context)
        self.setAcceptDrops(True)
        self.setAccessibleName("Images")
        self._counts_timer = QTimer(self)
        self._counts_timer.setSingleShot(True)
        self._counts_timer.setInterval(150)
        self._counts_timer.timeout.connect(self._read_counts)
        self._lay_out()
        self._wire()
        self.search.refresh()
        self._read_counts()

    def _lay_out(self) -> None:
        searching = QHBoxLayout()
        searching.setSpacing(8)
        self.search.box.setMaximumWidth(_SEARCH)
        searching.addWidget(self.search.box, 1)
        searching.addStretch(0)
        searching.addWidget(self.add_button)
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(label("Images", "title"))
        title.addWidget(self._count)
        title.addSpacing(16)
        title.addWidget(self.filters)
        title.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(6)
        head.addLayout(searching)
        head.addLayout(title)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        grid = QHBoxLayout()
        grid.setContentsMargins(8, 0, 0, 0)
        grid.addWidget(self.search)
        column.addLayout(grid, 1)
        ground = pane()
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._hint)
        self._side.addWidget(ground)
        self._side.setFixedWidth(_SIDE)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._list, 1)
        self._row.addWidget(Hairline(self._context.theme, down=True))
        self._row.addWidget(self._side)
        self.setFocusProxy(self.search.grid)
        self._say_hint(ImageCounts())

    def _wire(self) -> None:
        grid = self.search.grid
        grid.chosen.connect(self._choose)
        grid.opened.connect(self.open_large)
        grid.images.loaded.connect(self._show_total)
        self.add_button.clicked.connect(self.add_from_disk)
        self.session.shown.connect(self._show_side)
        self.session.gone.connect(self._gone)
        self._context.bus.changed.connect(self._library_changed)
        self._context.navigator.image_wanted.connect(self.show_image)
        self._context.navigator.images_wanted.connect(self._narrow)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), grid)
        paste.setContext(Qt.ShortcutContext.WidgetShortcut)
        paste.activated.connect(self._paste)

    # --- what is shown ---

    def show_image(self, image: str) -> None:
        """Show a picture wherever it stands in the grid."""
        self.session.show(ImageId(image))
        self.search.grid.show_image(ImageId(image))

    def _narrow(self, flag: ImageFlag | None) -> None:
        """Show the grid with all that lacks something, or with everything."""
        self.close_large()
        self.search.box.clear()
        self.filters.choose(flag)

    def _choose(self, image: str) -> None:
        if image or not self.session.unsaved:
            self.session.show(ImageId(image))

    def _gone(self) -> None:
        self.close_large()
        self._show_side()

    def _show_side(self) -> None:
        if self.session.asset is None:
            if not self.session.image:
                self._side.setCurrentIndex(0)
            return
        if self.fields is None:
            self.fields = PictureFields(self._context, self.session)
            self._side.addWidget(self.fields)
        self._side.setCurrentWidget(self.fields)

    def _show_total(self) -> None:
        self._count.setText(number_text(self.search.grid.images.total))

    def _library_changed(self, changes: Changes) -> None:
        kinds = (Kind.IMAGE, Kind.ARTICLE, Kind.LIBRARY)
        if any(changes.touches(kind) for kind in kinds) and self.isVisible():
            self._counts_timer.start()

    def _read_counts(self) -> None:
        from newsdesk.services import images

        def read(desk: Desk) -> ImageCounts:
            return images.counts(desk)

        def done(counts: ImageCounts) -> None:
            self.filters.show_counts(counts)
            self._say_hint(counts)

        self._context.tasks.library(read, done)

    def _say_hint(self, counts: ImageCounts) -> None:
        # An empty library offers its one step in the middle.
        self._hint.setVisible(counts.total > 0)
        self.filters.setVisible(counts.total > 0 and not self.large)
        self.add_button.setVisible(counts.total > 0 and not self.large)
        parts = [
            f"{number_text(count)} without {what}."
            for count, what in (
                (counts.missing_alt, "an alt text"),
                (counts.missing_credit, "a credit"),
            )
            if count
        ]
        text = "Its caption, credit, rights and uses are shown here."
        self._hint.say("image", "Choose a picture", "\n".join((text, *parts)))

    # --- looking closely ---

    @property
    def large(self) -> bool:
        """Whether a picture is looked at closely."""
        return self._large is not None and not self._large.isHidden()

    def open_large(self, image: str) -> None:
        """Show a picture large, with its crops; the grid stays at the left, two in a row."""
        self.session.show(ImageId(image))
        if self._large is None:
            self._large = PictureClosely(self._context, self.session)
            self._large.left.connect(self.close_large)
            self._row.insertWidget(1, Hairline(self._context.theme, down=True))
            self._row.insertWidget(2, self._large, 1)
        self._large.show()
        self._set_narrow(narrow=True)

    def close_large(self) -> None:
        """Give the room back to the grid."""
        if self._large is not None and self.large:
            self._large.hide()
            self._set_narrow(narrow=False)
            self.search.grid.setFocus()

    def _set_narrow(self, *, narrow: bool) -> None:
        for widget in (self.filters, self.add_button):
            widget.setVisible(not narrow)
        if narrow:
            self._list.setFixedWidth(_NARROW_GRID)
        else:
            self._list.setMinimumWidth(0)
            self._list.setMaximumWidth(16_777_215)
            self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back to the grid."""
        if event.key() == Qt.Key.Key_Escape and self.large:
            self.close_large()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Count anew what may have changed while another screen was shown."""
        super().showEvent(event)
        self._counts_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what was changed when another screen is shown."""
        self.session.flush()
        super().hideEvent(event)

    # --- taking pictures in ---

    def add_from_disk(self) -> None:
        """Ask for picture files and take them in."""
        self.add(ask_for_files(self.window(), "Add pictures", PICTURE_FILTER))

    def add(self, sources: tuple[Source, ...]) -> None:
        """Take pictures in and choose the first of them."""
        if sources:
            add_files(self._context, sources, self._added)

    def _added(self, assets: tuple[ImageAsset, ...]) -> None:
        if assets:
            self.search.refresh()
            self.show_image(assets[0].id)

    def _paste(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self.add(pictures_in(QGuiApplication.clipboard().mimeData()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures that are dragged here."""
        if pictures_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped."""
        self.add(pictures_in(event.mimeData()))
        event.acceptProposedAction()
