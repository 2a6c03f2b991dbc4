"""Dictionaries: which there are, which one checks a language, and the words somebody added."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from newsdesk.services.resources import resource
from newsdesk.services.settings import write_atomically

OFF: Final = "off"
"""Chosen in the place of a dictionary where a language is not to be checked."""
_LARGEST_LIST: Final = 1024 * 1024
_USUAL: Final = {"en": "en_US", "uk": "uk_UA"}
"""The dictionary of a language whose region is not told, or has none of its own."""
_COMMONWEALTH: Final = frozenset({"GB", "AU", "CA", "IE", "IN", "NZ", "ZA"})


def dictionary_for(language: str, choices: str = "") -> Path | None:
    """Return the ``.aff`` file that checks a language (BCP 47); ``None`` where there is none.

    ``choices`` is the setting; without one for the language the nearest of ours is taken, then
    the nearest of the system's.
    """
    chosen = chosen_in(choices).get(language, "")
    if chosen == OFF:
        return None
    base, _, region = language.replace("_", "-").partition("-")
    base, region = base.lower(), region.split("-")[-1].upper()
    wanted = [chosen, f"{base}_{region}" if region else ""]
    if base == "en" and region in _COMMONWEALTH:
        wanted.append("en_GB")
    wanted += [_USUAL.get(base, ""), base]
    there = {path.stem: path for path in dictionaries(language)}
    found = next((there[name] for name in wanted if name in there), None)
    return found or next(iter(there.values()), None)


def dictionaries(language: str) -> tuple[Path, ...]:
    """Return the ``.aff`` file of each dictionary of a language, whichever its region, by name.

    Ours come before those of the system with the same name.
    """
    base = language.replace("_", "-").partition("-")[0].lower()
    found: dict[str, Path] = {}
    for folder in (resource("dictionaries"), *system_folders()):
        for path in (*folder.glob(f"{base}.aff"), *folder.glob(f"{base}_*.aff")):
            if path.with_suffix(".dic").is_file():
                found.setdefault(path.stem, path)
    return tuple(found[name] for name in sorted(found))


def is_ours(dictionary: Path) -> bool:
    """Whether a dictionary came with Newsdesk."""
    return dictionary.parent == resource("dictionaries")


@lru_cache(maxsize=1)
def system_folders() -> tuple[Path, ...]:
    """Return where the system keeps Hunspell dictionaries."""
    home = Path.home()
    folders = {
        "darwin": (home / "Library/Spelling", Path("/Library/Spelling")),
        "win32": (home / "AppData/Roaming/hunspell",),
    }.get(
        sys.platform,
        (
            home / ".local/share/hunspell",
            Path("/usr/share/hunspell"),
            Path("/usr/share/myspell/dicts"),
        ),
    )
    return tuple(folder for folder in folders if folder.is_dir())


# --- which dictionary checks which language ---


def chosen_in(choices: str) -> Mapping[str, str]:
    """Read the setting, as ``en: en_GB, uk: off``; what is badly written is passed over."""
    pairs = (entry.partition(":") for entry in choices.split(","))
    return {key.strip(): name.strip() for key, colon, name in pairs if colon and name.strip()}


def with_choice(choices: str, language: str, name: str) -> str:
    """Return the setting with another dictionary for a language; "" leaves it to Newsdesk."""
    kept = {key: value for key, value in chosen_in(choices).items() if key != language}
    if name:
        kept[language] = name
    return ", ".join(f"{key}: {value}" for key, value in sorted(kept.items()))


# --- the words somebody added ---


def read_words(file: Path) -> tuple[str, ...]:
    """Read the words that somebody added to their dictionary; a missing file holds none."""
    try:
        with file.open("r", encoding="utf-8") as stream:
            content = stream.read(_LARGEST_LIST)
    except (OSError, ValueError):
        return ()
    return tuple(line.strip() for line in content.splitlines() if line.strip())


def add_word(file: Path, word: str) -> None:
    """Add a word to somebody's dictionary. Raises EnvironmentFailure."""
    words = read_words(file)
    if word not in words:
        write_atomically(file, "\n".join((*words, word)) + "\n")


def remove_word(file: Path, word: str) -> None:
    """Take a word out of somebody's dictionary. Raises EnvironmentFailure."""
    kept = [known for known in read_words(file) if known != word]
    write_atomically(file, "".join(f"{known}\n" for known in kept))
