"""Portraits that a file of profiles names by their addresses, fetched when a person asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError
from newsdesk.domain.profilefile import ImportStep, PlannedProfile, ProfilePlan
from newsdesk.services import fetching

MOST_BYTES: Final = 256 * 1024 * 1024
"""Bytes of all the portraits that are fetched for one file."""

Told = Callable[[int, int, str], object]
"""Hears how far the work is: done, of how many, at what. May raise Cancelled."""


def waiting(plan: ProfilePlan) -> int:
    """Return how many portraits could be fetched."""
    return sum(entry.lacks_portrait for entry in plan.entries)


def fetch_all(plan: ProfilePlan, *, told: Told | None = None) -> ProfilePlan:
    """Return a plan with the portraits that could be fetched, and sentences on the others.

    Needs no library. What is fetched is judged when it is taken over, as each other portrait.
    Raises Cancelled when ``told`` does; then nothing of it is kept.
    """
    total, done, size = waiting(plan), 0, 0
    entries: list[PlannedProfile] = []
    problems: list[str] = []
    for entry in plan.entries:
        if not entry.lacks_portrait or size > MOST_BYTES:
            entries.append(entry)
            continue
        name = entry.profile.display_name
        check = None if told is None else _checking(told, done, total, name)
        if check is not None:
            check()
        try:
            data = fetching.portrait(entry.portrait_url, check=check)
        except (InvalidInputError, EnvironmentFailure) as error:
            problems.append(f"{name}: {error}")
            entries.append(replace(entry, portrait_url=""))
        else:
            size += len(data)
            entries.append(_with_portrait(entry, data))
        done += 1
    if size > MOST_BYTES and done < total:
        problems.append("Together the portraits have over 256 MB; the last ones were left out.")
    return replace(plan, entries=tuple(entries), problems=(*plan.problems, *problems))


def _checking(told: Told, done: int, total: int, name: str) -> Callable[[], object]:
    return lambda: told(done, total, name)


def _with_portrait(entry: PlannedProfile, data: bytes) -> PlannedProfile:
    if entry.step is ImportStep.NEW:
        return replace(entry, portrait=data)
    return replace(entry, step=ImportStep.CHANGED, portrait=data, fields=(*entry.fields, "avatar"))
