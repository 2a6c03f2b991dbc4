"""The History panel: a time line of what was kept, and the difference to what stands now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.article import Article
from newsdesk.domain.difference import Difference
from newsdesk.domain.listing import VersionReason, VersionRow
from newsdesk.domain.values import immutable
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton, button, label
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.rowlist import Row, RowList
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.texts import SearchLine
from newsdesk.ui.inspector.differenceview import DifferenceView
from newsdesk.ui.inspector.following import follow
from newsdesk.ui.moments import clock_text, number_text, row_text
from newsdesk.ui.tasks import TaskHandle

REASONS: Mapping[VersionReason, str] = {
    VersionReason.SITTING: "Before a sitting",
    VersionReason.INTERVAL: "While writing",
    VersionReason.EXPORT: "Exported",
    VersionReason.PUBLISH: "Published",
    VersionReason.NAMED: "Named",
    VersionReason.RESTORE: "Before a restore",
    VersionReason.REPLACE: "Before a replacement",
    VersionReason.CONFLICT: "Saved elsewhere",
    VersionReason.RECOVERED: "Before the recovery",
}
_ROW = 44
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@immutable
class Shown:
    """A version in the time line and how many words it has more than the one before it."""

    row: VersionRow
    words: int = 0

    @property
    def detail(self) -> str:
        """Why it was kept, by whom, and the words that came or went."""
        parts = [self.row.name or REASONS[self.row.reason], self.row.by]
        if self.words:
            sign = "+" if self.words > 0 else "−"
            parts.append(f"{sign}{number_text(abs(self.words))} words")
        return " · ".join(part for part in parts if part)


class VersionLine(Row):
    """A version: a dot on the line, the time, and why it was kept."""

    def __init__(self, context: Context, shown: Shown) -> None:
        super().__init__(context, movable=False)
        self.shown = shown
        self._chosen = False
        self.setFixedHeight(_ROW)
        when = row_text(shown.row.at)
        self.setAccessibleName(f"{when}, {clock_text(shown.row.at)}, {shown.detail}")

    def set_chosen(self, *, chosen: bool) -> None:
        """Show as the one that is compared."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(0, _ROW)

    def paint_row(self, painter: QPainter, area: QRect) -> None:
        """Draw the row."""
        theme, row = self.context.theme, self.shown.row
        centre = QPointF(area.left() + 9, area.center().y() + 0.5)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(centre.x(), 0), QPointF(centre.x(), _ROW))
        kept = row.reason in {VersionReason.NAMED, VersionReason.PUBLISH, VersionReason.EXPORT}
        painter.setPen(QPen(theme.colour("accent" if self._chosen or kept else "line2"), 2))
        painter.setBrush(theme.colour("accent" if self._chosen or kept else "panel"))
        painter.drawEllipse(centre, 3.5, 3.5)
        text = QRect(area.left() + 26, area.top() + 4, area.width() - 28, 18)
        painter.setFont(fonts.font("ui_strong"))
        painter.setPen(theme.colour("accent" if self._chosen else "text"))
        painter.drawText(text, _LEFT, clock_text(row.at))
        painter.setFont(fonts.font("small"))
        painter.setPen(theme.colour("text2"))
        detail = painter.fontMetrics().elidedText(
            self.shown.detail, Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text.translated(0, 18), _LEFT, detail)


class TimeLine(QWidget):
    """The versions under the days they were kept on. ``chosen`` carries a version's number."""

    chosen = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows: RowList[VersionLine] = RowList(context, gap=0)
        self._number = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)

    def show_versions(self, versions: tuple[Shown, ...]) -> None:
        """Show versions, latest first."""
        if [line.shown for line in self.rows.rows] == list(versions):
            return
        made: list[VersionLine] = []
        for shown in versions:
            line = VersionLine(self._context, shown)
            line.activated.connect(partial(self.chosen.emit, shown.row.number))
            made.append(line)
        self.rows.set_rows(made)
        self.rows.set_headings(_days(versions))
        self.mark(self._number)

    def mark(self, number: int) -> None:
        """Show which version is compared; 0 for none."""
        self._number = number
        for line in self.rows.rows:
            line.set_chosen(chosen=line.shown.row.number == number)


