"""The command palette: commands, stories, authors and sections, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.listing import ArticleQuery, AuthorRow, SearchHit
from newsdesk.domain.publication import Section
from newsdesk.services.commands import COMMANDS, Command
from newsdesk.services.desk import Desk
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, label
from newsdesk.ui.models.stories import Index
from newsdesk.ui.painting import paint_ground
from newsdesk.ui.states import STATE_LABELS
from newsdesk.ui.tasks import TaskHandle

HIT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_MOST = 6
_SEARCH_AFTER = 80
_ROW = 40
_HEADING = 32


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the palette; a heading has nothing to run. ``matches`` are places in the title."""

    title: str
    icon: str = ""
    beside: str = ""
    keys: str = ""
    matches: frozenset[int] = frozenset()
    run: Callable[[], object] | None = None


def match_letters(text: str, query: str) -> tuple[int, frozenset[int]] | None:
    """Find a query's letters in a text, in order; returns a rank (less is better) and places.

    Whole words' beginnings come before letters inside words, and those before scattered ones.
    """
    folded, wanted = text.casefold(), query.casefold().strip()
    if not wanted or len(folded) != len(text):
        return (0, frozenset()) if not wanted else None
    at = folded.find(wanted)
    starts = [n for n in range(len(folded)) if n == 0 or not folded[n - 1].isalnum()]
    beginning = next((n for n in starts if folded.startswith(wanted, n)), -1)
    if beginning >= 0:
        return (beginning, frozenset(range(beginning, beginning + len(wanted))))
    if at >= 0:
        return (100 + at, frozenset(range(at, at + len(wanted))))
    places: list[int] = []
    for letter in wanted.replace(" ", ""):
        found = folded.find(letter, places[-1] + 1 if places else 0)
        if found < 0:
            return None
        places.append(found)
    spread = places[-1] - places[0]
    return (1000 + spread, frozenset(places)) if spread < 4 * len(wanted) + 8 else None


