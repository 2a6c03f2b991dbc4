"""The words and dots of the states of a story."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from newsdesk.domain.article import ArticleState

STATE_LABELS: Mapping[ArticleState, str] = {
    ArticleState.DRAFT: "Draft",
    ArticleState.REVIEW: "In review",
    ArticleState.LEGAL: "With legal",
    ArticleState.READY: "Ready",
    ArticleState.SCHEDULED: "Scheduled",
    ArticleState.PUBLISHED: "Published",
    ArticleState.WITHHELD: "Withheld",
    ArticleState.SPIKED: "Spiked",
}

USUAL_STATES = (
    ArticleState.DRAFT,
    ArticleState.REVIEW,
    ArticleState.LEGAL,
    ArticleState.READY,
    ArticleState.SCHEDULED,
    ArticleState.PUBLISHED,
)
"""The states that the sidebar always shows; the others only where a story is in them."""

_RINGS = frozenset({ArticleState.DRAFT, ArticleState.SCHEDULED})


def paint_dot(painter: QPainter, centre: QPointF, state: ArticleState, colour: QColor) -> None:
    """Draw the dot of a state, 8 px wide: a ring for drafts and scheduled stories."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state in _RINGS:
        painter.setPen(QPen(colour, 2))
        painter.drawEllipse(centre, 3.0, 3.0)
    else:
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(colour)
        painter.drawEllipse(centre, 4.0, 4.0)
    painter.restore()
