"""Dates, times and counts in the language of a story, by CLDR through Babel."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsdesk.domain.moment import Moment

if TYPE_CHECKING:
    from babel.core import Locale


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Return CLDR's locale for a BCP 47 tag: the nearest it has, English for an unknown one."""
    from babel.core import Locale, UnknownLocaleError

    parts = language.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale("en", "GB")


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo:
    """Return a time zone by its IANA name; UTC where there is none of that name."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def local_time(moment: Moment, zone: str) -> datetime:
    """Return the wall-clock time of a moment in its own zone, else in the one given."""
    return moment.utc.astimezone(zone_of(moment.zone or zone))


@lru_cache(maxsize=512)
def iso(moment: Moment, zone: str) -> str:
    """Write RFC 3339 with a numeric offset, as ``2026-03-14T09:30:00+01:00``."""
    return local_time(moment, zone).isoformat(timespec="seconds")


def _offset(at: datetime) -> str:
    """Write the distance to UTC as people do: ``UTC+1``, ``UTC+5:30``."""
    minutes = int((at.utcoffset() or timedelta()).total_seconds()) // 60
    sign, (hours, rest) = "+" if minutes >= 0 else "-", divmod(abs(minutes), 60)
    return "UTC" if not minutes else f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


@lru_cache(maxsize=4096)
def _day(day: date, form: str, language: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale = locale_of(language)
    if form == "long":
        return format_date(day, form, locale=locale)
    return format_skeleton(form, datetime(day.year, day.month, day.day, tzinfo=UTC), locale=locale)


@lru_cache(maxsize=4096)
def _clock_time(hour: int, minute: int, language: str) -> str:
    from babel.dates import format_time

    return format_time(time(hour, minute), "short", locale=locale_of(language))


@lru_cache(maxsize=4096)
def _zone_name(zone: str, offset: timedelta, language: str, at: datetime) -> str:
    """Return the zone's short name, where CLDR knows one in this language, else its offset.

    ``at`` is a moment of that day with that offset.
    """
    from babel.dates import get_timezone_name

    del zone, offset
    name = get_timezone_name(at, width="short", locale=locale_of(language))
    return _offset(at) if name.startswith(("+", "-")) else name


def _comma(language: str) -> str:
    return "، " if locale_of(language).language == "ar" else ", "


@lru_cache(maxsize=512)
def long_time(moment: Moment, zone: str, language: str) -> str:
    """Write date, time and zone in words: ``14 March 2026, 09:30 CET``."""
    at = local_time(moment, zone)
    name = _named_zone(at, moment.zone or zone, language)
    # The CLDR joiner "at" reads badly before a zone; papers write a comma.
    day = _day(at.date(), "long", language)
    return f"{day}{_comma(language)}{_clock_time(at.hour, at.minute, language)} {name}"


def _named_zone(at: datetime, zone: str, language: str) -> str:
    offset = at.utcoffset() or timedelta()
    noon = at.replace(hour=12, minute=0, second=0, microsecond=0)
    if noon.utcoffset() != offset:  # The very day on which clocks were changed.
        noon = at
    return _zone_name(zone, offset, language, noon)


@lru_cache(maxsize=512)
def short_time(moment: Moment, zone: str, language: str) -> str:
    """Write day, month and time, as lists show them: ``14 Mar, 09:30``."""
    at = local_time(moment, zone)
    day = _day(at.date(), "MMMd", language)
    return f"{day}{_comma(language)}{_clock_time(at.hour, at.minute, language)}"


@lru_cache(maxsize=1024)
def _plural(number: int, language: str) -> str:
    return str(locale_of(language).plural_form(number))


def counted(forms: dict[str, str], number: int, language: str) -> str:
    """Choose the plural form for a number and fill it in."""
    return (forms.get(_plural(number, language)) or forms["other"]).format(n=number)


@lru_cache(maxsize=64)
def open_graph_locale(language: str) -> str:
    """Write a locale as OpenGraph wants it, with a territory: ``en_GB``, ``uk_UA``."""
    from babel.core import get_global

    locale = locale_of(language)
    territory = locale.territory
    if not territory:
        likely = str(get_global("likely_subtags").get(locale.language, "en_Latn_GB"))
        territory = likely.rsplit("_", 1)[-1]
    return f"{locale.language}_{territory}"
