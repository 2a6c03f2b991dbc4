"""Writes the difference of two states of a story as a page, for people without Newsdesk."""

from __future__ import annotations

from pathlib import Path

from newsdesk.domain.difference import Difference
from newsdesk.exporting.differencehtml import difference_page
from newsdesk.services.settings import write_atomically


def write_page(difference: Difference, *, before: str, after: str, to: Path) -> None:
    """Write an HTML page that needs nothing else; ``before`` and ``after`` name the states.

    Raises EnvironmentFailure.
    """
    write_atomically(to, difference_page(difference, before=before, after=after))
