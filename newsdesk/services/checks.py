"""Checks a story as its page would go out now."""

from __future__ import annotations

from newsdesk.domain.article import Article
from newsdesk.domain.checks import Case, Finding, Limits, Severity, judge, worst
from newsdesk.services import dispatches
from newsdesk.services.desk import Desk

__all__ = ["Finding", "Severity", "run", "worst"]


def run(desk: Desk, *, article: Article) -> tuple[Finding, ...]:
    """Return what is to be mended or looked at before a story goes out, errors first.

    The limits are those of the settings.
    """
    number = desk.settings.number
    limits = Limits(
        headline=number("limits.headline"),
        standfirst=number("limits.standfirst"),
        search_title=number("limits.search_title"),
        search_description=number("limits.search_description"),
    )
    return judge(Case(dispatches.gather(desk, article), desk.clock.now(), limits))
