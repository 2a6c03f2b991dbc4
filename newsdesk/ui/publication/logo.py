"""The paper's logo: shown small, chosen among the pictures, taken away."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import ImageAsset
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button
from newsdesk.ui.tokens import RADIUS

_SIDE = 48


class _Picture(QWidget):
    """The logo in a square, or the sign of a paper where there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.image: ImageId | None = None
        self.setFixedSize(_SIDE, _SIDE)
        self.setAccessibleName("The logo as it is now")
        context.theme.changed.connect(self.update)
        context.thumbnails.ready.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture on a ground of its own."""
        theme, image = self._context.theme, self.image
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selected_idle"))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        found = None if image is None else self._context.thumbnails.pixmap(image, _SIDE)
        if found is not None and not found.isNull():
            painter.drawPixmap(self.rect(), found)
        elif image is None:
            sign = self._context.icons.pixmap("newspaper", "text2", 16)
            middle = QRect(0, 0, 16, 16)
            middle.moveCenter(self.rect().center())
            painter.drawPixmap(middle, sign)
        painter.end()


class LogoField(QWidget):
    """``chosen`` carries the picture a person took, ``None`` for none."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._picture = _Picture(context)
        self.choose = button("Choose…")
        self.choose.setAccessibleName("Choose the logo")
        self.remove = button("Remove", "quiet")
        self.remove.setAccessibleName("Remove the logo")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self._take_away)
        self.show_image(None)

    def show_image(self, image: ImageId | None) -> None:
        """Show a logo, or that there is none."""
        self._picture.image = image
        self.remove.setVisible(image is not None)
        self._picture.update()

    def _ask(self) -> None:
        from newsdesk.ui.images.chooser import PictureChooser

        PictureChooser(self._context, self.window(), self._take, many=False).open()

    def _take(self, assets: tuple[ImageAsset, ...]) -> None:
        if assets:
            self.show_image(assets[0].id)
            self.chosen.emit(assets[0].id)

    def _take_away(self) -> None:
        self.show_image(None)
        self.choose.setFocus()
        self.chosen.emit(None)
