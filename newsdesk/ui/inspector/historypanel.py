"""The History panel: a time line of what was kept, and the difference to what stands now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from newsdesk.domain.article import Article
from newsdesk.domain.difference import Difference
from newsdesk.domain.listing import VersionRow
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.texts import SearchLine
from newsdesk.ui.inspector.compared import Compared
from newsdesk.ui.inspector.following import follow
from newsdesk.ui.inspector.timeline import Shown, TimeLine
from newsdesk.ui.moments import clock_text, number_text
from newsdesk.ui.tasks import TaskHandle


class HistoryPanel(QFrame):
    """Follows the open story's versions; one chosen is compared with what stands now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self._number = 0
        self._reading: TaskHandle | None = None
        self._comparing: TaskHandle | None = None
        self.setProperty("look", "panel")
        self.setAccessibleName("History")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self.refresh)
        self.time_line = TimeLine(context)
        self.compared = Compared(context)
        self.difference, self.until = self.compared.difference, self.compared.until
        self._renaming = False
        self._lay_out()
        self._wire()
        follow(context, self, self._follow)

    def _lay_out(self) -> None:
        self._count = label("", "note")
        self.name_button = button("Keep this version…", "link")
        self.name = SearchLine("Name of this version, then Enter")
        self.name.setAccessibleName("Name of this version")
        self.name.hide()
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        head = QHBoxLayout()
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.name_button)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 4)
        top.setSpacing(6)
        top.addLayout(head)
        top.addWidget(self.name)
        top.addWidget(self._problem)
        scroll = Column(margins=(8, 0, 8, 12))
        self._none = EmptyState(self._context)
        self._none.say(
            "history",
            "No version yet",
            "One is kept before each sitting, while you write, and whenever the story goes out.",
        )
        scroll.fields.addWidget(self.time_line)
        scroll.fields.addWidget(self._none)
        scroll.fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(scroll, 2)
        column.addWidget(self.compared, 3)

    def _wire(self) -> None:
        self.time_line.chosen.connect(self.compare)
        self.name_button.clicked.connect(self._ask_name)
        self.name.taken.connect(self._keep)
        self.compared.restore_wanted.connect(self.restore)
        self.compared.closed.connect(self.close_difference)
        self.compared.rename_button.clicked.connect(self._ask_other_name)
        self.until.chosen.connect(self._compare_with)
        self._context.bus.changed.connect(self._library_changed)
        self._context.navigator.place_wanted.connect(self._show_place)

    @property
    def problem(self) -> str:
        """The sentence that is shown on what did not work."""
        return self._problem.text()

    # --- following ---

    def _follow(self, article: Article) -> None:
        if self._context.story.article is not None and self._number:
            self._compare_later()
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def _library_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.VERSION) or changes.touches(Kind.LIBRARY):
            self._stale = True
            if self.isVisible():
                self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was kept while the panel was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._timer.start()

    def refresh(self) -> None:
        """Read the time line anew."""
        article = self._context.story.article
        if article is None:
            return
        self._stale = False
        name = article.id
        if self._reading is not None:
            self._reading.cancel()

        def read(desk: Desk) -> tuple[VersionRow, ...]:
            from newsdesk.services import versions

            return versions.rows(desk, article_id=name)

        self._reading = self._context.tasks.library(read, self._show)

    def _show(self, rows: tuple[VersionRow, ...]) -> None:
        older = (*rows[1:], None) if rows else ()
        shown = tuple(
            Shown(row, row.word_count - before.word_count if before is not None else 0)
            for row, before in zip(rows, older, strict=True)
        )
        self.time_line.show_versions(shown)
        versions = "1 version" if len(rows) == 1 else f"{number_text(len(rows))} versions"
        self._count.setText(versions if rows else "")
        self._none.setVisible(not rows)
        if self._number and all(row.number != self._number for row in rows):
            self.close_difference()

    # --- comparing ---

    def compare(self, number: int) -> None:
        """Show what changed between a version and what stands now."""
        self._number = number
        self.time_line.mark(number)
        later = [
            one.shown.row for one in self.time_line.rows.rows if one.shown.row.number > number
        ]
        self.compared.offer(later)
        self._compare_later()

    def _compare_with(self, _chosen: object) -> None:
        self._compare_later()

    def compare_until(self, number: int) -> None:
        """Compare the version chosen with a later one; 0 is what stands now."""
        self.until.show_value(number)
        self._compare_later()

    def _compare_later(self) -> None:
        article, number = self._context.story.collected(), self._number
        if article is None:
            return
        if self._comparing is not None:
            self._comparing.cancel()
        until = self.until.value

        def read(desk: Desk) -> tuple[Article, Difference]:
            from newsdesk.services import versions

            before = versions.get(desk, number=number)
            later = versions.get(desk, number=until) if isinstance(until, int) and until else None
            return before, versions.compare(desk, before=before, after=later or article)

        self._comparing = self._context.tasks.library(
            read, partial(self._show_difference, number), self._failed
        )

    def _show_difference(self, number: int, found: tuple[Article, Difference]) -> None:
        before, difference = found
        article = self._context.story.article
        if number != self._number or article is None or before.id != article.id:
            self.close_difference()
            return
        line = next(
            (one for one in self.time_line.rows.rows if one.shown.row.number == number), None
        )
        when = clock_text(line.shown.row.at) if line is not None else "then"
        self.compared.show_difference(difference, when)

    def close_difference(self) -> None:
        """Compare nothing."""
        self._number = 0
        self.time_line.mark(0)
        self.compared.clear()

    # --- keeping and restoring ---

    def _show_place(self, place: str) -> None:
        if place == "history.name" and self._context.story.article is not None:
            self._ask_name()

    def _ask_name(self) -> None:
        self._renaming = False
        self._open_name("")

    def _ask_other_name(self) -> None:
        self._renaming = True
        lines = self.time_line.rows.rows
        names = (one.shown.row.name for one in lines if one.shown.row.number == self._number)
        self._open_name(next(names, ""))

    def _open_name(self, text: str) -> None:
        self.name.setText(text)
        self.name.show()
        self.name.setFocus()
        self.name.selectAll()

    def _keep(self) -> None:
        name, number = self.name.text(), self._number
        article, renaming = self._context.story.collected(), self._renaming
        if article is None:
            return

        def work(desk: Desk) -> Changes:
            from newsdesk.services import versions

            if renaming:
                return versions.rename(desk, number=number, name=name)
            return versions.keep(desk, article=article, name=name)

        def done(changes: Changes) -> None:
            self.name.hide()
            self._problem.hide()
            self._context.bus.tell(changes)

        self._context.tasks.library(work, done, self._failed)

    def restore(self) -> None:
        """Bring the version that is compared back; what stands now is kept first."""
        number = self._number

        def work(desk: Desk) -> tuple[Article, Changes]:
            from newsdesk.services import versions

            return versions.restore(desk, number=number)

        def done(result: tuple[Article, Changes]) -> None:
            self.close_difference()
            self._context.story.show(result[0])
            self._context.bus.tell(result[1])
            self._context.notices.say(
                "The version is back. What stood here is kept as a version of its own.",
                key="restored",
            )

        self._context.story.flush(partial(self._context.tasks.library, work, done, self._failed))

    def _failed(self, error: Exception) -> None:
        self._problem.setText(str(error))
        self._problem.show()
