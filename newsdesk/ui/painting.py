"""What delegates share: the grounds of rows that are hovered, chosen or in focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import RADIUS


def paint_ground(painter: QPainter, theme: Theme, area: QRect, state: QStyle.StateFlag) -> None:
    """Fill the ground of a row by its state: chosen, hovered, or none; focus as a ring."""
    flag = QStyle.StateFlag
    chosen = bool(state & flag.State_Selected)
    focused = bool(state & flag.State_HasFocus and state & flag.State_KeyboardFocusChange)
    if not (chosen or focused or state & flag.State_MouseOver):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if chosen or state & flag.State_MouseOver:
        painter.setBrush(theme.colour("selected" if chosen else "hover"))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
    painter.restore()
