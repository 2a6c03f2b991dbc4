"""Where Newsdesk keeps its files, by each system's own rules.

``NEWSDESK_HOME`` moves everything into one folder, for a memory stick or a trial.
"""

from __future__ import annotations

import os
from pathlib import Path

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.values import immutable

HOME_VARIABLE = "NEWSDESK_HOME"
LIBRARY_SUFFIX = ".newsdesk"


@immutable
class Paths:
    """The folders of one person: what they wrote, how they set things, what can be made again."""

    data: Path
    config: Path
    state: Path
    cache: Path

    @property
    def library(self) -> Path:
        """The library that opens when no other was named."""
        return self.data / f"Library{LIBRARY_SUFFIX}"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def recent(self) -> Path:
        """The list of libraries opened before."""
        return self.state / "recent.json"

    @property
    def log(self) -> Path:
        """The log file."""
        return self.state / "newsdesk.log"

    @property
    def crashes(self) -> Path:
        """The folder of crash reports."""
        return self.state / "crashes"

    @property
    def backups(self) -> Path:
        """Where backups go when no folder was chosen."""
        return self.data / "Backups"


def standard_paths() -> Paths:
    """Return this person's folders. Nothing is created yet."""
    home = os.environ.get(HOME_VARIABLE, "")
    if home:
        return under(Path(home).expanduser().absolute())
    from platformdirs import PlatformDirs

    folders = PlatformDirs("Newsdesk", appauthor=False)
    return Paths(
        data=folders.user_data_path,
        config=folders.user_config_path,
        state=folders.user_state_path,
        cache=folders.user_cache_path,
    )


def under(home: Path) -> Paths:
    """Return folders that all lie below one."""
    return Paths(home / "data", home / "config", home / "state", home / "cache")


def ensure_folder(folder: Path) -> Path:
    """Create a folder where it is missing, readable by its owner alone, and return it.

    Raises EnvironmentFailure when that is not possible.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise EnvironmentFailure(
            f"The folder “{folder}” cannot be created ({reason}). "
            f"Make room or choose another folder with {HOME_VARIABLE}.",
            path=str(folder),
        ) from error
    return folder
