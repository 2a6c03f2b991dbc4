"""The screen of find and replace: form and changes at the left, the page at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.article import Article
from newsdesk.domain.publication import Section
from newsdesk.services.clock import SystemClock, local_zone
from newsdesk.services.desk import Desk
from newsdesk.services.replacing import MOST, Plan
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton, button, label, pane
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.fields.elided import Elided
from newsdesk.ui.moments import number_text
from newsdesk.ui.replacing.form import Asked, ReplaceForm
from newsdesk.ui.replacing.making import Maker
from newsdesk.ui.replacing.preview import ChangedPage
from newsdesk.ui.replacing.rows import (
    CHEVRON,
    LINE_ROLE,
    SPOT_TICK,
    ChangeDelegate,
    ChangesModel,
    RowLine,
)
from newsdesk.ui.tasks import Progress, TaskHandle
from newsdesk.ui.tokens import TOOLBAR

_LEFT_WIDTH = 540


class ChangesView(QListView):
    """The lines. A click on a box or Space ticks, a click on a chevron or Left and Right fold."""

    def __init__(self, context: Context, model: ChangesModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(ChangeDelegate(context, model, self))
        self.setAccessibleName("Changes")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick or fold where a box or a chevron was hit, else choose the line."""
        point: QPoint = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid():
            line: RowLine = index.data(LINE_ROLE)
            edge = CHEVRON if line.kind == "story" else SPOT_TICK + 20
            if line.kind != "note" and point.x() < edge:
                self._model.toggle(index.row())
                return
            if line.kind == "story" and point.x() < CHEVRON + 22:
                self._model.fold(index.row())
                return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Space, Left and Right their meaning here."""
        index = self.currentIndex()
        line: RowLine | None = index.data(LINE_ROLE) if index.isValid() else None
        if line is not None and event.key() == Qt.Key.Key_Space:
            self._model.toggle(index.row())
        elif line is not None and line.kind == "story" and event.key() in {
            Qt.Key.Key_Left, Qt.Key.Key_Right
        }:  # fmt: skip
            if self._model.folded(line.story) == (event.key() == Qt.Key.Key_Right):
                row = index.row()
                self._model.fold(row)
                self.setCurrentIndex(self._model.index(row))
        else:
            super().keyPressEvent(event)


class ReplaceScreen(QWidget):
    """Looks through the stories while one types; nothing changes before “Replace”."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan: Plan | None = None
        self._shown_story = -1
        self._reading: TaskHandle | None = None
        self._looking: TaskHandle | None = None
        self.setAccessibleName("Replace in all stories")
        self.form = ReplaceForm()
        self.model = ChangesModel()
        self.view = ChangesView(context, self.model)
        self.page = ChangedPage(context)
        self.maker = Maker(context)
        self._build()
        self._wire()

    def _build(self) -> None:
        context = self._context
        left = pane("panel")
        self._empty = EmptyState(context)
        self._foot_note = label("A version of each story is kept first.", "note", wrap=True)
        self.stop = button("Stop", "small")
        self.stop.hide()
        self.close_screen = button("Close")
        self.agree = button("Replace", "primary")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._foot_note, 1)
        for widget in (self.stop, self.close_screen, self.agree):
            foot.addWidget(widget)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form)
        column.addWidget(Hairline(context.theme))
        column.addWidget(self._empty, 1)
        column.addWidget(self.view, 1)
        column.addWidget(Hairline(context.theme))
        column.addLayout(foot)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._build_page())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LEFT_WIDTH, 800])
        left.setMinimumWidth(400)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        self._show_plan(None)

    def _build_page(self) -> QWidget:
        context = self._context
        right = pane("paper")
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 12, 0)
        head.setSpacing(8)
        self._title = Elided("strong")
        self._place = label("", "note")
        self._up = IconButton(context.theme, context.icons, "arrow-up", "Previous change")
        self._down = IconButton(context.theme, context.icons, "arrow-down", "Next change")
        self._open = button("Open story")
        head.addWidget(self._title)
        head.addWidget(label("preview, not yet changed", "note"))
        head.addStretch(1)
        for widget in (self._up, self._place, self._down, self._open):
            head.addWidget(widget)
        self._head = QWidget()
        self._head.setLayout(head)
        self._head.setFixedHeight(TOOLBAR)
        paper = QHBoxLayout()
        paper.setContentsMargins(24, 16, 0, 0)
        paper.addStretch(1)
        self.page.setMaximumWidth(700)
        paper.addWidget(self.page, 20)
        paper.addStretch(1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Hairline(context.theme))
        column.addLayout(paper, 1)
        return right

    def _wire(self) -> None:
        self.form.asked.connect(self.look)
        self.form.down.connect(self._into_list)
        self.model.ticked.connect(self._count)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.stop.clicked.connect(self._stop)
        self.close_screen.clicked.connect(self._leave)
        self.agree.clicked.connect(self._replace)
        self._up.clicked.connect(lambda: self._step(-1))
        self._down.clicked.connect(lambda: self._step(1))
        self._open.clicked.connect(self._open_story)
        self.maker.made.connect(self.look)
        self.maker.ended.connect(self._rest)
        self.maker.told.connect(self._foot_note.setText)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the sections and look again: stories may have changed meanwhile."""
        from newsdesk.services import sections

        super().showEvent(event)
        self._context.tasks.library(sections.all_sections, self._have_sections)
        self.form.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.wanted.selectAll()
        self.look()

    def _have_sections(self, found: tuple[Section, ...]) -> None:
        self.form.show_sections(found)

    # --- looking ---

    def look(self) -> None:
        """Save the open story, then look through all of them; an older look is dropped."""
        self._stop_looking()
        asked = self.form.read(SystemClock(local_zone()))
        if not asked.wanted.text:
            self.form.said.setText("")
            self._show_plan(None)
            return

        def go() -> None:
            self._looking = self._context.tasks.library(
                lambda desk: desk.library.path, lambda path: self._look_through(path, asked)
            )

        self._context.story.flush(go, go)

    def _look_through(self, path: Path, asked: Asked) -> None:
        from newsdesk.services import replacing

        settings = self._context.settings.settings
        self.form.said.setText("Looking…")

        def work(progress: Progress) -> Plan:
            return replacing.plan_apart(
                path,
                settings=settings,
                wanted=asked.wanted,
                replacement=asked.replacement,
                scope=asked.scope,
                progress=progress,
            )

        def failed(error: Exception) -> None:
            self._show_plan(None)
            self.form.said.setText(str(error))
            self._rest()

        def done(plan: Plan) -> None:
            self._show_plan(plan)
            self._rest()

        self.stop.show()
        self._looking = self._context.tasks.background(work, done, failed, self._progressed)

    def _progressed(self, done: int, total: int, spots: str) -> None:
        found = number_text(int(spots)) if spots else "0"
        self.form.said.setText(
            f"Looking… {number_text(done)} of {number_text(total)} stories, {found} matches"
        )

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _stop(self) -> None:
        if self.maker.working:
            self.maker.stop()
            return
        self._stop_looking()
        self._rest()
        self.form.said.setText("Stopped. Press Enter to look again.")

    def _rest(self) -> None:
        self.stop.hide()
        self._foot_note.setText("A version of each story is kept first.")
        self._count()

    def _show_plan(self, plan: Plan | None) -> None:
        self._plan = plan
        self._shown_story = -1
        self.model.show_plan(() if plan is None else plan.stories)
        found = plan is not None and bool(plan.stories)
        self.view.setVisible(found)
        self._empty.setVisible(not found)
        if plan is None:
            self._empty.say(
                "file-search",
                "Find something in all stories",
                "Every change is shown here before anything is replaced.",
            )
        elif not found:
            self._empty.say("search", "Nothing found", "No story has this text.")
        self.page.show_story(None, ())
        self._head.setVisible(found)
        if found:
            self.view.setCurrentIndex(self.model.index(1))
        self._count()

    def _count(self) -> None:
        plan = self._plan
        if plan is None:
            self.agree.setText("Replace")
            self.agree.setEnabled(False)
            return
        matches, stories = _numbers(plan)
        more = f" The first {number_text(MOST)} are shown; narrow it for the rest."
        self.form.said.setText(f"{matches} in {stories}.{more if plan.more else ''}")
        chosen = self.model.chosen(plan)
        count, where = number_text(chosen.spots), _numbers(chosen)[1]
        self.agree.setText(f"Replace {count} in {where}" if chosen.stories else "Replace")
        self.agree.setEnabled(bool(chosen.stories) and not self.maker.working)

    # --- the page ---

    def _chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        line = self.model.line(index.row())
        if line.kind == "note":
            return
        story = self.model.stories[line.story]
        self._title.show_text(story.headline or "Untitled story")
        total = self._plan.spots if self._plan is not None else 0
        at = sum(len(other.spots) for other in self.model.stories[: line.story])
        self._place.setText(f"{number_text(at + max(line.spot, 0) + 1)} of {number_text(total)}")
        spot = max(line.spot, 0)
        if line.story == self._shown_story:
            self.page.show_spot(spot)
            return
        self._shown_story = line.story
        if self._reading is not None:
            self._reading.cancel()

        def read(desk: Desk) -> Article:
            from newsdesk.services import articles

            return articles.open_story(desk, article_id=story.article)

        def done(article: Article) -> None:
            self.page.show_story(article, story.spots)
            self.page.show_spot(spot)

        def gone(_error: Exception) -> None:
            self.page.show_story(None, ())

        self._reading = self._context.tasks.library(read, done, gone)

    def _step(self, by: int) -> None:
        row = self.view.currentIndex().row() + by
        while 0 <= row < self.model.rowCount() and self.model.line(row).kind != "spot":
            row += by
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def _open_story(self) -> None:
        if 0 <= self._shown_story < len(self.model.stories):
            self._context.navigator.show_story(self.model.stories[self._shown_story].article)

    def _into_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._stop_looking()
        self._context.navigator.show_screen("story")

    # --- replacing ---

    def _replace(self) -> None:
        if self._plan is None:
            return
        self.stop.show()
        self.agree.setEnabled(False)
        self.maker.make(self.model.chosen(self._plan))


def _numbers(plan: Plan) -> tuple[str, str]:
    spots, stories = plan.spots, len(plan.stories)
    return (
        f"{number_text(spots)} {'match' if spots == 1 else 'matches'}",
        f"{number_text(stories)} {'story' if stories == 1 else 'stories'}",
    )
