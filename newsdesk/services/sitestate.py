"""What an exported site was made from, kept beside it, so that only what changed is made again."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

STATE: Final = "newsdesk-site.json"
STATE_FORMAT: Final = 2

Made: TypeAlias = tuple[str, Sequence[str], Sequence[str]]
"""A hash of what a page was made from, its files, and whom else it shows: ``a``, ``i`` or ``s``
before the id of an author, a picture or a story."""

_WRITE: Final = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(slots=True)
class SiteState:
    """What each page was made from."""

    pages: dict[str, Made] = field(default_factory=dict[str, Made])

    @classmethod
    def read(cls, folder: Path) -> SiteState:
        """Return the state of an earlier export; an empty one where it cannot be used."""
        try:
            value: dict[str, Any] = json.loads((folder / STATE).read_text("utf-8"))
            if value["format"] != STATE_FORMAT:
                return cls()
            pages = cast("dict[str, list[Any]]", value["pages"])
            return cls({name: _made(*entry) for name, entry in pages.items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def write(self) -> bytes:
        """Return the state as a file."""
        text = io.BytesIO()
        text.write(f'{{"format": {STATE_FORMAT}, "pages": {{\n'.encode())
        for number, name in enumerate(sorted(self.pages)):
            made_from, files, needs = self.pages[name]
            line = f'{_WRITE(name)}: ["{made_from}", {_list(files)}, {_list(needs)}]'
            text.write((f",\n{line}" if number else line).encode())
        text.write(b"\n}}\n")
        return text.getvalue()


def _list(texts: Sequence[str]) -> str:
    """Write texts as JSON, at a tenth of what an encoder takes to begin with."""
    return f"[{', '.join(map(_WRITE, texts))}]"


def _made(made_from: str, files: list[str], needs: list[str]) -> Made:
    if not isinstance(made_from, str) or not isinstance(files, list):  # pyright: ignore[reportUnnecessaryIsInstance] - it was read from a file
        raise TypeError
    return made_from, files, needs
