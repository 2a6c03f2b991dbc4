"""Makes the pictures of an export: side by side on all cores, and never the same one twice."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, Protocol

from newsdesk.domain.cutting import cut, rendition_size
from newsdesk.domain.dispatch import ImageSource, SocialCard
from newsdesk.domain.errors import EnvironmentFailure, NotFoundError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.plate import Plate
from newsdesk.domain.values import immutable
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.media.plate import draw_plate
from newsdesk.media.renditions import ENCODER_VERSION, Labels, render_formats
from newsdesk.media.socialcard import CARD_VERSION, draw
from newsdesk.services.paths import ensure_folder, standard_paths
from newsdesk.services.resources import resource
from newsdesk.storage.files import write_whole

__all__ = [
    "CACHE_LIMIT",
    "ENCODER_VERSION",
    "BytesSource",
    "Cache",
    "Progress",
    "key_of",
    "labels_of",
    "make",
    "quietly",
    "workers",
]

CACHE_LIMIT: Final = 1024 * 1024 * 1024
"""Bytes of made pictures that are kept; the ones unused for longest go first."""


class Progress(Protocol):
    """Hears how far the work is; raises Cancelled when it shall stop."""

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Say that ``done`` of ``total`` are ready."""
        ...


def quietly(done: int, total: int, what: str = "") -> None:
    """Hear nothing; for work nobody watches."""
    del done, total, what


def workers() -> int:
    """Return how many pictures are made at once."""
    return max(1, min(8, os.cpu_count() or 1))


@immutable
class Cache:
    """Made pictures in a folder, named by everything that decides their bytes."""

    folder: Path

    @classmethod
    def standard(cls) -> Cache:
        """Return the cache of this person."""
        return cls(standard_paths().cache / "renditions")

    def path(self, key: str) -> Path:
        """Return where a picture lies or will lie."""
        return self.folder / key[:2] / key[2:]

    def get(self, key: str) -> bytes | None:
        """Return a picture, ``None`` where it was never made or cannot be read."""
        path = self.path(key)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        # The first bytes name the rest, so that a file cut short by a full disk is made again.
        head, body = data[:32], data[32:]
        return body if hashlib.sha256(body).digest() == head else None

    def put(self, key: str, data: bytes) -> None:
        """Keep a picture. A cache that cannot be written costs time and nothing else."""
        path = self.path(key)
        with contextlib.suppress(OSError, EnvironmentFailure):
            ensure_folder(path.parent)
            write_whole(path, [hashlib.sha256(data).digest(), data], lasting=False)

    def trim(self, limit: int = CACHE_LIMIT) -> None:
        """Remove the pictures unused for longest until the rest fit."""
        found: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("*/*"):
            try:
                status = path.stat()
            except OSError:
                continue
            found.append((status.st_mtime, status.st_size, path))
        kept = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if kept <= limit:
                break
            path.unlink(missing_ok=True)
            kept -= size


def labels_of(picture: PlannedPicture) -> Labels:
    """Return what is written into a picture's file."""
    return Labels(picture.caption, picture.credit, picture.creator, picture.rights, picture.terms)


def key_of(picture: PlannedPicture, asset: ImageAsset) -> str:
    """Return the name of a made picture: the hash of all that decides its bytes."""
    spec = picture.spec
    box = cut(asset, spec)
    made = (
        ENCODER_VERSION,
        asset.id,
        spec.file_format.value,
        rendition_size(asset, spec),
        (round(box.left, 3), round(box.top, 3), round(box.right, 3), round(box.bottom, 3)),
        labels_of(picture),
    )
    return hashlib.sha256(repr(made).encode()).hexdigest()


def _asset(picture: PlannedPicture, assets: Mapping[ImageId, ImageAsset]) -> ImageAsset:
    return assets[picture.spec.image] if picture.plate is None else picture.plate.asset


def _groups(
    pictures: Sequence[PlannedPicture], assets: Mapping[ImageId, ImageAsset]
) -> list[list[PlannedPicture]]:
    """Gather pictures that differ in their format alone: they are decoded once."""
    found: dict[object, list[PlannedPicture]] = {}
    for picture in pictures:
        asset, spec = _asset(picture, assets), picture.spec
        same = (asset.id, rendition_size(asset, spec), cut(asset, spec), labels_of(picture))
        found.setdefault(same, []).append(picture)
    return list(found.values())


