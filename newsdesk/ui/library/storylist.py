"""The pane with the stories: search box, title with count and order, and the list itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId, ImageId
from newsdesk.domain.listing import ArticleQuery, ArticleRow, ArticleSort
from newsdesk.services.changes import Changes, Kind
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, label, name_clear_button
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.library.rows import StoryDelegate
from newsdesk.ui.library.searching import SearchHelp
from newsdesk.ui.models.stories import StoriesModel
from newsdesk.ui.moments import number_text
from newsdesk.ui.tokens import STORY_ROW

_SEARCH_AFTER = 120
"""Milliseconds without a key after which a search begins."""
_OPEN_AFTER = 120
"""Milliseconds on a row, when walking with the arrow keys, after which its story opens."""

_OF_WAYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""Keys that choose among the ways to go on with a search while these are shown."""

_SORTS = {
    ArticleSort.BEST: "Best match",
    ArticleSort.SAVED: "Last edited",
    ArticleSort.PUBLISHED: "Published",
}


class StoryView(QTableView):
    """One column of stories; Enter opens and puts the caret into the text."""

    entered_text = Signal()

    def __init__(self, model: StoriesModel, context: Context) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(StoryDelegate(context, self))
        self.setAccessibleName("Stories")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(STORY_ROW // 3)
        across = self.horizontalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(STORY_ROW)
        down.setDefaultSectionSize(STORY_ROW)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on into the text of the story, Home and End to both ends of the list.

        Of one column Qt would take them for its first and last cell in the row.
        """
        rows = self.model().rowCount()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_text.emit()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and rows:
            last = event.key() == Qt.Key.Key_End
            self.setCurrentIndex(self.model().index(rows - 1 if last else 0, 0))
        else:
            super().keyPressEvent(event)


class SearchBox(QLineEdit):
    """The search box; Escape empties it, Down goes to the list."""

    left_down = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ways: QWidget | None = None
        self.setPlaceholderText("Search title, text, author")
        self.setAccessibleName("Search stories")
        self._glass = QAction("Search", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        name_clear_button(self)
        self._draw()
        context.theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self._glass.setIcon(self._context.icons.icon("search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Escape and Down their meaning here, unless ways to go on are offered."""
        if self.ways is not None and self.ways.isVisible() and event.key() in _OF_WAYS:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class StoryList(QFrame):
    """The list pane. It opens what is chosen in it and follows what is opened elsewhere."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._base = ArticleQuery()
        self._sort_listed = ArticleSort.SAVED
        self._sort_found = ArticleSort.BEST
        self._sorts: dict[ArticleSort, QAction] = {}
        self._title_text = "All stories"
        self.setProperty("look", "panel")
        self.setAccessibleName("Story list")
        self.model = StoriesModel(context.tasks)
        self.search = SearchBox(context)
        self.view = StoryView(self.model, context)
        self._open_timer = self._timer(_OPEN_AFTER, self._open_current)
        self._search_timer = self._timer(_SEARCH_AFTER, self._ask)
        self._refresh_timer = self._timer(60, self.model.refresh)
        self._build()
        self._wire()

    def _timer(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _build(self) -> None:
        self._title = label(self._title_text, "title")
        self._count = label("", "note")
        self._sort = QToolButton()
        self._sort.setAccessibleName("Order of the list")
        self._sort.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sort.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._sort.setIconSize(QSize(14, 14))
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setText(_SORTS[self._sort_listed])
        self._sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sort.setProperty("look", "small")
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._sort)
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        self._stack.addWidget(self.view)
        self._empty: EmptyState | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        self._build_search(column)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        self._draw_sort()

    def _build_search(self, column: QVBoxLayout) -> None:
        context = self._context
        not_understood = label("", "note", wrap=True)
        not_understood.setContentsMargins(14, 6, 12, 0)
        self.help = SearchHelp(context, self.search, not_understood)
        self.search.ways = self.help.popup
        self._keep = IconButton(context.theme, context.icons, "bookmark-plus", "Keep this search")
        self._keep.follow(context.actions.action("edit.keep_search"))
        self._keep.hide()
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        row.addWidget(self._keep)
        column.addLayout(row)
        column.addWidget(not_understood)

    def _wire(self) -> None:
        context = self._context
        context.theme.changed.connect(self._draw_sort)
        context.bus.changed.connect(self._library_changed)
        context.story.opened.connect(self._follow)
        context.thumbnails.ready.connect(self._repaint_thumbnail)
        self.model.loaded.connect(self._loaded)
        self.model.totalled.connect(self._show_total)
        self.search.textChanged.connect(self._search_timer.start)
        self.search.textChanged.connect(self._offer_to_keep)
        self.search.left_down.connect(self._into_list)
        self.view.clicked.connect(self._open_now)
        self.view.selectionModel().currentChanged.connect(self._walked)
        self.view.entered_text.connect(self._enter_text)
        context.actions.connect("edit.search_library", self.focus_search)
        context.actions.connect("window.next_story", partial(self.step, 1))
        context.actions.connect("window.previous_story", partial(self.step, -1))
        self._sort.pressed.connect(self._make_sort_menu)

    def _draw_sort(self) -> None:
        self._sort.setIcon(self._context.icons.icon("chevron-down"))

    def _make_sort_menu(self) -> None:
        """Build the menu when it is first wanted, and say in it what holds now."""
        if not self._sorts:
            menu = QMenu(self._sort)
            group = QActionGroup(menu)
            for sort, text in _SORTS.items():
                action = QAction(text, menu)
                action.setCheckable(True)
                action.triggered.connect(partial(self._order, sort))
                group.addAction(action)
                menu.addAction(action)
                self._sorts[sort] = action
            self._sort.setMenu(menu)
        self._sorts[self.model.query.sort].setChecked(True)
        self._sorts[ArticleSort.BEST].setVisible(bool(self.model.query.text))

    def _order(self, sort: ArticleSort, _on: object = None) -> None:
        """Order the list, or what a search finds: each keeps its own order."""
        if self.model.query.text:
            self._sort_found = sort
        else:
            self._sort_listed = sort
        self._ask()

    # --- what is shown ---

    def show_stories(self, title: str, query: ArticleQuery) -> None:
        """Show a set of stories under its title."""
        self._title_text = title
        self._title.setText(title)
        self._base = replace(query, text="")
        self.search.blockSignals(True)
        self.search.setText(query.text)
        self.search.blockSignals(False)
        self._keep.setVisible(bool(query.text))
        self._ask()

    @property
    def title(self) -> str:
        """What the stories shown are called."""
        return self._title_text

    def _offer_to_keep(self, text: str) -> None:
        self._keep.setVisible(bool(text.strip()))

    def focus_search(self) -> None:
        """Put the caret into the search box."""
        self.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def step(self, by: int) -> None:
        """Open the next or the previous story of the list."""
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.total:
            self.view.setCurrentIndex(self.model.index(row, 0))
            self._open_current()

    def _ask(self) -> None:
        self._search_timer.stop()
        text = self.search.text().strip()
        sort = self._sort_found if text else self._sort_listed
        self._sort.setText(_SORTS[sort])
        self.model.ask(replace(self._base, text=text, sort=sort))

    def _show_total(self, total: int) -> None:
        self._count.setText(number_text(total) if total else "")

    def _loaded(self) -> None:
        article = self._context.story.article
        if article is not None:
            self._mark(article.id)
        self._show_body()

    def _show_body(self) -> None:
        if self.model.total:
            self._stack.setCurrentWidget(self.view)
            return
        if self._empty is None:
            self._empty = EmptyState(self._context)
            self._stack.addWidget(self._empty)
        if self.model.query.text:
            self._empty.say(
                "search",
                "Nothing found",
                f"No story here has “{self.model.query.text}” in its title, text or byline.",
                ("Search all stories", self._search_everywhere)
                if self._base != ArticleQuery()
                else None,
            )
        elif self._base == ArticleQuery():
            self._empty.say(
                "feather",
                "Your stories will be here",
                "Begin with a new story, or open another library.",
                ("New story", partial(self._context.actions.run, "file.new_story")),
                primary=True,
            )
        else:
            self._empty.say("files", "No stories here", f"Nothing is under “{self._title_text}”.")
        self._stack.setCurrentWidget(self._empty)

    def _search_everywhere(self) -> None:
        text = self.search.text()
        self.show_stories("All stories", ArticleQuery())
        self.search.setText(text)

    def _library_changed(self, changes: Changes) -> None:
        if any(changes.touches(kind) for kind in (Kind.ARTICLE, Kind.SECTION, Kind.LIBRARY)):
            self._refresh_timer.start()

    def _repaint_thumbnail(self, image: str) -> None:
        for row in self.model.rows_showing(ImageId(image)):
            self.view.update(self.model.index(row, 0))

    # --- choosing ---

    def _follow(self, article: Article) -> None:
        self._open_timer.stop()
        self._mark(article.id)

    def _mark(self, article: ArticleId) -> None:
        row = self.model.row_of(article)
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        if row < 0:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        elif self.view.currentIndex().row() != row or not selection.hasSelection():
            bar = self.view.verticalScrollBar()
            kept = bar.value()
            self.view.selectRow(row)
            if self.view.isVisible() and self.view.hasFocus():
                self.view.scrollTo(self.model.index(row, 0))
            else:
                bar.setValue(kept)
        selection.blockSignals(blocked)
        self.view.viewport().update()

    def _walked(self) -> None:
        if self.view.hasFocus():
            self._open_timer.start()

    def _open_now(self) -> None:
        self._open_timer.stop()
        self._open_current()

    def _open_current(self) -> None:
        row = self._current()
        article = self._context.story.article
        if row is not None:
            self._context.navigator.show_screen("story")
            if article is None or article.id != row.id:
                self._context.story.open(row.id)

    def _current(self) -> ArticleRow | None:
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _into_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid() and self.model.total:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _enter_text(self) -> None:
        self._open_now()
        self._context.actions.run("window.text")
