"""Which of many kept states may go: all stay for a while, then one an hour, a day, a week.

The same rule thins the versions of a story and the backups of a library.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable


@immutable
class ThinningRule:
    """How long which states stay, in days of age; older than ``daily``, one a week stays."""

    everything: float = 1
    hourly: float = 7
    daily: float = 90


@immutable
class Kept:
    """A kept state: its number, when it was taken, and whether it must stay (named, published)."""

    number: int
    at: Moment
    protected: bool = False


def to_drop(states: Iterable[Kept], now: Moment, rule: ThinningRule) -> tuple[int, ...]:
    """Return the numbers of the states that may go, oldest first.

    Of each hour, day or week the earliest state stays; so do the first and the last of all.
    """
    ordered = sorted(states, key=lambda state: (state.at.utc, state.number))
    if len(ordered) < 3:
        return ()
    dropped: list[int] = []
    seen: set[tuple[int, int]] = {_slot(ordered[0], now, rule)}
    for state in ordered[1:-1]:
        slot = _slot(state, now, rule)
        if state.protected or slot not in seen:
            seen.add(slot)
        else:
            dropped.append(state.number)
    return tuple(dropped)


_EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; weeks begin on Monday (ISO 8601)."""


def _slot(state: Kept, now: Moment, rule: ThinningRule) -> tuple[int, int]:
    """Return the hour, day or week that a state stands for; each state its own when young."""
    age = now.utc - state.at.utc
    seconds = int(state.at.utc.timestamp())
    if age <= timedelta(days=rule.everything):
        return (0, state.number)
    if age <= timedelta(days=rule.hourly):
        return (1, seconds // 3600)
    days = seconds // 86400
    if age <= timedelta(days=rule.daily):
        return (2, days)
    return (3, (days + _EPOCH_WEEKDAY) // 7)
