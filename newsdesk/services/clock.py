"""The clock that use cases read, so that the domain needs none and scripts can set one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> Moment:
        """Return the present instant and the zone of this desk."""
        ...


def local_zone() -> str:
    """Return this machine's IANA zone name, "" where it cannot be told."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    try:
        target = Path("/etc/localtime").readlink()
    except OSError:
        return ""
    parts = target.parts
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else ""


@immutable
class SystemClock:
    """The machine's clock."""

    zone: str = ""

    def now(self) -> Moment:
        """Return the present instant."""
        return Moment(datetime.now(UTC), self.zone)


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it was set, for exports that must not depend on the hour."""

    moment: Moment

    def now(self) -> Moment:
        """Return the moment it was set to."""
        return self.moment
