"""Moments: an instant in UTC and, beside it, the zone of the editor who set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsdesk.domain.errors import InvalidInputError


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant. ``utc`` is aware and in UTC; ``zone`` is an IANA name such as ``Europe/Kyiv``.

    An empty zone means that nobody chose one; pages then use the publication's.
    """

    utc: datetime
    zone: str = ""

    def __post_init__(self) -> None:
        """Refuse times without an offset and bring the others to UTC.

        Raises InvalidInputError for a naive time.
        """
        if self.utc.tzinfo is None:
            raise InvalidInputError("A time needs its time zone; add one, such as +02:00.")
        if self.utc.utcoffset() != timedelta(0) or self.utc.tzinfo is not UTC:
            object.__setattr__(self, "utc", self.utc.astimezone(UTC))

    @classmethod
    def parse(cls, text: str, *, zone: str = "") -> Moment:
        """Read an RFC 3339 time, as ``2026-11-24T08:41:00Z``.

        Raises InvalidInputError when the text is no such time.
        """
        try:
            instant = datetime.fromisoformat(text)
        except ValueError as error:
            sentence = f"“{text[:40]}” is not a time; write it as 2026-11-24T08:41:00+02:00."
            raise InvalidInputError(sentence) from error
        return cls(instant, zone)

    def text(self) -> str:
        """Write the instant as RFC 3339 in UTC, without fractions when they are zero."""
        return self.utc.isoformat().replace("+00:00", "Z")
