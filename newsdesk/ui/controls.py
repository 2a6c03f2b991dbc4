"""Small controls that every pane uses, so that they look and behave the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from newsdesk.ui.icons import Icons
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole


class IconButton(QToolButton):
    """A flat button of 32 px with an icon, drawn again when light and dark are swapped."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        icon: str,
        name: str,
        *,
        role: ColourRole = "text2",
        side: int = 32,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._icon = icon
        self._role: ColourRole = role
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(side, side)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.draw_icon()
        theme.changed.connect(self.draw_icon)

    def set_icon(self, icon: str, role: ColourRole = "text2") -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self.draw_icon()

    def draw_icon(self) -> None:
        """Draw the icon in the colours in force."""
        self.setIcon(self._icons.icon(self._icon, self._role))

    def follow(self, action: QAction) -> None:
        """Do what an action does, and be enabled and checked with it."""
        self.setCheckable(action.isCheckable())
        self.clicked.connect(action.trigger)

        def refresh() -> None:
            self.setEnabled(action.isEnabled())
            self.setChecked(action.isChecked())

        refresh()
        action.changed.connect(refresh)
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        title = action.text().removesuffix("…")
        self.setToolTip(f"{title}  {keys}" if keys else title)


def label(text: str, look: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain-text label in one of the looks of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def button(text: str, look: str = "") -> QPushButton:
    """Return a push button; ``look`` is ``primary``, ``small``, ``quiet``, ``link`` or none."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if look:
        made.setProperty("look", look)
    return made


def name_clear_button(line: QLineEdit) -> None:
    """Give the button that empties a line its name; Qt makes it without one."""
    action = line.findChild(QAction, "_q_qlineeditclearaction")
    if isinstance(action, QAction):
        action.setText("Clear")


class Dialog(QDialog):
    """A dialog that comes up no larger than the screen, or the window it belongs to."""

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's signature
        """Shrink before the first paint; what is in it scrolls or folds."""
        if visible and not self.isVisible():
            room = self.screen().availableSize()
            parent = self.parentWidget()
            if parent is not None:
                room = room.expandedTo(parent.window().size())
            bounded = self.size().boundedTo(room)
            if bounded != self.size():
                self.resize(bounded)
        super().setVisible(visible)


class Hairline(QWidget):
    """A line of one pixel, across or down."""

    def __init__(self, theme: Theme, *, down: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setAutoFillBackground(True)
        if down:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._paint()
        theme.changed.connect(self._paint)

    def _paint(self) -> None:
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._theme.colour("line"))
        self.setPalette(palette)


def pane(look: str = "panel") -> QFrame:
    """Return an empty pane with its ground (``panel``, ``sidebar`` or ``paper``)."""
    made = QFrame()
    made.setProperty("look", look)
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet reads, and show it."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
