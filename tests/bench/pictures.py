"""What a photo costs: reading it, taking it in, its renditions, and a list of many."""

# pyright: reportUnknownMemberType=false
# Pillow's own annotations name numpy's types, which are not installed.

from __future__ import annotations

import hashlib
import io
import tempfile
import time
from pathlib import Path

from PIL import Image

from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec
from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import ImageFlag
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import ImageAsset
from newsdesk.media.renditions import render_formats
from newsdesk.services import images, libraries
from newsdesk.services.desk import Desk
from newsdesk.services.pictures import read_picture
from newsdesk.services.settings import Settings
from newsdesk.storage import images as stored
from tests.bench.report import Report

SIZE = (6000, 4000)
WIDTHS = (480, 800, 1200, 1600)
FORMATS = (RenditionFormat.JPEG, RenditionFormat.WEBP, RenditionFormat.AVIF)
MANY = 10_000
ADDED = Moment.parse("2026-11-24T09:30:00Z")


def photo() -> bytes:
    """24 million pixels with the detail of a photo: soft shapes under fine grain."""
    soft = Image.effect_noise((SIZE[0] // 40, SIZE[1] // 40), 90).resize(SIZE)
    grain = Image.effect_noise(SIZE, 12)
    bands = (soft, Image.blend(soft, grain, 0.2), Image.blend(soft, grain, 0.1))
    out = io.BytesIO()
    Image.merge("RGB", bands).save(out, "JPEG", quality=88)
    return out.getvalue()


def decode_whole(data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()


def renditions(data: bytes, asset: ImageAsset) -> None:
    for width in WIDTHS:
        specs = tuple(RenditionSpec(asset.id, width, wanted) for wanted in FORMATS)
        render_formats(io.BytesIO(data), specs, asset=asset)


def bare_pillow(data: bytes) -> None:
    """The same twelve files from Pillow alone: no colours, labels, crops or checks."""
    for width in WIDTHS:
        with Image.open(io.BytesIO(data)) as picture:
            size = (width, width * SIZE[1] // SIZE[0])
            picture.draft(None, size)
            small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        small.save(io.BytesIO(), "JPEG", quality=76, progressive=True, optimize=True)
        small.save(io.BytesIO(), "WEBP", quality=70, method=4)
        small.save(io.BytesIO(), "AVIF", quality=55, speed=8, max_threads=1)


def cpu(work: object) -> float:
    """Milliseconds of processor time, the best of three."""
    assert callable(work)
    taken: list[float] = []
    for _ in range(3):
        begun = time.process_time()
        work()
        taken.append((time.process_time() - begun) * 1000)
    return min(taken)


def measure(report: Report) -> None:
    data = photo()
    report.title(f"A photo of 24 million pixels, {len(data) / 1e6:.1f} MB")
    asset = read_picture(data, "photo.jpg").asset
    report.row(
        "read with its metadata and small copies",
        cpu(lambda: read_picture(data, "photo.jpg")),
        "ms CPU",
        floor=cpu(lambda: decode_whole(data)),
        floor_name="decoded whole",
        at_most_times=2,
    )
    report.row(
        "4 widths as JPEG, WebP and AVIF",
        cpu(lambda: renditions(data, asset)),
        "ms CPU",
        floor=cpu(lambda: bare_pillow(data)),
        floor_name="Pillow alone",
        at_most_times=1.5,
    )
    with tempfile.TemporaryDirectory() as folder:
        desk = libraries.create_empty(Path(folder, "bench.newsdesk"), settings=Settings())
        try:
            library(report, desk, data)
        finally:
            desk.library.close()


def library(report: Report, desk: Desk, data: bytes) -> None:
    picture = read_picture(data, "photo.jpg")
    begun = time.perf_counter()
    added, _ = images.add(desk, picture=picture)
    report.row("taken into the library", (time.perf_counter() - begun) * 1000, "ms")
    report.row(
        "a small copy for the grid",
        cpu(lambda: images.thumbnail(desk, image=added.id, size=160)),
        "ms CPU",
    )
    report.title(f"A library of {MANY:,} pictures")
    with desk.library.transaction():
        for number in range(MANY):
            stored.insert(desk.library, one_of_many(number), ())
    everything: frozenset[ImageFlag] = frozenset()
    for what, text, flags in (
        ("the first 100", "", everything),
        ("a word that one in a hundred has", "harbour7", everything),
        ("those without an alt text", "", frozenset({ImageFlag.MISSING_ALT})),
        ("those not in use", "", frozenset({ImageFlag.UNUSED})),
    ):
        taken = cpu(lambda text=text, flags=flags: images.rows(desk, text=text, flags=flags))
        report.row(what, taken, "ms CPU", at_most=50)


def one_of_many(number: int) -> ImageAsset:
    return ImageAsset(
        id=ImageId(hashlib.sha256(str(number).encode()).hexdigest()),
        media_type="image/jpeg",
        width=3000,
        height=2000,
        byte_count=1,
        title=f"Picture {number}",
        alt_text="" if number % 2 else "Boats at a pier",
        keywords=(f"harbour{number % 100}", "tide", "ferry"),
        added_at=ADDED,
    )
