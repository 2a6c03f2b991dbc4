"""Encoding pictures without holding up everything else."""

# pyright: reportUnknownMemberType=false
# Pillow's own annotations name numpy's types, which are not installed.

from __future__ import annotations

import io
import tempfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image


def encoded(picture: Image.Image, **options: Any) -> bytes:
    """Encode a picture with what its ``save`` takes, by way of a temporary file.

    Into memory Pillow encodes a JPEG while it holds Python's lock: for two megapixels nothing
    else ran for 90 to 160 ms, the window not either. Into a file it lets go of the lock.
    """
    try:
        with tempfile.TemporaryFile() as file:
            picture.save(file, **options)
            file.seek(0)
            return file.read()
    except OSError:
        # No room for temporary files; where the picture itself is at fault that comes up again.
        memory = io.BytesIO()
        picture.save(memory, **options)
        return memory.getvalue()
