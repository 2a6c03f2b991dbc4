"""Themes: folders of sandboxed templates, a style sheet and a manifest, that a newsroom may copy.

A theme decides how a page's body looks. Heads, structured data and feeds are written by Newsdesk.
It may inherit from one that comes with Newsdesk; then only what differs stands in its folder.
What a theme may use is described in docs/themes.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.values import immutable
from newsdesk.exporting.characters import clean, cleaned
from newsdesk.exporting.thememanifest import (
    MANIFEST,
    NAME,
    Manifest,
    Options,
    read_manifest,
    read_text,
)

if TYPE_CHECKING:
    from jinja2 import Environment

HOUSE: Final = "house"
LAYOUT: Final = "layout"
TEMPLATES: Final = (LAYOUT, "story", "author", "list", "front", "search", "missing")
"""What a theme must have, itself or from its base, each as ``NAME.html``."""

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_MARKS: Final = ("\x01head\x01", "\x01main\x01")
"""No text of a page holds such characters."""
_MARK: Final = re.compile("|".join(_MARKS))
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(r"\s+")
_TIGHT: Final = re.compile(r"\s*([{};,>])\s*")
_COLON: Final = re.compile(r":\s+")

_Files = tuple[tuple[Path, int, int], ...]


@immutable
class Theme:
    """A theme, read. ``style`` is its sheet in few bytes; ``options`` are the manifest's."""

    name: str
    title: str
    folders: tuple[Path, ...]
    """Its own folder, then those of the themes it inherits from."""
    style: str
    options: Options
    fingerprint: str
    """A hash of all its files: two exports with the same one look the same."""
    environment: Environment = field(repr=False)

    def write(self, template: str, values: Mapping[str, object]) -> str:
        """Fill a template. Raises InvalidInputError, with file and line, where that fails."""
        from jinja2 import TemplateError

        name = f"{template}.html"
        try:
            return self.environment.get_template(name).render(values, options=self.options)
        except TemplateError as error:
            raise _broken(self.folders, error, name) from error
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            raise _broken(self.folders, error, name) from error

    def frame(self, values: Mapping[str, object]) -> tuple[bytes, bytes, bytes]:
        """Fill the layout, and return what stands before the head, then before and after the text.

        Raises InvalidInputError for a layout that does not write both, once.
        """
        marked = {**values, "head_html": _MARKS[0], "main_html": _MARKS[1]}
        filled = self.write(LAYOUT, marked)
        parts = _MARK.split(filled)
        if tuple(_MARK.findall(filled)) != _MARKS:
            raise InvalidInputError(
                f"The theme in {self.name} must write head_html and then main_html once each in "
                f"{LAYOUT}.html.",
                field="theme",
            )
        before, between, after = (cleaned(part) for part in parts)
        return before, between, after


def bundled() -> Path:
    """Return the folder of the themes that come with Newsdesk."""
    installed = _PACKAGE / "_resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / "themes"


def find(name: str) -> Path:
    """Return the folder of a theme: one that came with Newsdesk, or any folder by its path.

    Raises InvalidInputError when there is none.
    """
    folder = bundled() / name if NAME.fullmatch(name) else Path(name).expanduser()
    if not (folder / MANIFEST).is_file():
        raise InvalidInputError(
            f"There is no theme “{name}”. Name one that comes with Newsdesk (house, plain) or a "
            f"folder with a {MANIFEST}.",
            field="theme",
        )
    return folder


def load(name: str = HOUSE) -> Theme:
    """Read a theme. Raises InvalidInputError, with file and line, for one that is broken."""
    folders = _line(find(name))
    return _load(folders, _state(folders))


def _line(folder: Path) -> tuple[Path, ...]:
    """Return the folder of a theme and of those it inherits from, the nearest first."""
    line = [folder]
    while base := read_manifest(line[-1]).base:
        above = find(base)
        if above in line:
            raise InvalidInputError(
                f"{line[-1].name}/{MANIFEST}: the theme inherits from itself.", field="theme"
            )
        line.append(above)
    return tuple(line)


def _state(folders: tuple[Path, ...]) -> _Files:
    """Return what tells that a theme was edited: its files with their sizes and times."""
    found = (
        (path, status.st_size, status.st_mtime_ns)
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.is_file() and (status := path.stat())
    )
    return tuple(found)


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...], _state: _Files) -> Theme:
    own = folders[0]
    manifests = [read_manifest(folder) for folder in folders]
    for name in TEMPLATES:
        if _holder(folders, f"{name}.html") is None:
            raise InvalidInputError(
                f"The theme in {own.name} lacks {name}.html. Copy it from another theme.",
                field="theme",
            )
    sheets = next((one.styles for one in manifests if one.styles is not None), ())
    read = (read_text(_holder(folders, sheet) or own, sheet) for sheet in sheets)
    style = clean("".join(compact(sheet) for sheet in read))
    if "</style" in style.lower():
        raise InvalidInputError(
            f"A style sheet of the theme in {own.name} ends the style element itself.",
            field="theme",
        )
    return Theme(
        own.name,
        manifests[0].title,
        folders,
        style,
        _all_options(manifests),
        _fingerprint(folders),
        _environment(folders),
    )


def _holder(folders: tuple[Path, ...], name: str) -> Path | None:
    """Return the nearest folder with a file; ``None`` where none has it."""
    return next((folder for folder in folders if (folder / name).is_file()), None)


def _all_options(manifests: list[Manifest]) -> Options:
    options: Options = {}
    for manifest in reversed(manifests):
        options |= manifest.options
    return options


def _fingerprint(folders: tuple[Path, ...]) -> str:
    seen = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.iterdir(), key=lambda one: one.name):
            if path.suffix in {".html", ".css", ".json"}:
                seen.update(f"{path.name}\0{read_text(folder, path.name)}\0".encode())
    return seen.hexdigest()


def compact(style: str) -> str:
    """Return a style sheet without comments and needless white space."""
    text = _SPACE.sub(" ", _COMMENT.sub("", style))
    text = _TIGHT.sub(r"\1", text).replace(";}", "}")
    return _COLON.sub(":", text).strip()


def _environment(folders: tuple[Path, ...]) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Text is escaped by default, and a misspelt name is an error with its line. Templates of
    # others cannot reach Python, the disk or the network; those that come with Newsdesk are part
    # of the program and are spared the price of it, a quarter of a site's time.
    ours = folders[0].parent == bundled()
    environment = (Environment if ours else ImmutableSandboxedEnvironment)(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # ``load`` reads a theme anew whose files changed.
    )
    environment.globals.clear()
    return environment


def _broken(folders: tuple[Path, ...], error: Exception, template: str) -> InvalidInputError:
    """Say which file and line of a theme a fault is in."""
    from jinja2 import TemplateSyntaxError

    name, line = template, 0
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or template, error.lineno
    folder = _holder(folders, name) or folders[0]
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.parent in folders:
            folder, name, line = path.parent, path.name, trace.tb_lineno
        trace = trace.tb_next
    place = f"{folder.name}/{name}" + (f", line {line}" if line else "")
    return InvalidInputError(f"The theme has a fault in {place}: {error}.", field="theme")
