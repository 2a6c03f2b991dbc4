"""Pictures in the library: adding, describing, finding, replacing and removing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import BinaryIO

from newsdesk.domain.article import Article
from newsdesk.domain.body import Block, Figure, Gallery
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import (
    PAGE_SIZE,
    Cursor,
    ImageFlag,
    ImageRow,
    ImageUse,
    Page,
    VersionReason,
)
from newsdesk.domain.normal import normal_runs, normal_text
from newsdesk.domain.photo import FocalPoint, ImageAsset, Placement
from newsdesk.domain.related import RelatedItem
from newsdesk.domain.values import immutable
from newsdesk.services import keeping, profiles, publication, saving
from newsdesk.services.changes import NOTHING, Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.pictures import LARGEST, NewPicture, read_picture
from newsdesk.storage import authors as stored_authors
from newsdesk.storage import curated, imagebytes, imageuses
from newsdesk.storage import images as stored

__all__ = [
    "LARGEST",
    "ImageCounts",
    "NewPicture",
    "add",
    "change",
    "count",
    "counts",
    "delete",
    "get",
    "many",
    "open_bytes",
    "read_picture",
    "replace_everywhere",
    "rows",
    "save",
    "thumbnail",
    "uses",
]

SIZES = (320, 640, 1280, 2560)
"""Longest sides, in pixels, of the small copies that the library keeps."""


@immutable
class ImageCounts:
    """How many pictures there are, and how many lack what readers need."""

    total: int = 0
    missing_alt: int = 0
    missing_credit: int = 0
    unused: int = 0


def rows(
    desk: Desk,
    *,
    text: str = "",
    after: Cursor | None = None,
    limit: int = PAGE_SIZE,
    flags: frozenset[ImageFlag] = frozenset(),
) -> Page[ImageRow]:
    """Return a page of pictures with these words (or beginnings), the latest added first."""
    return stored.rows(desk.library, text, flags, after, limit)


def counts(desk: Desk) -> ImageCounts:
    """Return the numbers beside the filters."""

    def total(*flags: ImageFlag) -> int:
        return stored.count(desk.library, flags=frozenset(flags))

    return ImageCounts(
        total(),
        total(ImageFlag.MISSING_ALT),
        total(ImageFlag.MISSING_CREDIT),
        total(ImageFlag.UNUSED),
    )


def count(desk: Desk, *, flags: frozenset[ImageFlag] = frozenset()) -> int:
    """Return how many pictures have these flags."""
    return stored.count(desk.library, flags=flags)


def get(desk: Desk, *, image: ImageId) -> ImageAsset:
    """Return what is known of a picture. Raises NotFoundError."""
    return stored.load(desk.library, image)


def many(desk: Desk, *, images: Iterable[ImageId]) -> Mapping[ImageId, ImageAsset]:
    """Return what is known of several pictures, those that the library holds."""
    return stored.load_many(desk.library, images)


def add(desk: Desk, *, picture: NewPicture) -> tuple[ImageAsset, Changes]:
    """Take a picture in. The same bytes are the same asset: it is returned as it is.

    Raises InvalidInputError or EnvironmentFailure when its file changed or went; the library is
    then as before.
    """
    image = picture.asset.id
    with desk.library.transaction():
        if stored.holds(desk.library, image):
            return stored.load(desk.library, image), NOTHING
        asset = replace(_normal(picture.asset), version=1, added_at=desk.clock.now())
        stored.insert(desk.library, asset, picture.pieces())
        for size, data in picture.small:
            imagebytes.keep_thumbnail(desk.library, image, size, data)
    return asset, Changes.of(Kind.IMAGE, image)


def save(desk: Desk, *, asset: ImageAsset) -> tuple[ImageAsset, Changes]:
    """Write what is known of a picture, in normal form; its bytes never change.

    Raises NotFoundError, and InvalidInputError when it was changed elsewhere since it was read.
    """
    with desk.library.transaction():
        before = stored.load(desk.library, asset.id)
        wanted = _with_facts_of(_normal(asset), before)
        if wanted == before:
            return before, NOTHING
        saved = stored.update(desk.library, wanted)
    return saved, Changes.of(Kind.IMAGE, asset.id)


def change(
    desk: Desk, *, image: ImageId, how: Callable[[ImageAsset], ImageAsset]
) -> tuple[ImageAsset, Changes]:
    """Change some fields of a picture as it stands now, so that two panes never conflict."""
    with desk.library.transaction():
        return save(desk, asset=how(stored.load(desk.library, image)))


def delete(desk: Desk, *, image: ImageId) -> Changes:
    """Remove a picture. Raises InUseError with the names of those who show it."""
    stored.delete(desk.library, image)
    return Changes.of(Kind.IMAGE, image)


def uses(desk: Desk, *, image: ImageId) -> tuple[ImageUse, ...]:
    """Return who shows a picture: stories first, newest first."""
    return imageuses.uses(desk.library, image)


def open_bytes(desk: Desk, *, image: ImageId) -> BinaryIO:
    """Open a picture's bytes; read in pieces, on the library's thread. Raises NotFoundError."""
    return imagebytes.open_bytes(desk.library, image)


def thumbnail(desk: Desk, *, image: ImageId, size: int) -> bytes:
    """Return a small copy (JPEG or PNG) whose shorter side has at least ``size`` pixels.

    Never enlarged, and never longer than the largest of ``SIZES``; made once and kept. Raises
    NotFoundError, and InvalidInputError when the picture is damaged.
    """
    asset = stored.load(desk.library, image)
    wanted = size_for(asset, size)
    kept = imagebytes.thumbnail(desk.library, image, wanted)
    if kept is not None:
        return kept
    made = _make_small(desk, image, wanted)
    imagebytes.keep_thumbnail(desk.library, image, wanted, made)
    return made


def size_for(asset: ImageAsset, size: int) -> int:
    """Return which of ``SIZES`` shows a picture with ``size`` pixels on its shorter side."""
    shorter, longer = sorted((asset.width, asset.height))
    enough = min(size * longer / max(1, shorter), longer)
    return next((one for one in SIZES if one >= enough), SIZES[-1])


def _make_small(desk: Desk, image: ImageId, size: int) -> bytes:
    """Make a small copy from the next larger one that is kept, else from the picture."""
    import io

    from newsdesk.media import renditions

    for larger in SIZES:
        if larger > size and (kept := imagebytes.thumbnail(desk.library, image, larger)):
            return renditions.thumbnail(io.BytesIO(kept), size=size).data
    with imagebytes.open_bytes(desk.library, image) as stream:
        return renditions.thumbnail(stream, size=size).data


def replace_everywhere(desk: Desk, *, old: ImageId, new: ImageId) -> Changes:
    """Show another picture wherever one is shown: stories (those in the trash too), profiles,
    curated lists and the paper's logo; all of it or, when something fails, nothing.

    Each story keeps a version of how it was. Captions and alt texts written for a place stay;
    crops of that place go. Raises InvalidInputError when both are the same picture and
    NotFoundError when either is not in the library.
    """
    if old == new:
        raise InvalidInputError("This is the same picture. Choose another one.")
    library = desk.library
    changes = Changes.of(Kind.IMAGE, old, new)
    with library.transaction():
        stored.load(library, old)
        stored.load(library, new)
        for article_id in imageuses.stories_showing(library, old):
            before = saving.latest(desk, article_id)
            keeping.keep(desk, before, VersionReason.NAMED, _BEFORE)
            _, changed = saving.write(desk, with_image(before, old, new))
            changes |= changed | Changes.of(Kind.VERSION, article_id)
        for author_id in imageuses.profiles_showing(library, old):
            profile = stored_authors.load(library, author_id)
            _, changed = profiles.save(desk, profile=replace(profile, avatar=new))
            changes |= changed
        for list_id in imageuses.lists_showing(library, old):
            if (listed := curated.load(library, list_id)) is not None:
                curated.keep(library, replace(listed, items=_items(listed.items, old, new)))
                changes |= Changes.of(Kind.CURATED_LIST, list_id)
        paper = publication.get(desk)
        if paper.logo == old:
            changes |= publication.save(desk, publication=replace(paper, logo=new))
    return changes


_BEFORE = "Before a picture was replaced"


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


def _with_facts_of(asset: ImageAsset, before: ImageAsset) -> ImageAsset:
    """Keep what follows from the bytes as it is."""
    return replace(
        asset,
        media_type=before.media_type,
        width=before.width,
        height=before.height,
        byte_count=before.byte_count,
        added_at=before.added_at,
    )


def _normal(asset: ImageAsset) -> ImageAsset:
    """Return an asset with its texts in normal form and its fractions between 0 and 1."""
    focal = asset.focal_point
    return replace(
        asset,
        title=_line(asset.title),
        caption=normal_runs(asset.caption),
        alt_text=_line(asset.alt_text),
        credit=replace(
            asset.credit,
            photographer=_line(asset.credit.photographer),
            typed=_line(asset.credit.typed),
        ),
        copyright_notice=normal_text(asset.copyright_notice).strip(),
        licence_url=_line(asset.licence_url),
        supplier_reference=_line(asset.supplier_reference),
        location=_line(asset.location),
        city=_line(asset.city),
        country=_line(asset.country),
        usage_terms=normal_text(asset.usage_terms).strip(),
        special_instructions=normal_text(asset.special_instructions).strip(),
        people=_each_once(asset.people),
        keywords=_each_once(asset.keywords),
        focal_point=FocalPoint(_fraction(focal.x), _fraction(focal.y)),
    )


def _line(text: str) -> str:
    return normal_text(text).replace("\n", " ").strip()


def _each_once(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for text in texts if (line := _line(text))))


def _fraction(value: float) -> float:
    return min(max(value, 0.0), 1.0)
