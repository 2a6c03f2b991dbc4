"""Themes: folders of sandboxed templates, a style sheet and a manifest, that a newsroom may copy.

A theme decides how a page's body looks. Heads, structured data and feeds are written by Newsdesk.
What a theme may use is described in docs/themes.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from newsdesk.domain.errors import InvalidInputError
from newsdesk.exporting.characters import clean

if TYPE_CHECKING:
    from jinja2 import Environment

MANIFEST: Final = "theme.json"
FORMAT: Final = 1
HOUSE: Final = "house"
TEMPLATES: Final = ("story", "author", "list", "front", "search", "missing")
"""What a theme must have, each as ``NAME.html``."""

LARGEST: Final = 512 * 1024
"""Bytes of a template or style sheet; larger ones are no theme's."""

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(r"\s+")
_TIGHT: Final = re.compile(r"\s*([{};,>])\s*")
_COLON: Final = re.compile(r":\s+")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_OPTION: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, read. ``style`` is its sheet in few bytes; ``options`` are the manifest's."""

    name: str
    title: str
    folder: Path
    style: str
    options: dict[str, str | int | bool]
    fingerprint: str
    """A hash of all its files: two exports with the same one look the same."""
    environment: Environment = field(repr=False)

    def write(self, template: str, **values: object) -> str:
        """Fill a template. Raises InvalidInputError, with file and line, where that fails."""
        from jinja2 import TemplateError

        try:
            return self.environment.get_template(f"{template}.html").render(
                options=self.options, **values
            )
        except TemplateError as error:
            raise _broken(self.folder, error, f"{template}.html") from error
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            raise _broken(self.folder, error, f"{template}.html") from error


def bundled() -> Path:
    """Return the folder of the themes that come with Newsdesk."""
    installed = _PACKAGE / "_resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / "themes"


def find(name: str) -> Path:
    """Return the folder of a theme: one that came with Newsdesk, or any folder by its path.

    Raises InvalidInputError when there is none.
    """
    folder = bundled() / name if _NAME.fullmatch(name) else Path(name).expanduser()
    if not (folder / MANIFEST).is_file():
        raise InvalidInputError(
            f"There is no theme “{name}”. Name one that comes with Newsdesk (house, plain) or a "
            f"folder with a {MANIFEST}.",
            field="theme",
        )
    return folder


def load(name: str = HOUSE) -> Theme:
    """Read a theme. Raises InvalidInputError, with file and line, for one that is broken."""
    folder = find(name)
    return _load(folder, _state(folder))


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what tells that a theme was edited: its files with their sizes and times."""
    found = (
        (path.name, status.st_size, status.st_mtime_ns)
        for path in sorted(folder.iterdir())
        if path.is_file() and (status := path.stat())
    )
    return tuple(found)


@lru_cache(maxsize=4)
def _load(folder: Path, _state: tuple[tuple[str, int, int], ...]) -> Theme:
    manifest = _manifest(folder)
    missing = [name for name in TEMPLATES if not (folder / f"{name}.html").is_file()]
    if missing:
        raise InvalidInputError(
            f"The theme in {folder.name} lacks {missing[0]}.html. Copy it from another theme.",
            field="theme",
        )
    sheets = cast("list[str]", manifest["styles"])
    style = clean("".join(compact(_read(folder, sheet)) for sheet in sheets))
    if "</style" in style.lower():
        raise InvalidInputError(
            f"A style sheet of the theme in {folder.name} ends the style element itself.",
            field="theme",
        )
    return Theme(
        folder.name,
        str(manifest["name"]),
        folder,
        style,
        cast("dict[str, str | int | bool]", manifest["options"]),
        _fingerprint(folder),
        _environment(folder),
    )


def _fingerprint(folder: Path) -> str:
    seen = hashlib.sha256()
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.suffix in {".html", ".css", ".json"}:
            seen.update(f"{path.name}\0{_read(folder, path.name)}\0".encode())
    return seen.hexdigest()


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        read = json.loads(_read(folder, MANIFEST))
    except json.JSONDecodeError as error:
        raise InvalidInputError(
            f"{folder.name}/{MANIFEST}, line {error.lineno}: {error.msg}.", field="theme"
        ) from error
    if not isinstance(read, dict):
        raise InvalidInputError(f"{folder.name}/{MANIFEST} must be an object.", field="theme")
    manifest = cast("dict[str, Any]", read)
    if manifest.get("format") != FORMAT:
        raise InvalidInputError(
            f"{folder.name}/{MANIFEST} has format {manifest.get('format')!r}; this Newsdesk "
            f"reads format {FORMAT}.",
            field="theme",
        )
    options = manifest.setdefault("options", {})
    sheets = manifest.setdefault("styles", [])
    fine = isinstance(options, dict) and all(
        _OPTION.fullmatch(str(name)) and isinstance(value, str | int | bool)
        for name, value in cast("dict[object, object]", options).items()
    )
    if not fine:
        raise InvalidInputError(
            f"{folder.name}/{MANIFEST}: “options” maps names to texts, numbers or true and false.",
            field="theme",
        )
    names = cast("list[object]", sheets) if isinstance(sheets, list) else [None]
    if not all(isinstance(name, str) and "/" not in name and "\\" not in name for name in names):
        raise InvalidInputError(
            f"{folder.name}/{MANIFEST}: “styles” lists style sheets beside it.", field="theme"
        )
    manifest.setdefault("name", folder.name)
    return manifest


def _read(folder: Path, name: str) -> str:
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


def compact(style: str) -> str:
    """Return a style sheet without comments and needless white space."""
    text = _SPACE.sub(" ", _COMMENT.sub("", style))
    text = _TIGHT.sub(r"\1", text).replace(";}", "}")
    return _COLON.sub(":", text).strip()


def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Text is escaped by default, and a misspelt name is an error with its line. Templates of
    # others cannot reach Python, the disk or the network; those that come with Newsdesk are part
    # of the program and are spared the price of it, a quarter of a site's time.
    ours = folder.parent == bundled()
    environment = (Environment if ours else ImmutableSandboxedEnvironment)(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # ``load`` reads a theme anew whose files changed.
    )
    environment.globals.clear()
    return environment


def _broken(folder: Path, error: Exception, template: str) -> InvalidInputError:
    """Say which file and line of a theme a fault is in."""
    from jinja2 import TemplateSyntaxError

    name, line = template, 0
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or template, error.lineno
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.parent == folder:
            name, line = path.name, trace.tb_lineno
        trace = trace.tb_next
    place = f"{folder.name}/{name}" + (f", line {line}" if line else "")
    return InvalidInputError(f"The theme has a fault in {place}: {error}.", field="theme")
