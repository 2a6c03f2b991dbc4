"""Pictures by their addresses in foreign text: inside it, or beside its file.

Nothing is ever fetched from the network.
"""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from newsdesk.domain.errors import InvalidInputError
from newsdesk.services import pictures, storyfiles
from newsdesk.services.pictures import NewPicture

_LARGEST_INLINE: Final = 64 * 1024 * 1024
"""Bytes of a picture inside a text."""

_PICTURE_ENDINGS: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".tif"})
_MOST_IN_FOLDER: Final = 2_000


def read_picture(address: str, folder: Path | None) -> NewPicture:
    """Read a picture by its address in foreign text: inside it, or beside the file.

    ``folder`` is where the text lies, ``None`` for a clipboard. Nothing is fetched from the
    network. Raises InvalidInputError and EnvironmentFailure.
    """
    shown = address[:80]
    if address.startswith("data:"):
        return pictures.read_picture(_inline(address), "pasted picture")
    parts = urlsplit(address)
    if parts.scheme == "file" and folder is None:
        return pictures.read_picture(Path(unquote(parts.path)))
    if parts.scheme or folder is None:
        raise InvalidInputError(
            f"The picture “{shown}” is on the network and was left out; add it from a file."
        )
    if address.endswith("*"):
        return pictures.read_picture(_conventional(address[:-1], folder))
    return pictures.read_picture(storyfiles.picture_path(unquote(parts.path), folder))


def _inline(address: str) -> bytes:
    head, _comma, data = address.partition(",")
    if len(data) > _LARGEST_INLINE * 4 // 3:
        raise InvalidInputError("A picture inside the text is larger than 64 MB.")
    try:
        if head.endswith(";base64"):
            return base64.b64decode(unquote(data), validate=False)
        return unquote_to_bytes(data)
    except (binascii.Error, ValueError) as error:
        raise InvalidInputError("A picture inside the text is damaged.") from error


def _conventional(stem: str, folder: Path) -> Path:
    """Find a picture that a simple story leaves to its name: ``lead.jpg``, ``img/lead-1.png``."""
    for place in (folder, folder / "img", folder / "images"):
        try:
            names = sorted(entry.name for entry in list(place.iterdir())[:_MOST_IN_FOLDER])
        except OSError:
            continue
        for name in names:
            path = place / name
            if path.stem.lower().startswith(stem) and path.suffix.lower() in _PICTURE_ENDINGS:
                return path
    raise InvalidInputError(
        f"The story names no file for its lead photo, and there is no “{stem}….jpg” beside it."
    )