class HitsModel(QAbstractListModel):
    """What was found, with headings between."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says."""
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in (hit.title, hit.beside, hit.keys) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.hits[index.row()].run is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class HitDelegate(QStyledItemDelegate):
    """Paints what was found, the letters that matched in the accent's colour."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._plain, self._strong = fonts.font("ui"), fonts.font("ui_strong")
        self._small, self._heading = fonts.font("small"), fonts.font("caption")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        hit: Hit = index.data(HIT_ROLE)
        return QSize(0, _HEADING if hit.run is None else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        hit: Hit = index.data(HIT_ROLE)
        theme = self._context.theme
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        if hit.run is None:
            painter.setFont(self._heading)
            painter.setPen(theme.colour("text2"))
            painter.drawText(area.adjusted(16, 6, -16, 0), middle, hit.title)
            painter.restore()
            return
        paint_ground(painter, theme, area.adjusted(8, 0, -8, 0), state)
        if hit.icon:
            pixmap = self._context.icons.pixmap(hit.icon)
            painter.drawPixmap(area.left() + 18, area.center().y() - 7, pixmap)
        left, right = area.left() + 46, area.right() - 18
        painter.setFont(self._small)
        painter.setPen(theme.colour("text2"))
        if hit.keys:
            painter.drawText(
                QRect(left, area.top(), right - left, area.height()),
                middle | Qt.AlignmentFlag.AlignRight,
                hit.keys,
            )
            right -= painter.fontMetrics().horizontalAdvance(hit.keys) + 16
        beside = painter.fontMetrics().horizontalAdvance(hit.beside) + 12 if hit.beside else 0
        end = self._paint_title(painter, hit, QRect(left, area.top(), right - left - beside, _ROW))
        painter.setFont(self._small)
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRect(end + 12, area.top(), right - end, _ROW), middle, hit.beside)
        painter.restore()

    def _paint_title(self, painter: QPainter, hit: Hit, area: QRect) -> int:
        """Draw the title; returns where it ends."""
        theme = self._context.theme
        painter.setFont(self._plain)
        text = painter.fontMetrics().elidedText(
            hit.title, Qt.TextElideMode.ElideRight, area.width()
        )
        left = area.left()
        runs: list[tuple[bool, str]] = []
        for place, letter in enumerate(text):
            strong = place in hit.matches
            if runs and runs[-1][0] == strong:
                runs[-1] = (strong, runs[-1][1] + letter)
            else:
                runs.append((strong, letter))
        for strong, piece in runs:
            painter.setFont(self._strong if strong else self._plain)
            painter.setPen(theme.colour("accent" if strong else "text"))
            place = QRect(left, area.top(), area.right() - left + 20, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, piece)
            left += painter.fontMetrics().horizontalAdvance(piece)
        return left


class Palette(QFrame):
    """A panel in the upper middle of the window. Escape, or a click elsewhere, closes it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._context = context
        self._asking: TaskHandle | None = None
        self._sections: tuple[Section, ...] = ()
        self.setProperty("look", "card")
        self.setAccessibleName("All commands")
        self._field = QLineEdit()
        self._field.setProperty("look", "plain")
        self._field.setPlaceholderText("Type a command, a story, a name")
        self._field.setAccessibleName("Find a command, a story, an author or a section")
        self._field.setFont(fonts.font("pane_title"))
        self._scope = label("All of Newsdesk", "note")
        self._model = HitsModel()
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(HitDelegate(context, self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMouseTracking(True)
        self._view.setProperty("look", "plain")
        self._view.setAccessibleName("Found")
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.clicked.connect(self._run)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER)
        self._timer.timeout.connect(self._search)
        self._field.textChanged.connect(self._typed)
        self._field.installEventFilter(self)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(18, 12, 18, 12)
        glass = label("")
        glass.setPixmap(self._context.icons.pixmap("search", "text2", 18))
        head.addWidget(glass)
        head.addWidget(self._field, 1)
        head.addWidget(self._scope)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(label("↑ ↓ choose      Enter run      Esc close", "note"))
        foot.addStretch(1)
        foot.addWidget(label("> commands    @ authors    # sections", "note"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline(self._context.theme))
        column.addWidget(self._view, 1)
        column.addWidget(Hairline(self._context.theme))
        column.addLayout(foot)

    def open(self, text: str = "") -> None:
        """Show the palette over its window, with what was typed so far."""
        window = self.parentWidget()
        assert window is not None
        width, height = min(640, window.width() - 40), min(522, window.height() - 120)
        self.resize(width, height)
        left = (window.width() - width) // 2
        self.move(
            window.mapToGlobal(window.rect().topLeft()).x() + left,
            window.mapToGlobal(window.rect().topLeft()).y() + 80,
        )
        self._field.setText(text)
        self._typed(text)
        self.show()
        self._field.setFocus()
        self._read_sections()

    # --- finding ---

    def _typed(self, text: str) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._show(self._commands(text), (), ())
        if text.strip(" >@#") and not text.startswith((">", "#")):
            self._timer.start()

    def _show(
        self, commands: list[Hit], stories: Iterable[SearchHit], authors: Iterable[AuthorRow]
    ) -> None:
        text = self._field.text()
        rows: list[Hit] = []
        groups = (
            ("Commands", commands),
            ("Stories", [self._story(hit, text) for hit in stories][:_MOST]),
            ("Authors", [self._author(row, text) for row in authors][:_MOST]),
            ("Sections", self._section_hits(text)),
        )
        for heading, hits in groups:
            if hits:
                rows.append(Hit(heading))
                rows.extend(hits)
        self._model.show(rows or [Hit("Nothing found")])
        self._choose(1)

    def _commands(self, text: str) -> list[Hit]:
        if text.startswith(("@", "#")):
            return []
        query = text.removeprefix(">").strip()
        found: list[tuple[int, int, Hit]] = []
        for order, command in enumerate(COMMANDS):
            action = self._context.actions.action(command.id)
            match = match_letters(command.title, query)
            if command.palette and action.isEnabled() and match is not None:
                found.append((match[0], order, self._command(command, match[1])))
        found.sort(key=lambda entry: entry[:2])
        most = len(found) if text.startswith(">") or not query else _MOST
        return [hit for _rank, _order, hit in found[:most]]

    def _command(self, command: Command, matches: frozenset[int]) -> Hit:
        action = self._context.actions.action(command.id)
        return Hit(
            command.title,
            command.icon or "command",
            command.submenu or command.menu,
            action.shortcut().toString(action.shortcut().SequenceFormat.NativeText),
            matches,
            lambda: self._context.actions.run(command.id),
        )

    def _story(self, hit: SearchHit, text: str) -> Hit:
        row = hit.row
        match = match_letters(row.headline, text)
        beside = " · ".join(part for part in (row.section_label, STATE_LABELS[row.state]) if part)
        return Hit(
            row.headline or "Untitled story",
            "file-text",
            beside,
            matches=match[1] if match else frozenset(),
            run=lambda: self._context.navigator.show_story(row.id),
        )

    def _author(self, row: AuthorRow, text: str) -> Hit:
        match = match_letters(row.display_name, text.removeprefix("@"))
        return Hit(
            row.display_name,
            "user",
            row.role,
            matches=match[1] if match else frozenset(),
            run=lambda: self._context.navigator.show_author(row.id),
        )

    def _section_hits(self, text: str) -> list[Hit]:
        if text.startswith((">", "@")) or not text.strip():
            return []
        query = text.removeprefix("#").strip()
        hits: list[Hit] = []
        for section in self._sections:
            match = match_letters(section.label, query)
            if match is not None and (match[0] < 1000 or text.startswith("#")):
                hits.append(
                    Hit(
                        section.label,
                        "hash",
                        "Section",
                        "",
                        match[1],
                        lambda section=section: self._go_to(section),
                    )
                )
        return hits

    def _go_to(self, section: Section) -> None:
        self._context.navigator.show_stories(section.label, ArticleQuery(section=section.slug))

    def _read_sections(self) -> None:
        from newsdesk.services import sections

        def done(found: tuple[Section, ...]) -> None:
            self._sections = found

        self._context.tasks.library(sections.all_sections, done)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What is shown now."""
        return tuple(self._model.hits)

    def search(self, text: str) -> None:
        """Look for something else at once."""
        self._field.setText(text)
        self._search()

    def _search(self) -> None:
        from newsdesk.services import authors, search

        text = self._field.text().strip()
        only_authors = text.startswith("@")
        query = text.removeprefix("@").strip()

        begun: list[TaskHandle] = []

        def cancelled() -> bool:
            return bool(begun) and begun[0].cancelled

        def work(desk: Desk) -> tuple[tuple[SearchHit, ...], tuple[AuthorRow, ...]]:
            stories = (
                ()
                if only_authors
                else search.search(desk, text=query, limit=_MOST, cancelled=cancelled)
            )
            return tuple(stories), tuple(authors.find(desk, text=query))

        def done(found: tuple[tuple[SearchHit, ...], tuple[AuthorRow, ...]]) -> None:
            self._show(self._commands(self._field.text()), *found)

        self._asking = self._context.tasks.library(work, done)
        begun.append(self._asking)

    # --- choosing ---

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._model.hits):
            self._view.setCurrentIndex(self._model.index(row))

    def _step(self, by: int) -> None:
        row = self._view.currentIndex().row() + by
        while 0 <= row < len(self._model.hits) and self._model.hits[row].run is None:
            row += by
        self._choose(row)

    def _run(self, index: QModelIndex) -> None:
        run = self._model.hits[index.row()].run if index.isValid() else None
        if run is not None:
            self.hide()
            run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys and Enter act on the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self._step(1)
                case Qt.Key.Key_Up:
                    self._step(-1)
                case Qt.Key.Key_PageDown:
                    self._step(8)
                case Qt.Key.Key_PageUp:
                    self._step(-8)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._run(self._view.currentIndex())
                case _:
                    return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)
