"""The changes as lines to tick: a story, and under it each place as it is and as it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from newsdesk.domain.replacing import Spot, StoryPlan
from newsdesk.domain.textparts import TextPart
from newsdesk.domain.values import immutable
from newsdesk.services.replacing import Plan
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.fields.ticks import paint_box
from newsdesk.ui.moments import number_text, row_text
from newsdesk.ui.painting import paint_ground
from newsdesk.ui.states import STATE_LABELS

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAMES = {
    TextPart.HEADLINE: "headline",
    TextPart.STANDFIRST: "standfirst",
    TextPart.CAPTION: "caption",
    TextPart.OTHER: "search, social",
}
_PUBLISHED = "Published: left out until you tick it. A change here does not mark it “Updated”."
_LEGAL = "With legal, or marked for it: ask before you change it."
STORY_TICK, SPOT_TICK, CHEVRON = 16, 40, 38
"""Where ticks and chevrons begin, in pixels from the left."""


@immutable
class RowLine:
    """A line: a story, a place in one (``spot`` counts them), or what is to be said of it."""

    kind: Literal["story", "spot", "note"]
    story: int
    spot: int = -1
    text: str = ""


class ChangesModel(QAbstractListModel):
    """The lines of a plan and what of it is ticked. ``ticked()`` tells when that changed."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stories: tuple[StoryPlan, ...] = ()
        self._lines: list[RowLine] = []
        self._on: list[set[int]] = []
        self._folded: set[int] = set()

    def show_plan(self, stories: Sequence[StoryPlan]) -> None:
        """Show another plan; published stories are left out until somebody ticks them."""
        self.beginResetModel()
        self._stories = tuple(stories)
        self._on = [
            set[int]() if story.published else set(range(len(story.spots))) for story in stories
        ]
        self._folded.clear()
        self._lay()
        self.endResetModel()
        self.ticked.emit()

    def _lay(self) -> None:
        self._lines = []
        for n, story in enumerate(self._stories):
            self._lines.append(RowLine("story", n))
            if n in self._folded:
                continue
            self._lines.extend(RowLine("spot", n, at) for at in range(len(story.spots)))
            for said, text in ((story.published, _PUBLISHED), (story.legal, _LEGAL)):
                if said:
                    self._lines.append(RowLine("note", n, text=text))

    @property
    def stories(self) -> tuple[StoryPlan, ...]:
        """The stories of the plan."""
        return self._stories

    def line(self, row: int) -> RowLine:
        """Return what stands in a row."""
        return self._lines[row]

    def spot(self, line: RowLine) -> Spot:
        """Return the place that a line shows."""
        return self._stories[line.story].spots[line.spot]

    def on(self, line: RowLine) -> Qt.CheckState:
        """Say whether a line is ticked; a story of which only some places are, partially."""
        on = self._on[line.story]
        if line.kind == "spot":
            return Qt.CheckState.Checked if line.spot in on else Qt.CheckState.Unchecked
        if not on:
            return Qt.CheckState.Unchecked
        whole = len(on) == len(self._stories[line.story].spots)
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def toggle(self, row: int) -> None:
        """Tick a line, or take the tick away; a story does so for all of its places."""
        line = self._lines[row]
        on = self._on[line.story]
        if line.kind == "spot":
            on ^= {line.spot}
        elif line.kind == "story":
            every = set(range(len(self._stories[line.story].spots)))
            self._on[line.story] = set[int]() if on == every else every
        else:
            return
        self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))
        self.ticked.emit()

    def folded(self, story: int) -> bool:
        """Say whether the places of a story are hidden."""
        return story in self._folded

    def fold(self, row: int) -> None:
        """Hide the places of a story, or show them again."""
        self.beginResetModel()
        self._folded ^= {self._lines[row].story}
        self._lay()
        self.endResetModel()

    def chosen(self, plan: Plan) -> Plan:
        """Return the plan with what is ticked alone."""
        kept = (
            replace(story, spots=tuple(story.spots[n] for n in sorted(on)))
            for story, on in zip(self._stories, self._on, strict=True)
            if on
        )
        return replace(plan, stories=tuple(kept))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a line says."""
        line = self._lines[index.row()]
        match role:
            case role if role == LINE_ROLE:
                return line
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._said(line)
            case Qt.ItemDataRole.CheckStateRole:
                return None if line.kind == "note" else self.on(line)
            case _:
                return None

    def _said(self, line: RowLine) -> str:
        if line.kind == "note":
            return line.text
        story = self._stories[line.story]
        if line.kind == "story":
            return f"{story.headline or 'Untitled story'}, {len(story.spots)}"
        spot = story.spots[line.spot]
        return f"{spot.before}{spot.found} becomes {spot.replacement}{spot.after}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Notes can be neither chosen nor ticked."""
        if self._lines[index.row()].kind == "note":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ChangeDelegate(QStyledItemDelegate):
    """Paints the lines: what goes struck through, what comes beside it."""

    def __init__(self, context: Context, model: ChangesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._strong, self._small = fonts.font("ui_strong"), fonts.font("small")
        self._page = fonts.page_font(16)
        self._struck = fonts.page_font(16)
        self._struck.setStrikeOut(True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        line: RowLine = index.data(LINE_ROLE)
        return QSize(0, {"story": 44, "spot": 36, "note": 28}[line.kind])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        line: RowLine = index.data(LINE_ROLE)
        area: QRect = option.rect
        painter.save()
        match line.kind:
            case "story":
                paint_ground(
                    painter,
                    self._context.theme,
                    area.adjusted(8, 6, -8, 0),
                    option.state,
                )
                self._paint_story(painter, option.palette, area.adjusted(0, 6, 0, 0), line)
            case "spot":
                paint_ground(
                    painter, self._context.theme, area.adjusted(8, 1, -8, -1), option.state
                )
                self._paint_spot(painter, option.palette, area, line)
            case "note":
                theme, icons = self._context.theme, self._context.icons
                painter.drawPixmap(
                    area.left() + SPOT_TICK, area.top() + 6, icons.pixmap("triangle-alert", "warn")
                )
                painter.setFont(self._small)
                painter.setPen(theme.colour("warn"))
                self._text(painter, line.text, area.adjusted(SPOT_TICK + 24, 0, -16, 0))
        painter.restore()

    def _tick(
        self, painter: QPainter, palette: QPalette, area: QRect, left: int, line: RowLine
    ) -> None:
        on = self._model.on(line)
        place = QRectF(area.left() + left + 0.5, area.center().y() - 7, 15, 15)
        checked = on is Qt.CheckState.Checked
        paint_box(painter, place, palette, on=checked, near=False, round_=False)
        if on is Qt.CheckState.PartiallyChecked:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
            middle = place.center()
            painter.drawLine(int(middle.x()) - 3, int(middle.y()), int(middle.x()) + 4,
                             int(middle.y()))  # fmt: skip

    def _paint_story(
        self, painter: QPainter, palette: QPalette, area: QRect, line: RowLine
    ) -> None:
        theme, icons = self._context.theme, self._context.icons
        story = self._model.stories[line.story]
        self._tick(painter, palette, area, STORY_TICK, line)
        chevron = "chevron-right" if self._model.folded(line.story) else "chevron-down"
        painter.drawPixmap(area.left() + CHEVRON, area.center().y() - 7, icons.pixmap(chevron))
        painter.setFont(self._small)
        painter.setPen(theme.colour("text2"))
        painter.drawText(area.adjusted(0, 0, -16, 0), _RIGHT, number_text(len(story.spots)))
        state = STATE_LABELS[story.state]
        if story.published and story.first_published_at is not None:
            state = f"{state}, out since {row_text(story.first_published_at)}"
        beside = painter.fontMetrics().horizontalAdvance(state)
        painter.setFont(self._strong)
        painter.setPen(theme.colour("text"))
        room = area.adjusted(CHEVRON + 24, 0, -(16 + 40 + beside), 0)
        end = self._text(painter, story.headline or "Untitled story", room)
        painter.setFont(self._small)
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRect(end + 8, area.top(), beside + 4, area.height()), _LEFT, state)

    def _paint_spot(
        self, painter: QPainter, palette: QPalette, area: QRect, line: RowLine
    ) -> None:
        theme = self._context.theme
        spot = self._model.spot(line)
        self._tick(painter, palette, area, SPOT_TICK, line)
        left = area.left() + SPOT_TICK + 24
        name = _NAMES.get(spot.part)
        if name is not None:
            painter.setFont(self._small)
            wide = painter.fontMetrics().horizontalAdvance(name) + 12
            badge = QRectF(left, area.center().y() - 9, wide, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected_idle"))
            painter.drawRoundedRect(badge, 4, 4)
            painter.setPen(theme.colour("text2"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, name)
            left += wide + 6
        right = area.right() - 20
        struck, came = theme.colour("removed"), theme.colour("inserted")
        before = self._shortened(painter, spot, right - left)
        for text, font, pen, ground in (
            (before, self._page, theme.colour("text"), None),
            (spot.found, self._struck, struck, theme.colour("removed_ground")),
            (" ", self._page, came, None),
            (spot.replacement, self._page, came, theme.colour("inserted_ground")),
            (spot.after, self._page, theme.colour("text"), None),
        ):
            painter.setFont(font)
            room = QRect(left, area.top() + 2, max(0, right - left), area.height() - 4)
            left = self._piece(painter, text.replace("\n", " "), room, pen, ground)

    def _shortened(self, painter: QPainter, spot: Spot, room: int) -> str:
        """Return the words before a match, fewer of them where the match would not be seen."""
        painter.setFont(self._page)
        metrics = painter.fontMetrics()
        needed = metrics.horizontalAdvance(f"{spot.found} {spot.replacement}") + 60
        return metrics.elidedText(
            spot.before, Qt.TextElideMode.ElideLeft, max(40, min(room - needed, room // 2))
        )

    @staticmethod
    def _piece(
        painter: QPainter, text: str, room: QRect, pen: QColor, ground: QColor | None
    ) -> int:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        wide = metrics.horizontalAdvance(shown)
        if ground is not None and shown:
            painter.fillRect(QRect(room.left(), room.center().y() - 11, wide, 23), ground)
        painter.setPen(pen)
        painter.drawText(room, _LEFT, shown)
        return room.left() + wide

    @staticmethod
    def _text(painter: QPainter, text: str, room: QRect) -> int:
        """Draw a text, shortened to the room there is; returns where it ends."""
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, _LEFT, shown)
        return room.left() + metrics.horizontalAdvance(shown)
