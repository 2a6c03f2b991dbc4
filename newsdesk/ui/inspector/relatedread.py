"""What the Related panel shows, read in one go in the library's thread."""

from __future__ import annotations

from newsdesk.domain.article import Article
from newsdesk.domain.listing import ArticleRow
from newsdesk.domain.related import CuratedList, RelatedItem, RelatedLevel
from newsdesk.domain.suggestion import Suggestion
from newsdesk.domain.values import immutable
from newsdesk.services.desk import Desk
from newsdesk.ui.inspector.relatedtold import Told, tell_item, tell_row

SUGGESTED = 12
"""Suggestions that stand ready."""


@immutable
class Related:
    """Everything at once. ``filling`` automatic items stand on the page as things are."""

    pinned: tuple[Told, ...]
    curated: tuple[Told, ...]
    suggested: tuple[Told, ...]
    copies: tuple[Told, ...]
    linked_from: tuple[Told, ...]
    lists: tuple[CuratedList, ...]
    filling: int


def read_related(desk: Desk, *, article: Article) -> Related:
    """Read what is related to a story as it stands on the screen."""
    from newsdesk.services import articles, related

    pins = [item for item in article.related.items if item.level is RelatedLevel.PINNED]
    lists = related.curated_lists(desk)
    chosen = next((one for one in lists if one.id == article.related.curated), None)
    curated = chosen.items if chosen is not None else ()
    rows = related.rows(
        desk, ids=[item.article for item in (*pins, *curated) if item.article is not None]
    )
    suggested = related.suggestions(desk, article_id=article.id, limit=SUGGESTED, article=article)
    there = {item.article or item.url for item in pins}
    updated = {
        name: articles.saved_story(desk, article_id=name).updated_at
        for name in rows
        if name in there
    }

    def row_of(item: RelatedItem) -> ArticleRow | None:
        return None if item.article is None else rows.get(item.article)

    automatic = [
        item
        for item in related.resolve(desk, article=article)
        if item.level is RelatedLevel.AUTOMATIC
    ]
    return Related(
        tuple(
            tell_item(item, row_of(item), updated.get(item.article) if item.article else None)
            for item in pins
        ),
        tuple(
            tell_item(item, row_of(item))
            for item in curated
            if (item.article or item.url) not in there
        ),
        _told([one for one in suggested if not one.near_copy], there | _targets(curated)),
        _told([one for one in suggested if one.near_copy], set()),
        tuple(tell_row(row) for row in related.linked_from(desk, article_id=article.id)),
        lists,
        len(automatic),
    )


def _targets(items: tuple[RelatedItem, ...]) -> set[str]:
    return {item.article or item.url for item in items}


def _told(found: list[Suggestion], but: set[str]) -> tuple[Told, ...]:
    return tuple(tell_row(one.row, one.reason) for one in found if one.row.id not in but)
