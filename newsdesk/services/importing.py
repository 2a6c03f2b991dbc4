"""Imports files: read on any thread, taken into the library in one piece or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ImageId, SectionSlug
from newsdesk.domain.publication import Publication
from newsdesk.domain.values import immutable
from newsdesk.importing.converted import with_pictures
from newsdesk.services import (
    articles,
    authors,
    images,
    publication,
    sections,
    storyfiles,
)
from newsdesk.services.changes import NOTHING, Changes
from newsdesk.services.desk import Desk
from newsdesk.services.incoming import Incoming, read_file
from newsdesk.services.renditions import Progress


@immutable
class ImportReport:
    """A story that was imported. ``notes`` say what was left out or changed, in sentences."""

    name: str
    article: Article
    pictures: int = 0
    authors: int = 0
    notes: tuple[str, ...] = ()

    def value(self) -> dict[str, object]:
        """Return the report as JSON, for scripts."""
        return {
            "file": self.name,
            "id": self.article.id,
            "slug": self.article.slug,
            "headline": self.article.headline,
            "pictures": self.pictures,
            "authors": self.authors,
            "notes": list(self.notes),
        }


def import_file(
    desk: Desk,
    *,
    path: Path,
    form: str | None = None,
    section: str = "",
    progress: Progress | None = None,
) -> tuple[ImportReport, Changes]:
    """Read a file and take its story in. Raises InvalidInputError and EnvironmentFailure.

    ``form`` says what it is, whatever its name; ``section`` is for a story that names none.
    """
    incoming = read_file(path, form=form, progress=progress)
    return take_in(desk, incoming=incoming, section=section)


def take_in(desk: Desk, *, incoming: Incoming, section: str = "") -> tuple[ImportReport, Changes]:
    """Add a story that was read, with its pictures, profiles and section, or nothing of it.

    What the library has already (a profile, a picture, a section) stays as it is there. Raises
    InvalidInputError and EnvironmentFailure.
    """
    notes = list(incoming.notes)
    with desk.library.transaction():
        changes = _take_publication(desk, incoming.publication)
        found, added = _take_pictures(desk, incoming)
        changes |= added
        people, added = _take_authors(desk, incoming, found)
        changes |= added
        article = _placed(incoming, found, notes)
        article = replace(
            article,
            byline=tuple(
                replace(row, author=people.get(row.author, row.author)) if row.author else row
                for row in article.byline
            ),
        )
        article, added = _in_section(desk, article, incoming, section)
        changes |= added
        kept, added = articles.add(desk, article=article)
        changes |= added
    return (
        ImportReport(
            incoming.name, kept, len(incoming.pictures), len(incoming.authors), tuple(notes)
        ),
        changes,
    )


def _take_publication(desk: Desk, facts: Publication | None) -> Changes:
    """Take the paper's facts from a story only where the library has none yet."""
    if facts is None or publication.get(desk).name:
        return NOTHING
    now = publication.get(desk)
    filled = {
        entry.name: getattr(facts, entry.name)
        for entry in fields(Publication)
        if getattr(facts, entry.name) != getattr(Publication(), entry.name)
    }
    return publication.save(desk, publication=replace(now, **filled))


def _take_pictures(
    desk: Desk, incoming: Incoming
) -> tuple[dict[ImageId, ImageId | None], Changes]:
    found: dict[ImageId, ImageId | None] = dict.fromkeys(incoming.missing)
    changes = NOTHING
    for image, picture in incoming.pictures.items():
        asset, added = images.add(desk, picture=picture)
        found[image] = asset.id
        changes |= added
    held = images.many(desk, images=[*incoming.missing, *storyfiles.image_ids(incoming.article)])
    found |= {image: image for image in incoming.missing if image in held}
    for image in storyfiles.image_ids(incoming.article):
        if image not in found and image not in held:
            found[image] = None
    return found, changes


def _take_authors(
    desk: Desk, incoming: Incoming, found: Mapping[ImageId, ImageId | None]
) -> tuple[dict[str, authors.AuthorId], Changes]:
    people: dict[str, authors.AuthorId] = {}
    changes = NOTHING
    for profile in incoming.authors:
        known = authors.named(desk, name=profile.id)
        if known is None and incoming.publication is not None and profile.slug:
            known = authors.named(desk, name=profile.slug)
        if known is not None:
            people[profile.id] = known
            continue
        avatar = profile.avatar
        if avatar is not None:
            kept = found.get(avatar, avatar)
            held = images.many(desk, images=[kept] if kept else [])
            profile = replace(profile, avatar=kept if kept in held else None)  # noqa: PLW2901 - the profile as it can be kept
        added, more = authors.add(desk, profile=profile)
        people[profile.id] = added.id
        changes |= more
    return people, changes


def _placed(
    incoming: Incoming,
    found: Mapping[ImageId, ImageId | None],
    notes: list[str],
) -> Article:
    """Point a story to the library's own pictures; placements of none are taken out."""
    article = incoming.article
    gone = sum(
        found.get(image, image) is None and image not in incoming.missing
        for image in storyfiles.image_ids(article)
    )
    if gone:
        notes.append(
            "A picture is missing; its place was taken out."
            if gone == 1
            else f"{gone} pictures are missing; their places were taken out."
        )

    def image_of(image: ImageId | None) -> ImageId | None:
        return None if image is None else found.get(image, image)

    lead = article.lead
    if lead is not None:
        image = image_of(lead.image)
        lead = None if image is None else replace(lead, image=image)
    related = replace(
        article.related,
        items=tuple(replace(item, image=image_of(item.image)) for item in article.related.items),
    )
    return replace(
        article,
        body=with_pictures(article.body, found),
        lead=lead,
        social=replace(article.social, image=image_of(article.social.image)),
        related=related,
    )


def _in_section(
    desk: Desk, article: Article, incoming: Incoming, wanted: str
) -> tuple[Article, Changes]:
    """Put a story into its section, which is made where the library has none of its name."""
    here = {one.slug: one for one in sections.all_sections(desk)}
    by_label = {one.label.casefold(): one.slug for one in here.values()}
    changes = NOTHING
    for brought in incoming.sections:
        known = brought.slug if brought.slug in here else by_label.get(brought.label.casefold())
        if known is None:
            made, changes = sections.save(desk, section=brought)
            known = made.slug
        return replace(article, section=known), changes
    if article.section is not None and article.section in here:
        return article, changes
    named = SectionSlug(wanted)
    if wanted and named not in here:
        raise InvalidInputError(
            f"There is no section “{wanted}”. There are: {', '.join(here) or 'none yet'}.",
            field="section",
        )
    return replace(article, section=named if wanted else None), changes
