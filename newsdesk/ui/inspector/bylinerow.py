"""A name of a byline: portrait, name and credit; its fields unfold below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.byline import BylineRow, CreditRole
from newsdesk.domain.people import BylineDifference
from newsdesk.services.bylines import BylinePerson
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.avatars import paint_avatar
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.rowlist import GRIP, Row
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.fields.ticks import Tick

CREDITS: Mapping[CreditRole, str] = {
    CreditRole.WRITER: "Writing",
    CreditRole.REPORTING: "Reporting",
    CreditRole.ADDITIONAL_REPORTING: "Additional reporting",
    CreditRole.INTERVIEW: "Interview",
    CreditRole.PHOTOS: "Photos",
    CreditRole.TRANSLATION: "Translation",
    CreditRole.EDITING: "Editing",
}
FIELDS: Mapping[str, str] = {
    "name": "Name",
    "role": "Role",
    "bio_short": "Short biography",
    "bio_long": "Long biography",
}
_HEAD = 48
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SHOWN_TEXT = 90
"""Characters of a biography that a difference shows."""


class BylineRowWidget(Row):
    """One name. ``changed`` carries the new row of the byline."""

    changed = Signal(object)
    profile_wanted = Signal()
    update_wanted = Signal()

    def __init__(self, context: Context, person: BylinePerson) -> None:
        super().__init__(context, movable=True)
        self._person = person
        self._form: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRIP + 8, _HEAD + 4, 4, 8)
        self._column.setSpacing(10)
        self._warning = QWidget()
        self._warning.hide()
        self._column.addWidget(self._warning)
        self.activated.connect(self.toggle)
        context.thumbnails.ready.connect(self._have_picture)
        self.show_person(person)
        self._fit()

    @property
    def row(self) -> BylineRow:
        """The row of the byline."""
        return self._person.row

    @property
    def unfolded(self) -> bool:
        """Whether the fields are shown."""
        return self._form is not None and not self._form.isHidden()

    def head(self) -> QRect:
        """Return the part with portrait and name."""
        return QRect(0, 0, self.width(), _HEAD)

    def show_person(self, person: BylinePerson) -> None:
        """Show a name with what its page shows."""
        before, self._person = self._person.differences, person
        credit = CREDITS[person.row.credit_role]
        self.setAccessibleName(f"{person.name or 'No name'}, {credit}")
        if person.differences != before or not self._warning.layout():
            self._make_warning(person.differences)
        if self._form is not None:
            self._show_form(person.row)
        self.update()

    def toggle(self) -> None:
        """Fold or unfold the fields."""
        if self._form is None:
            self._form = self._make_form()
            self._column.addWidget(self._form)
            self._form.hide()
        self._form.setVisible(not self.unfolded)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of the head and, where they are shown, the fields."""
        return super().sizeHint().expandedTo(QSize(0, _HEAD))

    def paint_row(self, painter: QPainter, area: QRect) -> None:
        """Draw portrait, name, and what this person did."""
        theme, person = self.context.theme, self._person
        place = QRect(area.left() + 2, area.top() + 8, 32, 32)
        image = person.profile.avatar if person.profile else None
        paint_avatar(painter, self.context, place, image, person.name)
        text = QRect(place.right() + 11, area.top() + 5, area.right() - place.right() - 30, 19)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(fonts.font("ui_strong"))
        painter.setPen(theme.colour("text" if person.name else "bad"))
        name = person.name or "Type a name"
        painter.drawText(text, _LEFT, painter.fontMetrics().elidedText(name, elide, text.width()))
        parts = [CREDITS[person.row.credit_role], person.row.place]
        if person.row.author is None:
            parts.append("no profile")
        elif person.role:
            parts.append(person.role)
        painter.setFont(fonts.font("small"))
        painter.setPen(theme.colour("text2"))
        detail = painter.fontMetrics().elidedText(
            " · ".join(part for part in parts if part), elide, text.width()
        )
        painter.drawText(text.translated(0, 18), _LEFT, detail)
        icon = "chevron-up" if self.unfolded else "chevron-down"
        chevron = self.context.icons.pixmap(icon, "text2", 14)
        painter.drawPixmap(area.right() - 14, area.center().y() - 7, chevron)

    def _have_picture(self, _image: str) -> None:
        self.update()

    def _fit(self) -> None:
        shown = self.unfolded or not self._warning.isHidden()
        self._column.setContentsMargins(
            GRIP + 8, _HEAD + 4 if shown else _HEAD, 4, 8 if shown else 0
        )
        self.updateGeometry()
        self.update()

    # --- the fields ---

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._credit = Choice(tuple(CREDITS.items()))
        self.place = Line("in Kyiv")
        self._name = Line("Name as readers see it")
        self._card = Tick("Show the author card")
        self._linked = Tick("Link the name")
        self._literal = Field("Name", self._name)
        column.addWidget(self._literal)
        column.addWidget(pair(Field("Did", self._credit), Field("Place", self.place)))
        column.addWidget(self._card)
        column.addWidget(self._linked)
        feet = QHBoxLayout()
        feet.setSpacing(12)
        self._profile = button("Open profile", "link")
        remove = button("Remove", "link")
        feet.addWidget(self._profile)
        feet.addWidget(remove)
        feet.addStretch(1)
        column.addLayout(feet)
        self._show_form(self._person.row)
        self._credit.chosen.connect(partial(self._set, "credit_role"))
        self.place.typed.connect(partial(self._set, "place"))
        self._name.typed.connect(partial(self._set, "literal_name"))
        self._card.clicked.connect(partial(self._set, "show_card"))
        self._linked.clicked.connect(partial(self._set, "linked"))
        self._profile.clicked.connect(self.profile_wanted)
        remove.clicked.connect(self.removed)
        return form

    def _show_form(self, row: BylineRow) -> None:
        literal = row.author is None
        self._literal.setVisible(literal)
        self._card.setVisible(not literal)
        self._linked.setVisible(not literal)
        self._profile.setVisible(not literal)
        self._credit.show_value(row.credit_role)
        self.place.show_text(row.place)
        self._name.show_text(row.literal_name)
        self._card.setChecked(row.show_card)
        self._linked.setChecked(row.linked)

    def _set(self, name: str, value: object) -> None:
        row = replace(self._person.row, **{name: value})
        shown = row.literal_name if name == "literal_name" else self._person.name
        self._person = replace(self._person, row=row, name=shown)
        self.update()
        self.changed.emit(row)

    # --- what moved on since the story went out ---

    def _make_warning(self, differences: tuple[BylineDifference, ...]) -> None:
        made = QWidget()
        made.setVisible(bool(differences))
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if differences:
            column.addWidget(label("Differs from the profile", "warn"))
        for difference in differences:
            text = f"{FIELDS[difference.field]}: {_cut(difference.then)}"
            column.addWidget(label(f"{text} is now {_cut(difference.now)}.", "note", wrap=True))
        if differences:
            up = button("Bring up to date…", "small")
            up.clicked.connect(self.update_wanted)
            column.addWidget(up, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.replaceWidget(self._warning, made)
        self._warning.hide()
        self._warning.deleteLater()
        self._warning = made
        self._fit()


def _cut(text: str) -> str:
    """Return a text in quotation marks, shortened; "none" for an empty one."""
    if not text:
        return "none"
    return f"“{text}”" if len(text) <= _SHOWN_TEXT else f"“{text[:_SHOWN_TEXT].rstrip()}…”"
