"""The lead photo: shown as on the page, chosen by a click, edited by Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from newsdesk.domain.photo import Placement
from newsdesk.ui import fonts
from newsdesk.ui.editor.captions import caption_spans, lacks_alt
from newsdesk.ui.editor.faces import FaceMaker
from newsdesk.ui.editor.pageimages import PageImages
from newsdesk.ui.editor.textpiece import TextPiece
from newsdesk.ui.icons import Icons
from newsdesk.ui.theme import Theme

EDGE = 5
"""Pixels around the picture for the frame that shows it chosen."""
_GAP = 8
_EMPTY_HEIGHT = 88
Key = Qt.Key


class LeadPhoto(QWidget):
    """Shows a placement, or invites to add one.

    Signals: ``wanted()`` a picture is to be chosen; ``edit_wanted()`` the picture's editor is to
    open; ``removed()``; ``left(step)`` with 1 for what comes after it, -1 for what is above.
    """

    wanted = Signal()
    edit_wanted = Signal()
    removed = Signal()
    left = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, images: PageImages, maker: FaceMaker) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._images = images
        self._maker = maker
        self._placement: Placement | None = None
        self._tallest = 400
        self._caption: TextPiece | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.measure)
        images.known.connect(self._picture_changed)
        images.drawn.connect(self._picture_changed)
        self._name()

    def show_placement(self, placement: Placement | None) -> None:
        """Show another picture, or none."""
        self._placement = placement
        if placement is not None:
            self._images.want((placement.image,))
        self._name()
        self.measure()

    def set_tallest(self, pixels: int) -> None:
        """Show the picture at most so high; what does not fit is cut around its focal point."""
        if pixels != self._tallest:
            self._tallest = pixels
            self.measure()

    def measure(self) -> None:
        """Take the height that the picture and its caption need."""
        width = self._width()
        if self._placement is None:
            self._caption = None
            self.setFixedHeight(_EMPTY_HEIGHT + 2 * EDGE)
            return
        asset = self._images.asset(self._placement.image)
        scale = self._maker.size / 18
        font = QFont(fonts.SANS)
        font.setPixelSize(round(13 * scale))
        self._caption = TextPiece(
            self._theme,
            caption_spans(asset, self._placement, self._maker.language),
            font,
            width,
            round(20 * scale),
            right_to_left=self._maker.right_to_left,
        )
        below = _GAP + self._caption.height if self._caption.lines else 0
        self.setFixedHeight(round(self._picture().height() + below) + 2 * EDGE)
        self.update()

    def _width(self) -> int:
        return max(100, self.width() - 2 * EDGE)

    def _picture(self) -> QRectF:
        """Where the picture stands."""
        width = self._width()
        if self._placement is None:
            return QRectF(EDGE, EDGE, width, _EMPTY_HEIGHT)
        high = min(round(width * self._images.shape(self._placement)), self._tallest)
        return QRectF(EDGE, EDGE, width, max(80, high))

    def _picture_changed(self, image: str) -> None:
        if self._placement is not None and self._placement.image == image:
            self._name()
            self.measure()
            self.update()

    def _name(self) -> None:
        if self._placement is None:
            self.setAccessibleName("Add a lead photo")
            self.setAccessibleDescription("Press Enter to choose a picture, or drop one here")
            return
        asset = self._images.asset(self._placement.image)
        self.setAccessibleName("Lead photo")
        alt = self._placement.alt_text
        if alt is None:
            alt = "" if asset is None else asset.alt_text
        self.setAccessibleDescription(alt or "No alternative text yet")

    # --- keys and mouse ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits or chooses, Delete takes the picture out, the arrows go on."""
        match event.key():
            case Key.Key_Return | Key.Key_Enter | Key.Key_Space:
                self._activate()
            case Key.Key_Delete | Key.Key_Backspace if self._placement is not None:
                self.removed.emit()
            case Key.Key_Down | Key.Key_Right:
                self.left.emit(1)
            case Key.Key_Up | Key.Key_Left:
                self.left.emit(-1)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it; the invitation is followed at once."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._placement is None and event.button() is Qt.MouseButton.LeftButton:
            self.wanted.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the picture's editor."""
        if self._placement is not None:
            self.edit_wanted.emit()

    def _activate(self) -> None:
        if self._placement is None:
            self.wanted.emit()
        else:
            self.edit_wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the frame."""
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the caption for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.measure()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture with what stands below it, or the invitation."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._picture()
        if self._placement is None:
            self._paint_invitation(painter, area)
        else:
            self._images.draw(painter, self._theme, self._placement, area)
            if lacks_alt(self._images.asset(self._placement.image), self._placement):
                self._maker.tag(painter, area, "No alt text")
            if self._caption is not None:
                self._caption.draw(painter, QPointF(EDGE, area.bottom() + _GAP))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-4, -4, 4, 4), 6, 6)
        painter.end()

    def _paint_invitation(self, painter: QPainter, area: QRectF) -> None:
        pen = QPen(self._theme.colour("line2"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("hover" if self.underMouse() else "paper"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        words = "Add a lead photo"
        painter.setFont(fonts.font("ui_strong"))
        wide = painter.fontMetrics().horizontalAdvance(words)
        left = area.center().x() - (wide + 24) / 2
        icon = self._icons.pixmap("image-plus", "text2")
        painter.drawPixmap(QPointF(left, area.center().y() - 18), icon)
        painter.setPen(self._theme.colour("text2"))
        line = QRectF(left + 24, area.center().y() - 22, wide + 4, 24)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(fonts.font("small"))
        painter.setPen(self._theme.colour("text3"))
        under = QRectF(area.left(), area.center().y() + 4, area.width(), 20)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, "Drop one here, or choose a file")
