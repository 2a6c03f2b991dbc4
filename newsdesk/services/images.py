"""Pictures in the library: adding, describing, finding, replacing and removing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import BinaryIO

from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import (
    PAGE_SIZE,
    Cursor,
    ImageFlag,
    ImageRow,
    ImageUse,
    Page,
)
from newsdesk.domain.normal import normal_runs, normal_text
from newsdesk.domain.photo import FocalPoint, ImageAsset
from newsdesk.domain.values import immutable
from newsdesk.services.changes import NOTHING, Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.pictures import LARGEST, NewPicture, read_picture
from newsdesk.storage import imagebytes, imageuses
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
