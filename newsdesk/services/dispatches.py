"""Gathers a story with everything it needs to leave the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import BinaryIO

from newsdesk.domain import weblink
from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.body import CallOut
from newsdesk.domain.dispatch import Dispatch, StoryCard
from newsdesk.domain.errors import InvalidInputError, NotFoundError
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.values import immutable
from newsdesk.exporting.addresses import story_path
from newsdesk.services import articles, authors, images, publication, related, sections, slugs
from newsdesk.services.desk import Desk
from newsdesk.storage import projections


@immutable
class DeskImages:
    """The library's pictures as an exporter reads them, on the library's thread."""

    desk: Desk

    def open(self, image: ImageId) -> BinaryIO:
        """Open a picture's bytes. Raises NotFoundError."""
        return images.open_bytes(self.desk, image=image)


def dispatch(
    desk: Desk, *, article_id: ArticleId | None = None, article: Article | None = None
) -> Dispatch:
    """Gather a story, by its id as it was last on the screen, or as the value given.

    Raises NotFoundError, and InvalidInputError when neither is given.
    """
    if article is None:
        if article_id is None:
            raise InvalidInputError("Name a story by its id, or give it as a value.")
        article = articles.open_story(desk, article_id=article_id)
    return gather(desk, article)


def gather(desk: Desk, article: Article) -> Dispatch:
    """Gather what a story refers to."""
    paper = publication.get(desk)
    all_sections = {section.slug: section for section in sections.all_sections(desk)}
    story = with_related(desk, dated(with_slug(article)))
    cards = cards_of(desk, _other_stories(story), paper, all_sections)
    people = authors.many(desk, ids=[row.author for row in story.byline if row.author])
    return Dispatch(
        story,
        path_of(story, paper),
        paper,
        all_sections,
        people,
        images.many(desk, images=_pictures(story, paper, people, cards.values())),
        cards,
    )


def with_slug(article: Article) -> Article:
    """Return the story with a slug, made of its headline where it has none yet."""
    if article.slug:
        return article
    made = slugs.make(article.headline, article.language, fallback="story")
    if made == "story":
        made = f"story-{article.id[:8]}"
    return replace(article, slug=made)


def with_related(desk: Desk, article: Article, *, automatic: bool = True) -> Article:
    """Return the story with the list below it worked out: pins, curated list, automatic items."""
    wanted = article.related
    if not automatic and not wanted.items and wanted.curated is None:
        return article
    asked = article if automatic else replace(article, related=replace(wanted, wanted=0))
    items = related.resolve(desk, article=asked)
    return replace(article, related=replace(wanted, items=items))


def dated(article: Article) -> Article:
    """Return the story with the time its page gives as that of its publication.

    A scheduled story goes out at its time. One that never went out carries the time of its last
    save, because an export must not depend on when it is made.
    """
    if article.first_published_at is not None:
        return article
    scheduled = article.scheduled_at if article.state is ArticleState.SCHEDULED else None
    when = scheduled or article.saved_at or article.created_at
    return replace(article, first_published_at=when)


def path_of(article: Article, paper: Publication) -> str:
    """Return where a story's page lives below the root."""
    return story_path(paper, article.section, article.slug, article.search.canonical_url)


def goes_out(article: Article, now: Moment) -> bool:
    """Whether readers can see a story now: published or due, and nothing holds it back."""
    due = article.state is ArticleState.SCHEDULED and (
        article.scheduled_at is not None and article.scheduled_at.utc <= now.utc
    )
    embargoed = article.embargoed_until is not None and article.embargoed_until.utc > now.utc
    expired = article.expires_at is not None and article.expires_at.utc <= now.utc
    published = article.state is ArticleState.PUBLISHED
    return (published or due) and not (embargoed or expired or article.legal_flag)


def cards_of(
    desk: Desk,
    ids: Iterable[ArticleId],
    paper: Publication,
    all_sections: Mapping[SectionSlug, Section],
) -> dict[ArticleId, StoryCard]:
    """Return what links and lists show of other stories; those that are gone are left out."""
    now = desk.clock.now()
    cards: dict[ArticleId, StoryCard] = {}
    for name in dict.fromkeys(ids):
        try:
            article = with_slug(articles.saved_story(desk, article_id=name))
        except NotFoundError:
            continue
        cards[name] = card_of(desk, article, paper, all_sections, now)
    return cards


def card_of(
    desk: Desk,
    article: Article,
    paper: Publication,
    all_sections: Mapping[SectionSlug, Section],
    now: Moment,
) -> StoryCard:
    """Return what a link or a list shows of a story."""
    lead = article.lead.image if article.lead else None
    found = images.many(desk, images=[lead] if lead else [])
    return StoryCard(
        article.id,
        path_of(article, paper),
        article.headline,
        article.standfirst,
        all_sections.get(article.section) if article.section else None,
        dated(article).first_published_at,
        article.updated_at,
        article.show_updated,
        found.get(lead) if lead else None,
        article.language,
        goes_out(article, now),
    )


def _other_stories(article: Article) -> list[ArticleId]:
    """Return the stories that a page links to."""
    called = [
        story
        for block in article.body
        if isinstance(block, CallOut) and (story := weblink.story_of(block.url))
    ]
    return [*projections.related_targets(article), *projections.linked_stories(article), *called]


def _pictures(
    article: Article,
    paper: Publication,
    people: Mapping[AuthorId, AuthorProfile],
    cards: Iterable[StoryCard],
) -> list[ImageId]:
    """Return every picture that a page can show."""
    found = [image for image, _ in projections.placements(article)]
    found += [profile.avatar for profile in people.values() if profile.avatar]
    found += [card.image.id for card in cards if card.image]
    if paper.logo is not None:
        found.append(paper.logo)
    return list(dict.fromkeys(found))
