"""How a story looks in the list: headline, section and author, state and time, thumbnail."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPainterPath,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from newsdesk.domain.listing import ArticleRow, Marked, TimeShown
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.library.marking import Spans, paint_marked, passage_of
from newsdesk.ui.models.stories import MARKED_ROLE, ROW_ROLE, Index
from newsdesk.ui.moments import row_text
from newsdesk.ui.painting import paint_ground
from newsdesk.ui.states import STATE_LABELS, paint_dot
from newsdesk.ui.tokens import STORY_ROW, THUMBNAIL

_LINE = 18
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StoryDelegate(QStyledItemDelegate):
    """Paints stories; right-to-left headlines are set from the right."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._strong = fonts.font("ui_strong")
        self._small = fonts.font("small")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of every row; the width is the view's."""
        return QSize(0, STORY_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row; one that was not read yet stays empty."""
        row: ArticleRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme = self._context.theme
        ground = QRect(area.left() + 8, area.top(), area.width() - 16, area.height() - 1)
        painter.save()
        paint_ground(painter, theme, ground, state)
        if not state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(
                QRect(ground.left() + 8, area.bottom(), ground.width() - 16, 1),
                theme.colour("line"),
            )
        right = ground.right() - 7
        if row.thumbnail is not None:
            place = QRect(right - THUMBNAIL + 1, ground.top() + 12, THUMBNAIL, THUMBNAIL)
            self._paint_thumbnail(painter, row, place)
            right = place.left() - 8
        left = ground.left() + 8
        text = QRect(left, ground.top() + 8, right - left, ground.height() - 16)
        self._paint_text(painter, row, index.data(MARKED_ROLE), text)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, row: ArticleRow, place: QRect) -> None:
        if row.thumbnail is None:
            return
        pixmap = self._context.thumbnails.pixmap(row.thumbnail, THUMBNAIL)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), 4, 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(outline)
        if pixmap is None or pixmap.isNull():
            painter.fillRect(place, self._context.theme.colour("hover"))
        else:
            painter.drawPixmap(place, pixmap)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, row: ArticleRow, marked: Marked | None, area: QRect
    ) -> None:
        theme = self._context.theme
        painter.setFont(self._strong)
        painter.setPen(theme.colour("text" if row.headline else "text3"))
        places = marked.headline if marked is not None else ()
        lines = self._headline(painter, row.headline or "Untitled story", area, places)
        painter.setFont(self._small)
        painter.setPen(theme.colour("text2"))
        top = area.top() + lines * _LINE
        names = ", ".join(row.byline_names)
        where = " · ".join(part for part in (row.section_label, names) if part)
        metrics = painter.fontMetrics()
        place = QRect(area.left(), top, area.width(), _LINE)
        if marked is not None and marked.matches:
            self._marked_line(painter, *passage_of(marked.passage, marked.matches), place)
        else:
            self._line(painter, metrics, where, place)
        top += _LINE
        time = row_text(row.time)
        if row.time_shown is TimeShown.EMBARGOED:
            time = f"Embargo {time}"
        wide = metrics.horizontalAdvance(time)
        last = QRect(area.left(), top, area.width(), _LINE)
        painter.drawText(last, _RIGHT, time)
        paint_dot(
            painter,
            QPointF(last.left() + 4, last.center().y() + 1),
            row.state,
            theme.colour(row.state.value),
        )
        label = STATE_LABELS[row.state]
        if metrics.horizontalAdvance(label) <= last.width() - wide - 22:  # the dot says it, too
            painter.drawText(last.adjusted(14, 0, 0, 0), _LEFT, label)

    @staticmethod
    def _line(painter: QPainter, metrics: QFontMetrics, text: str, place: QRect) -> None:
        painter.drawText(
            place, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        )

    def _marked_line(self, painter: QPainter, text: str, spans: Spans, place: QRect) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        paint_marked(painter, shown, spans, place, self._context.theme)

    def _headline(self, painter: QPainter, text: str, area: QRect, spans: Spans) -> int:
        """Draw a headline in at most two lines and return how many it took."""
        metrics = painter.fontMetrics()
        layout = QTextLayout(text, self._strong)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        first, second = layout.createLine(), None
        first.setLineWidth(area.width())
        start = first.textStart() + first.textLength()
        if start < len(text.encode("utf-16-le")) // 2:
            second = start
        layout.endLayout()
        rtl = text.isprintable() and _starts_right(text)
        flags = (_RIGHT if rtl else _LEFT) | Qt.AlignmentFlag.AlignAbsolute
        place = QRect(area.left(), area.top(), area.width(), _LINE)
        units = text.encode("utf-16-le")
        if spans and not rtl:
            return self._marked_headline(painter, text, spans, place, second)
        if second is None:
            painter.drawText(place, flags, text)
            return 1
        painter.drawText(place, flags, units[: 2 * second].decode("utf-16-le").rstrip())
        rest = units[2 * second :].decode("utf-16-le")
        painter.drawText(
            place.translated(0, _LINE),
            flags,
            metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width()),
        )
        return 2

    def _marked_headline(
        self, painter: QPainter, text: str, spans: Spans, place: QRect, second: int | None
    ) -> int:
        if second is None:
            self._marked_line(painter, text, spans, place)
            return 1
        # Spans count characters, the layout UTF-16 units.
        at = len(text.encode("utf-16-le")[: 2 * second].decode("utf-16-le"))
        self._marked_line(painter, text[:at].rstrip(), spans, place)
        rest = tuple((max(0, start - at), end - at) for start, end in spans if end > at)
        self._marked_line(painter, text[at:], rest, place.translated(0, _LINE))
        return 2


def _starts_right(text: str) -> bool:
    """Say whether the first letter with a direction is of a right-to-left script (UAX #9, P2)."""
    import unicodedata

    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
