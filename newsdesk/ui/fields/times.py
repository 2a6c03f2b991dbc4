"""Times and days that may be unset: a link sets one, a cross takes it away."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QWidget

from newsdesk.domain.moment import Moment
from newsdesk.services.clock import local_zone
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button
from newsdesk.ui.fields.choices import paint_chevron
from newsdesk.ui.fields.field import Field
from newsdesk.ui.moments import desk_locale


class _Edit(QDateTimeEdit):
    """A field for day and time that leaves the wheel to the panel unless it has the focus."""

    def __init__(self, *, with_time: bool) -> None:
        super().__init__()
        locale = desk_locale()
        clock = locale.timeFormat(locale.FormatType.ShortFormat).replace("\u202f", " ")
        self.setLocale(locale)
        self.setDisplayFormat(f"MMM d, yyyy {clock}" if with_time else "MMM d, yyyy")
        self.setCalendarPopup(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(80)
        self.lineEdit().setProperty("look", "plain")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field with our own chevron."""
        super().paintEvent(event)
        paint_chevron(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Optional(QWidget):
    """An edit with a cross while there is a value, else nothing but its ``offer``, a link."""

    chosen = Signal(object)

    def __init__(self, context: Context, name: str, offer: str, *, with_time: bool) -> None:
        super().__init__()
        self._edit = _Edit(with_time=with_time)
        self._edit.setAccessibleName(name)
        self.offer = button(offer, "link")
        self.offer.setAccessibleName(f"{name}: {offer}")
        self._clear = IconButton(context.theme, context.icons, "x", f"Clear {name.lower()}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._edit, 1)
        row.addWidget(self._clear)
        # The offer is shown with the place it is put into; by itself it would be a window.
        self.hide()
        self.setFocusProxy(self.offer)
        self.offer.clicked.connect(self._begin)
        self._clear.clicked.connect(self._take_away)
        self._edit.dateTimeChanged.connect(self._changed)

    def _show(self, value: QDateTime | None) -> None:
        self.offer.setVisible(value is None)
        self.setVisible(value is not None)
        if value is not None and value != self._edit.dateTime():
            self._edit.blockSignals(True)
            self._edit.setDateTime(value)
            self._edit.blockSignals(False)
        self.setFocusProxy(self.offer if value is None else self._edit)

    def _begin(self) -> None:
        """Offer the next full hour: nobody publishes at 8:41:17."""
        now = QDateTime.currentDateTime()
        hour = QDateTime(now.date(), QTime(now.time().hour(), 0)).addSecs(3600)
        self._show(hour)
        self._edit.setFocus()
        self._changed(hour)

    def _take_away(self) -> None:
        self._show(None)
        self.offer.setFocus()
        self.chosen.emit(None)

    def _changed(self, value: QDateTime) -> None:
        self.chosen.emit(self._value(value))

    def _value(self, value: QDateTime) -> object:
        seconds = value.toSecsSinceEpoch()
        return Moment(datetime.fromtimestamp(seconds, UTC), local_zone())


class MomentField(_Optional):
    """A moment in this desk's zone, or none. ``chosen`` carries a ``Moment`` or ``None``."""

    def __init__(self, context: Context, name: str, offer: str = "Set a time") -> None:
        super().__init__(context, name, offer, with_time=True)

    def show_moment(self, moment: Moment | None) -> None:
        """Show a moment, to the minute."""
        if moment is None:
            self._show(None)
            return
        self._show(QDateTime.fromSecsSinceEpoch(int(moment.utc.timestamp())))


class DayField(_Optional):
    """A day, or none. ``chosen`` carries a ``date`` or ``None``."""

    def __init__(self, context: Context, name: str, offer: str = "Set a day") -> None:
        super().__init__(context, name, offer, with_time=False)

    def show_day(self, day: date | None) -> None:
        """Show a day."""
        if day is None:
            self._show(None)
            return
        self._show(QDateTime(QDate(day.year, day.month, day.day), QTime(12, 0)))

    def _value(self, value: QDateTime) -> object:
        day = value.date()
        return date(day.year(), day.month(), day.day())


def optional(name: str, control: MomentField | DayField) -> Field:
    """Put a time or day under its name, with its offer at the right of the name."""
    field = Field(name, control)
    field.add_to_head(control.offer)
    return field
