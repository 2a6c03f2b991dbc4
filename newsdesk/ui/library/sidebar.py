"""The sidebar: the paper's name, states, sections, saved searches, authors and images.

It folds to a rail of icons.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.listing import ArticleQuery, Counts
from newsdesk.domain.publication import Section
from newsdesk.services.savedsearches import SavedSearch
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton
from newsdesk.ui.library.entries import SECTIONS, Entry, entries
from newsdesk.ui.library.picturecounts import PictureCounts
from newsdesk.ui.library.savedsearches import SearchCounts
from newsdesk.ui.moments import number_text
from newsdesk.ui.painting import paint_ground
from newsdesk.ui.states import paint_dot
from newsdesk.ui.tokens import NAVIGATION_ROW, RAIL, SIDEBAR

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_HEADING_HEIGHT = 44
_HINT_HEIGHT = 52


class SidebarModel(QAbstractListModel):
    """The rows of the sidebar."""

    def __init__(self) -> None:
        super().__init__()
        # Hints say what a library lacks; before one was read nobody knows.
        self._rows = tuple(row for row in entries(Counts(), ()) if row.kind != "hint")
        self._folded = False
        self._shown = self._rows

    def show(self, rows: Sequence[Entry], *, folded: bool) -> None:
        """Show other rows, or the same with other numbers; folded, only those of the rail."""
        shown = tuple(row for row in rows if row.rail) if folded else tuple(rows)
        self._rows, self._folded = tuple(rows), folded
        if shown == self._shown:
            return
        same_places = [(r.kind, r.label) for r in shown] == [
            (r.kind, r.label) for r in self._shown
        ]
        if same_places:
            self._shown = shown
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
        else:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    @property
    def rows(self) -> tuple[Entry, ...]:
        """Every row, folded or not."""
        return self._rows

    def entry(self, row: int) -> Entry:
        """Return the row that is shown in a place."""
        return self._shown[row]

    def place(self, label: str) -> int:
        """Return where a row with this label is shown, -1 where it is not."""
        found = (n for n, row in enumerate(self._shown) if row.label == label)
        return next((n for n in found if self._shown[n].kind != "heading"), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        entry = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.label
            case Qt.ItemDataRole.ToolTipRole:
                return entry.label if self._folded else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.label if entry.count is None else f"{entry.label}, {entry.count}"
            case role if role == ENTRY_ROLE:
                return entry
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings and hints can be neither chosen nor reached."""
        if self._shown[index.row()].kind in {"heading", "hint"}:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class SidebarDelegate(QStyledItemDelegate):
    """Paints the rows as the design has them."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._fonts = {role: fonts.font(role) for role in ("ui", "ui_strong", "small")}
        self._heading = fonts.font("caption")
        self.folded = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; the width is the view's."""
        entry: Entry = index.data(ENTRY_ROLE)
        if self.folded:
            return QSize(RAIL, 36)
        match entry.kind:
            case "heading":
                return QSize(0, _HEADING_HEIGHT)
            case "hint":
                return QSize(0, _HINT_HEIGHT)
            case _:
                return QSize(0, NAVIGATION_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        entry: Entry = index.data(ENTRY_ROLE)
        theme = self._context.theme
        area: QRect = option.rect
        painter.save()
        if entry.kind == "heading":
            painter.setFont(self._heading)
            painter.setPen(theme.colour("text2"))
            place = area.adjusted(16, 12, -16, 0)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.label
            )
        elif entry.kind == "hint":
            painter.setFont(self._fonts["small"])
            painter.setPen(theme.colour("text3"))
            painter.drawText(area.adjusted(16, 0, -16, 0), Qt.TextFlag.TextWordWrap, entry.label)
        else:
            self._paint_entry(painter, option, area, entry)
        painter.restore()

    def _paint_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, entry: Entry
    ) -> None:
        theme, icons = self._context.theme, self._context.icons
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        ground = area.adjusted(8, 2, -8, -2) if self.folded else area.adjusted(8, 0, -8, 0)
        paint_ground(painter, theme, ground, state)
        mark = (
            QPoint(ground.center().x(), ground.center().y())
            if self.folded
            else QPoint(area.left() + 24, area.center().y())
        )
        if entry.state is not None:
            paint_dot(
                painter,
                QPointF(mark) + QPointF(0.5, 0.5),
                entry.state,
                theme.colour(entry.state.value),
            )
        elif entry.icon:
            pixmap = icons.pixmap(entry.icon, "accent" if selected else "text2")
            painter.drawPixmap(mark.x() - 8, mark.y() - 8 + 1, pixmap)
        if self.folded:
            return
        count = "" if not entry.count else number_text(entry.count)
        painter.setFont(self._fonts["small"])
        width = painter.fontMetrics().horizontalAdvance(count)
        right = area.adjusted(0, 0, -16, 0)
        painter.setPen(theme.colour("text" if selected else "text2"))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(self._fonts["ui_strong" if selected else "ui"])
        painter.setPen(theme.colour("text"))
        place = area.adjusted(40, 0, -16 - width - 8, 0)
        text = painter.fontMetrics().elidedText(
            entry.label, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Sidebar(QFrame):
    """Where one is. ``stories_wanted`` carries (title, ArticleQuery), ``search_removed`` an id."""

    stories_wanted = Signal(str, object)
    search_removed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._folded = False
        self._held: tuple[Counts, tuple[Section, ...], tuple[SavedSearch, ...]] = (
            Counts(), (), ()
        )  # fmt: skip
        self._searches = SearchCounts(context)
        self._searches.counted.connect(self._show_found)
        self._pictures = PictureCounts(context)
        self._pictures.counted.connect(self._show_found)
        self.setProperty("look", "sidebar")
        self.setAccessibleName("Sidebar")
        self._model = SidebarModel()
        self._view = QListView()
        self._view.setAccessibleName("Places")
        self._view.setModel(self._model)
        self._delegate = SidebarDelegate(context, self._view)
        self._view.setItemDelegate(self._delegate)
        self._view.setProperty("look", "sidebar")
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.selectionModel().currentChanged.connect(self._chosen)
        self._view.clicked.connect(self._clicked)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._menu)
        self._build()
        context.theme.changed.connect(self._draw_mark)
        self.select("All stories")

    def _build(self) -> None:
        self._mark = QLabel()
        self._name = QLabel("Newsdesk")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        name_font = fonts.page_font(15)
        name_font.setBold(True)
        self._name.setFont(name_font)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 8, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self._name, 1)
        self._head.setFixedHeight(48)
        self._draw_mark()
        context = self._context
        self._settings = IconButton(context.theme, context.icons, "settings", "Settings")
        self._settings.follow(context.actions.action("file.settings"))
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 8)
        foot.addWidget(self._settings)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addSpacing(2)
        column.addWidget(self._view, 1)
        column.addLayout(foot)
        self._settings.hide()

    @property
    def rows(self) -> tuple[Entry, ...]:
        """Every row, folded or not."""
        return self._model.rows

    def _draw_mark(self) -> None:
        self._mark.setPixmap(self._context.icons.pixmap("anchor", "text", 16))

    @property
    def model(self) -> SidebarModel:
        """The rows that are shown."""
        return self._model

    @property
    def folded(self) -> bool:
        """Whether it is a rail of icons now."""
        return self._folded

    def fold(self, folded: bool) -> None:  # noqa: FBT001 - a plain setter
        """Fold to the rail, or unfold."""
        if folded == self._folded:
            return
        current = self._view.currentIndex()
        label = self._model.entry(current.row()).label if current.isValid() else ""
        self._folded = self._delegate.folded = folded
        self._head.setVisible(not folded)
        self._settings.setVisible(folded)
        self._model.show(self._model.rows, folded=folded)
        self._view.scheduleDelayedItemsLayout()
        self.setFixedWidth(RAIL) if folded else self._unfix()
        self.select(label if self._model.place(label) >= 0 else "All stories")

    def _unfix(self) -> None:
        from newsdesk.ui.tokens import SIDEBAR_LEAST

        self.setMinimumWidth(SIDEBAR_LEAST)
        self.setMaximumWidth(2 * SIDEBAR)

    def show_counts(
        self,
        counts: Counts,
        sections: Sequence[Section],
        name: str,
        saved: Sequence[SavedSearch] = (),
    ) -> None:
        """Show what the library holds now."""
        current = self._view.currentIndex()
        label = self._model.entry(current.row()).label if current.isValid() else "All stories"
        title = name or "Newsdesk"
        room = SIDEBAR - 48
        self._name.setText(
            self._name.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        )
        self._name.setToolTip(title)
        self._held = counts, tuple(sections), tuple(saved)
        self._show_found()
        self.select(label)
        self._searches.count(self._held[2])

    def _show_found(self) -> None:
        rows = entries(*self._held, self._searches.found, self._pictures.without_alt)
        self._model.show(rows, folded=self._folded)

    def select(self, label: str) -> None:
        """Mark a row without going there."""
        place = self._model.place(label)
        blocked = self._view.selectionModel().blockSignals(True)
        self._view.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())
        self._view.selectionModel().blockSignals(blocked)
        self._view.viewport().update()

    def _menu(self, point: QPoint) -> None:
        """Offer to rename or remove the saved search at a point, or to edit the sections."""
        index = self._view.indexAt(point)
        entry = self._model.entry(index.row()) if index.isValid() else None
        menu = None if entry is None else self.menu_of(entry)
        if menu is not None:
            menu.popup(self._view.viewport().mapToGlobal(point))

    def menu_of(self, entry: Entry) -> QMenu | None:
        """Return the menu of a row, ``None`` for a row without one."""
        section = entry.query is not None and entry.query.section is not None
        heads_sections = entry.kind == "heading" and entry.label == SECTIONS
        search = entry.kind == "stories" and entry.target
        if not (section or heads_sections or search):
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not search:
            menu.addAction(self._context.actions.action("file.publication"))
            return menu
        rename = menu.addAction("Rename…")
        rename.triggered.connect(partial(self.rename_search, entry))
        remove = menu.addAction("Remove this search")
        remove.triggered.connect(partial(self.search_removed.emit, entry.target))
        return menu

    def rename_search(self, entry: Entry) -> None:
        """Ask for another name of a saved search and give it that."""
        from newsdesk.ui import dialogs

        name = dialogs.ask_for_name(self, "Rename this search", "Name", entry.label)
        if name and entry.query is not None:
            self._searches.rename(entry.target, name, entry.query.text)

    def _clicked(self, index: QModelIndex) -> None:
        self._go(index)

    def _chosen(self, index: QModelIndex) -> None:
        if self._view.hasFocus():
            self._go(index)

    def _go(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self._model.entry(index.row())
        match entry.kind:
            case "stories":
                self._context.navigator.show_screen("story")
                self.stories_wanted.emit(entry.label, entry.query or ArticleQuery())
            case "screen" if entry.target == "images":
                self._context.navigator.show_images(entry.lacking)
                self.select(entry.label)
            case "screen":
                self._context.navigator.screen_wanted.emit(entry.target)
            case "command":
                self._context.actions.run(entry.target)
            case "heading" | "hint":
                pass
