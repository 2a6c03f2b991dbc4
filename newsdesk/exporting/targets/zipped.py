"""The page's folder as one zip file, the same bytes for the same story."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from newsdesk.exporting.bundle import Bundle
from newsdesk.exporting.targets.page import PageTarget

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""Zip files know no earlier time; ours name none, so that equal stories give equal bytes."""


class ZipTarget(PageTarget):
    """The page with everything beside it in one file."""

    name = "zip"
    title = "Zip file"
    about = "The folder with the page, its pictures and feeds, packed into one file."
    ending = ".zip"

    def pack(self, bundle: Bundle, pictures: Mapping[str, bytes]) -> bytes:
        """Pack the files in the order of their names."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, data in sorted({**bundle.files, **pictures}.items()):
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.create_system = 3  # As on Unix everywhere, or the bytes would differ.
                entry.external_attr = 0o644 << 16
                packed = name.endswith((".jpg", ".png", ".webp", ".avif"))
                entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
        return out.getvalue()
