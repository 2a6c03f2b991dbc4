"""Popovers over the page: small cards beside the text, gone with Escape or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

_GAP = 6
_EDGE = 8


class Popover(QFrame):
    """A card over a widget. ``closed(by_key)`` comes when it goes; ``by_key`` after Escape."""

    closed = Signal(bool)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._place = QRect()
        self._above = False
        self.setProperty("look", "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def open_at(self, place: QRect, *, above: bool = False) -> None:
        """Show it below a place of the widget, or above where there is no room or it is wanted."""
        self.adjustSize()
        self.put(place, above=above)
        self.show()
        self.raise_()
        self.refit()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def refit(self) -> None:
        """Take the size of what it holds now, beside the same place."""
        self.adjustSize()
        self.put(self._place, above=self._above)

    def put(self, place: QRect, *, above: bool = False) -> None:
        """Move it to another place, kept within the widget."""
        self._place, self._above = place, above
        size = self.sizeHint() if self.isHidden() else self.size()
        room = self._over.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        over, under = place.top() - _GAP - size.height(), place.bottom() + _GAP
        fits_over, fits_under = over >= room.top(), under + size.height() <= room.bottom()
        top = over if (above and fits_over) or (not fits_under and fits_over) else under
        left = min(max(place.left(), room.left()), max(room.left(), room.right() - size.width()))
        self.move(QPoint(left, top))

    def leave(self, *, by_key: bool = False) -> None:
        """Close it."""
        if self.isHidden():
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.hide()
        self.closed.emit(by_key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with Escape, with a click elsewhere, or when the window loses the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave(by_key=True)
                return True
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            inside = isinstance(watched, QWidget) and (
                watched is self or self.isAncestorOf(watched) or watched.window() != self.window()
            )
            if isinstance(watched, QWidget) and not inside:
                self.leave()
        return super().eventFilter(watched, event)
