"""A credit in its parts: photographer, suppliers with what stands between them, and the line."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from newsdesk.domain import credit as credit_line
from newsdesk.domain.credit import JOINERS
from newsdesk.domain.photo import Credit, Supplier
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.flow import FlowLayout
from newsdesk.ui.fields.tags import Chip
from newsdesk.ui.fields.texts import Line, SearchLine
from newsdesk.ui.tokens import RADIUS

_NAMES = {
    "/": "slash",
    " / ": "slash with spaces",
    " via ": "via",
    " for ": "for",
    " – ": "dash",
    " - ": "hyphen",
    " | ": "bar",
    ", ": "comma",
}


class JoinerButton(QToolButton):
    """What stands before a supplier's name; a click offers the others."""

    picked = Signal(str)

    def __init__(self, context: Context, joiner: str, after: str) -> None:
        super().__init__()
        self._context = context
        self._joiner = joiner
        self._menu_made = False
        self.setText(joiner.strip() or joiner)
        name = _NAMES.get(joiner, joiner.strip())
        self.setAccessibleName(f"{name} before {after}")
        self.setToolTip("What stands before the name")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFont(fonts.font("small"))
        self.setFixedHeight(22)
        self.pressed.connect(self._make_menu)
        context.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the width of the joiner."""
        return QSize(max(18, self.fontMetrics().horizontalAdvance(self.text()) + 12), 22)

    def _make_menu(self) -> None:
        if self._menu_made:
            return
        self._menu_made = True
        menu = QMenu(self)
        for joiner in JOINERS:
            action = QAction(f"{joiner.strip()}    {_NAMES[joiner]}", menu)
            action.setCheckable(True)
            action.setChecked(joiner == self._joiner)
            action.triggered.connect(partial(self._pick, joiner))
            menu.addAction(action)
        self.setMenu(menu)

    def _pick(self, joiner: str, _on: object = None) -> None:
        self.picked.emit(joiner)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the joiner in a dashed frame."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            pen = QPen(theme.colour("accent"), 2)
        else:
            pen = QPen(theme.colour("line2"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(theme.colour("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class RenderedLine(QWidget):
    """The line as readers see it, in brackets, on a ground of its own."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.words = label("", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName("Credit as readers see it")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.words)
        context.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._context.theme.colour("selected_idle"))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.end()


