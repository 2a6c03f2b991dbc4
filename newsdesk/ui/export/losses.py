"""The loss report: each field that will not arrive as it is, and those that do on demand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label
from newsdesk.ui.export.reading import Arrival
from newsdesk.ui.fields.scroll import Column

_LABEL = 128


class _Number(QWidget):
    """A number in a round ground."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._number = 0
        self.setFixedSize(QSize(22, 18))
        context.theme.changed.connect(self.update)

    def show_number(self, number: int) -> None:
        """Show a number; none for 0."""
        self._number = number
        self.setVisible(bool(number))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warn_ground"))
        painter.drawRoundedRect(self.rect(), 9, 9)
        painter.setPen(theme.colour("warn"))
        painter.setFont(fonts.font("caption"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class LossReport(QWidget):
    """Shows what becomes of a story at a target."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._arrival = Arrival(None)
        self._all = False
        self.heading = label("What will not arrive as it is", "strong")
        self._number = _Number(context)
        self._number.hide()
        self._whole = label("", "note")
        self.more = button("", "link")
        self.more.clicked.connect(self._toggle)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._whole)
        self._list = Column(margins=(0, 0, 8, 0))
        self._list.fields.setSpacing(0)
        self._body: QWidget | None = None
        self._list.fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(Hairline(context.theme))
        column.addWidget(self._list, 1)

    def show_reading(self) -> None:
        """Show that the report is being made."""
        self.show_arrival(Arrival(None))
        self.heading.setText("Going through the stories…")

    @property
    def lost(self) -> tuple[tuple[str, str], ...]:
        """The fields that will not arrive as they are, each with its sentence."""
        return self._arrival.lost

    def show_arrival(self, arrival: Arrival) -> None:
        """Show another report."""
        self._arrival = arrival
        lost, whole = len(arrival.lost), len(arrival.whole)
        self.heading.setText("What will not arrive as it is" if lost else "Everything arrives")
        self._number.show_number(lost)
        fields = "1 field arrives" if whole == 1 else f"{whole} fields arrive"
        self._whole.setText(f"{fields} whole" if whole else "")
        if arrival.stories:
            stories = "1 story goes" if arrival.stories == 1 else f"{arrival.stories:,} stories go"
            self._whole.setText(f"{stories} out")
        self._draw()

    def _toggle(self) -> None:
        self._all = not self._all
        self._draw()

    def _draw(self) -> None:
        self.more.setParent(None)
        if self._body is not None:
            self._list.fields.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for name, sentence in self._arrival.lost:
            rows.addWidget(self._row("circle-alert", name, sentence))
            rows.addWidget(Hairline(self._context.theme))
        whole = self._arrival.whole
        if whole:
            self.more.setText(
                "Hide what arrives whole"
                if self._all
                else f"Show the {len(whole)} that arrive whole"
            )
            rows.addSpacing(8)
            rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        if self._all:
            for name in whole:
                rows.addWidget(self._row("check", name, ""))
        self._list.fields.insertWidget(0, self._body)

    def _row(self, icon: str, name: str, sentence: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(2, 9 if sentence else 4, 0, 9 if sentence else 4)
        row.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(self._context.icons.pixmap(icon, "warn" if sentence else "ok", 15))
        title = label(name, "strong" if sentence else "", wrap=True)
        title.setFixedWidth(_LABEL)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(sign, 0, top)
        row.addWidget(title, 0, top)
        row.addWidget(label(sentence, wrap=True), 1, top)
        return made
