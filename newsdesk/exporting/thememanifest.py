"""The manifest of a theme: its name, what it inherits from, its style sheets and its options."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final, cast

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.values import immutable

MANIFEST: Final = "theme.json"
FORMAT: Final = 1
LARGEST: Final = 512 * 1024
"""Bytes of a template, style sheet or manifest; larger ones are no theme's."""

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What the name of a theme that comes with Newsdesk looks like."""

_OPTION: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")

Options = dict[str, str | int | bool]


@immutable
class Manifest:
    """What a theme says of itself. ``None`` stands for what it leaves to its base."""

    title: str
    base: str
    """The theme of Newsdesk's it inherits from; empty for one that has everything itself."""
    styles: tuple[str, ...] | None
    options: Options


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a theme. Raises InvalidInputError, with the line where it has one."""
    try:
        read = json.loads(read_text(folder, MANIFEST))
    except json.JSONDecodeError as error:
        raise InvalidInputError(
            f"{folder.name}/{MANIFEST}, line {error.lineno}: {error.msg}.", field="theme"
        ) from error
    if not isinstance(read, dict):
        raise InvalidInputError(f"{folder.name}/{MANIFEST} must be an object.", field="theme")
    found = cast("dict[str, Any]", read)
    if found.get("format") != FORMAT:
        raise InvalidInputError(
            f"{folder.name}/{MANIFEST} has format {found.get('format')!r}; this Newsdesk "
            f"reads format {FORMAT}.",
            field="theme",
        )
    return Manifest(
        str(found.get("name", folder.name)), _base(folder, found), _styles(folder, found),
        _options(folder, found),
    )  # fmt: skip


def _base(folder: Path, found: dict[str, Any]) -> str:
    base: object = found.get("base", "")
    if isinstance(base, str) and (not base or NAME.fullmatch(base)):
        return base
    raise InvalidInputError(
        f"{folder.name}/{MANIFEST}: “base” names a theme that comes with Newsdesk.", field="theme"
    )


def _styles(folder: Path, found: dict[str, Any]) -> tuple[str, ...] | None:
    styles: object = found.get("styles")
    if styles is None:
        return None
    names = cast("list[object]", styles) if isinstance(styles, list) else [None]
    if not all(isinstance(name, str) and "/" not in name and "\\" not in name for name in names):
        raise InvalidInputError(
            f"{folder.name}/{MANIFEST}: “styles” lists style sheets beside it.", field="theme"
        )
    return tuple(str(name) for name in names)


def _options(folder: Path, found: dict[str, Any]) -> Options:
    options: object = found.get("options", {})
    fine = isinstance(options, dict) and all(
        _OPTION.fullmatch(str(name)) and isinstance(value, str | int | bool)
        for name, value in cast("dict[object, object]", options).items()
    )
    if not fine:
        raise InvalidInputError(
            f"{folder.name}/{MANIFEST}: “options” maps names to texts, numbers or true and false.",
            field="theme",
        )
    return cast("Options", options)


def read_text(folder: Path, name: str) -> str:
    """Read a file of a theme. Raises InvalidInputError for a large one and for other than text."""
    path = folder / name
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidInputError(
                f"{folder.name}/{name} is larger than {LARGEST // 1024} kB.", field="theme"
            )
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            f"{folder.name}/{name} cannot be read as UTF-8 text.", field="theme"
        ) from error
