"""Exporting the open story: where it goes, what will not arrive, how far it is."""

from __future__ import annotations

from newsdesk.ui.export.dialog import ExportDialog

__all__ = ["ExportDialog"]
