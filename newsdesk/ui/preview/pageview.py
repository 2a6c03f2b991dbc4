"""The page as a device shows it: framed, at a width that one may drag, found in, clicked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.preview import scripts, webview

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView

LEAST: Final = 240
MOST: Final = 2560
"""The widths that a page may be shown at, in CSS pixels."""

_MARGIN: Final = 16
_HANDLE: Final = 12
_RADIUS: Final = 8


class PageView(QWidget):
    """Shows a page that was written. The engine is started by the first page.

    Signals: ``place_chosen(place)`` somebody clicked there (see ``scripts.place_at``);
    ``width_chosen(width)`` the handle was moved; ``settled(in_place)`` a page stands there;
    ``find_wanted()``, ``failed()`` the engine ended.
    """

    place_chosen = Signal(str)
    width_chosen = Signal(int)
    settled = Signal(bool)
    find_wanted = Signal()
    failed = Signal()

    def __init__(self, context: Context, folder: Path) -> None:
        super().__init__()
        self._context = context
        self._folder = folder
        self._width = 390
        self._pressed: QPoint | None = None
        self._loading = False
        self._owed = ""
        self._owed_anew = False
        self.view: QWebEngineView | None = None
        self._frame = _Frame(context, self)
        self.handle = _Handle(context, self)
        self.handle.moved.connect(self._drag)
        self.setMinimumSize(LEAST // 2, 160)

    # --- showing ---

    def show_page(self, start: Path, html: str, *, anew: bool) -> None:
        """Show a page: what is there already is touched only where it differs.

        ``anew`` loads it again, for pictures that came after it; the place is kept.
        """
        if self.view is None:
            self.view = self._start()
        url = QUrl.fromLocalFile(str(start))
        if self._loading:
            self._owed = html  # What was loaded may be older by now.
            self._owed_anew = self._owed_anew or anew
        elif self.view.url() != url:
            self._loading = True
            self.view.load(url)
        elif anew:
            self._reload()
        else:
            webview.ask(self.view, scripts.patch(html), self._patched)

    def _start(self) -> QWebEngineView:
        view = webview.make(self, self._folder, self._ended)
        view.setAccessibleName("The page")
        view.loadFinished.connect(self._loaded)
        view.page().setBackgroundColor(self._context.theme.colour("paper"))
        view.show()
        self._frame.raise_()
        self._place()
        return view

    def _reload(self) -> None:
        if self.view is not None:
            self._loading = True
            self.view.reload()  # Keeps the place, and the old page until the new one is painted.

    def _loaded(self, _worked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._loading = False
        self._watch()
        self._place()
        owed, self._owed = self._owed, ""
        anew, self._owed_anew = self._owed_anew, False
        if anew:
            self._reload()
        elif owed and self.view is not None:
            webview.ask(self.view, scripts.patch(owed), self._patched)
        else:
            self.settled.emit(False)

    def _patched(self, result: object) -> None:
        if result is True:
            self.settled.emit(True)
        else:
            self._reload()

    def _ended(self) -> None:
        self.failed.emit()

    def show_element(self, element: int, *, move: bool) -> None:
        """Mark an element of the body and, with ``move``, bring it into sight."""
        if self.view is not None and not self._loading:
            webview.ask(self.view, scripts.show(element, move=move))

    # --- width ---

    @property
    def page_width(self) -> int:
        """How wide the page is laid out, in CSS pixels."""
        return self._width

    @property
    def scale(self) -> float:
        """How large it is shown: 1 where there is room for it."""
        return min(1.0, self._room() / self._width)

    def set_page_width(self, width: int) -> None:
        """Lay the page out at a width; one without room is shown smaller."""
        self._width = max(LEAST, min(MOST, width))
        self._place()

    def _room(self) -> int:
        return max(80, self.width() - 2 * _MARGIN - 2)

    def _place(self) -> None:
        wide = round(self._width * self.scale)
        left = (self.width() - wide) // 2
        high = max(80, self.height() - _MARGIN)
        if self.view is not None:
            self.view.setGeometry(left, 1, wide, high - 2)
            self.view.setZoomFactor(max(0.25, self.scale))
        self._frame.setGeometry(left - 1, 0, wide + 2, high)
        self.handle.setGeometry(left + wide + 2, 0, _HANDLE, high)

    def _drag(self, step: int) -> None:
        """Grow by a step at either side, because the page stands in the middle."""
        wanted = max(LEAST, min(MOST, self._width + round(2 * step / self.scale)))
        if wanted < self._width or wanted * self.scale <= self._room():
            self.width_chosen.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in the middle."""
        super().resizeEvent(event)
        self._place()

    # --- clicks and keys in the page ---

    def _watch(self) -> None:
        """Hear what goes to the engine's own widget, which it may make anew."""
        inner = self.view.focusProxy() if self.view is not None else None
        if inner is not None:
            inner.removeEventFilter(self)
            inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note clicks that did not drag; take Ctrl+F, which is the editor's elsewhere."""
        del watched
        if isinstance(event, QMouseEvent):
            self._mouse(event)
        elif isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.find_wanted.emit()
                return True
        return False

    def _mouse(self, event: QMouseEvent) -> None:
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        here = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = here if plain else None
        elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            moved = (here - self._pressed).manhattanLength()
            self._pressed = None
            if plain and moved < QApplication.startDragDistance():
                self.click(event.position())

    def click(self, point: QPointF) -> None:
        """Ask what is shown at a point of the view, and tell."""
        if self.view is not None:
            zoom = self.view.zoomFactor()
            script = scripts.place_at(point.x() / zoom, point.y() / zoom)
            webview.ask(self.view, script, self._found)

    def _found(self, place: object) -> None:
        if isinstance(place, str) and place:
            self.place_chosen.emit(place)


class _Frame(QWidget):
    """Paints the edge of the device and rounds its corners; the mouse goes through."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        context.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover the corners with the ground, then draw the edge."""
        del event
        box = QRectF(self.rect())
        edge = box.adjusted(0.5, 0.5, -0.5, -0.5)
        inside, outside = QPainterPath(), QPainterPath()
        inside.addRoundedRect(edge, _RADIUS, _RADIUS)
        outside.addRect(box)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outside.subtracted(inside), self._theme.colour("window"))
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.drawPath(inside)
        painter.end()


class _Handle(QWidget):
    """The handle at the right of the page. ``moved(pixels)``: dragged, or walked with arrows."""

    moved = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._from: float | None = None
        self.setAccessibleName("Width of the page")
        self.setAccessibleDescription("Left and Right make the page narrower and wider.")
        self.setToolTip("Drag to change the width")
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        context.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the size of the grip."""
        return QSize(_HANDLE, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a grip in the middle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent" if self.hasFocus() else "line2"))
        high = 36 if self.hasFocus() else 28
        painter.drawRoundedRect(QRectF(4, (self.height() - high) / 2, 4, high), 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._from = event.globalPosition().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse, pixel by pixel."""
        if self._from is not None:
            step = round(event.globalPosition().x() - self._from)
            if step:
                self._from += step
                self.moved.emit(step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys."""
        steps = {Qt.Key.Key_Left: -5, Qt.Key.Key_Right: 5}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)
