"""The panels of the inspector: story, byline, related, checks, history."""

from __future__ import annotations

from newsdesk.ui.inspector.bylinepanel import BylinePanel
from newsdesk.ui.inspector.checkspanel import ChecksPanel
from newsdesk.ui.inspector.historypanel import HistoryPanel
from newsdesk.ui.inspector.relatedpanel import RelatedPanel
from newsdesk.ui.inspector.storypanel import StoryPanel

__all__ = ["BylinePanel", "ChecksPanel", "HistoryPanel", "RelatedPanel", "StoryPanel"]
