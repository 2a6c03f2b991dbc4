"""Taking one field or one block of an earlier state back into a story."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.difference import BlockChange, BlockDifference
from newsdesk.domain.storyfields import FIELDS

KEPT = frozenset({"state", "slug", "first_published_at"})
"""Fields that an earlier state never brings back: they say where the page is now."""


def take_field(article: Article, before: Article, name: str) -> Article:
    """Return the story with one field as it was. Unknown names change nothing."""
    parts = next((entry.parts for entry in FIELDS if entry.name == name), ())
    if name in KEPT:
        return article
    return replace(article, **{part: getattr(before, part) for part in parts})


def take_block(article: Article, block: BlockDifference) -> Article:
    """Return the story with one block as it was: reworded, put back, or taken out again.

    Nothing changes where the story's text has moved on since the difference was made.
    """
    body = list(article.body)
    at = block.after_at
    if at is not None and (at >= len(body) or body[at] != block.after):
        return article
    match block.change:
        case BlockChange.ADDED if at is not None:
            del body[at]
        case BlockChange.CHANGED if at is not None and block.before is not None:
            body[at] = block.before
        case BlockChange.MOVED if at is not None and block.before is not None:
            del body[at]
            body.insert(min(block.before_at or 0, len(body)), block.before)
        case BlockChange.REMOVED if block.before is not None:
            body.insert(min(block.before_at or 0, len(body)), block.before)
        case _:
            return article
    return replace(article, body=tuple(body))
