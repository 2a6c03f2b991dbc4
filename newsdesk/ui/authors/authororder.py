"""The button that says in which order the authors stand and who of them is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from newsdesk.domain.author import AuthorKind
from newsdesk.domain.people import AuthorSort
from newsdesk.domain.values import immutable
from newsdesk.ui.authors.authorrows import KINDS
from newsdesk.ui.context import Context

_SORTS = (
    (AuthorSort.NAME, "Name"),
    (AuthorSort.STORIES, "Most stories"),
    (AuthorSort.LAST_STORY, "Latest story"),
)


@immutable
class Narrowing:
    """Who is shown, in which order; ``None`` and "" do not narrow."""

    retired: bool | None = None
    kind: AuthorKind | None = None
    desk_name: str = ""
    sort: AuthorSort = AuthorSort.NAME

    @property
    def narrows(self) -> bool:
        """Whether somebody may be left out."""
        return self.retired is not None or self.kind is not None or bool(self.desk_name)


class AuthorOrder(QToolButton):
    """``chosen`` tells that ``narrowing`` is another. ``desks`` are those to be asked for."""

    chosen = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.narrowing = Narrowing()
        self.desks: tuple[str, ...] = ()
        self.setAccessibleName("Order and filters")
        self.setText("Name")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIconSize(QSize(14, 14))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("look", "small")
        self.pressed.connect(self._make_menu)
        context.theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(self._context.icons.icon("chevron-down"))

    def _make_menu(self) -> None:
        menu, now = QMenu(self), self.narrowing
        menu.aboutToHide.connect(menu.deleteLater)
        shown = ((None, "Active and retired"), (False, "Active"), (True, "Retired"))
        kinds = ((None, "Every kind"), *KINDS.items())
        self._choices(menu, "Order", _SORTS, now.sort, "sort")
        self._choices(menu, "Show", shown, now.retired, "retired")
        self._choices(menu, "Kind", kinds, now.kind, "kind")
        if self.desks:
            desks = (("", "Every desk"), *((name, name) for name in self.desks))
            self._choices(menu, "Desk", desks, now.desk_name, "desk_name")
        self.setMenu(menu)

    def _choices(
        self,
        menu: QMenu,
        title: str,
        choices: tuple[tuple[object, str], ...],
        present: object,
        name: str,
    ) -> None:
        menu.addSection(title)
        group = QActionGroup(menu)
        for value, text in choices:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(value == present)
            action.triggered.connect(partial(self._choose, name, value))
            group.addAction(action)
            menu.addAction(action)

    def _choose(self, name: str, value: object, _on: object = None) -> None:
        self.narrowing = replace(self.narrowing, **{name: value})
        order = next(text for sort, text in _SORTS if sort is self.narrowing.sort)
        self.setText(f"{order}, filtered" if self.narrowing.narrows else order)
        self.chosen.emit()
