"""The image library: the grid, one picture with its credit and crops, taking pictures in."""

from newsdesk.ui.images.dialog import PictureDialog, PictureEditor
from newsdesk.ui.images.screen import ImagesScreen

__all__ = ["ImagesScreen", "PictureDialog", "PictureEditor"]
