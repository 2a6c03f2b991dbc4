"""The list of the authors: search in any script, filters, order, and the list itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.ids import AuthorId
from newsdesk.domain.listing import AuthorRow
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.authors.authororder import AuthorOrder
from newsdesk.ui.authors.authorrows import AuthorDelegate, AuthorsModel
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, label, name_clear_button
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.fields.texts import SearchLine
from newsdesk.ui.moments import number_text
from newsdesk.ui.tasks import TaskHandle

Found = tuple[tuple[AuthorRow, ...], tuple[str, ...]]
_ASK_AFTER = 120


class AuthorList(QFrame):
    """The pane. ``chosen`` carries the id of somebody, ``new_wanted`` comes from the plus."""

    chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading: TaskHandle | None = None
        self._wanted: AuthorId | None = None
        self.setProperty("look", "panel")
        self.setAccessibleName("Authors")
        self.model = AuthorsModel()
        self.search = SearchLine("Search names and aliases")
        self.search.setAccessibleName("Search authors")
        self.search.setClearButtonEnabled(True)
        name_clear_button(self.search)
        self._glass = QAction("Search", self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.view = QListView()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER)
        self._timer.timeout.connect(self.refresh)
        self._build()
        self._wire()

    def _build_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(AuthorDelegate(self._context, view))
        view.setAccessibleName("Authors")
        view.setMouseTracking(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _build(self) -> None:
        self._build_view()
        self._count = label("", "note")
        self.order = AuthorOrder(self._context)
        add = IconButton(self._context.theme, self._context.icons, "plus", "New author", side=28)
        add.clicked.connect(self.new_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.setSpacing(4)
        head.addWidget(label("Authors", "title"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.order)
        head.addWidget(add)
        head.addWidget(self._make_more())
        searching = QHBoxLayout()
        searching.setContentsMargins(12, 0, 12, 0)
        searching.addWidget(self.search)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.view)
        self._empty: EmptyState | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addLayout(searching)
        column.addLayout(head)
        column.addWidget(body, 1)
        self._draw()

    def _make_more(self) -> IconButton:
        """Make the button with what is done with all profiles."""
        icons = self._context.icons
        more = IconButton(self._context.theme, icons, "ellipsis", "Import and export", side=28)
        menu = QMenu(more)
        menu.addAction("Import profiles…", self._import)
        menu.addAction("Export all profiles…", self._export)
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return more

    def _import(self) -> None:
        from newsdesk.ui.authors.transfer import ask_and_import

        ask_and_import(self._context, self.window())

    def _export(self) -> None:
        from newsdesk.ui.authors.transfer import ask_and_export

        ask_and_export(self._context, self.window())

    def _wire(self) -> None:
        self._context.theme.changed.connect(self._draw)
        self._context.bus.changed.connect(self._library_changed)
        self._context.thumbnails.ready.connect(self._repaint)
        self.search.textChanged.connect(self._typed)
        self.search.down.connect(self._into_list)
        self.search.taken.connect(self._into_list)
        self.view.selectionModel().currentChanged.connect(self._walked)
        self.order.chosen.connect(self.refresh)

    def _draw(self) -> None:
        self._glass.setIcon(self._context.icons.icon("search"))

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _repaint(self, _image: str) -> None:
        self.view.viewport().update()

    # --- what is shown ---

    def refresh(self) -> None:
        """Read the list anew."""
        if self._reading is not None:
            self._reading.cancel()
        self._timer.stop()
        text, asked = self.search.text().strip(), self.order.narrowing

        def read(desk: Desk) -> Found:
            from newsdesk.services import authors

            rows = authors.rows(
                desk,
                text=text,
                retired=asked.retired,
                kind=asked.kind,
                desk_name=asked.desk_name,
                sort=asked.sort,
            )
            if text and not rows:
                rows = authors.find(desk, text=text)
            return rows, authors.desks(desk)

        self._reading = self._context.tasks.library(read, self._show)

    def show_author(self, author: AuthorId) -> None:
        """Mark somebody in the list, once they are in it."""
        self._wanted = author
        self._mark()

    def _show(self, found: Found) -> None:
        rows, self.order.desks = found
        self.model.show(rows)
        self._count.setText(number_text(len(rows)) if rows else "")
        if rows:
            self._stack.setCurrentWidget(self.view)
            self._mark()
            return
        if self._empty is None:
            self._empty = EmptyState(self._context)
            self._stack.addWidget(self._empty)
        if self.search.text().strip() or self.order.narrowing.narrows:
            self._empty.say("search", "Nobody found", "No name or alias here is like that.")
        else:
            self._empty.say(
                "users",
                "Nobody yet",
                "Authors have a portrait, a role and a biography that go out with their stories.",
                ("New author", self.new_wanted.emit),
                primary=True,
            )
        self._stack.setCurrentWidget(self._empty)

    def _mark(self) -> None:
        """Show who is open as chosen; at the beginning open the first."""
        place = self.model.place(self._wanted) if self._wanted is not None else -1
        if place < 0 and self._wanted is None and self.model.rows:
            place = 0
        selection = self.view.selectionModel()
        if place < 0:
            self.view.clearSelection()
        elif self.view.currentIndex().row() != place or not selection.hasSelection():
            self.view.setCurrentIndex(self.model.index(place))

    def _walked(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            author = self.model.rows[index.row()].id
            if author != self._wanted:
                self._wanted = author
                self.chosen.emit(author)

    def _library_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.LIBRARY):
            self._wanted = None
        if any(changes.touches(kind) for kind in (Kind.AUTHOR, Kind.ARTICLE, Kind.LIBRARY)):
            self._timer.start()

    def _into_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rows:
            self.view.setCurrentIndex(self.model.index(0))
