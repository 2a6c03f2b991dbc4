"""Why a story must not go out, and what an export did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable
from newsdesk.exporting import locales
from newsdesk.exporting.bundle import Loss


class ExportRefusedError(InvalidInputError):
    """A story must not go out. ``name`` is what an override has to name."""

    def __init__(self, message: str, *, name: str) -> None:
        super().__init__(message, field="override")
        self.name = name


@immutable
class ExportReport:
    """What an export wrote. ``start`` is the file to open; ``differs`` says that it was needed.

    ``losses`` are what the target cannot hold, ``problems`` what an editor should look at.
    """

    to: Path
    start: Path
    target: str
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    problems: tuple[str, ...] = ()
    differs: bool = False
    stories: int = 1
    refused: Mapping[ArticleId, str] = field(default_factory=dict[ArticleId, str])

    def value(self) -> dict[str, object]:
        """Return the report as JSON, for scripts."""
        return {
            "to": str(self.to),
            "start": str(self.start),
            "target": self.target,
            "stories": self.stories,
            "written": list(self.written),
            "unchanged": self.unchanged,
            "removed": list(self.removed),
            "differs": self.differs,
            "losses": [{"field": one.field, "sentence": one.sentence} for one in self.losses],
            "problems": list(self.problems),
            "refused": dict(self.refused),
        }


def refusal(article: Article, now: Moment, zone: str = "") -> ExportRefusedError | None:
    """Return why a story must not go out now, ``None`` when it may."""
    name = article.headline or "The story"
    if article.state is ArticleState.SPIKED:
        return _refused(f"“{name}” is spiked.", "spiked")
    if article.state is ArticleState.WITHHELD:
        return _refused(f"“{name}” is withheld.", "withheld")
    if article.legal_flag or article.state is ArticleState.LEGAL:
        return _refused(f"“{name}” is with the lawyers.", "legal")
    until = article.embargoed_until
    if until is not None and until.utc > now.utc:
        note = f" ({article.embargo_note})" if article.embargo_note else ""
        when = locales.long_time(until, zone, "en-GB")
        return _refused(f"“{name}” is under embargo until {when}{note}.", "embargo")
    at = article.scheduled_at
    if article.state is ArticleState.SCHEDULED and at is not None and at.utc > now.utc:
        when = locales.long_time(at, zone, "en-GB")
        return _refused(f"“{name}” goes out on {when}.", "schedule")
    expired = article.expires_at
    if expired is not None and expired.utc <= now.utc:
        when = locales.long_time(expired, zone, "en-GB")
        return _refused(f"“{name}” expired on {when}.", "expired")
    return None


def _refused(why: str, name: str) -> ExportRefusedError:
    return ExportRefusedError(
        f"{why} It is not exported. To export it all the same, override “{name}” by name.",
        name=name,
    )
