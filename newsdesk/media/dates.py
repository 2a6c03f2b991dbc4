"""Dates as picture files write them: EXIF's colons, IIM's run of digits, XMP's ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

_DATE: Final = re.compile(
    r"(\d{4})[:\-]?(\d\d)[:\-]?(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:\.(\d{1,6})\d*)?)?\s*(Z|[+\-]\d\d:?\d\d)?)?"
)


def read_date(text: str) -> datetime | None:
    """Read a date and time; without a zone where none is written. ``None`` when it is no date."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    iso = f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}"
    iso += f".{(fraction or '0'):0<6}"
    if zone:
        iso += "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None
