"""Beside the form: the card as readers see it, stories a month, and where this person is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.byline import CreditRole
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.listing import ArticleQuery, ArticleRow
from newsdesk.domain.people import AuthoredStory, MonthCount
from newsdesk.services.desk import Desk
from newsdesk.ui import fonts
from newsdesk.ui.authors.card import AuthorCard
from newsdesk.ui.authors.plot import MonthPlot, last_months, month_name
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.moments import number_text, row_text
from newsdesk.ui.tasks import TaskHandle
from newsdesk.ui.tokens import TOOLBAR

Told = tuple[tuple[AuthoredStory, ...], tuple[MonthCount, ...]]
_SHOWN = 5
"""Stories of each role that are listed."""
_DID: Mapping[CreditRole, str] = {
    CreditRole.WRITER: "Wrote",
    CreditRole.REPORTING: "Reported",
    CreditRole.ADDITIONAL_REPORTING: "Additional reporting",
    CreditRole.INTERVIEW: "Interviewed",
    CreditRole.PHOTOS: "Photographed",
    CreditRole.TRANSLATION: "Translated",
    CreditRole.EDITING: "Edited",
}


class StoryLine(QAbstractButton):
    """A story in one line: headline and time; a click opens it."""

    def __init__(self, context: Context, row: ArticleRow) -> None:
        super().__init__()
        self._context = context
        self._when = row_text(row.time)
        self.setText(row.headline or "Untitled story")
        self.setToolTip(self.text())
        self.setAccessibleName(f"{self.text()}, {self._when}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(partial(context.navigator.show_story, row.id))
        context.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(self.rect(), 4, 4)
        place = self.rect().adjusted(6, 0, -6, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font("small"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, self._when)
        wide = painter.fontMetrics().horizontalAdvance(self._when) + 10
        painter.setFont(fonts.font("ui"))
        painter.setPen(theme.colour("text"))
        room = place.adjusted(0, 0, -wide, 0)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, text)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class Aside(QFrame):
    """The right pane of the authors' screen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._author: AuthorId | None = None
        self._name = ""
        self._reading: TaskHandle | None = None
        self.setProperty("look", "panel")
        self.setAccessibleName("As readers see it")
        head = label("As readers see it", "strong")
        head.setContentsMargins(16, 0, 16, 0)
        head.setFixedHeight(TOOLBAR)
        self.card = AuthorCard(context)
        self._plot = MonthPlot(context)
        self._month = label("", "note")
        self._stories = QVBoxLayout()
        self._stories.setSpacing(2)
        scroll = Column(margins=(16, 16, 16, 20))
        scroll.fields.setSpacing(16)
        scroll.fields.addWidget(self.card)
        scroll.fields.addLayout(self._headed("Stories a month", self._month))
        scroll.fields.addWidget(self._plot)
        scroll.fields.addLayout(self._stories)
        scroll.fields.addWidget(_note(context))
        scroll.fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Hairline(context.theme))
        column.addWidget(scroll, 1)

    def show_profile(self, profile: AuthorProfile, language: str) -> None:
        """Show the card of somebody with the role of today, in a language."""
        today = datetime.now(UTC).date()
        self._name = profile.display_name
        self.card.show_profile(profile, profile.role_on(today), language)

    def show_stories(self, author: AuthorId) -> None:
        """Read where somebody is, and what they wrote a month."""
        if self._reading is not None:
            self._reading.cancel()
        self._author = author

        def read(desk: Desk) -> Told:
            from newsdesk.services import authors

            return (
                authors.stories(desk, author_id=author),
                authors.statistics(desk, author_id=author),
            )

        self._reading = self._context.tasks.library(read, self._show)

    def _show(self, told: Told) -> None:
        stories, counts = told
        months = last_months(counts, datetime.now(UTC).date())
        self._plot.show_months(months)
        self._month.setText(f"{months[-1].stories} in {month_name(months[-1])}")
        _empty(self._stories)
        for role, words in _DID.items():
            did = [story.row for story in stories if story.credit_role is role]
            if not did:
                continue
            everything = button(f"All {number_text(len(did))}", "link")
            everything.clicked.connect(self._show_all)
            everything.setVisible(len(did) > _SHOWN)
            self._stories.addLayout(self._headed(words, everything))
            for row in did[:_SHOWN]:
                self._stories.addWidget(StoryLine(self._context, row))
            self._stories.addSpacing(10)
        if not stories:
            self._stories.addWidget(label("In no story yet.", "note"))

    def _show_all(self) -> None:
        if self._author is not None:
            query = ArticleQuery(author=self._author)
            self._context.navigator.show_stories(self._name or "Stories", query)

    @staticmethod
    def _headed(text: str, right: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(text, "heading"))
        row.addStretch(1)
        row.addWidget(right)
        return row


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            _empty(inner)


def _note(context: Context) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    lock = QLabel()

    def draw() -> None:
        lock.setPixmap(context.icons.pixmap("lock", "text2", 14))

    draw()
    context.theme.changed.connect(draw)
    text = label(
        "Stories keep the name, role and biography they went out with. Changes here reach only "
        "stories you choose.",
        "note",
        wrap=True,
    )
    row.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return made
