"""What reading foreign text gives: a body, the pictures it names, and what was left out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from newsdesk.domain.body import Block, Body, Figure, Gallery
from newsdesk.domain.ids import ImageId
from newsdesk.domain.normal import normal_body
from newsdesk.domain.photo import Placement
from newsdesk.domain.values import immutable


@immutable
class ForeignPicture:
    """A picture that is not in a library yet.

    ``id`` stands for it in the body until its bytes are read; ``address`` is where they are: a
    web address, a ``data:`` or ``file:`` address, or a name beside the file that was read.
    """

    id: ImageId
    address: str


@immutable
class Converted:
    """A body in normal form. ``losses`` are whole sentences about what was left out."""

    body: Body = ()
    pictures: tuple[ForeignPicture, ...] = ()
    losses: tuple[str, ...] = ()


def provisional_id(address: str) -> ImageId:
    """Return the id that stands for a picture until its bytes are known."""
    return ImageId(hashlib.sha256(address.encode("utf-8", "replace")).hexdigest())


def with_pictures(body: Body, found: Mapping[ImageId, ImageId | None]) -> Body:
    """Return a body with other images in its placements.

    ``found`` gives the new image of an old one; ``None`` takes the picture out, and so do the
    figure and gallery that would be left without any.
    """
    blocks: list[Block] = []
    for block in body:
        match block:
            case Figure():
                placement = _replaced(block.placement, found)
                if placement is not None:
                    blocks.append(Figure(placement))
            case Gallery():
                kept = (_replaced(entry, found) for entry in block.placements)
                placements = tuple(entry for entry in kept if entry is not None)
                if placements:
                    blocks.append(replace(block, placements=placements))
            case _:
                blocks.append(block)
    return normal_body(blocks)


def _replaced(placement: Placement, found: Mapping[ImageId, ImageId | None]) -> Placement | None:
    image = found.get(placement.image, placement.image)
    return None if image is None else replace(placement, image=image)
