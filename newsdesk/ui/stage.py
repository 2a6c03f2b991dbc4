"""The middle of the window: the story, the authors or the images, each built when first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from newsdesk.ui.bars import NoticeBar
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.navigation import Screen
from newsdesk.ui.toolbar import Toolbar

ScreenMaker = Callable[[Context], QWidget]


class Stage(QFrame):
    """Shows one screen. The story's place says what to do while none is open."""

    preview_shown = Signal(bool)
    screen_shown = Signal(str)

    def __init__(self, context: Context, makers: dict[Screen, ScreenMaker]) -> None:
        super().__init__()
        self._context = context
        self._makers = makers
        self._screens: dict[Screen, QWidget] = {}
        self._screen: Screen = "story"
        self._empty: EmptyState | None = None
        self.setObjectName("stage")
        self.setProperty("look", "paper")
        self.setAccessibleName("Page")
        self._stack = QStackedWidget()
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.setChildrenCollapsible(False)
        self._beside.addWidget(self._stack)
        self._preview: QWidget | None = None
        context.actions.connect("view.preview", self._show_preview)
        self.toolbar = Toolbar(context)
        self._line = Hairline(context.theme)
        self._notes = NoticeBar(context, failures=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self._line)
        column.addWidget(self._beside, 1)
        column.addWidget(self._notes)
        context.story.opened.connect(self._refresh)
        context.story.closed.connect(self._refresh)

    @property
    def shown(self) -> Screen:
        """The screen that is shown."""
        return self._screen

    def show_screen(self, screen: Screen) -> None:
        """Show a screen, building it the first time."""
        self._screen = screen
        self._refresh()
        self.screen_shown.emit(screen)

    def focus_screen(self) -> None:
        """Put the focus into the screen that is shown."""
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _show_preview(self, on: object) -> None:
        """Show the page beside the text, or put it away."""
        if on and self._preview is None:
            from newsdesk.ui.preview.pane import PreviewPane

            pane = PreviewPane(self._context)
            pane.closed.connect(lambda: self._context.actions.run("view.preview"))
            self._preview = pane
            self._beside.addWidget(pane)
            half = self._beside.width() // 2
            self._beside.setSizes([half, half])
        self.preview_shown.emit(bool(on))
        self._refresh()

    def _refresh(self) -> None:
        on_story = self._screen == "story"
        if self._preview is not None:
            wanted = self._context.actions.action("view.preview").isChecked()
            self._preview.setVisible(on_story and wanted)
        self.toolbar.setVisible(on_story)
        self._line.setVisible(on_story)
        if on_story and self._context.story.article is None:
            self._stack.setCurrentWidget(self._nothing())
            return
        widget = self._screens.get(self._screen)
        if widget is None:
            widget = self._screens[self._screen] = self._makers[self._screen](self._context)
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def _nothing(self) -> EmptyState:
        if self._empty is None:
            self._empty = EmptyState(self._context)
            self._stack.addWidget(self._empty)
            self._empty.say(
                "feather",
                "No story is open",
                "Choose one in the list, or begin a new one.",
                ("New story", lambda: self._context.actions.run("file.new_story")),
                primary=True,
            )
        return self._empty
