"""Moments as the numbers kept in columns: microseconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsdesk.domain.moment import Moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = Moment(datetime.min.replace(tzinfo=UTC))
_LAST = Moment(datetime.max.replace(tzinfo=UTC))
_MICROSECOND = timedelta(microseconds=1)


def number(moment: Moment) -> int:
    """Return a moment's microseconds."""
    return (moment.utc - _EPOCH) // _MICROSECOND


def optional_number(moment: Moment | None) -> int | None:
    """Return the microseconds, or ``None`` for none."""
    return None if moment is None else number(moment)


def moment(microseconds: int) -> Moment:
    """Return the moment; numbers outside the calendar give its nearest end."""
    try:
        return Moment(_EPOCH + timedelta(microseconds=microseconds))
    except OverflowError:
        return _LAST if microseconds > 0 else _FIRST


def optional_moment(microseconds: int | None) -> Moment | None:
    """Return the moment, or ``None`` for none."""
    return None if microseconds is None else moment(microseconds)
