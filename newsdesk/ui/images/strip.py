"""The crops of a picture side by side, each drawn small: the whole, the presets, one's own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from newsdesk.domain.photo import ImageAsset
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.images import cropping
from newsdesk.ui.images.cropping import PRESETS, Preset

_HEIGHT = 64
_WIDEST = 128
_LABEL = 20
_EDGE = 4


class CropButton(QAbstractButton):
    """One crop, drawn small; a dot beside its name says that it was made by hand."""

    def __init__(self, context: Context, preset: Preset | None) -> None:
        super().__init__()
        self._context = context
        self._preset = preset
        self._asset: ImageAsset | None = None
        self._pixmap = QPixmap()
        self.setText(preset.title if preset is not None else "Whole")
        self.setAccessibleName(self.text())
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._font, self._strong = fonts.font("small"), fonts.font("small_strong")
        context.theme.changed.connect(self.update)

    @property
    def preset(self) -> Preset | None:
        """What it stands for; ``None`` is the whole picture."""
        return self._preset

    def show_picture(self, asset: ImageAsset, pixmap: QPixmap) -> None:
        """Show a picture's crop."""
        before = self.sizeHint()
        self._asset, self._pixmap = asset, pixmap
        if self._made_by_hand():
            self.setAccessibleDescription("Made by hand")
            self.setToolTip("Made by hand")
        else:
            self.setAccessibleDescription("Follows the focal point" if self._preset else "")
            self.setToolTip("Follows the focal point" if self._preset else "")
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def _made_by_hand(self) -> bool:
        return (
            self._asset is not None
            and self._preset is not None
            and cropping.kept(self._asset, self._preset) is not None
        )

    def _source(self) -> QRectF:
        """Return which part of the pixmap is shown."""
        whole = QRectF(self._pixmap.rect())
        if self._asset is None or self._preset is None:
            return whole
        crop = cropping.crop_for(self._asset, self._preset)
        return QRectF(
            crop.left * whole.width(),
            crop.top * whole.height(),
            crop.width * whole.width(),
            crop.height * whole.height(),
        )

    def _shape(self) -> float:
        if self._asset is None:
            return 1.5
        shape = self._asset.width / self._asset.height
        if self._preset is None:
            return shape
        crop = cropping.crop_for(self._asset, self._preset)
        return shape * crop.width / crop.height

    def sizeHint(self) -> QSize:
        """Return the size of the small picture with its name."""
        wide = min(_WIDEST, max(24, round(_HEIGHT * self._shape())))
        return QSize(max(wide, 64) + 2 * _EDGE, _HEIGHT + 2 * _EDGE + _LABEL)

    def minimumSizeHint(self) -> QSize:
        """Return the same: it is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the small picture and its name."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = self._shape()
        wide = min(float(_WIDEST), max(24.0, _HEIGHT * shape))
        area = QRectF(0, 0, wide, min(float(_HEIGHT), wide / shape))
        area.moveCenter(QRectF(0, _EDGE, self.width(), _HEIGHT).center())
        if self._pixmap.isNull():
            painter.fillRect(area, theme.colour("hover"))
        else:
            painter.drawPixmap(area, self._pixmap, self._source())
        frame = area.adjusted(-2.5, -2.5, 2.5, 2.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(frame, 4, 4)
        elif self.hasFocus() or self.underMouse():
            painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "line2"), 1))
            painter.drawRoundedRect(frame, 4, 4)
        painter.setFont(self._strong if self.isChecked() else self._font)
        painter.setPen(theme.colour("text" if self.isChecked() else "text2"))
        words = self.rect().adjusted(0, self.height() - _LABEL + 2, 0, 0)
        text = f"{self.text()} •" if self._made_by_hand() else self.text()
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class CropStrip(QWidget):
    """The crops; ``chosen`` carries the ``Preset``, ``None`` for the whole picture."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons = tuple(CropButton(context, preset) for preset in (None, *PRESETS))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        row.addStretch(1)
        for shown in self.buttons:
            self._group.addButton(shown)
            row.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.buttons[0].setChecked(True)
        self.setAccessibleName("Crops")
        self._group.buttonClicked.connect(self._clicked)

    @property
    def preset(self) -> Preset | None:
        """The crop that is chosen."""
        shown = self._group.checkedButton()
        return shown.preset if isinstance(shown, CropButton) else None

    def choose(self, name: str) -> None:
        """Choose the crop of a name, the whole picture where there is none."""
        for shown in self.buttons:
            if (shown.preset.name if shown.preset else "") == name:
                shown.setChecked(True)
                return
        self.buttons[0].setChecked(True)

    def show_picture(self, asset: ImageAsset, pixmap: QPixmap) -> None:
        """Show the crops of a picture."""
        for shown in self.buttons:
            shown.show_picture(asset, pixmap)

    def _clicked(self) -> None:
        self.chosen.emit(self.preset)
