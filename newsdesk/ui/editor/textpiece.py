"""A piece of set text: captions, card titles, cells; measured once for a width, then painted.

It holds the colours in force when it was made: make it anew when light and dark are swapped.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from newsdesk.domain.text import Mark, Run, Runs
from newsdesk.domain.values import immutable
from newsdesk.ui.editor.formats import SOFT_BREAK
from newsdesk.ui.editor.positions import units
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole


@immutable
class Span:
    """Runs of one colour."""

    runs: Runs
    role: ColourRole = "text"


class TextPiece:
    """Spans set in a font, a width and a line height, in pixels.

    At most ``most_lines`` are shown where that is not 0.
    """

    def __init__(
        self,
        theme: Theme,
        spans: tuple[Span, ...],
        font: QFont,
        width: float,
        line_height: float,
        *,
        right_to_left: bool = False,
        most_lines: int = 0,
    ) -> None:
        self._line_height = line_height
        self._leading = line_height - QFontMetricsF(font).height()
        text = "".join(run.text for span in spans for run in span.runs)
        self._layout = QTextLayout(text.replace("\n", SOFT_BREAK), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.setTextOption(option)
        self._layout.setFormats(_ranges(theme, spans))
        self.lines = self._break(width, most_lines)

    @property
    def height(self) -> float:
        """How high its lines stand."""
        return self.lines * self._line_height

    @property
    def natural_width(self) -> float:
        """The width of its longest line."""
        widths = (self._layout.lineAt(n).naturalTextWidth() for n in range(self.lines))
        return max(widths, default=0.0)

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Paint it, its top left corner at a point."""
        self._layout.draw(painter, at + QPointF(0, self._leading / 2))

    def _break(self, width: float, most_lines: int) -> int:
        self._layout.beginLayout()
        count = 0
        while not most_lines or count < most_lines:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, count * self._line_height))
            count += 1
        self._layout.endLayout()
        return count


def plain_runs(text: str, *, strong: bool = False) -> Runs:
    """A text as runs, bold when ``strong``; none for an empty text."""
    if not text:
        return ()
    return (Run(text, frozenset({Mark.STRONG}) if strong else frozenset()),)


def _ranges(theme: Theme, spans: tuple[Span, ...]) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    start = 0
    for span in spans:
        for run in span.runs:
            made = QTextLayout.FormatRange()
            made.start, made.length = start, units(run.text)
            made.format = _look(theme, run, span.role)
            start += made.length
            ranges.append(made)
    return ranges


def _look(theme: Theme, run: Run, role: ColourRole) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme.colour("accent" if run.link is not None else role))
    if Mark.STRONG in run.marks:
        look.setFontWeight(QFont.Weight.DemiBold)
    if Mark.EMPHASIS in run.marks:
        look.setFontItalic(True)
    if Mark.UNDERLINE in run.marks or run.link is not None:
        look.setFontUnderline(True)
    if Mark.STRIKE in run.marks:
        look.setFontStrikeOut(True)
    return look
