"""When a version of a story is kept by itself."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.moment import Moment
from newsdesk.domain.thinning import Kept, ThinningRule, to_drop
from newsdesk.services import person
from newsdesk.services.desk import Desk
from newsdesk.storage import articles, versions

INTERVAL = timedelta(minutes=5)
"""Change that is at most lost sight of between two versions."""
SITTING = timedelta(minutes=30)
"""A pause after which somebody sits down to a story anew."""

PROTECTED = frozenset({VersionReason.NAMED, VersionReason.PUBLISH, VersionReason.EXPORT})
"""Versions that thinning never removes."""


def before_saving(desk: Desk, article_id: ArticleId, now: Moment) -> bool:
    """Keep what the library holds of a story before a save, where it is time; says whether.

    One rule serves both promises: the state before the first edit of a sitting, and a state every
    five minutes of change.
    """
    last = versions.latest(desk.library, article_id)
    if last is not None and now.utc - last.at.utc < INTERVAL:
        return False
    found = articles.load(desk.library, article_id).article
    nothing_new = last is not None and last.article_version == found.version
    if nothing_new or _is_empty(found):
        return False
    saved_at = found.saved_at
    pause = saved_at is None or now.utc - saved_at.utc >= SITTING
    reason = VersionReason.SITTING if last is None or pause else VersionReason.INTERVAL
    keep(desk, found, reason)
    thin(desk, article_id, now)
    return True


def keep(desk: Desk, article: Article, reason: VersionReason, name: str = "") -> int:
    """Keep a state of a story and return its number."""
    return versions.keep(
        desk.library, article, desk.clock.now(), reason, name=name, by=person.name(desk)
    )


def rule(desk: Desk) -> ThinningRule:
    """Return how versions are thinned, as the settings say."""
    number = desk.settings.number
    return ThinningRule(
        number("versions.everything"), number("versions.hourly"), number("versions.daily")
    )


def thin(desk: Desk, article_id: ArticleId, now: Moment) -> int:
    """Remove the versions of a story that the rule lets go; returns how many."""
    kept = [
        Kept(row.number, row.at, protected=row.reason in PROTECTED or bool(row.name))
        for row in versions.rows(desk.library, article_id)
    ]
    gone = to_drop(kept, now, rule(desk))
    versions.drop(desk.library, article_id, gone)
    return len(gone)


def _is_empty(article: Article) -> bool:
    return not (article.headline or article.standfirst or article.body or article.lead)
