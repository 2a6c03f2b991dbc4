"""The language of a passage that is not in the story's: chosen from a list beside the words."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.editor import marks
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.places import caret_place
from newsdesk.ui.editor.popover import Popover
from newsdesk.ui.fields.languages import language_name, offered

_ROW = 30
_SHOWN = 9


class LanguageList(Popover):
    """Lists languages; a few letters go to one. ``chosen(tag)`` carries it, "" the story's own."""

    chosen = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAccessibleName("Language of the words")
        self.list = QListWidget()
        self.list.setAccessibleName("Languages")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("look", "popover_list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_SHOWN * _ROW + 2)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.list)
        self.setFixedWidth(280)

    def open_for(self, place: QRect, present: str, story: str) -> None:
        """Open at a place for words in a language, in a story in another."""
        self.list.clear()
        own = ("", f"As the story: {language_name(story)}")
        for tag, name in (own, *offered(present)):
            if tag == story:
                continue
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, tag)
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
            if tag == present:
                self.list.setCurrentItem(item)
        self.open_at(place)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, item: QListWidgetItem) -> None:
        tag: str = item.data(Qt.ItemDataRole.UserRole)
        self.leave(by_key=True)
        self.chosen.emit(tag)


class PassageLanguage(QObject):
    """Meets the command: the selection, else the passage or the word at the caret.

    ``over`` is the widget that the list lies on.
    """

    def __init__(self, context: Context, body: BodyEdit, over: QWidget) -> None:
        super().__init__(body)
        self._context = context
        self._body = body
        self._over = over
        self._words = QTextCursor(body.document())
        self.popover = LanguageList(over)
        self.popover.chosen.connect(self._set)
        self.popover.closed.connect(self._back)
        context.actions.connect("format.language", self.ask)

    def ask(self) -> None:
        """Ask for the language of the words at hand."""
        article = self._context.story.article
        self._words = marks.passage_at(self._body.textCursor())
        if article is None or not self._words.hasSelection():
            return
        start = QTextCursor(self._words)
        start.setPosition(self._words.selectionStart())
        languages = {stretch.style.language for _, stretch in marks.selected(self._words)}
        present = languages.pop() if len(languages) == 1 else ""
        place = caret_place(self._body, self._over, start)
        self.popover.open_for(place, present, article.language)

    def _set(self, tag: str) -> None:
        self._body.change(lambda _caret: marks.set_language(self._words, tag))

    def _back(self, by_key: object) -> None:
        if by_key:
            self._body.setFocus(Qt.FocusReason.PopupFocusReason)
