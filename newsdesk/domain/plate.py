"""The plate: a drawn band with a section's name, for pages of stories without a photograph.

One plate serves all stories of a section, so it costs a whole site a handful of files.
"""

from __future__ import annotations

import hashlib
from typing import Final

from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Credit, ImageAsset, ImageKind
from newsdesk.domain.text import Run
from newsdesk.domain.values import immutable

PLATE_SIZE: Final = (1600, 1200)
"""Pixels of the drawing; the words stand in its middle, so that every cut has them."""

_VERSION: Final = 1
"""Rises whenever the same plate is drawn otherwise; names of files and caches follow it."""


@immutable
class Plate:
    """What a plate says. ``colour`` is ``#RRGGBB``, dark enough for white words."""

    words: str
    paper: str
    colour: str
    rights: str = ""

    @property
    def text(self) -> str:
        """What can be read on it: its alternative text."""
        return " – ".join(dict.fromkeys(part for part in (self.words, self.paper) if part))

    @property
    def asset(self) -> ImageAsset:
        """The plate as if it were a picture of the library, so that it is cut like one."""
        mark = hashlib.sha256(repr((_VERSION, self)).encode()).hexdigest()
        width, height = PLATE_SIZE
        return ImageAsset(
            ImageId(f"plate-{mark}"),
            "image/png",
            width,
            height,
            0,
            caption=(Run(self.text),),
            alt_text=self.text,
            credit=Credit(typed=self.paper),
            copyright_notice=self.rights,
            image_kind=ImageKind.GRAPHIC,
        )
