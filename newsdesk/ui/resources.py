"""The icons and fonts that come with Newsdesk, as the interface asks for them."""

from __future__ import annotations

from newsdesk.services.resources import ROOT, resource

__all__ = ["ROOT", "resource"]
