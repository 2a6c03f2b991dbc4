"""The list of the authors: search in any script, filters, order, and the list itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QActionGroup, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.author import AuthorKind
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.listing import AuthorRow
from newsdesk.domain.people import AuthorSort
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, label, name_clear_button
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.fields.avatars import paint_avatar
from newsdesk.ui.fields.texts import SearchLine
from newsdesk.ui.moments import number_text, row_text
from newsdesk.ui.painting import paint_ground
from newsdesk.ui.tasks import TaskHandle

Index = QModelIndex | QPersistentModelIndex
Found = tuple[tuple[AuthorRow, ...], tuple[str, ...]]
_ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROW = 56
_AVATAR = 36
_ASK_AFTER = 120
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
KINDS = {
    AuthorKind.PERSON: "Person",
    AuthorKind.GROUP: "Group",
    AuthorKind.AGENCY: "Agency",
    AuthorKind.HOUSE: "House byline",
}
_SORTS = (
    (AuthorSort.NAME, "Name"),
    (AuthorSort.STORIES, "Most stories"),
    (AuthorSort.LAST_STORY, "Latest story"),
)


class AuthorsModel(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[AuthorRow, ...] = ()

    def show(self, rows: tuple[AuthorRow, ...]) -> None:
        """Show other rows, or the same with other numbers."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place(self, author: AuthorId) -> int:
        """Return where somebody stands, -1 where they do not."""
        return next((n for n, row in enumerate(self.rows) if row.id == author), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.display_name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "retired" if row.retired else row.role
            return f"{row.display_name}, {state}, {row.story_count} stories"
        return None


class AuthorDelegate(QStyledItemDelegate):
    """Paints somebody: portrait, name, role, number of stories, when the latest was."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of every row."""
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row; retired people are greyed."""
        row: AuthorRow = index.data(_ROW_ROLE)
        area: QRect = option.rect
        theme = self._context.theme
        painter.save()
        ground = area.adjusted(8, 0, -8, 0)
        paint_ground(painter, theme, ground, option.state)
        place = QRect(ground.left() + 8, ground.top() + 10, _AVATAR, _AVATAR)
        painter.setOpacity(0.6 if row.retired else 1.0)
        paint_avatar(painter, self._context, place, row.avatar, row.display_name)
        painter.setOpacity(1.0)
        right = ground.right() - 8
        painter.setFont(fonts.font("ui"))
        painter.setPen(theme.colour("text2"))
        count = number_text(row.story_count) if row.story_count else ""
        first = QRect(place.right() + 11, ground.top() + 9, right - place.right() - 11, 19)
        painter.drawText(first, _RIGHT, count)
        wide = painter.fontMetrics().horizontalAdvance(count) + 8
        second = first.translated(0, 19)
        painter.setFont(fonts.font("small"))
        when = row_text(row.last_story_at) if row.last_story_at else ""
        painter.drawText(second, _RIGHT, when)
        wide_below = painter.fontMetrics().horizontalAdvance(when) + 8
        detail = "Retired" if row.retired else row.role or KINDS[row.kind]
        self._line(painter, detail, second.adjusted(0, 0, -wide_below, 0))
        painter.setFont(fonts.font("ui_strong"))
        painter.setPen(theme.colour("text3" if row.retired else "text"))
        self._line(painter, row.display_name, first.adjusted(0, 0, -wide, 0))
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, text: str, place: QRect) -> None:
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, elided)


class AuthorList(QFrame):
    """The pane. ``chosen`` carries the id of somebody, ``new_wanted`` comes from the plus."""

    chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading: TaskHandle | None = None
        self._retired: bool | None = None
        self._kind: AuthorKind | None = None
        self._desk_name = ""
        self._sort = AuthorSort.NAME
        self._desks: tuple[str, ...] = ()
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
        self._order = QToolButton()
        self._order.setAccessibleName("Order and filters")
        self._order.setText("Name")
        self._order.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._order.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._order.setIconSize(QSize(14, 14))
        self._order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._order.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._order.setProperty("look", "small")
        add = IconButton(self._context.theme, self._context.icons, "plus", "New author", side=28)
        add.clicked.connect(self.new_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.setSpacing(4)
        head.addWidget(label("Authors", "title"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._order)
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
        self._order.pressed.connect(self._make_menu)

    def _draw(self) -> None:
        self._glass.setIcon(self._context.icons.icon("search"))
        self._order.setIcon(self._context.icons.icon("chevron-down"))

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
        text, retired, kind = self.search.text().strip(), self._retired, self._kind
        desk_name, sort = self._desk_name, self._sort

        def read(desk: Desk) -> Found:
            from newsdesk.services import authors

            rows = authors.rows(
                desk, text=text, retired=retired, kind=kind, desk_name=desk_name, sort=sort
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
        rows, self._desks = found
        self.model.show(rows)
        self._count.setText(number_text(len(rows)) if rows else "")
        if rows:
            self._stack.setCurrentWidget(self.view)
            self._mark()
            return
        if self._empty is None:
            self._empty = EmptyState(self._context)
            self._stack.addWidget(self._empty)
        if self.search.text().strip() or self._filtered():
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

    def _filtered(self) -> bool:
        return self._retired is not None or self._kind is not None or bool(self._desk_name)

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

    # --- order and filters ---

    def _make_menu(self) -> None:
        menu = QMenu(self._order)
        menu.aboutToHide.connect(menu.deleteLater)
        self._choices(menu, "Order", _SORTS, self._sort, "_sort")
        self._choices(
            menu, "Show", ((None, "Active and retired"), (False, "Active"), (True, "Retired")),
            self._retired, "_retired",
        )  # fmt: skip
        self._choices(menu, "Kind", ((None, "Every kind"), *KINDS.items()), self._kind, "_kind")
        if self._desks:
            desks = (("", "Every desk"), *((name, name) for name in self._desks))
            self._choices(menu, "Desk", desks, self._desk_name, "_desk_name")
        self._order.setMenu(menu)

    def _choices(
        self,
        menu: QMenu,
        title: str,
        choices: tuple[tuple[object, str], ...],
        present: object,
        name: str,
    ) -> None:
        menu.addSection(title)
        group = QActionGroup(menu)
        for value, text in choices:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(value == present)
            action.triggered.connect(partial(self._choose, name, value))
            group.addAction(action)
            menu.addAction(action)

    def _choose(self, name: str, value: object, _on: object = None) -> None:
        setattr(self, name, value)
        order = next(text for sort, text in _SORTS if sort is self._sort)
        self._order.setText(f"{order}, filtered" if self._filtered() else order)
        self.refresh()
