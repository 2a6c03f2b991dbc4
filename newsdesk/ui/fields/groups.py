"""Groups of fields under a heading that folds: no boxes, only room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from newsdesk.ui import fonts
from newsdesk.ui.context import Context


class FoldButton(QAbstractButton):
    """A heading with a chevron; at its right, while folded, what is inside."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self._context = context
        self._summary = ""
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        context.theme.changed.connect(self.update)

    @property
    def summary(self) -> str:
        """What the group says of itself while it is folded."""
        return self._summary

    def set_summary(self, text: str) -> None:
        """Say in a few words what is inside."""
        if text != self._summary:
            self._summary = text
            self.setAccessibleDescription(text)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a heading."""
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heading."""
        theme, icons = self._context.theme, self._context.icons
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        role = "text" if self.underMouse() else "text2"
        painter.drawPixmap(0, (self.height() - 14) // 2, icons.pixmap(name, role, 14))
        painter.setFont(fonts.font("ui_strong"))
        painter.setPen(theme.colour("text"))
        place = self.rect().adjusted(20, 0, -2, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, left, self.text())
        if not self.isChecked() and self._summary:
            room = place.adjusted(
                painter.fontMetrics().horizontalAdvance(self.text()) + 16, 0, 0, 0
            )
            painter.setFont(fonts.font("small"))
            painter.setPen(theme.colour("text2"))
            text = painter.fontMetrics().elidedText(
                self._summary, Qt.TextElideMode.ElideRight, room.width()
            )
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, right, text)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


class Group(QWidget):
    """Fields under a heading. ``folded`` is told when a person folds or unfolds it."""

    folded = Signal(bool)

    def __init__(self, context: Context, title: str, *, open_: bool = True) -> None:
        super().__init__()
        self.head = FoldButton(context, title)
        self._content = QWidget()
        self._fields = QVBoxLayout(self._content)
        self._fields.setContentsMargins(0, 4, 0, 12)
        self._fields.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._content)
        self.head.toggled.connect(self._toggled)
        self.head.setChecked(open_)
        self._content.setVisible(open_)

    def add(self, *widgets: QWidget) -> None:
        """Put fields below those that are there."""
        for widget in widgets:
            self._fields.addWidget(widget)

    def unfold(self) -> None:
        """Show the fields, as before going to one of them."""
        self.head.setChecked(True)

    def _toggled(self, shown: object) -> None:
        self._content.setVisible(bool(shown))
        self.folded.emit(not shown)
