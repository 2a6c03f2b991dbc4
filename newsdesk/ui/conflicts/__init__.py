"""What two people changed in one story: shown side by side, decided place by place."""

from newsdesk.ui.conflicts.dialog import ConflictDialog

__all__ = ["ConflictDialog"]
