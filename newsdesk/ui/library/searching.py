"""Help while one types a search: ways to go on, and sentences on what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from newsdesk.services.desk import Desk
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.painting import paint_ground
from newsdesk.ui.tasks import TaskHandle

if TYPE_CHECKING:
    from newsdesk.services.completion import Completion

_AFTER = 60
_LEAST = 2
"""Letters of an operator after which it is offered; one letter begins any word."""
_WHOLE = int(Qt.ItemDataRole.UserRole) + 1
_DETAIL = int(Qt.ItemDataRole.UserRole) + 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Ways(QStyledItemDelegate):
    """Paints what to go on with, and beside it what that is."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._strong, self._small = fonts.font("ui_strong"), fonts.font("small")

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        theme = self._context.theme
        area = option.rect
        painter.save()
        paint_ground(painter, theme, area.adjusted(4, 1, -4, -1), option.state)
        painter.setFont(self._strong)
        painter.setPen(theme.colour("text"))
        label = str(index.data())
        painter.drawText(area.adjusted(12, 0, -8, 0), _LEFT, label)
        left = 20 + painter.fontMetrics().horizontalAdvance(label)
        painter.setFont(self._small)
        painter.setPen(theme.colour("text2"))
        room = area.adjusted(left, 0, -8, 0)
        detail = painter.fontMetrics().elidedText(
            str(index.data(_DETAIL) or ""), Qt.TextElideMode.ElideRight, max(0, room.width())
        )
        painter.drawText(room, _LEFT, detail)
        painter.restore()


class SearchHelp(QObject):
    """Offers operators and their values under a search box and fills the sentence beside it."""

    def __init__(self, context: Context, box: QLineEdit, sentence: QLabel) -> None:
        super().__init__(box)
        self._context = context
        self._box = box
        self._sentence = sentence
        self._asking: TaskHandle | None = None
        self._ways = QStandardItemModel(self)
        self.completer = QCompleter(self._ways, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setCompletionRole(_WHOLE)
        self.completer.setWidget(box)
        self.popup = QListView()
        self.popup.setAccessibleName("Ways to go on with the search")
        self.completer.setPopup(self.popup)
        self.popup.setItemDelegate(_Ways(context, self))
        self.completer.activated.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self._ask)
        box.textEdited.connect(self._typed)
        box.textChanged.connect(self._timer.start)
        sentence.hide()

    @property
    def sentence(self) -> str:
        """What was not understood, "" where all was."""
        return self._sentence.text()

    def _typed(self) -> None:
        if self._asking is not None:
            self._asking.cancel()

    def _ask(self) -> None:
        text = self._box.text()
        if not text.strip():
            self._show(((), ()))
            return

        def work(desk: Desk) -> tuple[tuple[Completion, ...], tuple[str, ...]]:
            from newsdesk.services import search

            return search.complete(desk, text=text), search.problems(desk, text=text)

        self._asking = self._context.tasks.library(work, self._show, lambda _error: None)

    def _show(self, found: tuple[tuple[Completion, ...], tuple[str, ...]]) -> None:
        ways, problems = found
        self._sentence.setText(" ".join(problems))
        self._sentence.setVisible(bool(problems))
        last = self._box.text().rpartition(" ")[2].lstrip("-")
        if ":" not in last and len(last) < _LEAST:
            ways = ()
        text = self._box.text()
        ways = tuple(way for way in ways if way.text.rstrip() != text.rstrip())
        self._ways.clear()
        for way in ways:
            item = QStandardItem(way.label)
            item.setData(way.text, _WHOLE)
            item.setData(way.detail, _DETAIL)
            self._ways.appendRow(item)
        if ways and self._box.hasFocus():
            self.completer.complete()
        else:
            self.popup.hide()

    def _take(self, text: str) -> None:
        from newsdesk.domain.searchquery import Operator

        self._box.setText(text)
        if text.rstrip().rpartition(" ")[2].rstrip(":") in set(Operator):
            self._timer.start()