def make(
    pictures: Sequence[PlannedPicture],
    *,
    assets: Mapping[ImageId, ImageAsset],
    source: ImageSource,
    cache: Cache | None = None,
    progress: Progress = quietly,
) -> Iterator[tuple[str, bytes]]:
    """Yield each picture's file name with its bytes, as they become ready.

    Only a few originals are in memory at once. Raises InvalidInputError when a picture is
    damaged, NotFoundError when one is gone, Cancelled when ``progress`` says so.
    """
    total, done = len(pictures), 0
    wanted: list[PlannedPicture] = []
    for picture in pictures:
        if picture.card is not None:
            done += 1
            yield picture.file, _card(picture.card, cache)
            continue
        data = cache.get(key_of(picture, _asset(picture, assets))) if cache else None
        if data is None:
            wanted.append(picture)
            continue
        done += 1
        yield picture.file, data
    progress(done, total, "pictures")
    if not wanted:
        return
    with ThreadPoolExecutor(workers(), thread_name_prefix="pictures") as pool:
        waiting: deque[Future[list[tuple[PlannedPicture, bytes]]]] = deque()
        try:
            for job in _jobs(_groups(wanted, assets), assets, source):
                waiting.append(pool.submit(job))
                while len(waiting) > workers():
                    for picture, data in waiting.popleft().result():
                        done += 1
                        yield _kept(picture, data, assets, cache)
                    progress(done, total, "pictures")
            while waiting:
                for picture, data in waiting.popleft().result():
                    done += 1
                    yield _kept(picture, data, assets, cache)
                progress(done, total, "pictures")
        finally:
            for future in waiting:
                future.cancel()


def _card(card: SocialCard, cache: Cache | None) -> bytes:
    key = hashlib.sha256(repr((CARD_VERSION, card)).encode()).hexdigest()
    data = cache.get(key) if cache else None
    if data is None:
        data = draw(card, resource("fonts"))
        if cache is not None:
            cache.put(key, data)
    return data


def _kept(
    picture: PlannedPicture, data: bytes, assets: Mapping[ImageId, ImageAsset], cache: Cache | None
) -> tuple[str, bytes]:
    if cache is not None:
        cache.put(key_of(picture, _asset(picture, assets)), data)
    return picture.file, data


def _jobs(
    groups: Sequence[list[PlannedPicture]],
    assets: Mapping[ImageId, ImageAsset],
    source: ImageSource,
) -> Iterator[Callable[[], list[tuple[PlannedPicture, bytes]]]]:
    """Yield the work on each group; an original is read on the thread that owns the library."""
    original: tuple[ImageId, bytes] | None = None
    for group in sorted(groups, key=lambda one: one[0].spec.image):
        image, plate = group[0].spec.image, group[0].plate
        if original is None or original[0] != image:
            original = (image, _drawn_or_read(image, plate, source))
        yield _job(group, _asset(group[0], assets), original[1])


def _drawn_or_read(image: ImageId, plate: Plate | None, source: ImageSource) -> bytes:
    if plate is not None:
        return draw_plate(plate, resource("fonts"))
    with source.open(image) as stream:
        return stream.read()


def _job(
    group: list[PlannedPicture], asset: ImageAsset, data: bytes
) -> Callable[[], list[tuple[PlannedPicture, bytes]]]:
    def work() -> list[tuple[PlannedPicture, bytes]]:
        specs = tuple(picture.spec for picture in group)
        made = render_formats(io.BytesIO(data), specs, asset=asset, labels=labels_of(group[0]))
        return [(picture, one.data) for picture, one in zip(group, made, strict=True)]

    return work


@immutable
class BytesSource:
    """Pictures whose bytes are at hand, for exports of values that are in no library."""

    pictures: Mapping[ImageId, bytes]

    def open(self, image: ImageId) -> io.BytesIO:
        """Open one. Raises NotFoundError."""
        data = self.pictures.get(image)
        if data is None:
            raise NotFoundError(f"The picture {image[:12]} is not here.")
        return io.BytesIO(data)
