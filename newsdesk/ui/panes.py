"""The four panes side by side: their widths, and which of them fold when the window is narrow."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from newsdesk.ui.library.sidebar import Sidebar
from newsdesk.ui.tokens import (
    INSPECTOR,
    INSPECTOR_LEAST,
    LIST,
    LIST_LEAST,
    NARROW,
    PAGE_LEAST,
    RAIL,
    SIDEBAR,
)

PaneName: TypeAlias = Literal["sidebar", "list", "inspector"]

_ROOMY = SIDEBAR + LIST + 640 + INSPECTOR
"""From this width on the sidebar stands unfolded unless somebody folded it."""
_TIGHT = RAIL + PAGE_LEAST + INSPECTOR_LEAST + 100
"""Below this the inspector folds too."""
_PAGES = 2 * PAGE_LEAST
"""What the text and its preview take together."""


class Panes(QSplitter):
    """Folds first the sidebar to its rail, then the list, then the inspector.

    What a person showed or hid by hand stays so while there is room; ``changed`` tells of it.
    """

    changed = Signal()

    def __init__(self, sidebar: Sidebar, stories: QWidget, stage: QWidget, side: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._sidebar = sidebar
        self._panes: dict[PaneName, QWidget] = {
            "sidebar": sidebar,
            "list": stories,
            "inspector": side,
        }
        self._wanted: dict[PaneName, bool] = {"sidebar": True, "list": True, "inspector": True}
        self._folded: bool | None = None
        self._quiet = False
        self._alone = False
        self._preview = False
        self._kept_widths: dict[str, int] = {}
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in (sidebar, stories, stage, side):
            self.addWidget(pane)
        self.setStretchFactor(2, 1)
        self._chosen: dict[str, int] = {"list": LIST, "inspector": INSPECTOR}
        self.splitterMoved.connect(self._moved)
        stories.setMinimumWidth(LIST_LEAST)
        stage.setMinimumWidth(PAGE_LEAST)
        side.setMinimumWidth(INSPECTOR_LEAST)
        self.setSizes([SIDEBAR, LIST, 640, INSPECTOR])

    def shown(self, name: PaneName) -> bool:
        """Whether a pane is in sight (the sidebar: unfolded)."""
        if name == "sidebar":
            return not self._sidebar.folded
        return not self._panes[name].isHidden()

    def show_pane(self, name: PaneName, shown: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show or hide a pane because a person wants it so; the sidebar folds to its rail."""
        if name == "sidebar":
            self._folded = not shown
        self._wanted[name] = shown
        self._apply(by_hand=name)

    def set_quiet(self, quiet: bool) -> None:  # noqa: FBT001 - a plain setter
        """Hide everything but the page, for focus mode, or bring it back."""
        self._quiet = quiet
        self._apply()

    def set_alone(self, alone: bool) -> None:  # noqa: FBT001 - a plain setter
        """Leave list and inspector out: authors and images bring panes of their own."""
        if alone != self._alone:
            self._kept_widths = self.widths()
            self._alone = alone
            self._apply()

    def set_preview(self, shown: bool) -> None:  # noqa: FBT001 - a plain setter
        """Make room for the preview beside the text where there is not enough, or give it back."""
        if shown != self._preview:
            self._preview = shown
            self._apply()
            self._share()

    def widths(self) -> dict[str, int]:
        """Return the widths of the panes in sight, or as they were beside the story, in pixels."""
        if self._alone:
            return self._kept_widths
        names: tuple[PaneName, ...] = ("list", "inspector")
        return {name: self._panes[name].width() for name in names if self.shown(name)}

    def hidden(self) -> tuple[PaneName, ...]:
        """Return the panes that a person hid."""
        return tuple(name for name in ("list", "inspector") if not self._wanted[name])

    @property
    def folded(self) -> bool | None:
        """Whether a person folded the sidebar; ``None`` when nobody chose."""
        return self._folded

    def restore(
        self, widths: dict[str, int], hidden: tuple[str, ...], *, folded: bool | None
    ) -> None:
        """Put the panes as they stood."""
        self._folded = folded
        for name in ("list", "inspector"):
            self._wanted[name] = name not in hidden
        least: dict[PaneName, int] = {"list": LIST_LEAST, "inspector": INSPECTOR_LEAST}
        sizes = {name: max(low, widths.get(name, 0)) for name, low in least.items()}
        usual = {"list": LIST, "inspector": INSPECTOR}
        self._chosen = {name: sizes[name] if widths.get(name) else usual[name] for name in least}
        self._apply()
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold and unfold with the room there is."""
        if event.size().width() != event.oldSize().width():
            self._apply()
        super().resizeEvent(event)

    def _apply(self, by_hand: PaneName | None = None) -> None:
        folded = self._folded if self._folded is not None else not self._has_room("sidebar")
        before = self._sidebar.folded
        self._sidebar.fold(folded or self.width() < NARROW)
        if self._sidebar.folded != before:
            self._share()
        self._sidebar.setVisible(not self._quiet)
        for name in ("list", "inspector"):
            fits = self._has_room(name) or by_hand == name
            wanted = self._wanted[name] and fits and not self._alone
            self._panes[name].setVisible(wanted and not self._quiet)
        self.changed.emit()

    def _has_room(self, name: PaneName) -> bool:
        """Whether a pane fits beside the page, or the page and its preview; the list goes last."""
        least: dict[PaneName, int]
        if self._preview:
            list_least = RAIL + LIST + _PAGES
            least = {
                "list": list_least,
                "inspector": list_least + INSPECTOR,
                "sidebar": list_least + INSPECTOR + SIDEBAR - RAIL,
            }
        else:
            least = {"list": NARROW, "inspector": _TIGHT, "sidebar": _ROOMY}
        return self.width() >= least[name]

    def _share(self) -> None:
        """Give list and inspector the widths last chosen, and the page what is left."""
        own = RAIL if self._sidebar.folded else SIDEBAR
        left, right = self._chosen["list"], self._chosen["inspector"]
        self.setSizes([own, left, max(PAGE_LEAST, self.width() - own - left - right), right])

    def _moved(self) -> None:
        _, left, _, right = self.sizes()
        self._chosen = {"list": left or self._chosen["list"], "inspector": right or INSPECTOR}
