"""A row of the Related panel: picture, label and time, headline, and why it is there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QMenu, QVBoxLayout

from newsdesk.domain.photo import ImageAsset
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.fields.avatars import paint_thumbnail
from newsdesk.ui.fields.rowlist import Row
from newsdesk.ui.inspector.relatedform import RelatedForm
from newsdesk.ui.inspector.relatedtold import Told

_HEAD = 66
_PICTURE = 48
_LINE = 17
_PIN = 22
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RelatedRow(Row):
    """One story or link. ``pin_wanted`` comes with P, Enter or a click on the pin; where a row
    ``opens``, Enter and a click open the story in its stead. O and a double click always do.

    A pinned one unfolds fields for what is overridden in this place; ``changed`` carries the new
    item, ``fetch_wanted`` asks for the title of its page, or to stop asking.
    """

    pin_wanted = Signal()
    open_wanted = Signal()
    changed = Signal(object)
    fetch_wanted = Signal()

    def __init__(self, context: Context, told: Told, *, pinned: bool, opens: bool = False) -> None:
        super().__init__(context, movable=pinned)
        self._opens = opens
        self._told = told
        self._pinned = pinned
        self._form: RelatedForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, _HEAD, 0, 0)
        self._column.setSpacing(10)
        self.activated.connect(self._activate)
        self.letter.connect(self._typed)
        context.thumbnails.ready.connect(self._have_picture)
        self.show_told(told)

    @property
    def told(self) -> Told:
        """What the row says."""
        return self._told

    @property
    def unfolded(self) -> bool:
        """Whether the fields are shown."""
        return self._form is not None and not self._form.isHidden()

    def head(self) -> QRect:
        """Return the part with picture and headline."""
        return QRect(0, 0, self.width(), _HEAD)

    def sizeHint(self) -> QSize:
        """Return the height of the head and, where they are shown, the fields."""
        return super().sizeHint().expandedTo(QSize(0, _HEAD))

    def show_told(self, told: Told) -> None:
        """Say something else."""
        self._told = told
        parts = (told.headline, told.label, told.when, told.reason)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip("" if self._pinned else told.reason)
        if self._form is not None and told.item is not None:
            self._form.show_item(told.item, told.row)
        self.update()

    def _have_picture(self, image: str) -> None:
        if image == self._told.image:
            self.update()

    # --- drawing ---

    def paint_row(self, painter: QPainter, area: QRect) -> None:
        """Draw the row."""
        theme, told = self.context.theme, self._told
        picture = QRect(area.left(), area.top() + 9, _PICTURE, _PICTURE)
        if told.image is not None:
            paint_thumbnail(painter, self.context, picture, told.image)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected_idle"))
            painter.drawRoundedRect(picture, 4, 4)
            name = "external-link" if told.item is not None and told.item.url else "file-text"
            icon = self.context.icons.pixmap(name, "text2", 18)
            painter.drawPixmap(picture.center().x() - 8, picture.center().y() - 8, icon)
        left = picture.right() + 10
        right = area.right() - (_PIN if self._shows_pin() else 0)
        self._paint_words(painter, QRect(left, area.top() + 8, right - left, _HEAD - 16))
        if self._shows_pin():
            pin = self.context.icons.pixmap("pin", "accent", 16)
            painter.drawPixmap(area.right() - 14, _HEAD // 2 - 8, pin)

    def _shows_pin(self) -> bool:
        return not self._pinned and (self.hasFocus() or self.underMouse())

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        theme, told = self.context.theme, self._told
        elide = Qt.TextElideMode.ElideRight
        first = QRect(area.left(), area.top(), area.width(), _LINE)
        painter.setFont(fonts.font("small"))
        painter.setPen(theme.colour("accent"))
        metrics = painter.fontMetrics()
        label = metrics.elidedText(told.label, elide, max(0, area.width() - 76))
        painter.drawText(first, _LEFT, label)
        after = metrics.horizontalAdvance(label) + (5 if label else 0)
        painter.setPen(theme.colour("text2"))
        painter.drawText(first.adjusted(after, 0, 0, 0), _LEFT, told.when)
        painter.setFont(fonts.font("ui_strong"))
        painter.setPen(theme.colour("text"))
        lines = 1 if told.reason else 2
        self._paint_headline(painter, first.translated(0, _LINE), lines)
        if told.reason:
            last = first.translated(0, 2 * _LINE)
            painter.drawPixmap(
                last.left(), last.top() + 3, self.context.icons.pixmap("sparkles", "text3", 12)
            )
            painter.setFont(fonts.font("small"))
            painter.setPen(theme.colour("text2"))
            room = last.adjusted(16, 0, 0, 0)
            text = painter.fontMetrics().elidedText(told.reason, elide, room.width())
            painter.drawText(room, _LEFT, text)

    def _paint_headline(self, painter: QPainter, place: QRect, lines: int) -> None:
        text, metrics = self._told.headline, painter.fontMetrics()
        elide = Qt.TextElideMode.ElideRight
        if lines == 1 or metrics.horizontalAdvance(text) <= place.width():
            painter.drawText(place, _LEFT, metrics.elidedText(text, elide, place.width()))
            return
        layout = QTextLayout(text, painter.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(place.width())
        layout.endLayout()
        units = text.encode("utf-16-le")
        cut = 2 * line.textLength()
        painter.drawText(place, _LEFT, units[:cut].decode("utf-16-le").rstrip())
        rest = metrics.elidedText(units[cut:].decode("utf-16-le"), elide, place.width())
        painter.drawText(place.translated(0, _LINE), _LEFT, rest)

    # --- keys and clicks ---

    def clicked_at(self, place: QPoint) -> None:
        """Pin where the pin was clicked; unfold what is pinned."""
        on_pin = place.x() >= self.width() - _PIN - 12
        if on_pin and self._opens:
            self.pin_wanted.emit()
        elif on_pin or self._pinned or self._opens:
            self.activated.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the story of a row that is not pinned."""
        if not self._pinned and self.head().contains(event.position().toPoint()):
            self.open_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row."""
        menu = QMenu(self)
        menu.addAction("Unpin" if self._pinned else "Pin", self.pin_wanted.emit)
        if self._pinned:
            menu.addAction("Change in this place", self.toggle)
        if self._told.row is not None or (self._told.item and self._told.item.url):
            menu.addAction("Open", self.open_wanted.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _activate(self) -> None:
        if self._pinned:
            self.toggle()
        elif self._opens:
            self.open_wanted.emit()
        else:
            self.pin_wanted.emit()

    def _typed(self, letter: str) -> None:
        if letter == "p":
            self.pin_wanted.emit()
        elif letter == "o":
            self.open_wanted.emit()

    # --- what is overridden in this place ---

    def toggle(self) -> None:
        """Fold or unfold the fields."""
        if self._told.item is None:
            return
        if self._form is None:
            self._form = self._make_form()
            self._column.addWidget(self._form)
            self._form.hide()
        self._form.setVisible(not self.unfolded)
        self.updateGeometry()

    def show_fetching(self, *, under_way: bool, problem: str = "") -> None:
        """Show whether the title of its page is being fetched, or why it could not be."""
        if self._form is not None:
            self._form.show_fetching(under_way=under_way, problem=problem)

    def _make_form(self) -> RelatedForm:
        form = RelatedForm()
        if self._told.item is not None:
            form.show_item(self._told.item, self._told.row)
        form.changed.connect(self._set)
        form.picture_wanted.connect(self._choose_picture)
        form.open_wanted.connect(self.open_wanted)
        form.unpin_wanted.connect(self.pin_wanted)
        form.fetch_wanted.connect(self.fetch_wanted)
        return form

    def _set(self, name: str, value: object) -> None:
        if self._told.item is not None:
            item = replace(self._told.item, **{name: value})
            self._told = replace(self._told, item=item)
            self.changed.emit(item)

    def _choose_picture(self) -> None:
        from newsdesk.ui.images.chooser import PictureChooser

        def chosen(assets: tuple[ImageAsset, ...]) -> None:
            if assets:
                self._set("image", assets[0].id)

        PictureChooser(self.context, self.window(), chosen, many=False).open()
