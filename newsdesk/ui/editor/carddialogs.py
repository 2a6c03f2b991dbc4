"""The cards' own small dialogs: call-out, embed, raw HTML, table, gallery.

Each is opened for a block and hands back another one when it is confirmed; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.body import Block, CallOut, CallOutKind, Embed, RawHtml
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Runs
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Dialog, button, label
from newsdesk.ui.editor.faces import CALL_OUT_NAMES
from newsdesk.ui.editor.linkpopover import address_of
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.richtext import RichText
from newsdesk.ui.fields.texts import Area, Line

Taken: TypeAlias = Callable[[Block], object]


class CardDialog(Dialog):
    """A dialog with a column for fields and the two ways out of it."""

    def __init__(self, parent: QWidget, title: str, taken: Taken) -> None:
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(title)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 20, 20, 16)
        self._column.setSpacing(16)
        self._column.addLayout(self.fields, 1)

    def complete(self, first: QWidget, width: int, height: int) -> None:
        """Put the ways out below the fields, where Tab comes to them last; begin with one."""
        cancel, take = button("Cancel"), button("Done", "primary")
        take.setDefault(True)
        take.clicked.connect(self._finish)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(take)
        self._column.addLayout(foot)
        self.resize(width, height)
        first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter for "Done" in fields where Enter begins a line."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._finish()
        else:
            super().keyPressEvent(event)

    def block(self) -> Block | None:
        """The block as the fields say it; ``None`` where one of them is wrong and says so."""
        raise NotImplementedError

    def _finish(self) -> None:
        made = self.block()
        if made is None:
            return
        self.accept()
        if normal_body((made,)):
            self._taken(made)


class CallOutDialog(CardDialog):
    """A newsletter sign-up, a fact box, a note or a related link."""

    def __init__(self, context: Context, parent: QWidget, shown: CallOut, taken: Taken) -> None:
        super().__init__(parent, "Call-out", taken)
        self._shown = shown
        kinds = tuple((kind, name) for kind, name in CALL_OUT_NAMES.items())
        self._purpose = Choice(kinds)
        self._purpose.show_value(shown.purpose)
        self._kicker, self._title = Line(), Line()
        self._kicker.show_text(shown.kicker)
        self._title.show_text(shown.title)
        self._text = RichText(context, "Text", least=3, most=10)
        self._text.show_runs(shown.paragraphs)
        self._label, self._url = Line("Sign up"), Line("https://")
        self._label.show_text(shown.button_label)
        self._url.show_text(shown.url)
        self._address = Field("Link of the button", self._url)
        self.fields.addWidget(pair(Field("Kind", self._purpose), Field("Kicker", self._kicker)))
        self.fields.addWidget(Field("Title", self._title))
        self.fields.addWidget(Field("Text", self._text, focus=self._text.edit))
        self.fields.addWidget(pair(Field("Button", self._label), self._address))
        self.fields.addStretch(1)
        self.complete(self._title, 480, 420)

    def block(self) -> CallOut | None:
        """The call-out as the fields say it."""
        url = self._url.text().strip()
        address = address_of(url) if url else ""
        if address is None:
            self._address.say("Links begin with https://, http://, mailto: or tel:.")
            return None
        purpose = self._purpose.value
        return replace(
            self._shown,
            purpose=purpose if isinstance(purpose, CallOutKind) else self._shown.purpose,
            kicker=self._kicker.text().strip(),
            title=self._title.text().strip(),
            paragraphs=self._text.runs,
            button_label=self._label.text().strip(),
            url=address,
        )


class EmbedDialog(CardDialog):
    """Something shown on another site: its address, title and caption."""

    def __init__(self, context: Context, parent: QWidget, shown: Embed, taken: Taken) -> None:
        super().__init__(parent, "Embed", taken)
        self._shown = shown
        self._url, self._title, self._provider = Line("https://"), Line(), Line()
        self._url.show_text(shown.url)
        self._title.show_text(shown.title)
        self._provider.show_text(shown.provider)
        self._caption = RichText(context, "Caption", least=1, most=4)
        self._caption.show_runs((shown.caption,) if shown.caption else ())
        self._address = Field("Address", self._url)
        self.fields.addWidget(self._address)
        self.fields.addWidget(
            pair(Field("Title", self._title), Field("Site", self._provider), shares=(2, 1))
        )
        self.fields.addWidget(Field("Caption", self._caption, focus=self._caption.edit))
        self.fields.addWidget(
            label("Readers get a link with this title: nothing is loaded until they ask.", "note")
        )
        self.complete(self._url, 480, 320)

    def block(self) -> Embed | None:
        """The embed as the fields say it."""
        address = address_of(self._url.text())
        if address is None or not address.startswith("http"):
            self._address.say("An embed needs an address that begins with https://.")
            return None
        provider = self._provider.text().strip() or (urlsplit(address).hostname or "")
        return replace(
            self._shown,
            url=address,
            title=self._title.text().strip(),
            provider=provider.removeprefix("www."),
            caption=one_line(self._caption.runs),
        )


class RawHtmlDialog(CardDialog):
    """HTML taken over as it is; it is cleaned whenever it is shown or exported."""

    def __init__(self, parent: QWidget, shown: RawHtml, taken: Taken) -> None:
        super().__init__(parent, "HTML, as it is", taken)
        self._html = Area("<table>…</table>", least=10, most=18)
        self._html.show_text(shown.html)
        self.fields.addWidget(Field("HTML", self._html))
        self.fields.addWidget(
            label("Scripts, frames, forms and styles are left out of the page.", "note")
        )
        self.complete(self._html, 560, 420)

    def block(self) -> RawHtml | None:
        """The block as it was typed."""
        return RawHtml(self._html.toPlainText())


def one_line(paragraphs: tuple[Runs, ...]) -> Runs:
    """The first of some paragraphs, for captions, which have one."""
    return paragraphs[0] if paragraphs else ()
