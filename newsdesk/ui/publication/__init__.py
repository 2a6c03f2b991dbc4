"""What is true of the whole paper: its facts and its sections."""

from newsdesk.ui.publication.dialog import PublicationDialog

__all__ = ["PublicationDialog"]
