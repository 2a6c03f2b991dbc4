"""Where a story's page leads: its section, its topics, the list below it."""

from __future__ import annotations

from newsdesk.domain import weblink
from newsdesk.domain.related import RelatedItem
from newsdesk.exporting.addresses import topic_path
from newsdesk.exporting.storywork import Work
from newsdesk.exporting.views import LinkView, RelatedView


def related_of(work: Work) -> tuple[RelatedView, ...]:
    """Work out the list below the story; where an editor leads further, only its beginning."""
    wanted = work.dispatch.article.related
    found = tuple(view for item in wanted.items if (view := _item(work, item)) is not None)
    return found[: wanted.show_first] if weblink.is_web_address(wanted.more_url) else found


def _item(work: Work, item: RelatedItem) -> RelatedView | None:
    """Work out one related item; ``None`` where nobody could follow it."""
    card = work.dispatch.cards.get(item.article) if item.article else None
    if item.article:
        address = work.story_address(item.article) or ""
    else:
        address = item.url if weblink.is_web_address(item.url) else ""
    headline = item.headline or (card.headline if card else item.url)
    if not address or not headline:
        return None
    label = item.label or (card.section.label if card and card.section else "")
    published = item.published_at or (card.published_at if card else None)
    updated = item.updated_at or (card.updated_at if card and card.show_updated else None)
    return RelatedView(
        label,
        headline,
        address,
        item.teaser or (card.standfirst if card else ""),
        work.short(published),
        work.short(updated) if item.show_updated else None,
    )


def more_of(work: Work, shown: int) -> LinkView | None:
    """Work out where "Show more" leads: an address of the editor's, else the section."""
    wanted, section = work.dispatch.article.related, work.section
    address = wanted.more_url if weblink.is_web_address(wanted.more_url) else ""
    if not address and section is not None and shown:
        address = work.addresses.section(section)
    return LinkView(wanted.more_label or work.strings.show_more, address) if address else None


def topics_of(work: Work) -> tuple[LinkView, ...]:
    """Work out the links to the pages of the story's tags, which only a whole site has."""
    if not work.addresses.whole_site:
        return ()
    found = ((tag, topic_path(tag)) for tag in dict.fromkeys(work.dispatch.article.tags))
    return tuple(LinkView(tag, work.addresses.file(path)) for tag, path in found if path)


def section_link_of(work: Work) -> LinkView | None:
    """Work out the label above the headline and where it leads."""
    section, kicker = work.section, work.dispatch.article.kicker
    label = kicker or (section.label if section else "")
    if not label:
        return None
    return LinkView(label, work.addresses.section(section) if section else "")


def canonical_of(work: Work) -> str:
    """Return the one address of the story: the editor's choice, else where its page lives."""
    chosen = work.dispatch.article.search.canonical_url
    if weblink.is_web_address(chosen):
        return chosen
    return work.addresses.absolute(work.dispatch.path)
