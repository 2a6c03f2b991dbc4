"""What an exported site was made from, kept beside it, so that only what changed is made again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

STATE: Final = "newsdesk-site.json"
STATE_FORMAT: Final = 1

_WRITE: Final = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(slots=True)
class SiteState:
    """What each page was made from, and the files that belong to it."""

    pages: dict[str, tuple[str, tuple[str, ...]]] = field(
        default_factory=dict[str, tuple[str, tuple[str, ...]]]
    )

    @classmethod
    def read(cls, folder: Path) -> SiteState:
        """Return the state of an earlier export; an empty one where it cannot be used."""
        try:
            value = json.loads((folder / STATE).read_text("utf-8"))
            pages = (
                cast("dict[str, list[object]]", value["pages"])
                if value["format"] == STATE_FORMAT
                else {}
            )
            return cls(
                {
                    name: (str(made), tuple(str(file) for file in cast("list[object]", files)))
                    for name, (made, files) in pages.items()
                }
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def write(self) -> bytes:
        """Return the state as a file."""
        lines = [f"{_WRITE(name)}: {_WRITE(self.pages[name])}" for name in sorted(self.pages)]
        pages = ",\n".join(lines)
        return f'{{"format": {STATE_FORMAT}, "pages": {{\n{pages}\n}}}}\n'.encode()
