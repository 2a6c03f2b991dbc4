"""Where the files that come with Newsdesk lie: icons, fonts, schemas, the sample library."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _root() -> Path:
    """Return the folder of resources: inside the installed package, else beside it."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


ROOT = _root()


def resource(*parts: str) -> Path:
    """Return the path of a resource, as ``resource("icons", "pin.svg")``."""
    return ROOT.joinpath(*parts)
