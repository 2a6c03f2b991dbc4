"""What a pane says when it has nothing to show: an icon, a sentence, one next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import label, set_look
from newsdesk.ui.theme import Theme


class EmptyState(QWidget):
    """Centred near the top of its pane. ``say`` sets what it shows."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._icon_name = ""
        self._run: Callable[[], object] | None = None
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = label("", wrap=True)
        self._title.setProperty("look", "strong")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = label("", "quiet", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = QPushButton()
        self._button.hide()
        self._button.clicked.connect(self._step)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 40, 24, 24)
        column.setSpacing(6)
        column.addWidget(self._icon)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(10)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._theme: Theme = context.theme
        self._theme.changed.connect(self._draw)

    def say(
        self,
        icon: str,
        title: str,
        text: str,
        step: tuple[str, Callable[[], object]] | None = None,
        *,
        primary: bool = False,
    ) -> None:
        """Show an icon of ``resources/icons``, a title, a sentence and perhaps a button."""
        self._icon_name = icon
        self._title.setText(title)
        self._text.setText(text)
        self._button.setVisible(step is not None)
        if step is not None:
            self._button.setText(step[0])
            self._run = step[1]
            set_look(self._button, "look", "primary" if primary else "")
        self._draw()

    def _draw(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(self._context.icons.pixmap(self._icon_name, "text2", 22))

    def _step(self) -> None:
        if self._run is not None:
            self._run()
