"""A row of joined buttons of which one is chosen: widths, light and dark, ways to look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton

from newsdesk.domain.values import immutable
from newsdesk.ui.context import Context
from newsdesk.ui.tokens import Palette

_SHEET = """
QFrame#segments {{ background: {raised}; border: 1px solid {line2}; border-radius: 6px; }}
QFrame#segments > QToolButton {{ border: 2px solid transparent; border-radius: 5px;
  padding: 0 6px; color: {text2}; background: transparent; }}
QFrame#segments > QToolButton:hover {{ background: {hover}; }}
QFrame#segments > QToolButton:checked {{ background: {selected}; color: {accent};
  font-weight: 600; }}
QFrame#segments > QToolButton:focus {{ border-color: {accent}; }}
QFrame#segments > QToolButton:disabled {{ color: {text3}; }}
"""


@immutable
class Segment:
    """One of the buttons. Without an icon its title always stands there; ``bare`` ones never."""

    value: str
    title: str
    icon: str = ""
    bare: bool = False


class Segments(QFrame):
    """``chosen(value)`` comes when a person chose; the arrow keys walk along the row."""

    chosen = Signal(str)

    def __init__(self, context: Context, name: str, entries: Sequence[Segment]) -> None:
        super().__init__()
        self._context = context
        self._entries = tuple(entries)
        self._compact = False
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for entry in self._entries:
            made = QToolButton()
            made.setText(entry.title)
            made.setAccessibleName(entry.title)
            made.setToolTip(entry.title)
            made.setCheckable(True)
            made.setIconSize(QSize(16, 16))
            made.setFixedHeight(28)
            made.setMinimumWidth(32)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(made)
            self._buttons[entry.value] = made
            row.addWidget(made)
        self._group.buttonClicked.connect(self._clicked)
        self._draw()
        context.theme.changed.connect(self._draw)

    @property
    def value(self) -> str:
        """What is chosen; "" where nothing is."""
        return next((value for value, one in self._buttons.items() if one.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Show what is chosen, or nothing for a value that is not in the row."""
        self._group.setExclusive(False)
        for name, one in self._buttons.items():
            one.setChecked(name == value)
        self._group.setExclusive(True)

    def choose(self, value: str) -> None:
        """Choose as a person does."""
        self._buttons[value].click()

    def set_enabled(self, value: str, *, enabled: bool, tip: str = "") -> None:
        """Let one be chosen or not, saying why not."""
        self._buttons[value].setEnabled(enabled)
        entry = next(one for one in self._entries if one.value == value)
        self._buttons[value].setToolTip(tip or entry.title)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the words out where there is no room; they stay in the tips."""
        if compact != self._compact:
            self._compact = compact
            self._draw()

    def _clicked(self) -> None:
        self.chosen.emit(self.value)

    def _draw(self) -> None:
        only = Qt.ToolButtonStyle.ToolButtonIconOnly
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for entry in self._entries:
            one = self._buttons[entry.value]
            if entry.icon:
                one.setIcon(self._context.icons.icon(entry.icon))
                # Qt's own gap between an icon and its words cannot be styled.
                one.setText(f" {entry.title}")
                one.setToolButtonStyle(only if self._compact or entry.bare else beside)
        self.setStyleSheet(_sheet(self._context.theme.palette))


def _sheet(palette: Palette) -> str:
    return _SHEET.format(**{str(role): colour for role, colour in palette.items()})
