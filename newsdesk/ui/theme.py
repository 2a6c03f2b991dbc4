"""The colours in force: light or dark, by the person's choice or the system's."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from newsdesk.ui import fonts, stylesheet
from newsdesk.ui.tokens import DARK, LIGHT, ColourRole, Palette


class Scheme(StrEnum):
    """What a person may choose for light and dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Knows every colour by its role. ``changed`` comes after light and dark were swapped.

    Formats in documents carry kinds only and ask here while painting; so nothing is reloaded.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._choice = Scheme.SYSTEM
        self._dark = False
        self._colours: dict[str, QColor] = {}
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self._dark

    @property
    def choice(self) -> Scheme:
        """What the person chose."""
        return self._choice

    @property
    def palette(self) -> Palette:
        """Every colour in force as ``#RRGGBB``, by role."""
        return DARK if self._dark else LIGHT

    def colour(self, role: ColourRole) -> QColor:
        """Return the colour in force for a role; do not change it."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self.palette[role])
        return found

    def name(self, role: ColourRole) -> str:
        """Return the colour in force as ``#RRGGBB``, for style sheets and SVG."""
        return self.palette[role]

    def start(self, choice: Scheme) -> None:
        """Give the application its style, font and colours; once, before the first window.

        ``dress`` follows when that window is whole.
        """
        self._application.setStyle("Fusion")
        self._application.setFont(fonts.font("ui"))
        self._choice = choice
        self._dark = self._wanted_dark()
        self._application.setPalette(self._qt_palette())

    def dress(self) -> None:
        """Put the style sheet in force.

        With one in force Qt styles each widget anew whenever it gets another parent: 15 ms of
        building a window. Before the window is shown all of it is styled once.
        """
        self._application.setStyleSheet(stylesheet.make(self.palette))

    def choose(self, choice: Scheme) -> None:
        """Follow a new choice of the person at once."""
        self._choice = choice
        self._follow()

    def _system_changed(self) -> None:
        self._follow()

    def _wanted_dark(self) -> bool:
        if self._choice is Scheme.SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is Scheme.DARK

    def _follow(self) -> None:
        dark = self._wanted_dark()
        if dark == self._dark:
            return
        self._dark = dark
        self._colours.clear()
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        self._application.setPalette(self._qt_palette())
        self.dress()

    def _qt_palette(self) -> QPalette:
        roles: dict[QPalette.ColorRole, ColourRole] = {
            QPalette.ColorRole.Window: "window",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "field",
            QPalette.ColorRole.AlternateBase: "panel",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "text3",
            QPalette.ColorRole.Button: "raised",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.BrightText: "bad",
            QPalette.ColorRole.Highlight: "text_selection",
            QPalette.ColorRole.HighlightedText: "text",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.ToolTipBase: "raised",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.Light: "raised",
            QPalette.ColorRole.Midlight: "line",
            QPalette.ColorRole.Mid: "line",
            QPalette.ColorRole.Dark: "line2",
            QPalette.ColorRole.Shadow: "line",
            QPalette.ColorRole.Accent: "accent_fill",
        }
        palette = QPalette()
        for qt_role, role in roles.items():
            palette.setColor(qt_role, self.colour(role))
        for qt_role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, qt_role, self.colour("text3"))
        return palette
