"""The command palette: a field and what was found, over the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from newsdesk.domain.listing import AuthorRow, SearchHit
from newsdesk.domain.publication import Section
from newsdesk.services.desk import Desk
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, label
from newsdesk.ui.palette.hits import Hit
from newsdesk.ui.palette.rows import HitDelegate, HitsModel
from newsdesk.ui.palette.sources import (
    MOST,
    author_hits,
    command_hits,
    section_hits,
    story_hits,
)
from newsdesk.ui.tasks import TaskHandle

_SEARCH_AFTER = 80


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
        self._show(command_hits(self._context, text), (), ())
        if text.strip(" >@#") and not text.startswith((">", "#")):
            self._timer.start()

    def _show(
        self, commands: list[Hit], stories: Iterable[SearchHit], authors: Iterable[AuthorRow]
    ) -> None:
        text = self._field.text()
        rows: list[Hit] = []
        groups = (
            ("Commands", commands),
            ("Stories", story_hits(self._context, stories, text)),
            ("Authors", author_hits(self._context, authors, text)),
            ("Sections", section_hits(self._context, self._sections, text)),
        )
        for heading, hits in groups:
            if hits:
                rows.append(Hit(heading))
                rows.extend(hits)
        self._model.show(rows or [Hit("Nothing found")])
        self._choose(1)

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
                else search.search(desk, text=query, limit=MOST, cancelled=cancelled)
            )
            return tuple(stories), tuple(authors.find(desk, text=query))

        def done(found: tuple[tuple[SearchHit, ...], tuple[AuthorRow, ...]]) -> None:
            self._show(command_hits(self._context, self._field.text()), *found)

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
