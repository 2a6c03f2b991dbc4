"""Profiles elsewhere: typed as an address or a handle, recognised and checked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from newsdesk.domain.author import SocialLink, SocialNetwork
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.sociallink import LABELS, recognise
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button, label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.texts import Line

_ANY = (None, "Recognise")


class _Row(QWidget):
    """One link: the network, which is recognised from an address, and what was typed."""

    changed = Signal()
    removed = Signal()

    def __init__(self, context: Context, link: SocialLink | None) -> None:
        super().__init__()
        self._context = context
        self.link = link
        self.line = Line("Address or @handle")
        self.line.setAccessibleName("Address or handle")
        self._sign = QAction(self)
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


class LinksField(QWidget):
    """The list of links. ``chosen`` carries the new tuple."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.add_button = button("Add link", "link")
        self.add_button.clicked.connect(self._add)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def links(self) -> tuple[SocialLink, ...]:
        """The links that were recognised."""
        return tuple(row.link for row in self.rows if row.link is not None)

    def show_links(self, links: tuple[SocialLink, ...], *, another: bool) -> None:
        """Show links; ``another`` profile's ones take the place of every row."""
        if links == self.links and not another:
            return
        while self.rows:
            self._drop(self.rows[-1])
        for link in links:
            self._append(link)

    def _append(self, link: SocialLink | None) -> _Row:
        row = _Row(self._context, link)
        row.changed.connect(self._tell)
        row.removed.connect(partial(self._remove, row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _add(self) -> None:
        self._append(None).line.setFocus()

    def _drop(self, row: _Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: _Row) -> None:
        self._drop(row)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.links)
