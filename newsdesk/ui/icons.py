"""The icons: Lucide's line drawings, drawn when first wanted in the colours in force."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from newsdesk.ui.resources import resource
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole

STROKE = "1.75"
"""Width of the lines on Lucide's grid of 24 (they are drawn for 2)."""


class Icons:
    """Draws icons by name (``resources/icons/NAME.svg``), once for each colour and size.

    Icons are pictures of the colours in force: set them again on ``Theme.changed``
    (``controls.IconButton`` and the actions do).
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._icons: dict[tuple[str, str, bool], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._sources: dict[str, str] = {}

    def icon(
        self, name: str, role: ColourRole = "text2", *, checked: ColourRole = "accent"
    ) -> QIcon:
        """Return an icon of 16 px; disabled it is drawn in ``text3``, checked in ``checked``.

        Raises FileNotFoundError for a name that is not in ``resources/icons``.
        """
        key = (name, role, self._theme.dark)
        found = self._icons.get(key)
        if found is None:
            found = QIcon()
            found.addPixmap(self.pixmap(name, role))
            found.addPixmap(self.pixmap(name, "line2"), QIcon.Mode.Disabled)
            found.addPixmap(self.pixmap(name, checked), QIcon.Mode.Normal, QIcon.State.On)
            self._icons[key] = found
        return found

    def pixmap(self, name: str, role: ColourRole = "text2", size: int = 16) -> QPixmap:
        """Return an icon as a picture of ``size`` px, sharp on the finest screen there is."""
        ratio = self._ratio()
        key = (name, self._theme.name(role), size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._draw(name, key[1], size, ratio)
        return found

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer

        source = self._source(name).replace("currentColor", colour)
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> str:
        found = self._sources.get(name)
        if found is None:
            text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
            found = text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
            self._sources[name] = found
        return found

    @staticmethod
    def _ratio() -> float:
        screens = QGuiApplication.screens()
        return max((screen.devicePixelRatio() for screen in screens), default=1.0)
