"""The versions of a story under the days they were kept on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsdesk.domain.listing import VersionReason, VersionRow
from newsdesk.domain.values import immutable
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.fields.rowlist import Row, RowList
from newsdesk.ui.moments import clock_text, number_text, row_text

REASONS: Mapping[VersionReason, str] = {
    VersionReason.SITTING: "Before a sitting",
    VersionReason.INTERVAL: "While writing",
    VersionReason.EXPORT: "Exported",
    VersionReason.PUBLISH: "Published",
    VersionReason.NAMED: "Named",
    VersionReason.RESTORE: "Before a restore",
    VersionReason.REPLACE: "Before a replacement",
    VersionReason.CONFLICT: "Saved elsewhere",
    VersionReason.RECOVERED: "Before the recovery",
}
_ROW = 44
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@immutable
class Shown:
    """A version in the time line and how many words it has more than the one before it."""

    row: VersionRow
    words: int = 0

    @property
    def detail(self) -> str:
        """Why it was kept, by whom, and the words that came or went."""
        parts = [self.row.name or REASONS[self.row.reason], self.row.by]
        if self.words:
            sign = "+" if self.words > 0 else "−"
            parts.append(f"{sign}{number_text(abs(self.words))} words")
        return " · ".join(part for part in parts if part)


class VersionLine(Row):
    """A version: a dot on the line, the time, and why it was kept."""

    def __init__(self, context: Context, shown: Shown) -> None:
        super().__init__(context, movable=False)
        self.shown = shown
        self._chosen = False
        self.setFixedHeight(_ROW)
        when = row_text(shown.row.at)
        self.setAccessibleName(f"{when}, {clock_text(shown.row.at)}, {shown.detail}")

    def set_chosen(self, *, chosen: bool) -> None:
        """Show as the one that is compared."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(0, _ROW)

    def paint_row(self, painter: QPainter, area: QRect) -> None:
        """Draw the row."""
        theme, row = self.context.theme, self.shown.row
        centre = QPointF(area.left() + 9, area.center().y() + 0.5)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(centre.x(), 0), QPointF(centre.x(), _ROW))
        kept = row.reason in {VersionReason.NAMED, VersionReason.PUBLISH, VersionReason.EXPORT}
        painter.setPen(QPen(theme.colour("accent" if self._chosen or kept else "line2"), 2))
        painter.setBrush(theme.colour("accent" if self._chosen or kept else "panel"))
        painter.drawEllipse(centre, 3.5, 3.5)
        text = QRect(area.left() + 26, area.top() + 4, area.width() - 28, 18)
        painter.setFont(fonts.font("ui_strong"))
        painter.setPen(theme.colour("accent" if self._chosen else "text"))
        painter.drawText(text, _LEFT, clock_text(row.at))
        painter.setFont(fonts.font("small"))
        painter.setPen(theme.colour("text2"))
        detail = painter.fontMetrics().elidedText(
            self.shown.detail, Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text.translated(0, 18), _LEFT, detail)


class TimeLine(QWidget):
    """The versions under the days they were kept on. ``chosen`` carries a version's number."""

    chosen = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows: RowList[VersionLine] = RowList(context, gap=0)
        self._number = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)

    def show_versions(self, versions: tuple[Shown, ...]) -> None:
        """Show versions, latest first."""
        if [line.shown for line in self.rows.rows] == list(versions):
            return
        made: list[VersionLine] = []
        for shown in versions:
            line = VersionLine(self._context, shown)
            line.activated.connect(partial(self.chosen.emit, shown.row.number))
            made.append(line)
        self.rows.set_rows(made)
        self.rows.set_headings(_days(versions))
        self.mark(self._number)

    def mark(self, number: int) -> None:
        """Show which version is compared; 0 for none."""
        self._number = number
        for line in self.rows.rows:
            line.set_chosen(chosen=line.shown.row.number == number)


def _days(versions: tuple[Shown, ...]) -> dict[int, str]:
    """Return the heading above each version with which another day begins."""
    headings: dict[int, str] = {}
    before = None
    for place, shown in enumerate(versions):
        day = shown.row.at.utc.astimezone().date()
        if day != before:
            before = day
            words = row_text(shown.row.at)
            if ":" in words:
                words = "Today"
            headings[place] = words
    return headings
