"""One picture in the place of another, everywhere at once, and all of it taken back."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.body import Block, Figure, Gallery
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.photo import Placement
from newsdesk.domain.related import CuratedList, RelatedItem
from newsdesk.domain.values import immutable
from newsdesk.services import keeping, profiles, publication, saving, undo
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.storage import articles as stored
from newsdesk.storage import authors as stored_authors
from newsdesk.storage import curated, imageuses
from newsdesk.storage import images as stored_images

_BEFORE = "Before a picture was replaced"
_BACK = "Before a picture was put back"


@immutable
class PictureReplaced:
    """What showed a picture before another took its place, and as it was saved with that."""

    old: ImageId
    new: ImageId
    stories: tuple[tuple[Article, Article], ...] = ()
    profiles: tuple[tuple[AuthorProfile, AuthorProfile], ...] = ()
    lists: tuple[tuple[CuratedList, CuratedList], ...] = ()
    logo: bool = False


def replace_everywhere(
    desk: Desk, *, old: ImageId, new: ImageId
) -> tuple[PictureReplaced, Changes]:
    """Show another picture wherever one is shown: stories (those in the trash too), profiles,
    curated lists and the paper's logo; all of it or, when something fails, nothing.

    Each story keeps a version of how it was. Captions and alt texts written for a place stay;
    crops of that place go. Raises InvalidInputError when both are the same picture and
    NotFoundError when either is not in the library.
    """
    if old == new:
        raise InvalidInputError("This is the same picture. Choose another one.")
    library = desk.library
    with library.transaction():
        stored_images.load(library, old)
        stored_images.load(library, new)
        stories = [saving.latest(desk, name) for name in imageuses.stories_showing(library, old)]
        people = [
            stored_authors.load(library, name) for name in imageuses.profiles_showing(library, old)
        ]
        found = (curated.load(library, name) for name in imageuses.lists_showing(library, old))
        paper = publication.get(desk)
        replaced = PictureReplaced(
            old,
            new,
            tuple(
                (story, _save(desk, story, with_image(story, old, new), _BEFORE))
                for story in stories
            ),
            tuple(
                (one, profiles.save(desk, profile=replace(one, avatar=new))[0]) for one in people
            ),
            tuple(
                (one, curated.keep(library, replace(one, items=_items(one.items, old, new))))
                for one in found
                if one is not None
            ),
            logo=paper.logo == old,
        )
        if replaced.logo:
            publication.save(desk, publication=replace(paper, logo=new))
    return replaced, _changes(replaced)


def put_back(desk: Desk, *, replaced: PictureReplaced) -> tuple[int, Changes]:
    """Take a replacement back; returns how many things stay, because they changed since.

    Raises NotFoundError when the picture of before is no longer in the library.
    """
    library = desk.library
    with library.transaction():
        stored_images.load(library, replaced.old)
        stories = [
            (after, _save(desk, after, replace(before, version=after.version), _BACK))
            for before, after in replaced.stories
            if stored.exists(library, after.id) and saving.latest(desk, after.id) == after
        ]
        people = [
            (after, profiles.save(desk, profile=replace(before, version=after.version))[0])
            for before, after in replaced.profiles
            if stored.author_exists(library, after.id)
            and stored_authors.load(library, after.id) == after
        ]
        lists = [
            (after, curated.keep(library, replace(before, version=after.version)))
            for before, after in replaced.lists
            if curated.load(library, after.id) == after
        ]
        paper = publication.get(desk)
        logo = replaced.logo and paper.logo == replaced.new
        if logo:
            publication.save(desk, publication=replace(paper, logo=replaced.old))
    done = PictureReplaced(
        replaced.new, replaced.old, tuple(stories), tuple(people), tuple(lists), logo
    )
    return _count(replaced) - _count(done), _changes(done)


def _save(desk: Desk, now: Article, after: Article, name: str) -> Article:
    keeping.keep(desk, now, VersionReason.NAMED, name)
    saved, _ = saving.write(desk, after)
    undo.note(desk, before=now, after=saved)
    return saved


def _count(replaced: PictureReplaced) -> int:
    things = (replaced.stories, replaced.profiles, replaced.lists)
    return sum(map(len, things)) + replaced.logo


def _changes(replaced: PictureReplaced) -> Changes:
    changes = Changes.of(Kind.IMAGE, replaced.old, replaced.new)
    if replaced.stories:
        names = [after.id for _, after in replaced.stories]
        changes |= Changes.of(Kind.ARTICLE, *names) | Changes.of(Kind.VERSION, *names)
    if replaced.profiles:
        changes |= Changes.of(Kind.AUTHOR, *(after.id for _, after in replaced.profiles))
    if replaced.lists:
        changes |= Changes.of(Kind.CURATED_LIST, *(after.id for _, after in replaced.lists))
    return changes | Changes.of(Kind.PUBLICATION) if replaced.logo else changes


def _items(items: tuple[RelatedItem, ...], old: ImageId, new: ImageId) -> tuple[RelatedItem, ...]:
    return tuple(replace(item, image=new) if item.image == old else item for item in items)


def with_image(article: Article, old: ImageId, new: ImageId) -> Article:
    """Return an article with one picture in the place of another."""

    def placed(placement: Placement) -> Placement:
        return replace(placement, image=new, crop="") if placement.image == old else placement

    def block(of: Block) -> Block:
        if isinstance(of, Figure):
            return replace(of, placement=placed(of.placement))
        if isinstance(of, Gallery):
            return replace(of, placements=tuple(placed(one) for one in of.placements))
        return of

    social, related = article.social, article.related
    return replace(
        article,
        lead=None if article.lead is None else placed(article.lead),
        body=tuple(block(one) for one in article.body),
        social=replace(social, image=new) if social.image == old else social,
        related=replace(related, items=_items(related.items, old, new)),
    )
