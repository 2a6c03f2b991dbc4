"""The inspector's frame: five tabs that follow the story; a panel is built when first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline
from newsdesk.ui.navigation import Tab
from newsdesk.ui.tokens import TOOLBAR

PanelMaker = Callable[[Context], QWidget]


class TabButton(QAbstractButton):
    """A tab: its name, an underline when it is shown, and perhaps a number."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self._badge = 0
        self._font = fonts.font("ui_strong")
        self._small = fonts.font("caption")
        self.setText(name)
        self.setAccessibleName(f"{name} tab")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(TOOLBAR)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        context.theme.changed.connect(self.update)

    def set_badge(self, number: int) -> None:
        """Show a number beside the name; none for 0."""
        if number != self._badge:
            self._badge = number
            self.setAccessibleDescription(f"{number} findings" if number else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the name and its number."""
        from PySide6.QtGui import QFontMetrics

        wide = QFontMetrics(self._font).horizontalAdvance(self.text())
        return QSize(wide + 14 + (22 if self._badge else 0), TOOLBAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tab."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setFont(self._font)
        painter.setPen(theme.colour("text" if chosen or self.underMouse() else "text2"))
        place = self.rect().adjusted(7, 0, 0, 0)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
        wide = painter.fontMetrics().horizontalAdvance(self.text())
        if self._badge:
            spot = QRect(7 + wide + 4, (self.height() - 18) // 2, 18, 18)
            painter.setBrush(theme.colour("warn_ground"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(spot)
            painter.setFont(self._small)
            painter.setPen(theme.colour("warn"))
            text = str(self._badge) if self._badge < 100 else "99"
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
        if chosen:
            painter.fillRect(QRect(7, self.height() - 2, wide, 2), theme.colour("accent"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 7, -1, -7), 5, 5)
        painter.end()


class InspectorPane(QFrame):
    """The right pane. ``makers`` give the panels, each asked for once, when its tab is shown."""

    def __init__(self, context: Context, makers: dict[Tab, PanelMaker]) -> None:
        super().__init__()
        self._context = context
        self._makers = makers
        self._panels: dict[Tab, QWidget] = {}
        self.setProperty("look", "panel")
        self.setAccessibleName("Inspector")
        self._tabs: dict[Tab, TabButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 9, 0)
        row.setSpacing(0)
        for place, tab in enumerate(get_args(Tab)):
            if place:
                row.addStretch(1)
            made = TabButton(context, tab.capitalize())
            made.clicked.connect(lambda _on=False, tab=tab: self.show_tab(tab))
            self._group.addButton(made)
            self._tabs[tab] = made
            row.addWidget(made)
        self._stack = QStackedWidget()
        self._blank = QWidget()
        self._stack.addWidget(self._blank)
        context.story.closed.connect(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(context.theme))
        column.addWidget(self._stack, 1)
        self._tab: Tab = "story"
        self._tabs["story"].setChecked(True)

    @property
    def tab(self) -> Tab:
        """The tab that is shown."""
        return self._tab

    def show_tab(self, tab: Tab) -> None:
        """Show a tab, building its panel the first time; nothing while no story is open."""
        self.name_tab(tab)
        if self._context.story.article is None:
            self._clear()
            return
        panel = self._panels.get(tab)
        if panel is None:
            panel = self._panels[tab] = self._makers[tab](self._context)
            self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)

    def panels(self, *tabs: Tab) -> tuple[QWidget, ...]:
        """Return the panels of some tabs, as far as they are built."""
        return tuple(self._panels[tab] for tab in tabs if tab in self._panels)

    def _clear(self) -> None:
        self._stack.setCurrentWidget(self._blank)

    def name_tab(self, tab: Tab) -> None:
        """Mark a tab as the one to show, without building its panel yet."""
        self._tab = tab
        self._tabs[tab].setChecked(True)

    def set_badge(self, tab: Tab, number: int) -> None:
        """Show a number on a tab; none for 0."""
        self._tabs[tab].set_badge(number)
