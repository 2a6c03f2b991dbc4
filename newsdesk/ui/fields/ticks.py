"""Ticks and choices with indicators that are seen as well in the dark as in the light."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

_SIDE = 16
_GAP = 8
_ON = QColor("#FFFFFF")
"""The mark on the filled indicator, in both schemes."""


def _paint(button: QAbstractButton, *, round_: bool) -> None:
    palette, on = button.palette(), button.isChecked()
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QRectF(1.5, (button.height() - _SIDE) / 2 + 0.5, _SIDE - 1, _SIDE - 1)
    group = QPalette.ColorGroup.Active if button.isEnabled() else QPalette.ColorGroup.Disabled
    accent = palette.color(QPalette.ColorRole.Accent)
    edge = accent if on or button.underMouse() else palette.color(QPalette.ColorRole.Dark)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(accent if on else palette.color(QPalette.ColorRole.Base))
    radius = _SIDE / 2 if round_ else 4
    painter.drawRoundedRect(place, radius, radius)
    if on and round_:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_ON)
        painter.drawEllipse(place.center(), 3, 3)
    elif on:
        round_cap = Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(_ON, 1.8, Qt.PenStyle.SolidLine, round_cap))
        centre = place.center()
        painter.drawPolyline(
            [centre + QPointF(-3.5, 0.2), centre + QPointF(-1, 2.7), centre + QPointF(3.6, -2.6)]
        )
    text = button.rect().adjusted(_SIDE + _GAP, 0, 0, 0)
    painter.setPen(palette.color(group, QPalette.ColorRole.WindowText))
    painter.setFont(button.font())
    elided = painter.fontMetrics().elidedText(
        button.text(), Qt.TextElideMode.ElideRight, text.width()
    )
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
    if button.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
    painter.end()


def _size(button: QAbstractButton) -> QSize:
    wide = button.fontMetrics().horizontalAdvance(button.text())
    return QSize(_SIDE + _GAP + wide + 4, 22)


class Tick(QCheckBox):
    """A box to tick."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the size of the box and its words."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: long words are shortened."""
        return QSize(min(_size(self).width(), 120), 22)

    def hitButton(self, pos: object) -> bool:
        """Take clicks on the words too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        _paint(self, round_=False)


class Pick(QRadioButton):
    """One of several."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the size of the ring and its words."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: long words are shortened."""
        return QSize(min(_size(self).width(), 120), 22)

    def hitButton(self, pos: object) -> bool:
        """Take clicks on the words too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        _paint(self, round_=True)
