"""Importing files into the library."""

from newsdesk.ui.importing.files import ImportFiles

__all__ = ["ImportFiles"]
