"""The stories that name a profile."""

from __future__ import annotations

from newsdesk.domain.byline import CreditRole
from newsdesk.domain.ids import ArticleId, AuthorId
from newsdesk.domain.people import MonthCount
from newsdesk.storage.library import Library


def stories(
    library: Library, author_id: AuthorId, limit: int
) -> tuple[tuple[int, CreditRole], ...]:
    """Return (story row, role) of somebody's stories outside the trash, newest first."""
    found = library.rows(
        "SELECT article, role FROM byline WHERE author = ? AND listed = 1 "
        "ORDER BY coalesce(published_at, saved_at) DESC, article DESC, position LIMIT ?",
        (author_id, limit),
    )
    return tuple((number, CreditRole(role)) for number, role in found)


def months(library: Library, author_id: AuthorId) -> tuple[MonthCount, ...]:
    """Return stories and words a month (UTC) that somebody wrote or reported, oldest first."""
    found = library.rows(
        "SELECT strftime('%Y-%m', at / 1000000, 'unixepoch'), count(*), sum(word_count) FROM ("
        "SELECT DISTINCT a.number, a.word_count, coalesce(b.published_at, b.saved_at) AS at "
        "FROM byline AS b CROSS JOIN article AS a ON a.number = b.article "
        "WHERE b.author = ? AND b.listed = 1 AND b.role IN ('writer', 'reporting')"
        ") GROUP BY 1 ORDER BY 1",
        (author_id,),
    )
    return tuple(
        MonthCount(int(month[:4]), int(month[5:]), count, words) for month, count, words in found
    )


def articles_of(library: Library, author_id: AuthorId) -> tuple[ArticleId, ...]:
    """Return every story that names a profile, those in the trash too, oldest first."""
    found = library.rows(
        "SELECT DISTINCT a.id FROM byline AS b JOIN article AS a ON a.number = b.article "
        "WHERE b.author = ? ORDER BY a.number",
        (author_id,),
    )
    return tuple(ArticleId(name) for (name,) in found)


def headlines_of(library: Library, author_id: AuthorId, limit: int) -> tuple[str, ...]:
    """Return headlines of stories that name a profile, for a sentence."""
    found = library.rows(
        "SELECT DISTINCT a.headline, a.number FROM byline AS b "
        "JOIN article AS a ON a.number = b.article WHERE b.author = ? "
        "ORDER BY a.number DESC LIMIT ?",
        (author_id, limit),
    )
    return tuple(headline for headline, _number in found)