class CreditField(QWidget):
    """``chosen`` carries the new ``Credit`` at each change a person makes."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._credit = Credit()
        self._parts: list[QWidget] = []
        self.photographer = Line("Photographer")
        self.photographer.setAccessibleName("Photographer")
        self._camera = QAction("Photographer", self.photographer)
        self.photographer.addAction(self._camera, QLineEdit.ActionPosition.LeadingPosition)
        self.typed = Line("The whole line")
        self.typed.setAccessibleName("Credit line by hand")
        self.supplier = SearchLine("Supplier, then Enter")
        self.supplier.setAccessibleName("Add a supplier")
        self.supplier.setMaximumWidth(170)
        self.supplier.setFixedHeight(26)
        self._add = QToolButton()
        self._add.setText("Supplier")
        self._add.setAccessibleName("Add a supplier")
        self._add.setProperty("look", "small")
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setIconSize(QSize(14, 14))
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._chain = QWidget()
        self._flow = FlowLayout(self._chain, gap=4)
        self._line = RenderedLine(context)
        self._by_hand = button("Write the line by hand", "link")
        self._lay_out()
        self._wire()
        self._draw()
        self.show_credit(Credit())

    def _lay_out(self) -> None:
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self._add)
        self._flow.addWidget(self.supplier)
        self.supplier.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._by_hand)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.photographer, self._chain, self.typed, self._line):
            column.addWidget(widget)
        column.addLayout(foot)
        self.setFocusProxy(self.photographer)

    def _wire(self) -> None:
        self.photographer.typed.connect(self._name_photographer)
        self.photographer.left.connect(self._take_apart)
        self.typed.typed.connect(self._write_line)
        self._add.clicked.connect(self._begin_supplier)
        self.supplier.taken.connect(self._add_supplier)
        self.supplier.left.connect(self._add_supplier)
        self._by_hand.clicked.connect(self._switch)
        self._context.theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self._camera.setIcon(self._context.icons.icon("camera"))
        self._add.setIcon(self._context.icons.icon("plus"))

    @property
    def credit(self) -> Credit:
        """The credit that is shown."""
        return self._credit

    def show_credit(self, credit: Credit) -> None:
        """Show a credit."""
        if credit.chain != self._credit.chain or not self._parts:
            self._show_chain(credit.chain)
        self._credit = credit
        # What is being typed may end in a space that the credit does without.
        if self.photographer.text().strip() != credit.photographer:
            self.photographer.show_text(credit.photographer)
        if self.typed.text().strip() != credit.typed.strip():
            self.typed.show_text(credit.typed)
        by_hand = bool(credit.typed) or self.typed.hasFocus()
        self.typed.setVisible(by_hand)
        self._by_hand.setText("Make the line from the parts" if by_hand else "Write it by hand")
        line = credit_line.render(credit)
        self._line.words.setText(f"({line})" if line else "")
        self._line.setVisible(bool(line))

    def _show_chain(self, chain: tuple[Supplier, ...]) -> None:
        for part in self._parts:
            self._flow.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for place, supplier in enumerate(chain):
            joiner = JoinerButton(self._context, supplier.joiner, supplier.name)
            joiner.picked.connect(partial(self._join, place))
            chip = Chip(self._context, supplier.name)
            chip.removed.connect(partial(self._remove, place))
            for part in (joiner, chip):
                part.setParent(self._chain)
                self._flow.insert(len(self._parts), part)
                self._parts.append(part)
                part.show()
        self._chain.updateGeometry()

    # --- what a person does ---

    def _set(self, credit: Credit) -> None:
        self.show_credit(credit)
        self.chosen.emit(credit)

    def _name_photographer(self, name: str) -> None:
        self._set(credit_line.with_parts(self._credit, name.strip(), self._credit.chain))

    def _take_apart(self) -> None:
        """Take a whole line apart that was written or pasted where the photographer goes."""
        found = credit_line.parse(self._credit.photographer)
        if found.chain and not found.typed:
            chain = (*found.chain, *self._credit.chain)
            self._set(credit_line.with_parts(self._credit, found.photographer, chain))

    def _begin_supplier(self) -> None:
        self.supplier.show()
        self._chain.updateGeometry()
        self.supplier.setFocus()

    def _add_supplier(self) -> None:
        name = " ".join(self.supplier.text().split())
        self.supplier.clear()
        self.supplier.hide()
        if name:
            chain = (*self._credit.chain, Supplier("/", name))
            self._set(credit_line.with_parts(self._credit, self._credit.photographer, chain))
            self._add.setFocus()

    def _join(self, place: int, joiner: str) -> None:
        chain = list(self._credit.chain)
        chain[place] = replace(chain[place], joiner=joiner)
        self._set(credit_line.with_parts(self._credit, self._credit.photographer, tuple(chain)))

    def _remove(self, place: int, _name: str) -> None:
        chain = self._credit.chain[:place] + self._credit.chain[place + 1 :]
        self._set(credit_line.with_parts(self._credit, self._credit.photographer, chain))
        self._add.setFocus()

    def _write_line(self, line: str) -> None:
        self._set(replace(self._credit, typed=line))

    def _switch(self) -> None:
        """Write the line by hand, or give it back to its parts."""
        if self.typed.isVisibleTo(self):
            self._by_hand.setFocus()
            self._set(replace(self._credit, typed=""))
            return
        line = credit_line.render(self._credit)
        self.typed.show()
        self.typed.setFocus()
        self._set(replace(self._credit, typed=line))
        self.typed.show_text(line)
