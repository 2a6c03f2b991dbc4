"""The paper that a page is printed on, for Qt."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize

from newsdesk.domain.paper import MARGINS, Paper

_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def sheet(paper: Paper) -> QPageLayout:
    """Return a sheet with a margin all around."""
    sides, ends = MARGINS
    return QPageLayout(
        QPageSize(_SIZES[paper]),
        QPageLayout.Orientation.Portrait,
        QMarginsF(sides, ends, sides, ends),
        QPageLayout.Unit.Millimeter,
    )
