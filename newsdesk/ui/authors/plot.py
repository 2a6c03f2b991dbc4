"""Stories and words a month, drawn as small bars: the last twelve months, this one in colour."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from newsdesk.domain.people import MonthCount
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.moments import desk_locale, number_text

MONTHS = 12
_HEIGHT = 104
_LETTERS = 20
_TALLEST = 66


def last_months(counts: tuple[MonthCount, ...], today: date) -> tuple[MonthCount, ...]:
    """Return the last twelve months, those without a story as zero, the present one last."""
    known = {(count.year, count.month): count for count in counts}
    months: list[MonthCount] = []
    for back in range(MONTHS - 1, -1, -1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        months.append(known.get((year, month + 1)) or MonthCount(year, month + 1, 0, 0))
    return tuple(months)


def month_name(count: MonthCount) -> str:
    """Return the name of a month, as "November"."""
    locale = desk_locale()
    return locale.standaloneMonthName(count.month)


def stories_text(number: int) -> str:
    """Return how many stories, in words."""
    return "1 story" if number == 1 else f"{number_text(number)} stories"


class MonthPlot(QWidget):
    """The bars. Each says its month, stories and words when it is pointed at."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._months: tuple[MonthCount, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Stories a month")
        context.theme.changed.connect(self.update)

    def show_months(self, months: tuple[MonthCount, ...]) -> None:
        """Show the counts of some months."""
        self._months = months
        self.setAccessibleDescription(
            ", ".join(f"{month_name(count)} {count.stories}" for count in months)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bars and their letters."""
        return QSize(200, _HEIGHT)

    def _bar(self, place: int) -> QRectF:
        step = self.width() / MONTHS
        most = max((count.stories for count in self._months), default=0) or 1
        stories = self._months[place].stories
        tall = max(2.0, _TALLEST * stories / most) if stories else 1.0
        bottom = self.height() - _LETTERS
        wide = min(16.0, step - 6)
        return QRectF(step * place + (step - wide) / 2, bottom - tall, wide, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = self.height() - _LETTERS
        painter.fillRect(0, bottom, self.width(), 1, theme.colour("line"))
        painter.setFont(fonts.font("caption"))
        locale = desk_locale()
        for place, count in enumerate(self._months):
            last = place == len(self._months) - 1
            bar = self._bar(place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent" if last else "line2"))
            painter.setOpacity(1.0 if last else 0.6)
            painter.drawRoundedRect(bar, 2, 2)
            painter.setOpacity(1.0)
            painter.setPen(theme.colour("text" if last else "text2"))
            letter = locale.standaloneMonthName(count.month, locale.FormatType.NarrowFormat)
            room = QRectF(bar.center().x() - 12, bottom + 4, 24, _LETTERS - 4)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, letter)
        painter.end()

    def event(self, e: QEvent) -> bool:
        """Say what a bar stands for."""
        if isinstance(e, QHelpEvent) and e.type() == QEvent.Type.ToolTip and self._months:
            place = min(len(self._months) - 1, int(e.x() * MONTHS / max(1, self.width())))
            count = self._months[place]
            text = (
                f"{month_name(count)} {count.year}: {stories_text(count.stories)}, "
                f"{number_text(count.words)} words"
            )
            QToolTip.showText(e.globalPos(), text, self)
            return True
        return super().event(e)
