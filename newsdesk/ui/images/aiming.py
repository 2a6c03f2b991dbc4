"""The picture with its crops below it: what one looks at while describing a picture."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Crop, FocalPoint
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.images import cropping
from newsdesk.ui.images.canvas import PictureCanvas
from newsdesk.ui.images.session import PictureSession
from newsdesk.ui.images.strip import CropStrip

_SHORTER_SIDE = 700
"""Pixels of the picture that is shown, on an ordinary screen."""
_AIM = "Drag the ring to set the focal point. Crops you have not touched follow it."
_PICKED = "In this story the picture is shown as chosen here. "


class PictureAim(QWidget):
    """Canvas and crops of a session's picture. In a story the chosen crop is that of its place."""

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__()
        self._context = context
        self._session = session
        self._pixmap = QPixmap()
        self._read = ImageId("")
        self.canvas = PictureCanvas(context)
        self.strip = CropStrip(context)
        self._hint = label(_AIM, "note", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setContentsMargins(16, 0, 16, 0)
        self._reset = button("Let it follow the focal point", "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.strip)
        column.addWidget(self._hint)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        self.canvas.focal_moved.connect(self._aimed)
        self.canvas.crop_changed.connect(self._cut)
        self.strip.chosen.connect(self._chosen)
        self._reset.clicked.connect(self._follow_focal)
        session.shown.connect(self._shown)
        session.changed.connect(self._show)
        if session.asset is not None:
            self._shown()

    def _shown(self) -> None:
        """Show another picture: its pixels follow when they were read."""
        asset, placement = self._session.asset, self._session.placement
        if asset is None:
            self.canvas.show_asset(None, None)
            return
        self.strip.choose(placement.crop if placement is not None else "")
        if self._read != asset.id:
            self._pixmap = QPixmap()
            self._ask(asset.id)
        self._show()

    def _ask(self, image: ImageId) -> None:
        from newsdesk.services import images

        ratio = max((s.devicePixelRatio() for s in QGuiApplication.screens()), default=1.0)
        size = round(_SHORTER_SIDE * ratio)

        def read(desk: Desk) -> QImage:
            try:
                data = images.thumbnail(desk, image=image, size=size)
            except NewsdeskError:
                return QImage()
            return QImage.fromData(data)

        def done(picture: QImage) -> None:
            asset = self._session.asset
            if asset is not None and asset.id == image:
                self._read = image
                self._pixmap = QPixmap.fromImage(picture)
                self._show()

        self._context.tasks.library(read, done)

    def _show(self) -> None:
        asset = self._session.asset
        if asset is None:
            return
        preset = self.strip.preset
        crop = None if preset is None else cropping.crop_for(asset, preset)
        self.canvas.show_pixmap(self._pixmap)
        self.canvas.show_asset(asset, crop)
        self.strip.show_picture(asset, self._pixmap)
        by_hand = preset is not None and cropping.kept(asset, preset) is not None
        self._reset.setVisible(by_hand and bool(preset.ratio if preset else ""))
        self._hint.setVisible(not self._reset.isVisibleTo(self))
        self._hint.setText(_AIM if self._session.placement is None else _PICKED + _AIM)

    # --- what a person does ---

    def centre(self) -> None:
        """Put the focal point into the middle."""
        self._aimed(FocalPoint())

    def _aimed(self, point: FocalPoint) -> None:
        self._session.edit(lambda asset: replace(asset, focal_point=point), origin=self)

    def _cut(self, crop: Crop) -> None:
        self._session.edit(lambda asset: cropping.with_crop(asset, crop), origin=self)

    def _chosen(self) -> None:
        preset, asset = self.strip.preset, self._session.asset
        if self._session.placement is not None and asset is not None:
            if preset is not None and cropping.kept(asset, preset) is None:
                # A place names a crop that the picture has: what is seen now is kept.
                self._cut(cropping.crop_for(asset, preset))
            name = preset.name if preset is not None else ""
            self._session.place(lambda placement: replace(placement, crop=name), origin=self)
        self._show()

    def _follow_focal(self) -> None:
        preset = self.strip.preset
        if preset is None:
            return
        if self._session.placement is not None and self._session.asset is not None:
            self._cut(cropping.automatic(self._session.asset, preset))
            return
        name = preset.name
        self._session.edit(lambda asset: cropping.without_crop(asset, name), origin=self)
