"""The one bus on which every change of the library is told."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from newsdesk.services.changes import Changes


class ChangeBus(QObject):
    """Views connect to ``changed`` (it carries a ``Changes``) and refresh what it touches."""

    changed = Signal(object)

    def tell(self, changes: Changes) -> None:
        """Tell every view; nothing is told when nothing changed."""
        if changes:
            self.changed.emit(changes)
