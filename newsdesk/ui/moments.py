"""Times in the words of a desk: "8:41 AM", "Yesterday", "Tue 6:00 AM", "Nov 21"."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QDate, QLocale, QTime

from newsdesk.domain.moment import Moment


def desk_locale() -> QLocale:
    """Return the system's way of writing numbers and times; English where it has none."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale


def number_text(value: int) -> str:
    """Return a number with its thousands separators."""
    return desk_locale().toString(value)


def clock_text(moment: Moment, *, zone: tzinfo | None = None) -> str:
    """Return the time of day in this desk's zone, as "8:41 AM"."""
    local = moment.utc.astimezone(zone)
    time = QTime(local.hour, local.minute)
    return desk_locale().toString(time, QLocale.FormatType.ShortFormat).replace("\u202f", " ")


def row_text(moment: Moment, *, now: datetime | None = None, zone: tzinfo | None = None) -> str:
    """Return a time as a list shows it: the shorter, the further away."""
    local = moment.utc.astimezone(zone)
    today = (now or datetime.now(UTC)).astimezone(zone)
    days = (local.date() - today.date()).days
    locale = desk_locale()
    day = QDate(local.year, local.month, local.day)
    if days == 0:
        return clock_text(moment, zone=zone)
    if days == -1:
        return "Yesterday"
    if 0 < days < 7:
        return f"{locale.toString(day, 'ddd')} {clock_text(moment, zone=zone)}"
    if local.year == today.year:
        return locale.toString(day, "MMM d")
    return locale.toString(day, "MMM d, yyyy")


def full_text(moment: Moment, *, zone: tzinfo | None = None) -> str:
    """Return day and time in full, as "Tuesday, November 24, 2026 8:41 AM"."""
    local = moment.utc.astimezone(zone)
    day = QDate(local.year, local.month, local.day)
    return f"{desk_locale().toString(day)} {clock_text(moment, zone=zone)}"
