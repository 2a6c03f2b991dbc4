"""Find and replace throughout the library: every change as a line, the page beside it."""

from __future__ import annotations

from newsdesk.ui.replacing.screen import ReplaceScreen

__all__ = ["ReplaceScreen"]
