"""The picture with its crops below it: what one looks at while describing a picture."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent, QPixmap
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
_SOFT = 1.15
"""How many times a pixel at hand may be drawn larger before sharper ones are read."""
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
        self._closely = ImageId("")
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
        self.canvas.zoomed.connect(self._look_closely)
        self.strip.chosen.connect(self._chosen)
        self._reset.clicked.connect(self._follow_focal)
        session.shown.connect(self._shown)
        session.changed.connect(self._show)
        if session.asset is not None:
            self._shown()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground that the picture and its crops share."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.colour("window"))
        painter.end()

    def _shown(self) -> None:
        """Show another picture: its pixels follow when they were read."""
        asset, placement = self._session.asset, self._session.placement
        if asset is None:
            self.canvas.show_asset(None, None)
            return
        self.strip.choose(placement.crop if placement is not None else "")
        if self._read != asset.id:
            self._pixmap = QPixmap()
            self._closely = ImageId("")
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
                self._take(picture)

        self._context.tasks.library(read, done)

    def _look_closely(self) -> None:
        """Read the picture's own pixels once those at hand are too few for the scale."""
        asset, canvas = self._session.asset, self.canvas
        if asset is None or self._read != asset.id or self._closely == asset.id:
            return
        wanted = min(canvas.scale, 1.0) * asset.width
        if wanted <= canvas.pixels_across * _SOFT:
            return
        self._closely = image = asset.id

        def decode(data: bytes) -> None:
            self._context.tasks.background(lambda _progress: _decoded(data), done, _nothing)

        def done(picture: QImage) -> None:
            if self._closely == image:
                self._take(picture)

        self._context.tasks.library(lambda desk: _bytes_of(desk, image), decode, _nothing)

    def _take(self, picture: QImage) -> None:
        self._pixmap = QPixmap.fromImage(picture)
        self._show()

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


def _bytes_of(desk: Desk, image: ImageId) -> bytes:
    from newsdesk.services import images

    with images.open_bytes(desk, image=image) as stream:
        return stream.read()


def _decoded(data: bytes) -> QImage:
    from newsdesk.services.pictures import read_pixels

    found = read_pixels(data)
    kinds = QImage.Format
    made = QImage(
        found.data,
        found.width,
        found.height,
        4 * found.width,
        kinds.Format_ARGB32 if found.see_through else kinds.Format_RGB32,
    )
    # A copy of its own: Qt does not keep the bytes alive. What the screen takes is made here too.
    see_through = kinds.Format_ARGB32_Premultiplied
    return made.convertToFormat(see_through) if found.see_through else made.copy()


def _nothing(_error: Exception) -> None:
    """Stay with the softer pixels: what is wrong with a picture is said where it is read first."""
