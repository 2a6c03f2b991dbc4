"""The backups of a library: looked into, and stories or all of it brought back."""

from newsdesk.ui.backups.dialog import BackupsDialog

__all__ = ["BackupsDialog"]
