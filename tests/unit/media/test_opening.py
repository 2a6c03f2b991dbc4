"""Opening pictures from outside: limits, and warnings that stay inside."""

from __future__ import annotations

import io
import struct
import warnings
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


def test_formats_that_are_decoded_whole_have_a_lower_limit() -> None:
    size = struct.pack("<HH", 10_000, 5_100)
    gif = b"GIF89a" + size + b"\x00\x00\x00,\x00\x00\x00\x00" + size + b"\x00\x02"
    with pytest.raises(InvalidInputError, match="the limit is 50 million"):
        open_picture(io.BytesIO(gif))
    png = io.BytesIO()
    Image.new("1", (10_000, 5_100)).save(png, "PNG")
    with open_picture(png) as picture:
        assert picture.size == (10_000, 5_100)
