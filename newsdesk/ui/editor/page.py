"""The page as a column: section label, headline, standfirst, byline, lead photo, body."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import label, set_look
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.bodytext import GUTTER
from newsdesk.ui.editor.bylinelabel import BylineLabel
from newsdesk.ui.editor.cards import Cards
from newsdesk.ui.editor.headfield import FieldName, HeadField
from newsdesk.ui.editor.lead import EDGE, LeadPhoto
from newsdesk.ui.editor.pageimages import PageImages

_LIMITS: Mapping[FieldName, str] = MappingProxyType(
    {"headline": "limits.headline", "standfirst": "limits.standfirst"}
)
_NEAR = 0.8
"""The share of a limit from which on its counter is shown."""


class Page(QWidget):
    """Holds the fields in their order and leads the caret from one to the next."""

    typed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.images = PageImages(context.tasks, context.bus)
        self.kicker = HeadField(theme, "kicker", "Section label", "Section label")
        self.headline = HeadField(theme, "headline", "Headline", "Headline")
        self.standfirst = HeadField(theme, "standfirst", "Standfirst", "Standfirst")
        self.byline = BylineLabel()
        self.body = BodyEdit(theme)
        self.cards = Cards(self.body.document(), theme, self.images)
        self.lead = LeadPhoto(theme, context.icons, self.images, self.cards.maker)
        self._counters: dict[FieldName, QLabel] = {
            "headline": label("", "note"),
            "standfirst": label("", "note"),
        }
        self._foot = QWidget()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row(self.kicker, self._counters["headline"]))
        column.addSpacing(6)
        column.addLayout(self._row(self.headline))
        column.addSpacing(8)
        column.addLayout(self._row(self.standfirst))
        column.addSpacing(10)
        column.addLayout(self._row(self.byline, self._counters["standfirst"]))
        column.addSpacing(16 - EDGE)
        lead = QHBoxLayout()
        lead.setContentsMargins(GUTTER - EDGE, 0, GUTTER - EDGE, 0)
        lead.addWidget(self.lead)
        column.addLayout(lead)
        column.addSpacing(11 - EDGE)
        column.addWidget(self.body)
        self._foot.setFixedHeight(40)
        column.addWidget(self._foot)
        column.addStretch(1)

    def set_foot(self, pixels: int) -> None:
        """Leave so much free below the text."""
        self._foot.setFixedHeight(pixels)

    @staticmethod
    def _row(widget: QWidget, counter: QWidget | None = None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GUTTER, 0, GUTTER, 0)
        row.addWidget(widget, 1)
        if counter is not None:
            row.addWidget(counter, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _wire(self) -> None:
        for field in self.fields():
            field.typed.connect(self.typed)
            field.typed.connect(self.count)
        self.body.typed.connect(self.typed)
        self.kicker.left.connect(self._leave_kicker)
        self.headline.left.connect(self._leave_headline)
        self.standfirst.left.connect(self._leave_standfirst)
        self.lead.left.connect(self._leave_lead)
        self.body.leave_up.connect(self._leave_body)
        self.images.drawn.connect(self._repaint)
        self._context.settings.changed.connect(self._limit_changed)

    def _repaint(self, _image: str) -> None:
        self.body.viewport().update()

    def _limit_changed(self, _key: str) -> None:
        self.count()

    def fields(self) -> tuple[HeadField, ...]:
        """The fields above the body, from above."""
        return (self.kicker, self.headline, self.standfirst)

    # --- from one field to the next ---

    def _go(self, field: QWidget, step: int) -> None:
        reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
        field.setFocus(reason)

    def _leave_kicker(self, step: int) -> None:
        if step > 0:
            self._go(self.headline, step)

    def _leave_headline(self, step: int) -> None:
        self._go(self.standfirst if step > 0 else self.kicker, step)

    def _leave_standfirst(self, step: int) -> None:
        self._go(self.body if step > 0 else self.headline, step)

    def _leave_lead(self, step: int) -> None:
        self._go(self.body if step > 0 else self.standfirst, step)

    def _leave_body(self) -> None:
        self._go(self.lead, -1)

    # --- size and direction ---

    def set_type(self, size: int) -> None:
        """Set the size of the body's text in pixels; everything else follows from it."""
        self.cards.maker.size = size
        self.body.set_type(size)
        for field in self.fields():
            field.set_size(size)
        self.byline.set_size(size)
        self.cards.refresh()
        self.lead.measure()

    def set_language(self, language: str, *, right_to_left: bool) -> None:
        """Let everything run in the direction of a language."""
        maker = self.cards.maker
        maker.language, maker.right_to_left = language, right_to_left
        for field in self.fields():
            field.set_direction(right_to_left=right_to_left)
        self.body.set_direction(right_to_left=right_to_left)
        self.byline.set_direction(right_to_left=right_to_left)

    # --- counters ---

    def count(self) -> None:
        """Show how long headline and standfirst are, once they come near their limits."""
        for field in (self.headline, self.standfirst):
            name: FieldName = "headline" if field is self.headline else "standfirst"
            counter = self._counters[name]
            limit = self._context.settings.number(_LIMITS[name])
            length = len(field.text())
            near = bool(limit) and length >= _NEAR * limit
            counter.setText(f"{length}/{limit}" if near else "")
            counter.setVisible(near)
            over = near and length > limit
            if bool(counter.property("over")) != over:
                counter.setProperty("over", over)
                set_look(counter, "look", "bad_strong" if over else "note")
            field.setAccessibleDescription(f"{length} of {limit} characters" if near else "")
