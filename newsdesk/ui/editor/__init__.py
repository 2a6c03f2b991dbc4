"""The editor of a story: the page in the middle of the window."""

from __future__ import annotations

from newsdesk.ui.editor.storyeditor import StoryEditor

__all__ = ["StoryEditor"]
