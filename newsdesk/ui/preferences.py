"""The settings as the interface meets them: read and set by key, and a signal for each change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from newsdesk.services.settings import Settings, Value


class SettingsStore(QObject):
    """Wraps ``Settings`` (whose table is ``SETTINGS``). ``changed`` carries the key."""

    changed = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings

    def get(self, key: str) -> Value:
        """Return a setting's value, its default where none is set."""
        return self.settings.get(key)

    def switch(self, key: str) -> bool:
        """Return the value of a switch."""
        return self.settings.switch(key)

    def number(self, key: str) -> int:
        """Return the value of a number."""
        return self.settings.number(key)

    def text(self, key: str) -> str:
        """Return the value of a choice, text or folder."""
        return self.settings.text(key)

    def set(self, key: str, value: Value) -> None:
        """Set a value, keep it in the file and tell every view.

        Raises InvalidInputError, and EnvironmentFailure when the file cannot be written; views
        are told of the new value then too, for it holds until Newsdesk is closed.
        """
        before = self.settings.get(key)
        try:
            self.settings.set(key, value)
        finally:
            if self.settings.get(key) != before:
                self.changed.emit(key)
