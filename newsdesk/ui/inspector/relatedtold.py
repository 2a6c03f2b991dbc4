"""What a row of the Related panel says of a story or of a page elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import ArticleRow
from newsdesk.domain.moment import Moment
from newsdesk.domain.related import RelatedItem
from newsdesk.domain.values import immutable
from newsdesk.ui.moments import row_text


@immutable
class Told:
    """What a row says. ``item`` is set for what stands in the list already."""

    headline: str
    label: str = ""
    when: str = ""
    reason: str = ""
    image: ImageId | None = None
    row: ArticleRow | None = None
    item: RelatedItem | None = None

    @property
    def key(self) -> str:
        """What tells this row from the others."""
        if self.item is not None:
            return self.item.article or self.item.url
        return self.row.id if self.row is not None else self.headline


def tell_row(row: ArticleRow, reason: str = "") -> Told:
    """Return what a row says of a story of the library."""
    return Told(
        row.headline or "Untitled story",
        row.section_label,
        row_text(row.time),
        reason,
        row.thumbnail,
        row,
    )


def tell_item(item: RelatedItem, row: ArticleRow | None, updated: Moment | None = None) -> Told:
    """Return what a row says of an item; what is overridden on it comes first."""
    moment = item.updated_at or updated
    if item.show_updated and moment is not None:
        when = f"Updated {row_text(moment)}"
    elif item.published_at is not None:
        when = row_text(item.published_at)
    else:
        when = row_text(row.time) if row is not None else ""
    if item.url:
        host = (urlsplit(item.url).hostname or "").removeprefix("www.")
        return Told(
            item.headline or item.url, item.label or host, when, "", item.image, None, item
        )
    if row is None:
        gone = item.headline or "A story that is no longer in the library"
        return Told(gone, item.label, when, "", item.image, None, item)
    return Told(
        item.headline or row.headline or "Untitled story",
        item.label or row.section_label,
        when,
        "",
        item.image or row.thumbnail,
        row,
        item,
    )
