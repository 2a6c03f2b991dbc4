"""What an article points to, read out of it so that the library can keep it from vanishing."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.blockruns import runs_of
from newsdesk.domain.body import (
    Block,
    CallOut,
    Embed,
    Figure,
    Gallery,
    Paragraph,
    Preformatted,
)
from newsdesk.domain.ids import ArticleId, ImageId
from newsdesk.domain.reading import TO_COME
from newsdesk.domain.text import plain

STORY_SCHEME = "newsdesk:"


def plain_text(block: Block) -> str:
    """Return the words of a block that one can search for, captions and titles included."""
    parts = ["".join(run.text for run in runs) for runs in runs_of(block)]
    match block:
        case CallOut():
            parts[:0] = [block.kicker, block.title]
        case Embed():
            parts.append(block.title)
        case Preformatted():
            parts.append(block.text)
        case _:
            pass
    return "\n".join(part for part in parts if part)


def placements(article: Article) -> tuple[tuple[ImageId, str], ...]:
    """Return the images of an article and what for: lead, inline, gallery, social, related."""
    found: list[tuple[ImageId, str]] = []
    if article.lead is not None:
        found.append((article.lead.image, "lead"))
    for block in article.body:
        match block:
            case Figure():
                found.append((block.placement.image, "inline"))
            case Gallery():
                found.extend((placement.image, "gallery") for placement in block.placements)
            case _:
                pass
    if article.social.image is not None:
        found.append((article.social.image, "social"))
    found.extend((item.image, "related") for item in article.related.items if item.image)
    return tuple(found)


def without_images(article: Article, gone: AbstractSet[ImageId]) -> Article:
    """Return an article that shows none of these images any more; captions stay as text."""
    body: list[Block] = []
    for block in article.body:
        match block:
            case Figure() if block.placement.image in gone:
                body.append(Paragraph(block.placement.caption or ()))
            case Gallery():
                left = tuple(entry for entry in block.placements if entry.image not in gone)
                lost = (entry for entry in block.placements if entry.image in gone)
                body.append(replace(block, placements=left))
                body.extend(Paragraph(entry.caption or ()) for entry in lost)
            case _:
                body.append(block)
    items = tuple(
        replace(item, image=None) if item.image in gone else item for item in article.related.items
    )
    social, lead = article.social, article.lead
    note = article.internal_note
    if lead is not None and lead.image in gone:
        caption = plain(lead.caption or ())
        note = "\n".join(part for part in (note, caption) if part)
        lead = None
    return replace(
        article,
        body=tuple(body),
        lead=lead,
        internal_note=note,
        social=replace(social, image=None) if social.image in gone else social,
        related=replace(article.related, items=items),
    )


def related_targets(article: Article) -> tuple[ArticleId, ...]:
    """Return the stories of the library in the related list, and those it was made from."""
    listed = [item.article for item in article.related.items]
    sources = [article.rewrite_of, article.translated_from]
    return tuple(target for target in listed + sources if target is not None)


def linked_stories(article: Article) -> tuple[ArticleId, ...]:
    """Return the stories that links in the body lead to, each once, in their order."""
    links = (
        run.link.href
        for block in article.body
        for runs in runs_of(block)
        for run in runs
        if run.link is not None and run.link.href.startswith(STORY_SCHEME)
    )
    targets = (ArticleId(href.removeprefix(STORY_SCHEME).split("#")[0]) for href in links)
    return tuple(dict.fromkeys(targets))


def has_placeholder(article: Article, body_text: str) -> bool:
    """Say whether a mark of what is to come stands anywhere readers would look."""
    texts = (article.headline, article.standfirst, article.kicker, body_text)
    return any(TO_COME.search(text) for text in texts)
