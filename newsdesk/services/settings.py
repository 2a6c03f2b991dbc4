"""The settings, declared once: this table makes the file, the dialog and the page of the docs.

A new setting is one entry here and the code that reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, cast

from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError
from newsdesk.domain.values import immutable
from newsdesk.storage.files import write_whole

Value: TypeAlias = bool | int | str

_LARGEST_FILE = 1024 * 1024


class SettingKind(StrEnum):
    """What a setting holds, and so how it is asked for."""

    SWITCH = "switch"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    FOLDER = "folder"


@immutable
class Setting:
    """One setting. ``least`` and ``most`` bound numbers and the length of texts; ``choices`` are
    (value, label) pairs; ``unit`` stands behind the number.
    """

    key: str
    kind: SettingKind
    default: Value
    title: str
    help: str
    page: str
    least: int = 0
    most: int = 1000
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""


_SWITCH, _NUMBER, _CHOICE = SettingKind.SWITCH, SettingKind.NUMBER, SettingKind.CHOICE

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "appearance.scheme", _CHOICE, "system", "Colours",
        "Light, dark, or as the system has it at the moment.", "Appearance",
        choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    Setting(
        "appearance.scale", _CHOICE, "system", "Size of everything",
        "Text, controls and pictures of the interface; from the next start on.", "Appearance",
        choices=(
            ("system", "As the system’s text"), ("100", "100 %"), ("125", "125 %"),
            ("150", "150 %"), ("175", "175 %"), ("200", "200 %"),
        ),
    ),
    Setting(
        "editor.text_size", _NUMBER, 18, "Text size",
        "How large the text of a story is on the screen.", "Writing",
        least=12, most=36, unit="px",
    ),
    Setting(
        "editor.column_width", _NUMBER, 70, "Column width",
        "How wide the column of a story is; print uses 60 to 75 characters.", "Writing",
        least=40, most=110, unit="characters",
    ),
    Setting(
        "editor.line_height", _NUMBER, 156, "Line height",
        "The distance between lines, in per cent of the text size.", "Writing",
        least=110, most=220, unit="%",
    ),
    Setting(
        "writing.spelling", _SWITCH, True, "Check spelling",
        "Underline words that no dictionary knows.", "Writing",
    ),
    Setting(
        "writing.dictionaries", SettingKind.TEXT, "", "Dictionaries",
        "Which checks which language, as “en: en_GB, uk: off”; Edit › Spelling… writes it.",
        "Writing", most=400,
    ),
    Setting(
        "writing.typography", _SWITCH, True, "Set quotes and dashes",
        "As the story’s language has them, while one types; undo gives back what was typed.",
        "Writing",
    ),
    Setting(
        "writing.language", SettingKind.TEXT, "", "Language of new stories",
        "As en-GB or uk; empty follows the publication.", "Writing", most=35,
    ),
    Setting(
        "person.name", SettingKind.TEXT, "", "Your name",
        "Stands beside the versions and notes you make; empty is the name of your login.",
        "Writing", most=80,
    ),
    Setting(
        "versions.everything", _NUMBER, 2, "Keep every version for",
        "A version of a story is kept every five minutes of change.", "History",
        least=1, most=365, unit="days",
    ),
    Setting(
        "versions.hourly", _NUMBER, 14, "Then one an hour for",
        "Counted from the present day.", "History", least=1, most=365, unit="days",
    ),
    Setting(
        "versions.daily", _NUMBER, 180, "Then one a day for",
        "After that one a week stays; named and published versions always stay.", "History",
        least=1, most=3650, unit="days",
    ),
    Setting(
        "limits.headline", _NUMBER, 100, "Headline",
        "The counter beside the headline turns red above this; 0 switches it off.", "Limits",
        most=500, unit="characters",
    ),
    Setting(
        "limits.standfirst", _NUMBER, 300, "Standfirst",
        "As above, for the standfirst; Ghost keeps 300 characters.", "Limits",
        most=2000, unit="characters",
    ),
    Setting(
        "limits.search_title", _NUMBER, 60, "Title for search engines",
        "Longer titles are cut in search results.", "Limits", most=500, unit="characters",
    ),
    Setting(
        "limits.search_description", _NUMBER, 155, "Description for search engines",
        "Longer descriptions are cut in search results.", "Limits",
        most=1000, unit="characters",
    ),
    Setting(
        "images.largest", _NUMBER, 200, "Largest picture",
        "Larger files are refused, so that a library stays movable.", "Pictures",
        least=1, most=2000, unit="MB",
    ),
    Setting(
        "export.folder", SettingKind.FOLDER, "", "Export folder",
        "Where exports are written; empty asks for it. The export dialog remembers the last one.",
        "Exports", most=4096,
    ),
    Setting(
        "export.paper", _CHOICE, "language", "Paper",
        "The sheets that pages are printed on, in the preview and in PDFs.", "Exports",
        choices=(
            ("language", "As in the country of the paper’s language"),
            ("a4", "A4"), ("letter", "Letter"),
        ),
    ),
    Setting(
        "backups.on", _SWITCH, True, "Back up by itself",
        "Copy the library to the backup folder while you work.", "Backups",
    ),
    Setting(
        "backups.interval", _NUMBER, 1, "Every",
        "Hours of work between two backups.", "Backups", least=1, most=168, unit="hours",
    ),
    Setting(
        "backups.keep", _NUMBER, 24, "Keep",
        "How many of the latest backups stay; one a day and one a week stay longer.", "Backups",
        least=1, most=500, unit="backups",
    ),
    Setting(
        "backups.folder", SettingKind.FOLDER, "", "Backup folder",
        "Best on another drive; empty is the folder “Backups” beside your data.", "Backups",
        most=4096,
    ),
)  # fmt: skip

BY_KEY: Mapping[str, Setting] = MappingProxyType({setting.key: setting for setting in SETTINGS})


def checked(setting: Setting, value: object) -> Value:
    """Return a value that fits a setting. Raises InvalidInputError with its key as the field."""
    match setting.kind:
        case SettingKind.SWITCH:
            if isinstance(value, bool):
                return value
            wanted = "on or off"
        case SettingKind.NUMBER:
            if (
                isinstance(value, int)
                and not isinstance(value, bool)
                and setting.least <= value <= setting.most
            ):
                return value
            wanted = f"a whole number from {setting.least} to {setting.most}"
        case SettingKind.CHOICE:
            allowed = [name for name, _label in setting.choices]
            if isinstance(value, str) and value in allowed:
                return value
            wanted = "one of " + ", ".join(allowed)
        case SettingKind.TEXT | SettingKind.FOLDER:
            if isinstance(value, str) and len(value) <= setting.most and value.isprintable():
                return value
            wanted = f"a line of up to {setting.most} characters"
    raise InvalidInputError(f"“{setting.title}” needs {wanted}.", field=setting.key)


class Settings:
    """The values set so far, over the defaults. May be read from any thread.

    ``problem`` is a sentence about a settings file that could not be used in full, else "".
    Values under keys that this Newsdesk does not know are kept as they are.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values: Mapping[str, Value] = {}
        self._unknown: Mapping[str, object] = {}
        self.problem = ""
        if file is not None:
            self._read(file)

    def beside(self, name: str) -> Path | None:
        """Return a file beside the settings file; ``None`` where nothing is kept."""
        return None if self._file is None else self._file.with_name(name)

    def get(self, key: str) -> Value:
        """Return a setting's value, its default where none is set."""
        return self._values.get(key, BY_KEY[key].default)

    def switch(self, key: str) -> bool:
        """Return the value of a switch."""
        value = self.get(key)
        assert isinstance(value, bool)
        return value

    def number(self, key: str) -> int:
        """Return the value of a number."""
        value = self.get(key)
        assert isinstance(value, int)
        return value

    def text(self, key: str) -> str:
        """Return the value of a choice, text or folder."""
        value = self.get(key)
        assert isinstance(value, str)
        return value

    def set(self, key: str, value: object) -> None:
        """Set one value and write the file.

        Raises InvalidInputError for a value that does not fit and EnvironmentFailure when the
        file cannot be written; the value then holds until Newsdesk is closed.
        """
        setting = BY_KEY.get(key)
        if setting is None:
            raise InvalidInputError(f"There is no setting “{key[:80]}”.", field=key)
        values = {**self._values, key: checked(setting, value)}
        if values[key] == setting.default:
            del values[key]
        self._values = values
        if self._file is not None:
            write_atomically(
                self._file,
                json.dumps({**self._unknown, **values}, indent=2, sort_keys=True) + "\n",
            )

    def _read(self, file: Path) -> None:
        try:
            found = read_object(file)
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self.problem = (
                f"The settings in {file} cannot be read ({error}), so the usual ones are used. "
                "Setting anything writes the file anew."
            )
            return
        values: dict[str, Value] = {}
        refused: list[str] = []
        for key, value in found.items():
            setting = BY_KEY.get(key)
            if setting is None:
                continue
            try:
                values[key] = checked(setting, value)
            except InvalidInputError as error:
                refused.append(str(error))
        self._values = values
        self._unknown = {key: value for key, value in found.items() if key not in BY_KEY}
        if refused:
            self.problem = f"Some settings in {file} are not used: {' '.join(refused)}"


def read_object(file: Path) -> dict[str, object]:
    """Read a JSON object from a file of ours.

    Raises OSError, and ValueError when it is no such object or larger than a megabyte.
    """
    with file.open("rb") as stream:
        content = stream.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise ValueError("the file is larger than a megabyte")
    try:
        found: object = json.loads(content)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("it holds no settings")  # noqa: TRY004 - said of the file, not of a call
    return cast("dict[str, object]", found)


def write_atomically(file: Path, text: str) -> None:
    """Write a small file whole or not at all. Raises EnvironmentFailure."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(file, [text.encode()])
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise EnvironmentFailure(
            f"“{file.name}” could not be written ({reason}: {file}). "
            "Check the folder’s rights and the room on the disk.",
            path=str(file),
        ) from error
