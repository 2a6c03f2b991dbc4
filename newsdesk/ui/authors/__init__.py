"""The screen of the authors: who writes for this paper, and how readers see them."""

from __future__ import annotations

from newsdesk.ui.authors.screen import AuthorsScreen

__all__ = ["AuthorsScreen"]
