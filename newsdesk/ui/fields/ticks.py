"""Ticks and choices with indicators that are seen as well in the dark as in the light."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

_SIDE = 16
_GAP = 8
_HIGH = 22
_LEAST = 120
"""Width that long words may be shortened to."""
_ON = QColor("#FFFFFF")
"""The mark on the filled indicator, in both schemes."""


def paint_box(
    painter: QPainter, place: QRectF, palette: QPalette, *, on: bool, near: bool, round_: bool
) -> None:
    """Draw an indicator: a box with a tick, or a ring with a dot; ``near`` under the mouse."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent = palette.color(QPalette.ColorRole.Accent)
    edge = accent if on or near else palette.color(QPalette.ColorRole.Dark)
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


class TickedRows(QStyledItemDelegate):
    """Rows of a list with boxes to tick."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        area: QRect = option.rect
        palette: QPalette = option.palette
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        on = index.data(Qt.ItemDataRole.CheckStateRole) in {Qt.CheckState.Checked, 2}
        painter.save()
        if enabled:
            side = _SIDE - 1
            place = QRectF(area.left() + 2.5, area.center().y() - side / 2 + 0.5, side, side)
            paint_box(painter, place, palette, on=on, near=False, round_=False)
        text = area.adjusted(_SIDE + _GAP + 2, 0, -4, 0)
        _paint_words(painter, text, str(index.data()), palette, enabled=enabled)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        painter.restore()


def _paint(button: QAbstractButton, *, round_: bool) -> None:
    palette = button.palette()
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QRectF(1.5, (button.height() - _SIDE) / 2 + 0.5, _SIDE - 1, _SIDE - 1)
    paint_box(
        painter, place, palette, on=button.isChecked(), near=button.underMouse(), round_=round_
    )
    text = button.rect().adjusted(_SIDE + _GAP, 0, 0, 0)
    _paint_words(painter, text, button.text(), palette, enabled=button.isEnabled())
    if button.hasFocus():
        radius = _SIDE / 2 if round_ else 4
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
    painter.end()


def _paint_words(
    painter: QPainter, area: QRect, words: str, palette: QPalette, *, enabled: bool
) -> None:
    group = QPalette.ColorGroup.Active if enabled else QPalette.ColorGroup.Disabled
    painter.setPen(palette.color(group, QPalette.ColorRole.WindowText))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _size(button: QAbstractButton) -> QSize:
    """Return the size of the indicator and its words."""
    wide = button.fontMetrics().horizontalAdvance(button.text())
    return QSize(_SIDE + _GAP + wide + 4, _HIGH)


def _least_size(button: QAbstractButton) -> QSize:
    """Return the least size: long words are shortened."""
    return QSize(min(_size(button).width(), _LEAST), _HIGH)


def _anywhere(_button: QAbstractButton, _pos: object) -> bool:
    """Take clicks on the words too."""
    return True


class Tick(QCheckBox):
    """A box to tick."""

    sizeHint, minimumSizeHint, hitButton = _size, _least_size, _anywhere  # noqa: N815 - Qt

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        _paint(self, round_=False)


class Pick(QRadioButton):
    """One of several."""

    sizeHint, minimumSizeHint, hitButton = _size, _least_size, _anywhere  # noqa: N815 - Qt

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        _paint(self, round_=True)
