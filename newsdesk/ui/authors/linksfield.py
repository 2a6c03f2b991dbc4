"""Profiles elsewhere: typed as an address or a handle, recognised and checked."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from newsdesk.domain.author import SocialLink, SocialNetwork
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.sociallink import LABELS, recognise
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.entries import EntryList, EntryRow
from newsdesk.ui.fields.texts import Line

_ANY = (None, "Recognise")


class LinkRow(EntryRow):
    """One link: the network, which is recognised from an address, and what was typed."""

    def __init__(self, context: Context, link: SocialLink | None) -> None:
        super().__init__()
        self._context = context
        self.link = link
        self.line = Line("Address or @handle")
        self.line.setAccessibleName("Address or handle")
        self._sign = QAction("Network", self)
        self.line.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.network = Choice((_ANY, *LABELS.items()))
        self.network.setAccessibleName("Network")
        self.network.setFixedWidth(118)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        remove = IconButton(context.theme, context.icons, "trash-2", "Remove link")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.network)
        row.addWidget(self.line, 1)
        row.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._problem)
        self.show_link(link)
        self._draw()
        context.theme.changed.connect(self._draw)
        self.line.typed.connect(self._typed)
        self.line.editingFinished.connect(self._finish)
        self.network.chosen.connect(self._network_chosen)
        remove.clicked.connect(self.removed)

    def begin(self) -> None:
        """Put the caret into the address."""
        self.line.setFocus()

    @property
    def problem(self) -> str:
        """The sentence that is shown."""
        return self._problem.text()

    def show_link(self, link: SocialLink | None) -> None:
        """Show a link."""
        self.link = link
        self.network.show_value(link.network if link else None)
        self.line.show_text(link.url if link else "")

    def _draw(self) -> None:
        network = self.link.network if self.link else None
        name = "at-sign" if network not in {None, SocialNetwork.OTHER} else "globe"
        self._sign.setIcon(self._context.icons.icon(name))

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _typed(self, text: str) -> None:
        """Recognise whole addresses at each key; handles when the line is left."""
        self._say("")
        if "://" in text or not text.strip():
            self._read(text, quiet=True)

    def _finish(self) -> None:
        if not self.line.text().strip():
            self._say("")
        elif self._read(self.line.text(), quiet=False) and self.link is not None:
            self.line.show_text(self.link.url)

    def _network_chosen(self, _network: object) -> None:
        if self.line.text().strip():
            self._finish()

    def _read(self, text: str, *, quiet: bool) -> bool:
        chosen = self.network.value
        network = chosen if isinstance(chosen, SocialNetwork) else None
        if not text.strip():
            found = None
        else:
            try:
                found = recognise(text, network)
            except InvalidInputError as error:
                if not quiet:
                    self._say(str(error))
                return False
        self._say("")
        if found is not None:
            self.network.show_value(found.network)
        if found != self.link:
            self.link = found
            self._draw()
            self.changed.emit()
        return True


class LinksField(EntryList[SocialLink, LinkRow]):
    """The list of links; those not recognised yet are left out."""

    def __init__(self, context: Context) -> None:
        super().__init__("Add link", 8)
        self._context = context

    def make_row(self, value: SocialLink | None) -> LinkRow:
        """Return a row for a link."""
        return LinkRow(self._context, value)

    @property
    def values(self) -> tuple[SocialLink, ...]:
        """The links that were recognised."""
        return tuple(row.link for row in self.rows if row.link is not None)
