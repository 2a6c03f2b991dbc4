"""A link edited in place: address, title, open, remove; stories of the library as one types."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain import weblink
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import SearchHit
from newsdesk.domain.text import Link
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button, label
from newsdesk.ui.editor.popover import Popover
from newsdesk.ui.fields.texts import SearchLine
from newsdesk.ui.tasks import TaskHandle

_ASK_AFTER = 120
_MOST = 6
_ROW = 30
_SPONSORED = "sponsored"
_ID = int(Qt.ItemDataRole.UserRole)


class LinkPopover(Popover):
    """``taken(Link)`` carries the link that was entered; ``removed()`` when it shall go."""

    taken = Signal(object)
    removed = Signal()

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self._context = context
        self._asking: TaskHandle | None = None
        self._rel = ""
        self.setAccessibleName("Link")
        self.address = SearchLine("Address, or words of a story")
        self.address.setAccessibleName("Address of the link, or words of a story")
        self.title = SearchLine("Title shown over the link")
        self.title.setAccessibleName("Title shown over the link")
        self.sponsored = QCheckBox("Paid for")
        self.sponsored.setToolTip("Search engines are told that the link was paid for.")
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.stories = QListWidget()
        self.stories.setAccessibleName("Stories that fit")
        self.stories.setFrameShape(QFrame.Shape.NoFrame)
        self.stories.setProperty("look", "popover_list")
        self.stories.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stories.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        context = self._context
        self._open = IconButton(context.theme, context.icons, "external-link", "Open the link")
        self._remove = IconButton(context.theme, context.icons, "unlink", "Remove the link")
        self._take = button("Link", "primary")
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.address, 1)
        first.addWidget(self._open)
        first.addWidget(self._remove)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.title, 1)
        second.addWidget(self.sponsored)
        second.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.problem)
        column.addWidget(self.stories)
        column.addLayout(second)
        self.setFixedWidth(400)

    def _wire(self) -> None:
        self.address.typed.connect(self._typed)
        self.address.taken.connect(self._enter)
        self.address.down.connect(self._into_list)
        self.title.taken.connect(self._enter)
        self.stories.itemActivated.connect(self._take_story)
        self.stories.itemClicked.connect(self._take_story)
        self._timer.timeout.connect(self._ask)
        self._take.clicked.connect(self._enter)
        self._open.clicked.connect(self._follow)
        self._remove.clicked.connect(self._drop)

    def open_for(self, place: QRect, link: Link | None, text: str) -> None:
        """Open at a place for a link, or to make one of a selected text."""
        self._rel = "" if link is None else link.rel
        self.address.show_text("" if link is None else link.href)
        self.title.show_text("" if link is None else link.title)
        self.sponsored.setChecked(_SPONSORED in self._rel.split())
        self._remove.setEnabled(link is not None)
        self._open.setEnabled(link is not None)
        self._say("")
        self._show_hits(())
        self.open_at(place)
        self.address.setFocus(Qt.FocusReason.PopupFocusReason)
        self.address.selectAll()
        if link is None and text.strip():
            self._ask_for(text.strip())

    # --- stories ---

    def _typed(self, text: str) -> None:
        self._say("")
        self._open.setEnabled(address_of(text) is not None)
        if text.strip() and address_of(text) is None:
            self._timer.start()
        else:
            self._timer.stop()
            self._show_hits(())

    def _ask(self) -> None:
        self._ask_for(self.address.text().strip())

    def _ask_for(self, text: str) -> None:
        if self._asking is not None:
            self._asking.cancel()

        def work(desk: Desk) -> tuple[SearchHit, ...]:
            from newsdesk.services import search

            return search.search(desk, text=text, limit=_MOST)

        self._asking = self._context.tasks.library(work, self._show_hits)

    def _show_hits(self, hits: tuple[SearchHit, ...]) -> None:
        self.stories.clear()
        icon = self._context.icons.icon("file-text")
        for hit in hits:
            item = QListWidgetItem(icon, hit.row.headline or "Untitled story")
            item.setData(_ID, hit.row.id)
            item.setToolTip(hit.row.headline)
            self.stories.addItem(item)
        self.stories.setFixedHeight(min(len(hits), _MOST) * _ROW + 2)
        self.stories.setVisible(bool(hits))
        self.refit()

    def _into_list(self) -> None:
        if self.stories.isVisible():
            self.stories.setFocus()
            self.stories.setCurrentRow(0)

    def _take_story(self, item: QListWidgetItem) -> None:
        article: str = item.data(_ID)
        self._finish(Link(f"{weblink.STORY_SCHEME}{article}", self.title.text().strip()))

    # --- the link ---

    def _enter(self) -> None:
        text = self.address.text().strip()
        if not text:
            self._drop()
            return
        address = address_of(text)
        if address is None:
            self._say("Links begin with https://, http://, mailto: or tel:.")
            return
        relations = [one for one in self._rel.split() if one != _SPONSORED]
        if self.sponsored.isChecked():
            relations.append(_SPONSORED)
        self._finish(Link(address, self.title.text().strip(), " ".join(relations)))

    def _finish(self, link: Link) -> None:
        self.leave(by_key=True)
        self.taken.emit(link)

    def _drop(self) -> None:
        self.leave(by_key=True)
        self.removed.emit()

    def _follow(self) -> None:
        address = address_of(self.address.text().strip())
        if address is None:
            return
        story = weblink.story_of(address)
        self.leave(by_key=True)
        if story is not None:
            self._context.navigator.show_story(ArticleId(story))
        else:
            QDesktopServices.openUrl(QUrl(address))

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.refit()


def address_of(text: str) -> str | None:
    """The address that a person meant: "example.org" is one, two words are none."""
    text = text.strip()
    if weblink.is_safe(text):
        return text
    if " " in text or ":" in text or "." not in text.strip("."):
        return None
    if "@" in text and "/" not in text:
        return f"mailto:{text}" if weblink.is_safe(f"mailto:{text}") else None
    return f"https://{text}" if weblink.is_safe(f"https://{text}") else None
