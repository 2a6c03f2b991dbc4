"""The images' screen: every picture in a grid, what each lacks, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import ImageFlag
from newsdesk.domain.photo import ImageAsset
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.images import ImageCounts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton, button, label, pane
from newsdesk.ui.dialogs import ask_for_files
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.images.aiming import PictureAim
from newsdesk.ui.images.chooser import PICTURE_FILTER
from newsdesk.ui.images.dropping import pictures_in
from newsdesk.ui.images.factsfields import size_text
from newsdesk.ui.images.fields import PictureFields
from newsdesk.ui.images.intake import Source, add_files
from newsdesk.ui.images.oneline import OneLine
from newsdesk.ui.images.searching import PictureSearch
from newsdesk.ui.images.session import PictureSession
from newsdesk.ui.moments import number_text
from newsdesk.ui.tokens import BUTTON_SMALL

_SIDE: Final = 320
_SEARCH: Final = 460
_NARROW_GRID: Final = 244
"""Width of the grid while a picture is looked at closely: two in a row."""
_FILTERS: Final = (
    (None, "All"),
    (ImageFlag.MISSING_ALT, "No alt text"),
    (ImageFlag.MISSING_CREDIT, "No credit"),
    (ImageFlag.UNUSED, "Unused"),
)


class Filters(QWidget):
    """What the grid is narrowed to, each with its number."""

    def __init__(self, chosen: Callable[[frozenset[ImageFlag]], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._group = QButtonGroup(self)
        self.buttons: dict[ImageFlag | None, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for flag, text in _FILTERS:
            made = QToolButton()
            made.setText(text)
            made.setProperty("look", "small")
            made.setFixedHeight(BUTTON_SMALL)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setCheckable(True)
            made.setAccessibleName(text)
            made.clicked.connect(partial(self._choose, flag))
            self._group.addButton(made)
            self.buttons[flag] = made
            row.addWidget(made)
        row.addStretch(1)
        self.buttons[None].setChecked(True)

    def show_counts(self, counts: ImageCounts) -> None:
        """Show how many pictures lack something."""
        numbers = {
            None: 0,
            ImageFlag.MISSING_ALT: counts.missing_alt,
            ImageFlag.MISSING_CREDIT: counts.missing_credit,
            ImageFlag.UNUSED: counts.unused,
        }
        for flag, text in _FILTERS:
            count = numbers[flag]
            self.buttons[flag].setText(f"{text}  {number_text(count)}" if count else text)

    def _choose(self, flag: ImageFlag | None, _on: object = None) -> None:
        self._chosen(frozenset() if flag is None else frozenset({flag}))


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
        self._large: QWidget | None = None
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
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), grid)
        paste.setContext(Qt.ShortcutContext.WidgetShortcut)
        paste.activated.connect(self._paste)

    # --- what is shown ---

    def show_image(self, image: str) -> None:
        """Show a picture wherever it stands in the grid."""
        self.session.show(ImageId(image))
        self.search.grid.show_image(ImageId(image))

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
            self._large = self._make_large()
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

    def _make_large(self) -> QWidget:
        back = button("All images", "quiet")
        back.setIcon(self._context.icons.icon("arrow-left", "accent"))
        self._context.theme.changed.connect(
            lambda: back.setIcon(self._context.icons.icon("arrow-left", "accent"))
        )
        back.clicked.connect(self.close_large)
        name, facts = (
            OneLine(self._context, "ui_strong", "text"),
            OneLine(self._context, "small", "text2"),
        )
        centre = IconButton(
            self._context.theme, self._context.icons, "crosshair", "Centre the focal point"
        )
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(12)
        head.addWidget(back)
        head.addWidget(Hairline(self._context.theme, down=True))
        head.addWidget(name, 2)
        head.addWidget(facts, 3)
        head.addWidget(centre)
        bar = pane("paper")
        bar.setFixedHeight(44)
        bar.setLayout(head)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(Hairline(self._context.theme))
        aim = PictureAim(self._context, self.session)
        column.addWidget(aim, 1)
        centre.clicked.connect(aim.centre)

        def show() -> None:
            asset = self.session.asset
            if asset is not None:
                name.say(asset.title or asset.original_name or "Untitled picture")
                facts.say(_facts(asset, len(self.session.uses)))

        self.session.shown.connect(show)
        self.session.used.connect(show)
        self.session.changed.connect(show)
        show()
        return whole

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


def _facts(asset: ImageAsset, uses: int) -> str:
    used = f"used in {uses:,} place{'' if uses == 1 else 's'}" if uses else "not in use"
    return f"{size_text(asset)} · {used}"