def _days(versions: tuple[Shown, ...]) -> dict[int, str]:
    """Return the heading above each version with which another day begins."""
    headings: dict[int, str] = {}
    before = None
    for place, shown in enumerate(versions):
        day = shown.row.at.utc.astimezone().date()
        if day != before:
            before = day
            words = row_text(shown.row.at)
            if ":" in words:
                words = "Today"
            headings[place] = words
    return headings


def _point(row: VersionRow) -> str:
    """Return when a version was taken, and its name where it has one."""
    day, time = row_text(row.at), clock_text(row.at)
    when = time if day == time else f"{day}, {time}"
    return f"{when} · {row.name}" if row.name else when


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
        self.difference = DifferenceView(context)
        self.until = Choice()
        self.until.setAccessibleName("Compared with")
        self.until.setToolTip("Compare with what stands now, or with a later version")
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
        column.addWidget(self._make_compared(), 3)

    def _make_compared(self) -> QWidget:
        theme, icons = self._context.theme, self._context.icons
        self._compared = QWidget()
        self._what = label("", "strong")
        self._walked = label("", "note")
        close = IconButton(theme, icons, "x", "Close the difference", side=28)
        self.restore_button = button("Restore", "primary")
        self.rename_button = button("Name…")
        self.beside_button = button("Side by side")
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 2)
        head.setSpacing(4)
        head.addWidget(self._what)
        head.addWidget(self.until, 1)
        head.addWidget(close)
        text = QVBoxLayout()
        text.setContentsMargins(16, 4, 8, 4)
        text.addWidget(self.difference)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(self.beside_button)
        foot.addStretch(1)
        foot.addWidget(self.rename_button)
        foot.addWidget(self.restore_button)
        column = QVBoxLayout(self._compared)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(head)
        column.addLayout(self._make_walk())
        column.addLayout(text, 1)
        column.addWidget(Hairline(theme))
        column.addLayout(foot)
        self._compared.hide()
        close.clicked.connect(self.close_difference)
        return self._compared

    def _make_walk(self) -> QHBoxLayout:
        theme, icons = self._context.theme, self._context.icons
        up = IconButton(theme, icons, "arrow-up", "Previous change", side=28)
        down = IconButton(theme, icons, "arrow-down", "Next change", side=28)
        walk = QHBoxLayout()
        walk.setContentsMargins(16, 0, 36, 0)
        walk.addWidget(self._walked, 1)
        walk.addWidget(up)
        walk.addWidget(down)
        up.clicked.connect(partial(self._walk, -1))
        down.clicked.connect(partial(self._walk, 1))
        return walk

    def _wire(self) -> None:
        self.time_line.chosen.connect(self.compare)
        self.name_button.clicked.connect(self._ask_name)
        self.name.taken.connect(self._keep)
        self.restore_button.clicked.connect(self.restore)
        self.rename_button.clicked.connect(self._ask_other_name)
        self.until.chosen.connect(self._compare_with)
        self.beside_button.clicked.connect(self.show_beside)
        self._context.bus.changed.connect(self._library_changed)
        self._context.navigator.place_wanted.connect(self._show_place)
        self._renaming = False

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
        self.until.set_entries(((0, "now"), *((row.number, _point(row)) for row in later)))
        if self.until.value is None:
            self.until.show_value(0)
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
        self._what.setText(f"{when} to")
        self.difference.show_difference(difference)
        self._show_walked()
        self.restore_button.setEnabled(bool(difference))
        self._compared.show()

    def _walk(self, by: int) -> None:
        self.difference.walk(by)
        self._show_walked()

    def _show_walked(self) -> None:
        changes, place = self.difference.changes, self.difference.place
        all_of_them = "1 change" if changes == 1 else f"{changes} changes"
        self._walked.setText(f"{place} of {changes}" if place else all_of_them)

    def show_beside(self) -> None:
        """Show the two states side by side, as large as the window."""
        from newsdesk.ui.inspector.comparison import Comparison

        found = self.difference.difference
        if found is not None:
            when = self._what.text().removesuffix(" to")
            until = self.until.currentText() if self.until.value else ""
            Comparison(self._context, found, (when, until), self.restore, self.window()).open()

    def close_difference(self) -> None:
        """Compare nothing."""
        self._number = 0
        self.time_line.mark(0)
        self._compared.hide()
        self.difference.show_difference(None)

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
