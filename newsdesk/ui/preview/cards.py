"""How others show the page: the card on a social network, the result of a search engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from newsdesk.services.previews import PageFacts
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import label, pane, set_look
from newsdesk.ui.moments import number_text
from newsdesk.ui.tokens import ColourRole

TITLE_ROOM: Final = 580.0
"""Pixels that Google gives a title on a wide screen, in Arial of 20 pixels."""
TEXT_ROOM: Final = 920.0
"""Pixels that it gives a description, in Arial of 14 pixels: two lines."""

_WIDE: Final = 600
_CARD: Final = 504


def search_font(size: int) -> QFont:
    """Return the font of search results: Arial, or what is as wide letter by letter."""
    found = QFont()
    found.setFamilies(["Arial", "Liberation Sans", "Arimo", "Nimbus Sans", "Helvetica"])
    found.setPixelSize(size)
    return found


def cut(text: str, room: float, measure: Callable[[str], float]) -> str:
    """Cut a text behind the last whole word that has room, as search engines do."""
    if measure(text) <= room:
        return text
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        shorter = f"{' '.join(words).rstrip(' ,;:–-')} …"
        if measure(shorter) <= room:
            return shorter
    while len(text) > 1 and measure(f"{text}…") > room:
        text = text[:-1]
    return f"{text}…"


def measured(text: str, size: int) -> float:
    """Return how wide a text is in a search result, in pixels."""
    return QFontMetricsF(search_font(size)).horizontalAdvance(text)


def crumbs(address: str) -> str:
    """Write an address as search results do: the host, then the folders."""
    parts = urlsplit(address)
    folders = [unquote(one) for one in parts.path.split("/") if one]
    return " › ".join((f"{parts.scheme}://{parts.netloc}", *folders)) if parts.netloc else ""


class _Painted(QWidget):
    """A picture of the page elsewhere, painted; screen readers get it as words."""

    def __init__(self, context: Context, size: QSize) -> None:
        super().__init__()
        self.context = context
        self._size = size
        self.setMaximumWidth(size.width())
        context.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return how large it is where there is room."""
        return self._size

    def frame(self, painter: QPainter, box: QRectF) -> None:
        """Draw the card's ground and edge, and keep the rest inside."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.fillPath(path, self.context.theme.colour("raised"))
        painter.setPen(QPen(self.context.theme.colour("line"), 1))
        painter.drawPath(path)
        painter.setClipPath(path)


class CardPicture(_Painted):
    """The large card: picture of 1.91 to 1, host, title in two lines, one of description."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, QSize(_CARD, 372))
        self._facts: PageFacts | None = None
        self._picture = QImage()

    def show_card(self, facts: PageFacts, picture: Path | None) -> None:
        """Show a card; without a picture, the words alone."""
        self._facts = facts
        self._picture = QImage(str(picture)) if picture is not None else QImage()
        spoken = f"{facts.card_title}. {facts.card_description}".strip()
        self.setAccessibleName(f"Social card: {spoken}")
        high = 108 + (0 if self._picture.isNull() else round(_CARD / 1.91))
        self._size = QSize(_CARD, high)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        """Keep the picture's shape."""
        del event
        self._fit()

    def _fit(self) -> None:
        high = 108 + (0 if self._picture.isNull() else round(self.width() / 1.91))
        if high != self.height():
            self.setFixedHeight(high)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it as networks do, in the colours in force."""
        del event
        facts = self._facts
        if facts is None:
            return
        theme = self.context.theme
        painter = QPainter(self)
        box = QRectF(self.rect())
        self.frame(painter, box)
        top = 0.0
        if not self._picture.isNull():
            top = round(box.width() / 1.91)
            painter.drawImage(QRectF(0, 0, box.width(), top), self._picture)
        inner = box.adjusted(16, top + 12, -16, -8)
        host = urlsplit(facts.address).netloc or facts.site
        rows: tuple[tuple[str, QFont, ColourRole, int, int], ...] = (
            (host, fonts.font("small"), "text3", 18, 1),
            (facts.card_title, fonts.font("pane_title"), "text", 20, 2),
            (facts.card_description, fonts.font("ui"), "text2", 20, 1),
        )
        y = inner.top()
        for text, font, role, step, lines in rows:
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            for line in _lines(text, QFontMetricsF(font), inner.width(), lines):
                painter.drawText(QRectF(inner.left(), y, inner.width(), step), 0, line)
                y += step
        painter.end()


class ResultPicture(_Painted):
    """A search result: site, address, title and description, cut where they are cut."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, QSize(_WIDE + 48, 152))
        self._facts: PageFacts | None = None

    @property
    def _scale(self) -> float:
        return min(1.0, self.width() / self._size.width())

    def resizeEvent(self, event: object) -> None:
        """Be as high as the width asks for."""
        del event
        self.setFixedHeight(round(self._size.height() * self._scale))

    def show_result(self, facts: PageFacts) -> None:
        """Show a result."""
        self._facts = facts
        self.setAccessibleName(f"Search result: {facts.title}. {facts.description}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it at the size it has there, smaller where there is no room."""
        del event
        facts = self._facts
        if facts is None:
            return
        dark = self.context.theme.dark
        painter = QPainter(self)
        self.frame(painter, QRectF(self.rect()))
        painter.scale(self._scale, self._scale)
        colour = self.context.theme.colour
        painter.setBrush(colour("call_out"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(24, 18, 28, 28))
        painter.setPen(colour("text2"))
        painter.setFont(search_font(14))
        painter.drawText(
            QRectF(24, 18, 28, 28), Qt.AlignmentFlag.AlignCenter, (facts.site or "·")[:1]
        )
        painter.setPen(colour("text"))
        painter.drawText(QRectF(64, 14, _WIDE - 40, 18), 0, facts.site)
        painter.setPen(colour("text2"))
        painter.setFont(search_font(12))
        address = QFontMetricsF(search_font(12)).elidedText(
            crumbs(facts.address), Qt.TextElideMode.ElideRight, _WIDE - 40
        )
        painter.drawText(QRectF(64, 32, _WIDE - 40, 18), 0, address)
        # The engine's own blue: a result is judged as it looks there.
        painter.setPen(QColor("#99C3FF" if dark else "#1A0DAB"))
        painter.setFont(search_font(20))
        title = cut(facts.title, TITLE_ROOM, lambda text: measured(text, 20))
        painter.drawText(QRectF(24, 58, _WIDE, 28), 0, title)
        painter.setPen(colour("text2"))
        painter.setFont(search_font(14))
        text = cut(facts.description, TEXT_ROOM, lambda text: measured(text, 14))
        metrics = QFontMetricsF(search_font(14))
        for row, line in enumerate(_lines(text, metrics, _WIDE, 2)):
            painter.drawText(QRectF(24, 94 + 22 * row, _WIDE, 22), 0, line)
        painter.end()


class CardView(QScrollArea):
    """The card that networks make of the page."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.picture = CardPicture(context)
        self._note = label("", "note", wrap=True)
        _stand(self, self.picture, self._note)

    def show_page(self, facts: PageFacts, folder: Path) -> None:
        """Show the card of a page whose pictures lie in a folder."""
        path = folder / facts.picture if facts.picture else None
        there = path is not None and path.is_file()
        self.picture.show_card(facts, path if there else None)
        if not facts.address:
            note = (
                "The paper has no web address yet, so the card has no picture and no link. "
                "Set it in the publication’s settings."
            )
        elif not facts.picture:
            note = "The story has no picture for its card."
        else:
            alt = facts.picture_alt or "none"
            note = f"As the page’s OpenGraph and X tags describe it. Alternative text: {alt}"
        self._note.setText(note)

    @property
    def said(self) -> str:
        """What stands below the card."""
        return self._note.text()


class ResultView(QScrollArea):
    """The result that search engines make of the page, with what it measures."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.picture = ResultPicture(context)
        self._title = label("", "note", wrap=True)
        self._text = label("", "note", wrap=True)
        self._note = label("", "note", wrap=True)
        _stand(self, self.picture, self._title, self._text, self._note)

    def show_page(self, facts: PageFacts) -> None:
        """Show the result of a page."""
        self.picture.show_result(facts)
        for where, name, text, size, room in (
            (self._title, "Title", facts.title, 20, TITLE_ROOM),
            (self._text, "Description", facts.description, 14, TEXT_ROOM),
        ):
            wide = measured(text, size)
            sentence = f"{name}: {number_text(round(wide))} of about {number_text(round(room))} px"
            if not text:
                sentence = f"{name}: none. Search engines make one up."
            elif wide > room:
                sentence += ", cut behind the last word that has room"
            where.setText(f"{sentence}.")
            set_look(where, "look", "warn" if wide > room or not text else "note")
        used = QFontInfo(search_font(20)).family()
        self._note.setText(f"Measured in {used}. Search engines may choose other words.")

    @property
    def said(self) -> tuple[str, str]:
        """What stands below the result, of the title and of the description."""
        return self._title.text(), self._text.text()


def _stand(area: QScrollArea, *widgets: QWidget) -> None:
    """Stand widgets one below the other on the pane's ground."""
    ground = pane("preview")
    column = QVBoxLayout(ground)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(8)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    area.setWidgetResizable(True)
    area.setWidget(ground)


def _lines(text: str, metrics: QFontMetricsF, room: float, most: int) -> list[str]:
    """Break a text into at most so many lines; the last is cut."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        rest = " ".join(words)
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room))
    return lines
