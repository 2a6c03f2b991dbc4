"""The people of a story's page: the byline and the authors' cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsdesk.domain import weblink
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec
from newsdesk.exporting.addresses import ASSETS
from newsdesk.exporting.people import Person, line_parts, writers
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.runhtml import write_runs
from newsdesk.exporting.storywork import Work
from newsdesk.exporting.views import AuthorView, BylinePart


def author_of(work: Work, person: Person) -> AuthorView:
    """Work out an author's card."""
    profile = person.profile
    addresses = work.addresses
    path = addresses.author_path(profile.slug) if profile and person.linked else ""
    card = person.row.show_card and bool(person.biography or (profile and profile.avatar))
    view = AuthorView(
        person.name,
        addresses.author(path) if path else "",
        addresses.absolute(path) if path else "",
        person.role,
        tuple(write_runs(runs, work.runs) for runs in person.biography),
        person.description,
        person.organisation,
        card,
        from_words=work.strings.from_name.format(name=person.name),
    )
    if profile is None:
        return view
    links = (*(link.url for link in profile.links), profile.website)
    return replace(
        view,
        avatar=(avatar := _square(work, profile, 192)),
        avatar_file=addresses.file(avatar.file) if avatar else "",
        portrait=_square(work, profile, 400),
        avatar_alt=profile.avatar_alt,
        same_as=tuple(dict.fromkeys(url for url in links if weblink.is_web_address(url))),
        knows=profile.expertise,
    )


def _square(work: Work, profile: AuthorProfile, width: int) -> PlannedPicture | None:
    """Plan a square cut of a portrait in the shared folder."""
    asset = work.dispatch.images.get(profile.avatar) if profile.avatar else None
    if asset is None:
        return None
    spec = RenditionSpec(
        asset.id, width, RenditionFormat.JPEG, "1:1", focal_point=profile.avatar_focal_point
    )
    return work.shelf.plan(spec, stem=profile.slug, folder=ASSETS)


def byline_of(
    work: Work, people: tuple[Person, ...], authors: Sequence[AuthorView]
) -> tuple[BylinePart, ...]:
    """Work out the byline with each name by itself."""
    if not people and not work.dispatch.article.byline_text:
        return ()
    by_name = {author.name: author for author in authors}
    wrote = writers(people)
    parts: list[BylinePart] = []
    for words, person in line_parts(work.dispatch, people):
        author = by_name.get(person.name) if person is not None else None
        if author is None or person is None:
            parts.append(BylinePart(words))
            continue
        own = person in wrote
        parts.append(BylinePart(words, True, author.address, author.card and own, own))
    return tuple(parts)
