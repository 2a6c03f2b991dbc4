"""Opening pictures from outside: limits, and warnings that stay inside."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from newsdesk.domain.errors import InvalidInputError
from newsdesk.media.opening import open_picture, quiet


def test_quiet_stays_quiet_until_the_last_one_is_done_and_then_all_is_as_before() -> None:
    before = list(warnings.filters)
    with quiet():
        with quiet():
            warnings.warn("heard by nobody", stacklevel=1)
        warnings.warn("heard by nobody", stacklevel=1)
    assert list(warnings.filters) == before


def test_threads_do_not_wait_for_each_other_to_be_quiet() -> None:
    before = list(warnings.filters)

    def decode(number: int) -> int:
        with quiet():
            warnings.warn(f"picture {number}", stacklevel=1)
            return number

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(decode, range(200))) == list(range(200))
    assert list(warnings.filters) == before


def gif_head(width: int, height: int) -> bytes:
    size = struct.pack("<HH", width, height)
    return b"GIF89a" + size + b"\x00\x00\x00,\x00\x00\x00\x00" + size + b"\x00\x02"


def png_head(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    length, check = struct.pack(">I", len(head) - 4), struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + length + head + check + b"\x00\x00\x00\x00IDAT"


@pytest.mark.parametrize(
    ("head", "limit"),
    [(gif_head(10_000, 4_700), 46), (png_head(12_000, 10_000), 50)],
    ids=["GIF", "PNG"],
)
def test_more_pixels_than_are_decoded_in_time_are_refused_from_the_header_alone(
    head: bytes, limit: int
) -> None:
    with pytest.raises(InvalidInputError, match=f"the limit is {limit} million"):
        open_picture(io.BytesIO(head))


def test_the_picture_of_a_large_camera_is_within_the_limit() -> None:
    png = io.BytesIO()
    Image.new("1", (8_256, 5_504)).save(png, "PNG")
    with open_picture(png) as picture:
        assert picture.size == (8_256, 5_504)
