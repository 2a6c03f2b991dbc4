"""The Checks panel: how ready the page is, and each finding one click from its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.values import immutable
from newsdesk.services.checks import Finding, Severity
from newsdesk.ui.context import Context
from newsdesk.ui.controls import label
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.fields.rowlist import Row, RowList
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.inspector.checking import checks_of
from newsdesk.ui.inspector.storypanel import PLACES
from newsdesk.ui.navigation import Tab
from newsdesk.ui.states import paint_dot
from newsdesk.ui.tokens import ColourRole


@immutable
class _Look:
    """How a weight of findings looks."""

    heading: str
    icon: str
    role: ColourRole


_LOOKS: dict[Severity, _Look] = {
    Severity.ERROR: _Look("Mend before it goes out", "circle-x", "bad"),
    Severity.WARNING: _Look("Have a look", "triangle-alert", "warn"),
    Severity.HINT: _Look("Hints", "info", "text2"),
}


class FindingRow(Row):
    """One finding: what it is, in bold, and the sentence."""

    def __init__(self, context: Context, finding: Finding) -> None:
        super().__init__(context, movable=False)
        self.finding = finding
        self.setAccessibleName(f"{finding.title}: {finding.sentence}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title = label(finding.title, "strong", wrap=True)
        sentence = label(finding.sentence, "note", wrap=True)
        for part in (title, sentence):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(34, 8, 10, 8)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(sentence)

    def paint_row(self, painter: QPainter, area: QRect) -> None:
        """Draw the sign of its weight."""
        look = _LOOKS[self.finding.severity]
        icon = self.context.icons.pixmap(look.icon, look.role, 16)
        painter.drawPixmap(area.left() + 2, area.top() + 9, icon)


class _Light(QWidget):
    """The dot of readiness."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._role: ColourRole = "ready"
        self.setFixedSize(QSize(12, 12))
        context.theme.changed.connect(self.update)

    def show_role(self, role: ColourRole) -> None:
        """Show a colour."""
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        colour = self._context.theme.colour(self._role)
        paint_dot(painter, QPointF(6, 6), ArticleState.READY, colour)
        painter.end()


class ChecksPanel(QFrame):
    """Follows the checks of the open story."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[Finding, ...] | None = None
        self.setProperty("look", "panel")
        self.setAccessibleName("Checks")
        self._light = _Light(context)
        self.state = label("Looking…", "strong")
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 4)
        head.setSpacing(8)
        head.addWidget(self._light)
        head.addWidget(self.state)
        head.addStretch(1)
        self._scroll = Column(margins=(8, 14, 8, 16))
        self._scroll.fields.setSpacing(4)
        self._scroll.fields.addLayout(head)
        self.lists: dict[Severity, RowList[FindingRow]] = {}
        self._headings: dict[Severity, QWidget] = {}
        for severity, look in _LOOKS.items():
            heading = label(look.heading, "heading")
            heading.setContentsMargins(8, 12, 8, 2)
            rows: RowList[FindingRow] = RowList(context)
            self._headings[severity], self.lists[severity] = heading, rows
            rows.left.connect(partial(self._leave, severity))
            self._scroll.fields.addWidget(heading)
            self._scroll.fields.addWidget(rows)
        self._ready = EmptyState(context)
        self._ready.say(
            "circle-check", "Nothing to mend", "Every check of the page as it would go out passes."
        )
        self._scroll.fields.addWidget(self._ready)
        self._scroll.fields.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._checks = checks_of(context)
        self._checks.found.connect(self.show_findings)
        context.story.opened.connect(self._opened)
        self.show_findings(self._checks.findings)
        self._checks.run()

    def _opened(self, _article: Article) -> None:
        self.state.setText("Looking…")

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what was found."""
        counts = dict.fromkeys(_LOOKS, 0)
        for finding in findings:
            counts[finding.severity] += 1
        self._show_state(counts)
        if findings == self._shown:
            return
        self._shown = findings
        for severity, rows in self.lists.items():
            found = [finding for finding in findings if finding.severity is severity]
            self._headings[severity].setVisible(bool(found))
            rows.setVisible(bool(found))
            rows.set_rows([self._row(finding) for finding in found])
        self._ready.setVisible(not findings)

    def _show_state(self, counts: dict[Severity, int]) -> None:
        errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
        if errors:
            self._light.show_role("bad")
            self.state.setText(f"Not ready: {_things(errors)} to mend")
        elif warnings:
            self._light.show_role("review")
            self.state.setText(f"Nearly ready: {_things(warnings)} to look at")
        else:
            self._light.show_role("ready")
            self.state.setText("Ready to go out")

    def _row(self, finding: Finding) -> FindingRow:
        row = FindingRow(self._context, finding)
        row.activated.connect(partial(self.go, finding))
        return row

    def go(self, finding: Finding) -> None:
        """Go to the place of a finding, wherever it is."""
        place = finding.field if finding.block is None else f"body.{finding.block}"
        navigator = self._context.navigator
        tab = tab_of(place)
        if tab is not None:
            navigator.show_tab(tab)
        else:
            navigator.show_screen("story")
        navigator.show_place(place)

    def _leave(self, severity: Severity, by: int) -> None:
        order = list(self.lists)
        place = order.index(severity) + by
        while 0 <= place < len(order):
            rows = self.lists[order[place]]
            if rows.rows:
                rows.focus_row(0 if by > 0 else len(rows.rows) - 1)
                return
            place += by


def tab_of(place: str) -> Tab | None:
    """Return the tab that has a place, ``None`` for what stands on the page itself."""
    first = place.split(".", maxsplit=1)[0]
    if first == "byline":
        return "byline"
    if first == "related":
        return "related"
    return "story" if first in PLACES else None


def _things(number: int) -> str:
    return "1 thing" if number == 1 else f"{number} things"
