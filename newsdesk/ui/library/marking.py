"""Words found by a search, marked in the lines of a row."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from newsdesk.ui.theme import Theme

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Places in a text, as (start, end) in characters."""

_AHEAD = 14
"""Characters of a passage left before its first mark, so that a narrow row still shows it."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def passage_of(passage: str, spans: Spans) -> tuple[str, Spans]:
    """Return a passage cut to begin shortly before its first mark, with the marks moved."""
    first = spans[0][0] if spans else 0
    if first <= _AHEAD:
        return passage, spans
    space = passage.find(" ", first - _AHEAD, first)
    begin = space + 1 if space >= 0 else first
    shift = begin - 1
    return f"…{passage[begin:]}", tuple((start - shift, end - shift) for start, end in spans)


def paint_marked(painter: QPainter, text: str, spans: Spans, place: QRect, theme: Theme) -> None:
    """Draw a text in the painter's font and pen, the marked words on the ground of a mark."""
    metrics = painter.fontMetrics()
    for start, end in spans:
        if start >= len(text):
            break
        left = metrics.horizontalAdvance(text[:start])
        wide = metrics.horizontalAdvance(text[: min(end, len(text))]) - left
        ground = QRect(place.left() + left - 1, place.center().y() - 8, wide + 2, 17)
        painter.fillRect(ground, theme.colour("warn_ground"))
    painter.drawText(place, _LEFT, text)
