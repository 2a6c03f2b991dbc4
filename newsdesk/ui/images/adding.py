"""Taking pictures in: from disk, dropped, pasted, or chosen in the library.

``add_files`` reads off the main thread and adds what was read; ``choose_pictures`` asks a person
for pictures of the library or of the disk; ``edit_picture`` opens one with its placement.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Placement
from newsdesk.ui.context import Context
from newsdesk.ui.images.dropping import pictures_in
from newsdesk.ui.images.intake import Adding, Chosen, Source, add_files

__all__ = [
    "Adding",
    "Chosen",
    "Source",
    "add_files",
    "choose_pictures",
    "edit_picture",
    "pictures_in",
]


def choose_pictures(
    context: Context, parent: QWidget, done: Chosen, *, many: bool = True
) -> QObject:
    """Let a person choose pictures from the library or from disk; returns the open dialog.

    ``done`` is called with the assets when they are chosen, never when the dialog is left.
    """
    from newsdesk.ui.images.chooser import PictureChooser

    chooser = PictureChooser(context, parent, done, many=many)
    chooser.open()
    return chooser


def edit_picture(
    context: Context,
    parent: QWidget,
    image: ImageId,
    *,
    placement: Placement | None = None,
    changed: Callable[[Placement], object] | None = None,
) -> QObject:
    """Open a picture with everything that is known of it; returns the open dialog.

    With a ``placement`` its caption, alt text, crop and illustrative flag are shown too and
    ``changed`` hears each new one as it is made. What belongs to the picture is saved as one
    goes.
    """
    from newsdesk.ui.images.dialog import PictureDialog

    dialog = PictureDialog(context, parent, image, placement=placement, changed=changed)
    dialog.open()
    return dialog
