"""The window: menu bar, four panes, status line. It connects them and does nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId, SectionSlug
from newsdesk.domain.listing import ArticleQuery, Counts
from newsdesk.domain.publication import Section
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.savedsearches import SavedSearch
from newsdesk.services.settings import BY_KEY
from newsdesk.ui import windowstate
from newsdesk.ui.bars import NoticeBar
from newsdesk.ui.context import Context
from newsdesk.ui.library.sidebar import Sidebar
from newsdesk.ui.library.storylist import StoryList
from newsdesk.ui.menus import MenuBar
from newsdesk.ui.navigation import Screen, Tab
from newsdesk.ui.panes import PaneName, Panes
from newsdesk.ui.screens import PANELS, SCREENS
from newsdesk.ui.sidepane import InspectorPane
from newsdesk.ui.stage import Stage
from newsdesk.ui.statusline import StatusLine
from newsdesk.ui.windowstate import WindowState

_Held: TypeAlias = tuple[Counts, tuple[Section, ...], str, tuple[SavedSearch, ...]]
_TABS: tuple[Tab, ...] = ("story", "byline", "related", "checks", "history")


class MainWindow(QMainWindow):
    """The one window. ``painted`` comes once, after it was first painted."""

    painted = Signal()
    leaving = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._may_close = False
        self._to_be_written = False
        self._painted = False
        self.setWindowTitle("Newsdesk")
        room = self.screen().availableSize()
        self.setMinimumSize(QSize(800, 520).boundedTo(room))
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        self.menus = MenuBar(context.actions)
        self.setMenuBar(self.menus)
        self.failures = NoticeBar(context, failures=True)
        self.sidebar = Sidebar(context)
        self.stories = StoryList(context)
        self.stage = Stage(context, SCREENS)
        self.inspector = InspectorPane(context, PANELS)
        self.panes = Panes(self.sidebar, self.stories, self.stage, self.inspector)
        self.status = StatusLine(context)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.failures)
        column.addWidget(self.panes, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self.addActions(context.actions.all())
        self._wire()

    def _wire(self) -> None:
        context = self.context
        navigator, story = context.navigator, context.story
        self.sidebar.stories_wanted.connect(self.stories.show_stories)
        self.stage.screen_shown.connect(self._fit_panes)
        self.stage.preview_shown.connect(self.panes.set_preview)
        navigator.stories_wanted.connect(self._show_stories)
        navigator.story_wanted.connect(self._show_story)
        navigator.screen_wanted.connect(self._show_screen)
        navigator.tab_wanted.connect(self._show_tab)
        story.opened.connect(self._opened)
        story.changed.connect(self._title)
        story.closed.connect(self._closed)
        story.state_changed.connect(self._kept)
        self.panes.changed.connect(self._check_panes)
        context.bus.changed.connect(self._library_changed)
        self._connect_commands()

    def _connect_commands(self) -> None:
        actions, navigator = self.context.actions, self.context.navigator
        screens: tuple[tuple[str, Screen], ...] = (
            ("view.stories", "story"),
            ("view.authors", "authors"),
            ("view.images", "images"),
        )
        for name, screen in screens:
            actions.connect(name, partial(navigator.show_screen, screen))
        for tab in _TABS:
            actions.connect(f"tab.{tab}", partial(self._show_tab, tab))
        panes: tuple[PaneName, ...] = ("sidebar", "list", "inspector")
        for pane in panes:
            actions.connect(f"view.{pane}", self._switch_of(pane))
        actions.connect("view.focus_mode", self.panes.set_quiet)
        actions.connect("view.full_screen", self._full_screen)
        actions.connect("window.minimise", self.showMinimized)
        actions.connect("window.next_pane", partial(self._next_pane, 1))
        actions.connect("window.previous_pane", partial(self._next_pane, -1))
        actions.connect("window.text", self._to_text)
        actions.connect("file.new_story", self._new_story)
        actions.connect("file.save", self.context.story.flush)
        actions.connect("file.quit", self.close)

    # --- going places ---

    def _show_story(self, article: str) -> None:
        self._show_screen("story")
        open_now = self.context.story.article
        if open_now is None or open_now.id != article:
            self.context.story.open(ArticleId(article))

    def _show_stories(self, title: str, query: ArticleQuery) -> None:
        self.stories.show_stories(title, query)
        self.sidebar.select(title)

    def _fit_panes(self, screen: str) -> None:
        self.panes.set_alone(screen != "story")
        self.status.show_screen(self.stage.shown)

    def _show_screen(self, screen: Screen) -> None:
        self.stage.show_screen(screen)
        self.sidebar.select(self.stories.title if screen == "story" else screen.capitalize())

    def _show_tab(self, tab: Tab) -> None:
        if self.stage.shown != "story":
            self._show_screen("story")
        if not self.panes.shown("inspector"):
            self.panes.show_pane("inspector", True)
        self.inspector.show_tab(tab)

    def _new_story(self) -> None:
        self._show_screen("story")
        self._to_be_written = True
        self.context.story.new(self._section())

    def _section(self) -> SectionSlug | None:
        return self.stories.model.query.section or None

    def _to_text(self) -> None:
        self._show_screen("story")
        self.stage.focus_screen()

    def _next_pane(self, by: int) -> None:
        panes = [
            pane
            for pane in (self.sidebar, self.stories, self.stage, self.inspector)
            if pane.isVisible()
        ]
        focused = self.focusWidget()
        at = next((n for n, p in enumerate(panes) if focused and p.isAncestorOf(focused)), -1)
        target = panes[(at + by) % len(panes)]
        if target is self.stage:
            self.stage.focus_screen()
        elif target is self.stories:
            self.stories.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            first = target.nextInFocusChain()
            while first and target.isAncestorOf(first):
                if first.isVisible() and first.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    first.setFocus(Qt.FocusReason.TabFocusReason)
                    return
                first = first.nextInFocusChain()

    def _full_screen(self, on: object) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    # --- following ---

    def _opened(self, article: Article) -> None:
        self.context.actions.set_present("story", True)
        self._title(article)
        self._show_inspector()
        if self._to_be_written:
            self._to_be_written = False
            self.stage.focus_screen()
            # The page of a first story is made after this.
            QTimer.singleShot(0, self, partial(self.context.navigator.show_place, "headline"))

    def _show_inspector(self) -> None:
        wanted = self._painted and self.panes.shown("inspector")
        if wanted and self.context.story.article is not None:
            self.inspector.show_tab(self.inspector.tab)

    def _closed(self) -> None:
        self.context.actions.set_present("story", False)
        self.setWindowTitle("Newsdesk")

    def _title(self, article: Article, _origin: object = None) -> None:
        self.setWindowTitle(f"{article.headline or 'Untitled story'} — Newsdesk")

    def _kept(self, state: str, _what: object) -> None:
        article = self.context.story.article
        if state == "saved" and article is not None:
            self._title(article)

    def _check_panes(self) -> None:
        panes: tuple[PaneName, ...] = ("sidebar", "list", "inspector")
        for pane in panes:
            self.context.actions.check(f"view.{pane}", self.panes.shown(pane))
        self._show_inspector()

    def _show_findings(self, errors: int, warnings: int) -> None:
        self.inspector.set_badge("checks", errors + warnings)
        if self.context.story.article is not None:
            self.status.show_findings(errors, warnings)

    def _library_changed(self, changes: Changes) -> None:
        kinds = (Kind.ARTICLE, Kind.SECTION, Kind.AUTHOR, Kind.IMAGE, Kind.PUBLICATION)
        own_searches = changes.ids(Kind.SETTING) - BY_KEY.keys()
        if (
            changes.touches(Kind.LIBRARY)
            or own_searches
            or any(changes.touches(kind) for kind in kinds)
        ):
            self.read_counts()

    def read_counts(self) -> None:
        """Read the numbers of the sidebar anew."""

        def read(desk: Desk) -> _Held:
            from newsdesk.services import articles, publication, savedsearches, sections

            name = publication.get(desk).name
            found = articles.counts(desk), sections.all_sections(desk)
            return (*found, name, savedsearches.saved(desk))

        def done(found: _Held) -> None:
            self.sidebar.show_counts(*found)
            self.status.show_counts(found[0])

        self.context.tasks.library(read, done)

    # --- files from outside ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of stories wherever nothing below takes them; pictures have their places."""
        from newsdesk.ui.importing.files import stories_in

        if stories_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the stories that were dropped."""
        from newsdesk.ui.importing.files import take_dropped

        if take_dropped(self.context, self, event.mimeData()):
            event.acceptProposedAction()

    # --- coming and going ---

    def _switch_of(self, pane: PaneName) -> Callable[[bool], None]:
        def switch(shown: bool) -> None:  # noqa: FBT001 - what a checkable command hands over
            self.panes.show_pane(pane, shown)

        return switch

    def restore(self, state: WindowState) -> None:
        """Stand as the window stood."""
        if state.geometry:
            self.restoreGeometry(QByteArray.fromHex(state.geometry.encode("ascii", "ignore")))
        self.panes.restore(state.widths, state.hidden, folded=state.folded)
        if state.tab in _TABS:
            self.inspector.name_tab(next(tab for tab in _TABS if tab == state.tab))

    def state(self) -> WindowState:
        """Return how the window stands."""
        article = self.context.story.article
        return WindowState(
            geometry=bytes(self.saveGeometry().toHex().data()).decode("ascii"),
            widths=self.panes.widths(),
            hidden=self.panes.hidden(),
            folded=self.panes.folded,
            tab=self.inspector.tab,
            story="" if article is None else article.id,
        )

    def keep_state(self, file: Path) -> None:
        """Keep how the window stands in a file."""
        windowstate.write(file, self.state())

    def after_first_paint(self) -> None:
        """Build what was not needed for the first paint."""
        from newsdesk.ui.inspector.checking import checks_of

        self._painted = True
        self._show_inspector()
        checks_of(self.context).weighed.connect(self._show_findings)
        self.painted.emit()

    def showEvent(self, event: object) -> None:
        """Note the first showing."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType] - Qt's own event, passed on
        if not self.testAttribute(Qt.WidgetAttribute.WA_PendingMoveEvent):
            QTimer.singleShot(0, self._check_panes)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first, then go; stay where that fails."""
        if self._may_close or not self.context.story.unsaved:
            self.leaving.emit()
            event.accept()
            return
        event.ignore()
        self.context.story.flush(self._close_now, self._ask_before_closing)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _ask_before_closing(self) -> None:
        from newsdesk.ui.dialogs import ask_to_close

        if ask_to_close(self, str(self.context.story.error or "")):
            self._close_now()
